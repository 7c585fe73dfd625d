"""The page on falls between totals can be told for every parameter."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from analysis.present.instrument_change import totals_before_after as show_totals_before_after
from analysis.studies.instrument_change import claims, totals_before_after
from tests.present.drawn import collisions
from tests.present.shown import Shown

PARTS = (
    show_totals_before_after.observed,
    show_totals_before_after.claims,
    show_totals_before_after.pairs,
    show_totals_before_after.population,
)
SETS = "instrument.falls.population_sets"


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
    assert page.keys("figure") == [SETS]
    assert {f"instrument.falls.{name}" for name in ("claims", "pairs", "verdicts", "population")} <= set(
        page.keys("table")
    )
    assert page.values["instrument.pairs.n"] == len(result.pairs)
    assert page.values["instrument.new_weight"] == pytest.approx(result.facts["new_weight"])
    for key, frame in {"pairs": result.pairs, "verdicts": result.claims}.items():
        every = page.table(f"instrument.falls.{key}")
        assert every["csv"].count("\n") == 1 + len(frame)
        assert every["cells"] == []


def test_the_main_page(monkeypatch):
    page, result = told(monkeypatch, "all", "last", "official", 0)
    assert page.decisions == {
        "instrument.falls.observed": "arithmetic fact",
        "instrument.falls.observed_later": "arithmetic fact",
        "instrument.falls.claims.management": "bounded",
        "instrument.falls.claims.management_later": "bounded",
        "instrument.falls.claims.all_new": "bounded",
        "instrument.falls.claims.all_levels": "bounded",
        "instrument.falls.known": "identified",
        "instrument.falls.known_first": "identified",
        "instrument.falls.known_later": "identified",
        "instrument.falls.population.open": "bounded",
    }
    fell, shares = page.table("instrument.falls.fell"), page.table("instrument.falls.claims")
    assert (len(fell["cells"]), len(fell["head"])) == (result.facts["fell"] + 2, 7), "two headings"
    assert len(shares["cells"]) == 9 + 3, "three headings"
    assert "2021" in shares["cells"][1][0], "below the first heading"


def test_institutions_that_fell_stand_by_when_they_are_read(monkeypatch):
    page, result = told(monkeypatch, "all", "last", "official", 0)
    cells = page.table("instrument.falls.fell")["cells"]
    later = result.facts["first_fell"] + 1
    assert [len(row) for row in (cells[0], cells[later])] == [1, 1]
    assert all("(2021)" in row[2] for row in cells[1:later])
    assert not any("(2021)" in row[2] for row in cells[later + 1 :])


def test_under_management_there_is_one_claim(monkeypatch):
    page, _ = told(monkeypatch, "all", "2018", "management", 1)
    said = [key.rpartition(".")[2] for key in page.sentences if ".claims." in key]
    assert said == ["management", "management_later"]
    assert len(page.table("instrument.falls.claims")["cells"]) == 6 + 2, "two headings"


def test_rounding_is_marked_at_the_verdict(monkeypatch):
    page, _ = told(monkeypatch, "all", "last", "official", 0)
    verdicts = {row[0]: row[5] for row in page.table("instrument.falls.fell")["cells"] if len(row) > 1}
    assert verdicts["Kota Bandung"] == "feasible, by rounding"
    assert verdicts["Kabupaten Grobogan"] == "refuted"


def test_one_institution_is_told_as_one(monkeypatch):
    page, result = told(monkeypatch, "kementerian", "last", "official", 1)
    assert result.facts["n"] == result.facts["known"] == 1
    figure, table = page.about("figure")[0], page.table("instrument.falls.population")
    assert all(" 1 institution " in text or " 1 institution." in text for text in (figure["alt"], table["note"]))
    assert "instrument.falls.observed_later" not in page.sentences
    effect = page.sentences["instrument.falls.known"]
    assert effect.count("\u22120.") == 1, "one number, no range"


def test_a_type_without_pairs_says_so_and_shows_nothing(monkeypatch):
    page, _ = told(monkeypatch, "lembaga", "last", "official", 0)
    assert list(page.sentences) == ["instrument.falls.none"]
    assert page.values["instrument.pairs.n"] == 0
    assert page.keys("table") == page.keys("figure") == []


def test_pairs_without_a_fall_are_no_falls_to_explain(monkeypatch):
    result = study("all", "last", "official", 0, "kabupaten-grobogan")
    rose = result.pairs[result.pairs["fall"] < 0]
    page = Shown(monkeypatch)
    quiet = replace(
        result,
        pairs=rose,
        shares=claims.shares(result.claims, rose),
        facts={**result.facts, "n": len(rose), "fell": 0, "first_fell": 0, "later_fell": 0},
        fell=result.fell.iloc[:0],
        known=result.known.iloc[:0],
    )
    for part in (show_totals_before_after.claims, show_totals_before_after.pairs):
        part(quiet)
    assert page.decisions == {"instrument.falls.claims.no_fall": "arithmetic fact"}
    assert page.keys("table") == [f"instrument.falls.{name}" for name in ("claims", "pairs", "verdicts")]


@pytest.mark.parametrize(("is_open", "key"), [(True, "open"), (False, "signed")])
def test_whether_the_sign_follows_chooses_the_sentence(monkeypatch, is_open, key):
    result = study("all", "last", "official", 0, "kabupaten-grobogan")
    page = Shown(monkeypatch)
    show_totals_before_after.population(replace(result, facts=result.facts | {"sign_is_open": is_open}))
    assert list(page.sentences) == [f"instrument.falls.population.{key}"]


def test_the_labels_of_the_sets_do_not_meet(monkeypatch):
    page, _ = told(monkeypatch, "all", "last", "official", 0)
    assert collisions(page.figures[SETS]) == []


@pytest.mark.parametrize(("arguments", "fell"), [
    (("all", "2018", "with_splits", 0), 4),
    (("kementerian", "last", "official", 1), 1),
])  # fmt: skip
def test_no_reason_is_given_where_no_fall_is_excluded(monkeypatch, arguments, fell):
    page, result = told(monkeypatch, *arguments)
    assert (result.facts["first_fell"], result.facts["first_refuted_new"]) == (fell, 0)
    assert "instrument.falls.claims.all_new_possible" in page.sentences
    assert "instrument.falls.claims.all_new" not in page.sentences
