"""The page can be told whatever came out: both decisions, each reason, a poor fit, an effect that is never found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.data.plan import plan
from analysis.present import language
from analysis.present import show_synthetic_control as show
from analysis.studies import synthetic_control as study
from tests.present.shown import Shown

KEY = show.KEY
PARTS = (show.answer, show.gaps, show.results, show.checks, show.weights, show.power)


@pytest.fixture(scope="module")
def main():
    return study.study()


def page(monkeypatch, result, *parts):
    caught = Shown(monkeypatch)
    for part in parts or PARTS:
        part(result)
    return caught


def changed(main, **facts):
    return replace(main, facts=main.facts | facts)


def answer(monkeypatch, result):
    return page(monkeypatch, result, show.answer).about("sentence")[0]


def test_the_declared_design(monkeypatch, main):
    caught = page(monkeypatch, main)
    facts = main.facts
    first = caught.about("sentence")[0]
    assert first["key"] == f"{KEY}.answer"
    assert first["finding"]
    assert first["decision"] == facts["decision"]
    assert f"{facts['as_large']} moved away at least as far" in first["text"]
    assert f"p = {language.number(facts['p'], '.3f', 'en')}" in first["text"]
    assert f"about {facts['detectable']:.2f} on the scale from 0 to 1" in first["text"]
    assert caught.keys("figure") == [f"{KEY}.gaps"]
    assert caught.keys("table") == [f"{KEY}.{name}" for name in ("results", "variants", "looks", "weights", "power")]
    assert {"relation.verdict", "relation.synthetic_control.osi.p", "relation.synthetic_control.tii.p"} <= set(
        caught.values
    )
    assert len([s for s in caught.about("sentence") if s.get("finding")]) == 1
    assert all(s["text"].endswith(".") and ".." not in s["text"] for s in caught.about("sentence"))


def test_the_table_of_results_is_what_the_study_found(monkeypatch, main):
    table = page(monkeypatch, main, show.results).about("table")[0]
    assert len(table["head"]) == 7
    hci = next(row for row in table["cells"] if row[0].startswith("Human"))
    assert hci[3] == "\u2013", "no gap of 2024 for human capital"
    osi = main.results.set_index("outcome").loc["osi"]
    assert table["cells"][0][1:6] == [
        language.number(osi[name], form, "en")
        for name, form in zip(["gap_2020", "gap_2022", "gap_2024", "fit", "p"], ["+.3f"] * 3 + [".3f"] * 2, strict=True)
    ]


@pytest.mark.parametrize(("breaks", "broken", "said"), [
    (True, [], "and the rule asked for at most 0.10. A true"),
    (False, ["tii", "backdated"], "shows one as rare: telecommunication, online services dated 2014. A true"),
    (True, ["hci"], "shows one that is rarer: human capital. A true"),
    (False, [], "Whatever else began then is in the gap too. A true"),
])  # fmt: skip
def test_the_reason_is_said(monkeypatch, main, breaks, broken, said):
    decision = "not supported" if breaks or broken else "associated only"
    about = answer(monkeypatch, changed(main, osi_breaks=breaks, broken=broken, decision=decision))
    assert said in about["text"]
    assert about["decision"] == decision
    assert decision in plan()["questions"]["left_peers"]["words"]


def test_a_poor_fit_is_said(monkeypatch, main):
    text = answer(monkeypatch, changed(main, poor_fit=True, better_fit=0.9))["text"]
    assert "(a poor fit: 90% of the other states have a closer one)" in text
    assert "poor" not in answer(monkeypatch, changed(main, poor_fit=False))["text"]


def test_an_effect_that_is_never_found_is_said(monkeypatch, main):
    result = changed(main, detectable=None, detectable_mean=None)
    texts = page(monkeypatch, result, show.answer, show.power).sentences
    assert texts[f"{KEY}.answer"].endswith(
        "No true move on the scale from 0 to 1 would be found this way in 80% of the states."
    )
    assert "by the size of the mean gap alone, nothing would be found in 80%." in texts[f"{KEY}.blunt"]


def test_an_earlier_date_is_told_as_a_check(monkeypatch, main):
    for breaks, said in (
        (True, "No claim about the programme can rest on this date"),
        (False, "no programme to cause"),
    ):
        about = answer(monkeypatch, changed(main, treatment=2014, osi_breaks=breaks))
        assert about["key"] == f"{KEY}.earlier_date"
        assert said in about["text"]


def test_many_donors_are_left_to_the_csv(monkeypatch, main):
    long = replace(main, weights=main.weights.loc[main.weights.index.repeat(3)])
    about = page(monkeypatch, long, show.weights).about("table")[0]
    assert about["cells"] == []
    assert about["csv"].count("\n") == len(long.weights) + 1


@pytest.mark.parametrize("rule", ["region", "all"])
def test_each_rule_of_donors_has_words(monkeypatch, main, rule):
    text = page(monkeypatch, changed(main, donors=rule), show.results).sentences[f"{KEY}.method"]
    assert {"region": "same UN region", "all": "shrunk towards each other"}[rule] in text
