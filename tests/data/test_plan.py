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


def of_claims(**change):
    return {"claims": {**plan.plan()["claims"], **change}}


READING = {"means": "a", "decided_by": "b", "true_if": "c"}
ASKED = {"asks": "a", "estimand": "b", "keys": []}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"declared": 3}, "line 1: declared: must be str, is int 3; put it in quotes"),
        ({"extra": 3}, r"line \d+: extra: unknown; known are declared"),
        ({"rule": 3}, r"line \d+: rule: unknown \(is rules meant\?\); known are declared"),
        ({"questions": {"a": {**ASKED, "words": ["proved"]}}}, "questions: a: word 1: 'proved' is none of ari"),
        ({"questions": {"a": "text"}}, "questions: a: must be dict, is str 'text'; write a mapping"),
        ({"questions": {"a": {"words": []}}}, "questions: a: asks: missing; add it"),
        ({"universe": {"u": 3}}, "universe: u: must be dict, is int 3; write a mapping"),
        ({"rules": {"few_clusters": "many"}}, "rules: few_clusters: must be float, is str 'many'; write a number"),
        ({"rules": {"few_clusters": "5:20"}}, "few_clusters: must be float, .* YAML 1.1 reads it as 320"),
        ({"rules": {"few_clusters": None}}, r"few_clusters: must be float, is empty \(null\); write a number"),
        ({"rules": {"own": [0.1, None]}}, r"rules: own: must be str or a number, is empty \(null\); write a text"),
        ({"universe": {"u": {"floor": [0, 0]}}}, "universe: u: floor: 0 is given twice; keep one"),
        ({"universe": {"u": {"floor": []}}}, "universe: u: floor: none; list at least one"),
        ({"universe": {"u": {"floor": 0}}}, "universe: u: floor: must be list, is int 0; write a list"),
        (
            of_claims(statements={"s": {"speaker": "b", "readings": {"a": READING}}}),
            r"line \d+: claims: statements: s: speaker: 'b' is none of its readings; choose from a",
        ),
        (
            of_claims(verdicts={"true": {"decision": "proved", "is": "d"}}),
            r"line \d+: claims: verdicts: true: decision: 'proved' is none of ari",
        ),
        (of_claims(unusual=[0.1]), "claims: unusual"),
        (of_claims(most=[0.5]), "claims: most"),
    ],
)
def test_refusals(tmp_path, change, message):
    path = tmp_path / "analysis_plan.yml"
    path.write_text(yaml.safe_dump(plan.plan() | change, sort_keys=False), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        plan.plan(path)


def test_the_section_of_claims_is_that_of_the_plan():
    assert plan.claims() == plan.plan()["claims"]
    assert plan.claims() is plan.claims()


def test_an_empty_plan_is_refused(tmp_path):
    path = tmp_path / "analysis_plan.yml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(InputError, match="questions: missing; add it"):
        plan.plan(path)


def test_a_plan_that_cannot_be_read_is_refused(tmp_path):
    path = tmp_path / "analysis_plan.yml"
    with pytest.raises(InputError, match=r"analysis_plan.yml: not found; restore it"):
        plan.plan(path)
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(InputError, match=r"analysis_plan.yml: line 1: .*; correct the YAML"):
        plan.plan(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(InputError, match=r"analysis_plan.yml: cannot be read"):
        plan.plan(path)
