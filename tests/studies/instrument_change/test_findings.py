"""What is decided on the claim of the press, and the facts that the page of findings takes from several studies."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.studies.instrument_change import findings
from analysis.studies.shared.decisions import DECISIONS


@pytest.mark.parametrize(
    ("rose", "refuted", "decision"),
    [(0, 0, "associated only"), (1, 0, "not supported"), (0, 1, "not supported")],
)
def test_one_that_rose_or_fell_too_far_speaks_against_a_rule_for_all(rose, refuted, decision):
    fall = SimpleNamespace(facts={"rose": rose, "refuted_management": refuted})
    assert findings.claim_decision(fall) == decision


def test_every_decision_is_one_of_the_words():
    assert set(findings.DECISIONS.values()) <= set(DECISIONS)


def test_facts_that_two_studies_call_the_same_are_kept_apart():
    effect = SimpleNamespace(facts={"n": 620, "negative": 614, "mean_effect": -0.3}, shown_year=2023)
    fall = SimpleNamespace(facts={"n": 46, "rose": 21})
    concordance = SimpleNamespace(
        facts={"concordance": {"net": 12}, "domain_means": {"year": 2021, "low": -1.0, "high": 1.0}},
        domain_means=pd.DataFrame({"unit": ["listed"], "year": [2023], "low": [-0.9], "high": [0.8]}),
    )
    facts = findings.claim_facts(effect, fall, concordance)
    assert (facts["n"], facts["listed"], facts["mean_loss"], facts["net"]) == (46, 620, 0.3, 12)
    effect.facts["turns_at"] = -0.25
    assert findings.rewording_facts(effect, concordance) == {"low": -0.9, "high": 0.8, "harder": 0.25}
