"""The page can be told whatever came out: both decisions, each reason, a poor fit, an effect that is never found."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.present import language
from analysis.present.phrases import phrase
from analysis.present.spbe_and_un import synthetic_control as show
from analysis.studies.shared.decisions import ASSOCIATED_ONLY, INCONCLUSIVE, NOT_SUPPORTED
from analysis.studies.spbe_and_un import synthetic_control as study
from tests.golden import kept
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown
from tests.studies import once

PARTS = (show.answer, show.gaps, show.results, show.checks, show.weights, show.power)
DASH = "\u2013"


@pytest.fixture(scope="module")
def main():
    return once.controlled("nearest", 2018)


def page(monkeypatch, result, *parts):
    caught = Shown(monkeypatch)
    for part in parts or PARTS:
        part(result)
    return caught


def changed(main, **facts):
    return replace(main, facts=main.facts | facts)


def answer(monkeypatch, result):
    return page(monkeypatch, result, show.answer).about("sentence")[0]


def test_the_finding_as_published(monkeypatch, main):
    about = answer(monkeypatch, main)
    assert (about["key"], about["decision"], about["finding"]) == (
        "relation.synthetic_control.answer", INCONCLUSIVE, True,
    )  # fmt: skip
    assert about["text"] == kept.finding(about["key"])["text"]


def test_every_part_publishes_what_it_promises(monkeypatch, main):
    caught = page(monkeypatch, main)
    assert caught.keys("figure") == ["relation.synthetic_control.gaps"]
    tables = ("results", "variants", "looks", "weights", "power")
    assert caught.keys("table") == [f"relation.synthetic_control.{name}" for name in tables]
    keys = {"verdict", "osi.p", "tii.p", "osi.p_range_low", "osi.p_range_high", "power"}
    keys = {f"relation.synthetic_control.{key}" for key in keys}
    assert keys <= set(caught.values)
    assert caught.findings == ["relation.synthetic_control.answer"]
    assert all(text.endswith(".") and ".." not in text for text in caught.sentences.values())


def test_the_table_of_results_is_what_the_study_found(monkeypatch, main):
    cells = page(monkeypatch, main, show.results).tables["relation.synthetic_control.results"]["cells"]
    rows = dict(zip(main.results["outcome"], cells, strict=True))
    assert len(rows["osi"]) == 7
    assert rows["hci"][3] == DASH, "no gap of 2024 for human capital"
    osi = main.results.set_index("outcome").loc["osi"]
    assert rows["osi"][1:6] == [
        language.number(osi[name], form, "en")
        for name, form in zip(
            ["gap_2020", "gap_2022", "gap_2024", "fit", "p"], ["+.3f"] * 3 + [".3f", ".1%"], strict=True
        )
    ]


def test_a_further_edition_takes_the_place_of_the_first_in_the_table_and_all_are_in_the_csv(monkeypatch, main):
    further = main.results.assign(gap_2026=main.results["gap_2024"] / 2)
    ordered = [name for name in further if name != "gap_2026"]
    at = ordered.index("gap_2024") + 1
    further = further[[*ordered[:at], "gap_2026", *ordered[at:]]]
    table = page(monkeypatch, replace(main, results=further), show.results).about("table")[0]
    assert table["head"][1:4] == [
        phrase("relation.synthetic_control.results.gap", edition=year) for year in (2022, 2024, 2026)
    ]
    assert {"gap_2020", "gap_2026"} <= set(table["csv"].splitlines()[0].split(","))


@pytest.mark.parametrize(("reason", "broken", "names"), [
    ("range", [], ""),
    ("range", ["hci"], ""),
    ("nothing", [], ""),
    ("control", ["tii", "backdated"], "telecommunication and online services dated 2014"),
    ("none", [], ""),
])  # fmt: skip
def test_the_reason_is_said(monkeypatch, main, reason, broken, names):
    decision = {"none": ASSOCIATED_ONLY, "nothing": NOT_SUPPORTED}.get(reason, INCONCLUSIVE)
    about = answer(monkeypatch, changed(main, reason=reason, broken=broken, decision=decision))
    words = {"names": names} if names else {}
    assert phrase(f"relation.synthetic_control.reason.{reason}", main.facts, **words) in about["text"]
    assert about["decision"] == decision
    assert decision in plan()["questions"]["left_peers"]["words"]


@pytest.mark.parametrize(("poor", "key"), [
    (True, "relation.synthetic_control.poor_fit"),
    (False, "relation.synthetic_control.usual_fit"),
])  # fmt: skip
def test_a_poor_fit_is_said(monkeypatch, main, poor, key):
    text = answer(monkeypatch, changed(main, poor_fit=poor, better_fit=0.9))["text"]
    assert f" {phrase(key, better_fit=0.9)}. " in text


def test_an_effect_that_is_never_found_is_said(monkeypatch, main):
    result = changed(main, detectable_ratio=None, detectable_mean=None)
    texts = page(monkeypatch, result, show.power).sentences
    by_ratio, by_mean = (
        phrase(f"relation.synthetic_control.undetectable.{by}", main.facts) for by in ("ratio", "mean")
    )
    assert by_ratio in texts["relation.synthetic_control.blunt"]
    assert by_mean in texts["relation.synthetic_control.blunt"]


@pytest.mark.parametrize("reason", ["earlier_nothing", "earlier_something"])
def test_an_earlier_date_is_told_as_a_check(monkeypatch, main, reason):
    about = answer(monkeypatch, changed(main, treatment=2014, reason=reason, p=17 / 163))
    assert about["key"] == "relation.synthetic_control.earlier_date"
    assert about["finding"]
    assert phrase(f"relation.synthetic_control.reason.{reason}", main.facts, p="10.4%") in about["text"]
    assert ".." not in about["text"]


def test_what_the_controls_are_worth(monkeypatch, main):
    """What should show no move is told without the exact fits too, and with the gap that the date could have shown."""
    text = page(monkeypatch, main, show.checks).sentences["relation.synthetic_control.controls"]
    for name in ("p_tii", "p_tii_inexact", "p_hci", "p_backdated"):
        assert language.number(main.facts[name], ".1%", "en") in text
    assert not main.facts["broken"]
    assert language.fill("words.of_none", "en", whole=str(len(study.CONTROLS))) in text
    assert text.endswith(phrase("relation.synthetic_control.needed_backdated", main.facts))


@pytest.mark.parametrize(("p_tii", "inexact", "key"), [
    (0.117, 0.094, "other"), (0.094, 0.117, "other"), (0.117, 0.12, "same"), (np.nan, 0.05, "same"),
])  # fmt: skip
def test_the_control_without_exact_fits_is_told_where_it_crosses_the_limit(monkeypatch, main, p_tii, inexact, key):
    result = changed(main, p_tii=p_tii, p_tii_inexact=inexact, bound=0.1)
    told = page(monkeypatch, result, show.checks)
    counted = phrase(f"relation.synthetic_control.counted.{key}", result.facts)
    assert counted in told.sentences["relation.synthetic_control.controls"]


def test_the_variants_are_counted_by_what_is_at_the_bound(main):
    rows, facts = main.variants.to_dict("records"), main.facts
    passes, tii, hci = (sum(row[f"p_{name}"] <= facts["bound"] for row in rows) for name in ("osi", "tii", "hci"))
    exact = sum(np.isnan(row["p_tii"]) for row in rows)
    assert 0 < passes < tii < exact < len(rows), "else the sentence could not tell them apart"
    names = ("variants", "osi_passes", "tii_breaks", "hci_breaks", "tii_exact")
    assert [facts[name] for name in names] == [len(rows), passes, tii, hci, exact]


def test_the_finding_gives_the_range_of_all_designs(monkeypatch, main):
    """Not the share of one design alone: lowest and highest, how many are at the bound, and the power."""
    text = answer(monkeypatch, main)["text"]
    shares = main.designs.table["share"].dropna()
    for x in (shares.min(), shares.max()):
        assert language.number(x, ".1%", "en") in text
    for count in (len(shares), (shares <= 0.10).sum(), main.facts["as_large"], main.facts["as_far"]):
        assert re.search(rf"\b{count}\b", text)
    assert language.number(main.power.set_index("effect").loc[0.2, "ratio"], ".0%", "en") in text


def test_no_place_of_a_state_that_was_picked_is_called_p(monkeypatch, main):
    caught = page(monkeypatch, main)
    texts = [about[field] for about in caught.about("table") for field in ("title", "note")]
    texts += [label for about in caught.about("table") for label in about["head"]]
    texts += [word for figure in caught.figures.values() for word in words(figure)]
    assert not [text for text in [*texts, *caught.sentences.values()] if re.search(r"\bp\b( =|$)", text)]


def test_how_blunt_the_comparison_is(monkeypatch, main):
    share = main.power.set_index("effect")["ratio"]
    text = page(monkeypatch, main, show.power).sentences["relation.synthetic_control.blunt"]
    shares = [share.loc[effect] for effect in (0.05, 0.2, 0.0)] + [main.facts["controls_clear"]]
    at = [text.index(language.number(x, ".0%", "en")) for x in shares]
    assert at == sorted(at)


@pytest.mark.parametrize("outcome", ["osi", "tii", "hci", "egdi"])
def test_the_path_beside_its_control(monkeypatch, main, outcome):
    caught = page(monkeypatch, main, lambda result: show.path(result, outcome))
    [about], figure = caught.about("figure"), caught.figures["relation.synthetic_control.path"]
    rows = [line.split(",") for line in about["csv"].splitlines()]
    assert {row[0] for row in rows[1:]} == {outcome}
    assert max(row[1] for row in rows[1:]) == ("2022" if outcome == "hci" else "2024")
    assert gap_of(main, outcome) in " ".join(caught.read("relation.synthetic_control.path"))
    assert fits(figure)
    assert collisions(figure) == []


def test_the_gaps_are_told_in_the_title_of_their_figure(monkeypatch, main):
    caught = page(monkeypatch, main, show.gaps)
    figure = caught.figures["relation.synthetic_control.gaps"]
    assert phrase("relation.synthetic_control.gaps.title", main.facts) in caught.read("relation.synthetic_control.gaps")
    assert gap_of(main, "osi") in " ".join(caught.read("relation.synthetic_control.gaps"))
    assert fits(figure)


def gap_of(main, outcome) -> str:
    row = main.results.set_index("outcome").loc[outcome]
    return language.number(row["mean"], "+.2f", "en")


def test_many_donors_are_left_to_the_csv(monkeypatch, main):
    long = replace(main, weights=main.weights.loc[main.weights.index.repeat(3)])
    about = page(monkeypatch, long, show.weights).about("table")[0]
    assert about["cells"] == []
    assert about["csv"].count("\n") == len(long.weights) + 1


def test_donors_are_named_in_the_readers_language(monkeypatch, main):
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    cells = page(monkeypatch, main, show.weights).tables["relation.synthetic_control.weights"]["cells"]
    names = [language.fill(f"country.{iso3}", "id") for iso3 in main.weights["iso3"]]
    assert [row[0] for row in cells] == names
    assert names != list(main.weights["country"])


@pytest.mark.parametrize("rule", ["nearest", "region", "all"])
def test_each_rule_of_donors_has_words(monkeypatch, main, rule):
    text = page(monkeypatch, changed(main, donors=rule), show.results).sentences["relation.synthetic_control.method"]
    assert phrase(f"relation.synthetic_control.donors.{rule}", main.facts) in text


def test_a_control_that_fits_exactly_has_no_p(monkeypatch):
    result = once.controlled("region", 2018)
    assert np.isnan(result.facts["p_tii"])
    caught = page(monkeypatch, result, show.results, show.checks, show.gaps)
    undefined = phrase("relation.synthetic_control.undefined")
    assert undefined in caught.sentences["relation.synthetic_control.controls"]
    cells = caught.tables["relation.synthetic_control.results"]["cells"]
    assert dict(zip(result.results["outcome"], cells, strict=True))["tii"][5] == DASH
    drawn = words(caught.figures["relation.synthetic_control.gaps"])
    assert sum(phrase("relation.synthetic_control.gaps.exact") in word for word in drawn) == 1
    assert not [word for word in drawn if undefined in word]


def test_a_gap_that_would_never_do_is_said(monkeypatch, main):
    texts = page(monkeypatch, changed(main, needed=None, needed_backdated=None), show.checks, show.power).sentences
    for key, ending in (("controls", "needed_backdated_none"), ("blunt", "needed_none")):
        ending = phrase(f"relation.synthetic_control.{ending}", main.facts)
        assert texts[f"relation.synthetic_control.{key}"].endswith(ending)


def test_a_path_of_another_outcome_is_refused(main):
    with pytest.raises(InputError, match="outcome 'rank': no such outcome; choose among osi, tii, hci, egdi"):
        show.path(main, "rank")
