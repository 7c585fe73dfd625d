"""Whose figures the totals of a pair are: known pairs, planted sources, and institutions scored twice in a year."""

import pandas as pd
import pytest

from analysis.data import tables
from analysis.studies.instrument_change import whose_figures
from analysis.studies.shared import institutions

PAIRS = institutions.pairs().set_index("institution_id")


@pytest.mark.parametrize(
    ("institution", "whose"),
    [
        ("kabupaten-grobogan", "claim_article"),  # its article says why the index fell
        ("kabupaten-badung", "one_article"),
        ("kota-denpasar", "published"),  # one source, the city itself
        ("kota-kediri", "published"),  # two sources
    ],
)
def test_known_pairs(institution, whose):
    assert whose_figures.whose(PAIRS.loc[institution]) == whose


def test_it_goes_by_the_sources_and_not_by_the_name():
    badung, kediri = PAIRS.loc["kabupaten-badung"], PAIRS.loc["kota-kediri"]
    assert whose_figures.whose({**badung, "after_source": kediri["after_source"]}) == "published"
    article = PAIRS.loc["kabupaten-grobogan", "before_source"]
    assert whose_figures.whose({**kediri, "before_source": article, "after_source": article}) == "claim_article"


@pytest.mark.parametrize("column", ["publisher", "date"])
def test_the_article_is_that_of_the_claim_by_publisher_and_day(monkeypatch, column):
    load = tables.load
    other = {"claims": load("claims").assign(**{column: "another"})}
    monkeypatch.setattr(whose_figures.tables, "load", lambda name: other[name] if name in other else load(name))
    assert whose_figures.whose(PAIRS.loc["kabupaten-grobogan"]) == "one_article"


def test_the_count_by_hand():
    kinds = tables.load("sources").set_index("source_id")["kind"]
    alike = PAIRS[PAIRS["before_source"] == PAIRS["after_source"]]
    assert whose_figures.from_one_article(PAIRS) == (kinds[alike["before_source"]] == "news").sum() > 10


def test_nobody_was_scored_on_both_instruments_in_one_year():
    assert whose_figures.scored_on_both() == 0


def test_a_planted_double_scoring_is_found():
    rows = [("a", 2020, "35"), ("a", 2021, "47"), ("a", 2021, "47"), ("b", 2021, "35")]
    figures = pd.DataFrame(rows, columns=["institution_id", "year", "instrument"])
    assert whose_figures.scored_on_both(figures) == 0
    both = pd.concat([figures, figures.iloc[[3]].assign(instrument="47")])
    assert whose_figures.scored_on_both(both) == 1
