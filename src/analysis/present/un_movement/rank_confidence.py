"""How it is told which ranks of a country could not be excluded if the scores of the UN survey carried errors."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.present import publish
from analysis.present.charts.nested_ranges import nested_ranges
from analysis.present.phrases import only, phrase
from analysis.studies.un_movement.rank_confidence import Result, code

KEY = "un.certainty.confidence"


def confidence(result: Result) -> None:
    """The finding: up to which error the sets of the two editions stay apart; the sets of the middle scenario."""
    facts = result.facts
    two = ("country", "edition_from", "edition_to")
    ends = ("sigma", "best_from", "worst_from", "best_to", "worst_to")
    if facts["limit"] > 0:
        publish.finding(f"{KEY}_limit", "bounded", **only(facts, *two, "limit", "overlapping"))
    else:
        publish.finding(f"{KEY}_limit_none", "bounded", **only(facts, *two, "step"))
    publish.sentence(f"{KEY}_{_meet(result)}", "bounded", **only(facts, *two, *ends))
    publish.sentence(f"{KEY}_caveat")
    publish.values("un", result.values)


def sets_table(result: Result) -> None:
    """Table of the sets of every edition; the CSV has their ends and the number of ranked states."""
    sets = {
        (f"{code(sigma)}_best", f"{code(sigma)}_worst"): (phrase(f"{KEY}.head", sigma=sigma), "int")
        for sigma in result.sigmas
    }
    publish.old_table(
        KEY,
        result.sets,
        title=phrase(f"{KEY}.title", country=result.name),
        columns={"edition": ("Edition", "year"), "rank": ("Published rank", "int"), **sets},
        note=phrase(f"{KEY}.note", **only(result.facts, "draws", "moved")),
    )


def sets_figure(result: Result) -> None:
    """Figure of the sets of every edition around the published rank."""
    parts = [
        phrase(f"{KEY}_sets.alt_part", edition=int(edition), rank=int(rows["rank"].iloc[0]), ranges=_ranges(rows))
        for edition, rows in result.long.groupby("edition")
    ]
    publish.old_figure(
        f"{KEY}_sets",
        _drawn(result),
        result.long,
        title=phrase(f"{KEY}_sets.caption", country=result.name),
        alt=phrase(f"{KEY}_sets.alt", country=result.name, listed="; ".join(parts)),
    )


def _meet(result: Result) -> str:
    return "overlap" if result.facts["overlap"] else "apart"


def _ranges(rows: pd.DataFrame) -> str:
    """The sets of one edition in words."""
    return ", ".join(
        phrase(f"{KEY}_sets.alt_range", best=int(row.best), worst=int(row.worst), sigma=row.sigma)
        for row in rows.itertuples()
    )


def _drawn(result: Result) -> Figure:
    facts = result.facts
    return nested_ranges(
        result.long,
        x="edition",
        low="best",
        high="worst",
        level="sigma",
        value="rank",
        levels={sigma: phrase(f"{KEY}.head", sigma=sigma).lower() for sigma in reversed(result.sigmas)},
        chosen=facts["sigma"],
        value_word=phrase(f"{KEY}_sets.published"),
        title=phrase(
            f"{KEY}_sets.title_{_meet(result)}", **only(facts, "country", "sigma", "edition_from", "edition_to")
        ),
        subtitle=phrase(f"{KEY}_sets.subtitle"),
        source=phrase("un.source"),
    )
