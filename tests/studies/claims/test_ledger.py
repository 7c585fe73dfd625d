"""Table, plan and rules say the same, and every reading that figures can decide has data that turn it."""

import importlib

import pytest

from analysis.data import plan, tables
from analysis.methods.errors import InputError
from analysis.studies.claims import ledger
from analysis.studies.claims.verdicts import VERDICTS, Reading
from tests.studies.claims.altered import without_the_link

# Readings that no table could turn, and why: what decides them has tests of its own in the module of their rule.
ELSEWHERE = {
    ("merangin-implementation", "rank_shows"): "follows the word of the study of the link",
    ("merangin-teams", "channel"): "follows the word of the study of the link",
    ("merangin-local", "seen"): "follows a list in the study of the link",
    ("blora-significant", "beyond_ordinary"): "turned step by step",
    ("blora-apps", "counted"): "no table has such a number",
}
PLACES = "blora-58", "blora-22"  # turned by definition of the best, each at its own value


@pytest.fixture(scope="module")
def result():
    with pytest.MonkeyPatch.context() as monkeypatch:
        without_the_link(monkeypatch)
        yield ledger.study()


def boundaries():
    for module in ledger.MODULES:
        name = module.__name__.rpartition(".")[2]
        yield from importlib.import_module(f"tests.studies.claims.rules.test_{name}").BOUNDARIES


def test_every_claim_has_a_row_a_rule_and_readings_in_the_plan():
    rows, planned = set(tables.load("claims")["claim"]), set(plan.claims()["statements"])
    assert rows == set(ledger.RULES) == planned == set(ledger.claims())
    assert len(rows) == 21


def test_the_readings_are_those_of_the_plan_and_each_has_a_verdict(result):
    for one in result.judged:
        assert [reading.id for reading in one.readings] == list(plan.claims()["statements"][one.claim.id]["readings"])
        assert all(reading.verdict in VERDICTS for reading in one.readings)


def test_every_reading_that_figures_can_decide_has_data_that_turn_it(result):
    turned = {}
    for claim, reading, _, verdict in boundaries():
        turned.setdefault((claim, reading), set()).add(verdict)
    every = {(one.claim.id, reading.id) for one in result.judged for reading in one.readings}
    left = {at for at in every - set(turned) if not (at[0] in PLACES and at[1] != "by_predicate")}
    assert left == set(ELSEWHERE)
    assert set(turned) <= every
    assert all(len(verdicts) >= 2 for verdicts in turned.values())
    decided = {at for at, verdicts in turned.items() if {"true", "false"} <= verdicts}
    assert (
        set(turned) - decided
        == {
            ("merangin-local", "score_enters"),  # that something else is in an index does not say what
            ("grobogan-cause", "management"),
        }
        - decided
    )


def test_what_is_not_decided_or_circular_names_what_is_lacking(result):
    open_ones = [x for one in result.judged for x in one.readings if x.verdict in ("cannot be decided", "circular")]
    assert open_ones
    assert all(reading.lacking for reading in open_ones)
    settled = [x for one in result.judged for x in one.readings if x.verdict in ("true", "false", "misleading")]
    assert not any(reading.lacking for reading in settled)


def test_there_is_one_verdict_only_where_the_plan_fixes_the_speakers_reading(result):
    for one in result.judged:
        speaker = plan.claims()["statements"][one.claim.id].get("speaker")
        assert (one.verdict is None) == (speaker is None)
        if speaker:
            assert one.verdict == {reading.id: reading.verdict for reading in one.readings}[speaker]


def test_the_counts_of_the_answer_add_up(result):
    facts = result.facts
    assert facts["claims"] == sum(facts[v.replace(" ", "_")] for v in VERDICTS) + facts["open"] == 21
    assert facts["readings"] == len(result.readings)


@pytest.mark.parametrize("change", ["no rule", "no readings", "no row"])
def test_table_rules_and_plan_that_differ_are_refused(monkeypatch, change):
    claims = tables.load("claims")
    if change == "no rule":
        monkeypatch.setattr(ledger, "RULES", {id: rule for id, rule in ledger.RULES.items() if id != "blora-58"})
    elif change == "no row":
        monkeypatch.setattr(tables, "load", lambda name, *_: claims[claims["claim"] != "blora-58"])
    else:
        section = plan.claims()
        left = {id: x for id, x in section["statements"].items() if id != "blora-58"}
        monkeypatch.setattr(plan, "claims", lambda: {**section, "statements": left})
    with pytest.raises(InputError, match="blora-58"):
        ledger.claims()


def test_readings_in_another_order_than_the_plans_are_refused(monkeypatch):
    monkeypatch.setitem(ledger.RULES, "merangin-gain", lambda claim: [Reading("other", "true")])
    with pytest.raises(InputError, match="merangin-gain: the rule reads it as other, the plan as published"):
        ledger.verdicts("merangin-gain")


def test_an_unknown_claim_is_refused_with_all_that_there_are():
    with pytest.raises(InputError, match="'blora-59': unknown; choose among merangin-rank"):
        ledger.verdicts("blora-59")


def test_an_article_and_a_claim_choose_the_statements():
    assert [one.claim.id for one in ledger.study("komdigi").judged] == [
        "komdigi-first", "komdigi-predicate", "komdigi-gain",
    ]  # fmt: skip
    assert [one.claim.id for one in ledger.study(claim="blora-58").judged] == ["blora-58"]


def test_the_figures_of_a_statement_have_names_and_sources():
    (one,) = ledger.study(claim="komdigi-gain").judged
    frame = ledger.figures(one)
    assert set(frame["source"].str[:20]) == {"Laporan Pelaksanaan "}
    assert set(frame["name"].str.split().str[0]) == {"Kementerian"}
    assert dict(zip(frame["year"], frame["value"], strict=True)) == {2023: 4.52, 2024: 4.75}
