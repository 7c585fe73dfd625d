"""What is decided on the claim of the press, and the facts that the page of findings takes from several studies."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.studies.instrument_change import comparable_series, findings, indicators, national_index
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED, DECISIONS
from tests.studies import once


def decided(**facts):
    plain = {"on_both": 0, "first_refuted_management": 0, "first_rose": 0, "first_fell": 1}
    return findings.claim_decisions(SimpleNamespace(facts=plain | facts))


def test_three_statements_have_a_word_each():
    found = findings.claim_decisions(once.before_and_after())
    assert found == {"lower": "identified", "given_fall": CANNOT_BE_DECIDED, "management_alone": "refuted"}


@pytest.mark.parametrize("rose", [0, 1, 23])
def test_an_institution_that_rose_decides_nothing(rose):
    """As a rule for all, one riser was enough to call the whole claim not supported."""
    assert decided(first_rose=rose) == decided()
    assert "not supported" not in decided(first_rose=rose).values()


def test_each_word_follows_its_own_fact():
    assert decided(first_refuted_management=1) == decided() | {"management_alone": "refuted"}
    assert decided()["management_alone"] == "bounded"
    assert decided(on_both=1) == decided() | {"given_fall": "bounded"}


def test_every_decision_is_one_of_the_words():
    assert set(findings.DECISIONS.values()) | set(decided().values()) <= set(DECISIONS)


def test_what_is_left_open_is_that_of_the_shown_list():
    effect = SimpleNamespace(facts={"turns_at": -0.25}, shown_year=2023)
    units = pd.DataFrame({"unit": ["listed"] * 2, "year": [2023, 2024], "low": [-0.9, -0.1], "high": [0.8, 0.1]})
    found = findings.rewording_facts(effect, SimpleNamespace(domain_means=units))
    assert found == {"low": -0.9, "high": 0.8, "harder": 0.25, "shown_year": 2023}


def test_the_change_at_the_old_weights_has_one_value_and_one_word():
    """Three studies tell it; the words were bounded, arithmetic fact and identified."""
    series, nation, split = comparable_series.study(), national_index.study(2020, 2021), indicators.study(2020, 2021)
    told = [series.facts["over_change"], nation.facts["real"], split.facts["orders"]["real_old"]]
    assert told == pytest.approx([told[0]] * 3, abs=0.0051), "means have two decimals"
    words = {
        findings.DECISIONS["nation"],
        comparable_series.DECISIONS["old_basis"],
        national_index.DECISIONS["separation"],
        indicators.DECISIONS["later"],
    }
    assert words == {"identified"}


def test_with_rewording_the_set_of_the_whole_change_does_not_hold():
    """Half a level of difference in the criteria already leaves the set that takes rewording as neutral."""
    wording = indicators.study().wording.set_index("key").loc[indicators.MAIN]
    assert wording["harder_high"] > wording["as_scored_high"]
    assert wording["easier_low"] < wording["as_scored_low"]
    concordance = indicators.study().facts["concordance"]
    assert concordance["unchanged"] == 0, "no indicator kept its wording"
