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
        ({"questions": {"a": {"ceiling": "proved"}}}, "questions: a: its ceiling must be one of arithmetic fact"),
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
