"""The page on falls between totals can be told for every parameter."""

from __future__ import annotations

from functools import cache

import pytest

from analysis.present.instrument_change import totals_before_after as show_totals_before_after
from analysis.studies.instrument_change import totals_before_after
from tests.present.drawn import collisions
from tests.present.shown import Shown

PARTS = (
    show_totals_before_after.observed,
    show_totals_before_after.claims,
    show_totals_before_after.pairs,
    show_totals_before_after.population,
)


study = cache(totals_before_after.study)


def told(monkeypatch, *arguments):
    page = Shown(monkeypatch)
    result = study(*arguments, "kabupaten-grobogan")
    for part in PARTS:
        part(result)
    return page, result


@pytest.mark.parametrize(
    "arguments",
    [
        ("all", "last", "official", 0),
        ("all", "2018", "management", 1),
        ("kota", 2020, "with_splits", 1),
        ("provinsi", "2019", "official_minus_40", 0),
        ("kementerian", "last", "official", 1),
    ],
)
def test_every_part_publishes_what_it_promises(monkeypatch, arguments):
    page, result = told(monkeypatch, *arguments)
    assert page.keys("figure") == ["instrument.falls.population_sets"]
    assert {f"instrument.falls.{name}" for name in ("claims", "pairs", "population")} <= set(page.keys("table"))
    assert page.values["instrument.pairs.n"] == len(result.pairs)
    assert page.values["instrument.new_weight"] == pytest.approx(float(result.values["new_weight"]))
    every = next(about for about in page.about("table") if about["key"] == "instrument.falls.pairs")
    assert every["csv"].count("\n") == 1 + len(result.pairs)
    assert every["cells"] == []


def test_the_main_page(monkeypatch):
    page, result = told(monkeypatch, "all", "last", "official", 0)
    facts, sentences = result.facts, page.sentences
    assert f"(all types): {facts['n']};" in sentences["instrument.falls.observed"]
    assert f"Fallen: {facts['fell']}, risen: {facts['rose']}." in sentences["instrument.falls.observed"]
    assert "not even its sign follows" in sentences["instrument.falls.population.open"]
    decisions = {about["key"]: about["decision"] for about in page.about("sentence")}
    assert decisions["instrument.falls.observed"] == "arithmetic fact"
    assert decisions["instrument.falls.claims.management"] == "bounded"
    assert decisions["instrument.falls.population.open"] == "bounded"
    said = sentences["instrument.falls.claims.all_levels"]
    assert f"excluded for {facts['refuted_all_levels']} of the {facts['fell']}" in said
    tables = {about["key"]: about for about in page.about("table")}
    assert len(tables["instrument.falls.fell"]["cells"]) == facts["fell"]
    assert len(tables["instrument.falls.fell"]["head"]) == 7
    assert len(tables["instrument.falls.claims"]["cells"]) == 9 + 3, "three headings"
    assert "which they were not" in tables["instrument.falls.population"]["note"]
    for key in ("instrument.falls.fell", "instrument.falls.known", "instrument.falls.population"):
        assert "management domain and the domain weights" in tables[key]["note"]


def test_rounding_is_marked_at_the_verdict(monkeypatch):
    page, _ = told(monkeypatch, "all", "last", "official", 0)
    rows = next(about["cells"] for about in page.about("table") if about["key"] == "instrument.falls.fell")
    verdicts = {row[0]: row[5] for row in rows}
    assert verdicts["Kota Bandung"] == "feasible, by rounding"
    assert verdicts["Kabupaten Grobogan"] == "refuted"


def test_a_type_without_pairs_says_so_and_shows_nothing(monkeypatch):
    page, _ = told(monkeypatch, "lembaga", "last", "official", 0)
    assert list(page.sentences) == ["instrument.falls.none"]
    assert page.values["instrument.pairs.n"] == 0
    assert page.keys("table") == page.keys("figure") == []


def test_pairs_without_a_fall_are_no_falls_to_explain(monkeypatch):
    result = study("all", "last", "official", 0, "kabupaten-grobogan")
    rose = result.pairs[result.pairs["fall"] < 0]
    shares = totals_before_after.shares(rose, totals_before_after.change(), "official")
    page = Shown(monkeypatch)
    quiet = {**result.facts, "n": len(rose), "fell": 0}
    changed = {**vars(result), "pairs": rose, "shares": shares, "facts": quiet, "known": result.known.iloc[:0]}
    for part in (show_totals_before_after.claims, show_totals_before_after.pairs):
        part(totals_before_after.Result(**changed))
    assert list(page.sentences) == ["instrument.falls.claims.no_fall"]
    assert page.keys("table") == ["instrument.falls.claims", "instrument.falls.pairs"]


def test_the_labels_of_the_sets_do_not_meet(monkeypatch):
    figures = []
    monkeypatch.setattr("analysis.present.publish.figure", lambda key, fig, *rest, **more: figures.append(fig))
    told(monkeypatch, "all", "last", "official", 0)
    assert collisions(figures[0]) == []
