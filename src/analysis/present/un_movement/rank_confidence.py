"""How it is told which ranks of a country could not be excluded if the scores of the UN survey carried errors."""

from __future__ import annotations

import pandas as pd

from analysis.present import publish
from analysis.present.charts import style
from analysis.present.charts.nested_ranges import nested_ranges
from analysis.present.phrases import named, phrase
from analysis.studies.un_movement.rank_confidence import DECISION, Result, code


def confidence(result: Result) -> None:
    """The sets of the middle scenario, and what a scenario of errors is not."""
    publish.sentence("un.certainty.confidence_ranks", DECISION, _told(result))
    publish.sentence("un.certainty.confidence_caveat")
    publish.values("un", result.values)


def sets_table(result: Result) -> None:
    """Table of the sets of every edition; the CSV has their ends and the number of ranked states."""
    best, worst = ([f"{code(sigma)}_{end}" for sigma in result.sigmas] for end in ("best", "worst"))
    columns = {"edition": "year", "rank": "int", **dict.fromkeys(zip(best, worst, strict=True), "int")}
    words = [phrase("un.certainty.confidence.scenario", sigma=sigma) for sigma in result.sigmas]
    heads = dict(zip(best, words, strict=True))
    publish.table("un.certainty.confidence", result.sets, columns, named(result.facts), heads=heads)


def sets_figure(result: Result) -> None:
    """Figure of the sets of every edition around the published rank."""
    facts = _told(result)
    publish.figure(
        "un.certainty.confidence_sets",
        nested_ranges,
        result.long,
        facts | {"listed": "; ".join(_read_out(rows) for _, rows in result.long.groupby("edition"))},
        x="edition",
        low="best",
        high="worst",
        level="sigma",
        value="rank",
        levels={s: phrase("un.certainty.confidence_sets.scenario", sigma=s) for s in reversed(result.sigmas)},
        chosen=facts["sigma"],
        value_word=phrase("un.certainty.confidence_sets.published"),
    )


def _told(result: Result) -> dict[str, object]:
    """The facts, with the country and the sets of the two editions in words."""
    facts = named(result.facts)
    ranks = {f"ranks_{end}": style.between(facts[f"best_{end}"], facts[f"worst_{end}"], "d") for end in ("from", "to")}
    return facts | ranks


def _read_out(rows: pd.DataFrame) -> str:
    """The published rank and the sets of one edition, in words."""
    records = rows.to_dict("records")
    sets = [
        phrase(
            "un.certainty.confidence_sets.alt_range", record, ranks=style.between(record["best"], record["worst"], "d")
        )
        for record in records
    ]
    return phrase("un.certainty.confidence_sets.alt_part", records[0], ranges=", ".join(sets))
