"""One word from two studies, by the plan's rule, and always of the declared design."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.data.plan import plan
from analysis.studies.spbe_and_un import spbe_un_answer
from tests.studies import once


@pytest.fixture(scope="module")
def studies():
    return once.timed(), once.controlled("nearest", 2018), once.ceiling()


@pytest.mark.parametrize(
    ("of_timing", "of_control", "expected"),
    [
        ("associated only", "associated only", "associated only"),
        ("associated only", "not supported", "not supported"),
        ("not supported", "associated only", "not supported"),
        ("not supported", "not supported", "not supported"),
    ],
)
def test_both_studies_must_hold(studies, of_timing, of_control, expected):
    series, control, ceiling = studies
    series = replace(series, facts=series.facts | {"published_decision": of_timing})
    control = replace(control, facts=control.facts | {"decision": of_control})
    assert spbe_un_answer.study(series, control, ceiling).word == expected
    assert expected in plan()["questions"]["spbe_and_egdi"]["words"]


def test_another_design_does_not_change_the_answer(studies):
    series, control, ceiling = studies
    declared = spbe_un_answer.study(series, control, ceiling)
    for donors, treatment in (("region", 2018), ("nearest", 2014)):
        other = once.controlled(donors, treatment)
        assert other.facts["mean"] != pytest.approx(declared.facts["mean"])
        assert spbe_un_answer.study(series, other, ceiling) == declared


def test_what_the_comparison_would_miss_is_what_it_does_not_find(studies):
    series, control, ceiling = studies
    found = control.power.set_index("effect").loc[0.2, "ratio"]
    facts = spbe_un_answer.study(series, control, ceiling).facts
    assert facts["missed"] == pytest.approx(1 - found)
    assert facts["as_far"] + 1 == pytest.approx(facts["p_mean"] * (facts["placebos"] + 1))
