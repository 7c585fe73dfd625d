"""The page can be told whatever came out: both decisions, each reason, a poor fit, an effect that is never found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.present import language
from analysis.present.spbe_and_un import synthetic_control as show
from analysis.studies.spbe_and_un import synthetic_control as study
from tests.present.drawn import collisions, fits, words
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
    p, p_mean = (language.number(facts[name], ".3f", "en") for name in ("p", "p_mean"))
    gap = language.number(facts["mean"], "+.2f", "en")
    assert first["text"].startswith(
        "Did online services rise more than elsewhere after the SPBE programme began in 2018? From 2020 to 2024 "
        f"Indonesia lay {gap} on average (scale 0 to 1) from its synthetic control: a mix of other states"
    )
    assert f"{facts['as_large']} of {facts['placebos']} other states moved at least as far: p = {p}" in first["text"]
    assert f"By plain distance {facts['as_far']} moved as far (p = {p_mean})" in first["text"]
    assert f"a true gain would have to be about {facts['detectable']:.2f} to be found in 80%" in first["text"]
    assert caught.keys("figure") == [f"{KEY}.gaps"]
    assert caught.keys("table") == [f"{KEY}.{name}" for name in ("results", "variants", "looks", "weights", "power")]
    assert {"relation.verdict", "relation.synthetic_control.osi.p", "relation.synthetic_control.tii.p"} <= set(
        caught.values
    )
    assert [s["key"] for s in caught.about("sentence") if s.get("finding")] == [f"{KEY}.answer"]
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


def test_a_further_edition_takes_the_place_of_the_first_in_the_table_and_all_are_in_the_csv(monkeypatch, main):
    further = main.results.assign(gap_2026=main.results["gap_2024"] / 2)
    ordered = [name for name in further if name != "gap_2026"]
    at = ordered.index("gap_2024") + 1
    further = further[[*ordered[:at], "gap_2026", *ordered[at:]]]
    table = page(monkeypatch, replace(main, results=further), show.results).about("table")[0]
    assert table["head"][1:4] == ["Gap 2022", "Gap 2024", "Gap 2026"]
    assert {"gap_2020", "gap_2026"} <= set(table["csv"].splitlines()[0].split(","))


@pytest.mark.parametrize(("breaks", "broken", "said"), [
    (True, [], "and the rule asked for at most 0.10. By plain distance 9 moved"),
    (False, ["tii", "backdated"], "shows one as rare: telecommunication and online services dated 2014. By plain"),
    (True, ["hci"], "shows one that is rarer: human capital. By plain distance"),
    (False, [], "Whatever else began then is in the gap too. By plain distance"),
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
        "With the declared donors no true gain on the scale would be found in 80% of the states."
    )
    assert "by the size of the mean gap alone, nothing would be found in 80%." in texts[f"{KEY}.blunt"]


def test_an_earlier_date_is_told_as_a_check(monkeypatch, main):
    for breaks, said in (
        (True, "above the 0.10 of the rule. No claim about the programme can rest on this date. By plain distance"),
        (False, "within the 0.10 of the rule: a move is found where there was no programme to cause it. By plain"),
    ):
        about = answer(monkeypatch, changed(main, treatment=2014, osi_breaks=breaks))
        assert about["key"] == f"{KEY}.earlier_date"
        assert about["finding"]
        assert about["text"].startswith("Does the comparison find nothing where there was no programme, dated before")
        assert said in about["text"]
        assert ".." not in about["text"]


def test_what_the_controls_are_worth(monkeypatch, main):
    """What should show no move is told without the exact fits too, and with the gap that the date could have shown."""
    facts = main.facts
    text = page(monkeypatch, main, show.checks).sentences[f"{KEY}.controls"]
    p = {name: language.number(facts["controls"][name], ".3f", "en") for name in study.CONTROLS}
    inexact, needed = (
        language.number(facts[name], form, "en")
        for name, form in (("p_tii_inexact", ".3f"), ("needed_backdated", ".2f"))
    )
    assert (
        f"telecommunication p = {p['tii']} (leaving out the states whose control fits exactly, {facts['exact_tii']} in "
        f"number: {inexact}), human capital p = {p['hci']}, online services dated 2014 p = {p['backdated']} (mean gap "
        in text
    )
    assert f"{len(facts['broken'])} of 3 are at or below 0.10." in text
    assert text.endswith(f"could have shown only a gap of {needed} or more (root mean square).")


def test_the_variants_are_counted_by_what_breaks_the_rule(monkeypatch, main):
    text = page(monkeypatch, main, show.checks).sentences[f"{KEY}.other_looks"]
    rows = main.variants.to_dict("records")
    against = sum(row["verdict"] == "not supported" for row in rows)
    passes, breaks = (sum(row[f"p_{name}"] <= main.facts["bound"] for row in rows) for name in ("osi", "tii"))
    exact = sum(np.isnan(row["p_tii"]) for row in rows)
    assert 0 < passes < breaks < exact < len(rows), "else the sentence could not tell them apart"
    assert text.endswith(
        f"Of {len(rows)} variants, {against} end as not supported by the same rule: in {passes} online services pass "
        f"it, and in {breaks} telecommunication, which SPBE does not score, moved as clearly, "
        f"and in {exact} its control fits exactly, so that it can show nothing."
    )
    assert "by the size of the mean gap" not in text, "said in the answer"


def test_how_blunt_the_comparison_is_in_words(monkeypatch, main):
    facts, share = main.facts, main.power.set_index("effect")["ratio"]
    text = page(monkeypatch, main, show.power).sentences[f"{KEY}.blunt"]
    found = [language.number(share.loc[effect], ".0%", "en") for effect in (0.05, 0.2, 0.0)]
    assert (
        f"an effect of +0.05, planted into one state after another, is found in {found[0]} of them, one of +0.20 in "
        f"{found[1]}, none at all in {found[2]}, as the rule allows." in text
    )
    clear = language.number(facts["controls_clear"], ".0%", "en")
    assert f"The controls must be clear as well; they are in {clear} of the other states" in text


@pytest.mark.parametrize("outcome", ["osi", "tii", "hci", "egdi"])
def test_titles_of_figures_say_the_gap_and_how_many_moved_as_far(monkeypatch, main, outcome):
    drawn = []
    monkeypatch.setattr(show.publish, "figure", lambda key, fig, data, **about: drawn.append(fig))
    show.path(main, outcome)
    show.gaps(main)
    for figure, name in zip(drawn, (outcome, "osi"), strict=True):
        row = main.results.set_index("outcome").loc[name]
        gap = language.number(row["mean"], "+.2f", "en")
        said = f"{gap} from its control after 2018; {row['as_large']:.0f} of {row['placebos']:.0f} states"
        assert any(said in text for text in words(figure))
        assert fits(figure)
    assert collisions(drawn[0]) == []


def test_many_donors_are_left_to_the_csv(monkeypatch, main):
    long = replace(main, weights=main.weights.loc[main.weights.index.repeat(3)])
    about = page(monkeypatch, long, show.weights).about("table")[0]
    assert about["cells"] == []
    assert about["csv"].count("\n") == len(long.weights) + 1


@pytest.mark.parametrize("rule", ["region", "all"])
def test_each_rule_of_donors_has_words(monkeypatch, main, rule):
    text = page(monkeypatch, changed(main, donors=rule), show.results).sentences[f"{KEY}.method"]
    assert {"region": "same UN region", "all": "shrunk towards each other"}[rule] in text


def test_a_control_that_fits_exactly_has_no_p(monkeypatch):
    result = study.study("region", 2018)
    assert np.isnan(result.facts["controls"]["tii"])
    caught = page(monkeypatch, result, show.results, show.checks, show.gaps)
    assert "telecommunication p = undefined" in caught.sentences[f"{KEY}.controls"]
    row = next(row for row in caught.about("table")[0]["cells"] if row[0].startswith("Telecom"))
    assert row[5] == "\u2013"


def test_a_gap_that_would_never_do_is_said(monkeypatch, main):
    texts = page(monkeypatch, changed(main, needed=None, needed_backdated=None), show.checks, show.power).sentences
    assert texts[f"{KEY}.controls"].endswith("The earlier date could have shown no gap of any size.")
    assert texts[f"{KEY}.blunt"].endswith("no gap of Indonesia would have been large enough.")


@pytest.mark.parametrize("outcome", ["osi", "tii", "hci", "egdi"])
def test_the_path_beside_its_control(monkeypatch, main, outcome):
    drawn = []
    monkeypatch.setattr(
        "analysis.present.publish.figure", lambda key, fig, data, **words: drawn.append((key, fig, data))
    )
    show.path(main, outcome)
    [(key, figure, data)] = drawn
    assert key == f"{KEY}.path"
    assert set(data["outcome"]) == {outcome}
    assert data["edition"].max() == (2022 if outcome == "hci" else 2024)
    assert fits(figure)
    assert collisions(figure) == []


def test_a_path_of_another_outcome_is_refused(main):
    with pytest.raises(InputError, match="outcome 'rank': no such outcome; choose among osi, tii, hci, egdi"):
        show.path(main, "rank")
