"""The plan of record is read as written, hashed as committed, and refused where it is no plan."""

import hashlib

import pytest
import yaml

from analysis.data import plan
from analysis.methods.errors import InputError
from analysis.paths import PLAN


def test_the_plan_is_read_and_hashed():
    document = plan.plan()
    assert document["declared"] == "after the national figures were known"
    assert document["universe"]["effects"]["year"] == [2023, 2024]
    assert plan.sha256() == hashlib.sha256(PLAN.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"declared": 3}, "declared: must be a str"),
        ({"extra": 3}, "extra: unknown; known are declared"),
        ({"questions": {"a": {"words": ["proved"], "keys": []}}}, "questions: a: words: proved: is none of arithmetic"),
        ({"questions": {"a": "text"}}, "questions: a: give asks, estimand, words"),
        ({"universe": {"u": 3}}, "universe: u: give its choices"),
        ({"rules": {"few_clusters": "many"}}, "rules: few_clusters: give a number"),
        ({"universe": {"u": {"floor": [0, 0]}}}, "universe: u: floor: give a list of different options"),
        ({"universe": {"u": {"floor": 0}}}, "universe: u: floor: give a list of different options"),
    ],
)
def test_refusals(tmp_path, change, message):
    path = tmp_path / "analysis_plan.yml"
    path.write_text(yaml.safe_dump(plan.plan() | change), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        plan.plan(path)


def test_an_empty_plan_is_refused(tmp_path):
    path = tmp_path / "analysis_plan.yml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="questions: must be a dict"):
        plan.plan(path)


def test_a_plan_that_cannot_be_read_is_refused(tmp_path):
    path = tmp_path / "analysis_plan.yml"
    with pytest.raises(InputError, match="cannot be read"):
        plan.plan(path)
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        plan.plan(path)
