"""Whose figures are the two totals of a pair, and was any institution ever scored on both instruments in one year?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.data import tables

# Both totals from the article that makes a claim about scores, from one other article, or anything else.
WHOSE = CLAIM_ARTICLE, ONE_ARTICLE, PUBLISHED = "claim_article", "one_article", "published"
ARTICLE = "news"  # kind of a source


def whose(pair: Mapping[str, object]) -> str:
    """One of WHOSE, for a pair with before_source and after_source.

    The article is that of a claim where publisher and day are the same as of one in the table of claims.
    """
    about = tables.load("sources").set_index("source_id").loc[pair["before_source"]]
    if pair["before_source"] != pair["after_source"] or about["kind"] != ARTICLE:
        return PUBLISHED
    claims = tables.load("claims").astype(str)
    same = (claims["publisher"] == str(about["publisher"])) & (claims["date"] == str(about["date"]))
    return CLAIM_ARTICLE if same.any() else ONE_ARTICLE


def from_one_article(pairs: pd.DataFrame) -> int:
    """How many of the pairs take both totals from one article."""
    return sum(whose(pair) != PUBLISHED for pair in pairs.to_dict("records"))


def scored_on_both(figures: pd.DataFrame | None = None) -> int:
    """Institutions scored on more than one instrument in one year; `figures`: institution_id, year, instrument.

    By default all published indices and levels. 0 says that no effect on a single institution can be seen directly.
    """
    if figures is None:
        columns = ["institution_id", "year", "instrument"]
        every = [tables.load("spbe_index"), tables.load("evaluations")]
        figures = pd.concat([table.loc[table["status"] == "published", columns] for table in every])
    instruments = figures.groupby(["institution_id", "year"])["instrument"].nunique()
    return int(instruments[instruments > 1].index.get_level_values("institution_id").nunique())
