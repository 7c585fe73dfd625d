"""The puzzle of the national index is told by what its figures allow."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.present import language
from analysis.present.phrases import phrase
from analysis.present.sources import mean_puzzle as show
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED, NOT_SUPPORTED, REFUTED
from analysis.studies.sources import mean_puzzle
from tests.present.shown import Shown


@pytest.fixture(scope="module")
def frame():
    return mean_puzzle.both_years()


def test_the_puzzle_as_published(monkeypatch, frame):
    page = Shown(monkeypatch)
    published = mean_puzzle.published_indices()
    show.weightings(frame, published)
    years = [mean_puzzle.groups(year) for year in mean_puzzle.COMPLETE]
    show.groups(years, mean_puzzle.type_weighted(), published)
    show.unlisted([mean_puzzle.unlisted(year, [5, 30]) for year in mean_puzzle.COMPLETE])
    outcomes = [[mean_puzzle.floor_bodies(year, widest) for year in mean_puzzle.COMPLETE] for widest in (False, True)]
    show.floor_bodies(*outcomes)
    show.use(frame)
    assert page.decisions == {
        "national.answer": REFUTED,
        "national.groups": ARITHMETIC_FACT,
        "national.floor_bodies": NOT_SUPPORTED,
        "national.use": None,
    }
    means = frame.set_index("weighting").loc["listed_equally", [f"mean_{year}" for year in mean_puzzle.COMPLETE]]
    both = frame["fits"].str.contains(", ").sum()
    for number in (*published.values(), *means.round(3)):
        assert str(number) in page.sentences["national.answer"]
    assert both == 0
    none = language.fill("words.of_none", "en", whole=str(len(frame)))
    assert f" {none.capitalize()} " in page.sentences["national.answer"]
    for year in years:
        for gap in year["gap"].nsmallest(2):
            assert language.number(gap, "+.3f", "en") in page.sentences["national.groups"]
    for weighted in mean_puzzle.type_weighted().values():
        assert language.number(weighted, ".3f", "en") in page.sentences["national.groups"]
    assert page.values["national.largest_gap"] == pytest.approx(frame.loc[0, "gap_2024"], abs=1e-9)
    assert page.keys("table") == [f"national.{name}" for name in ("weightings", "groups", "unlisted", "floor")]


def test_numbers_of_bodies_that_would_do_are_named_and_none_is_said(monkeypatch):
    table = pd.DataFrame({"year": [2023], "mean": ["index"], "listed": 2.8, "published": 2.7, "low": 3.1, "high": 5.2})
    page = Shown(monkeypatch)
    show.floor_bodies([(table, [4, 5]), (table, [4])], [(table, [4, 5, 6]), (table, [])])
    facts = {"one": "4 to 5", "two": "4", "wide_one": "4 to 6", "wide_two": phrase("national.no_number")}
    facts |= {"first": 2023, "second": 2024}
    assert page.decisions == {"national.floor_bodies": BOUNDED}
    said = phrase("national.floor_bodies", facts, fit=phrase("national.floor_bodies.some", facts))
    assert page.sentences["national.floor_bodies"] == said


def test_where_no_number_of_bodies_would_do_that_is_said_of_both_years(monkeypatch):
    table = pd.DataFrame({"year": [2023], "mean": ["index"], "listed": 2.8, "published": 2.7, "low": 3.1, "high": 5.2})
    said = {}
    for name, numbers in (("none", []), ("some", [4])):
        page = Shown(monkeypatch)
        show.floor_bodies([(table, numbers), (table, [])], [(table, [4]), (table, [4])])
        assert page.decisions == {"national.floor_bodies": NOT_SUPPORTED}
        said[name] = page.sentences["national.floor_bodies"]
    for name in said:
        facts = {"one": "4", "two": phrase("national.no_number"), "first": 2023, "second": 2024}
        assert phrase(f"national.floor_bodies.{name}", facts) in said[name]


def test_weightings_are_words_for_readers_and_names_in_the_csv(monkeypatch, frame):
    page = Shown(monkeypatch)
    show.weightings(frame, mean_puzzle.published_indices())
    table = page.tables["national.weightings"]
    assert [row[0] for row in table["cells"]] == [phrase(f"national.weighting.{name}") for name in frame["weighting"]]
    assert {row[-1] for row in table["cells"]} == {phrase("national.neither"), "2023", "2024"}
    assert table["csv"].splitlines()[1].startswith("listed_equally,")
