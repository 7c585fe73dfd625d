"""How it is told what part of a move is the country's own, and how much that hangs on a convention."""

from __future__ import annotations

import pandas as pd

from analysis.present import publish
from analysis.present.charts import compare
from analysis.present.charts.style import between
from analysis.present.phrases import heading, in_a_row, named, phrase
from analysis.present.un_movement.places_in_words import component
from analysis.studies.un_movement.own_and_others import ALL, BOUNDED, POINTS, PRINTED, SIDES, Result, decide


def alone(result: Result) -> None:
    """The ranks with only one side moved: as printed, and what other shifts and scales make of them."""
    facts = named(result.facts)
    for side in SIDES:
        low, high = (facts[f"{side}_only_{end}"] for end in ("low", "high"))
        publish.sentence(f"un.counterfactual.{side}", BOUNDED, facts, ranks=between(low, high, "d"))


def sides(result: Result) -> None:
    """Own and others' parts as a set: a sentence on own online services, a figure and a table."""
    facts = named(result.facts)
    publish.sentence("un.accounting.split", decide(facts["own_osi_low"], facts["own_osi_high"]), facts)
    frame = _frame(result)
    rows = in_a_row("un.accounting.sides.row", frame.to_dict("records"))
    publish.figure(
        "un.accounting.sides",
        compare.intervals,
        frame,
        facts | {"rows": rows},
        csv=result.sides,
        label="label",
        low="low",
        high="high",
        value=PRINTED,
        form="+.1f",
        reference=(0, phrase("un.accounting.sides.none")),
    )
    columns = {"name": "text", PRINTED: "+.1f", "median": "+.1f", "mean": "+.1f", ("low", "high"): "+.1f"}
    publish.table(
        "un.accounting.split", frame.drop(columns="label"), columns, facts | {"points": POINTS}, group="whose"
    )


def _frame(result: Result) -> pd.DataFrame:
    """The rows of both sides with their words."""
    facts = named(result.facts)
    names = [phrase("un.accounting.sides.all") if x == ALL else component(x) for x in result.sides["component"]]
    frame = result.sides.assign(
        name=names, whose=[heading(f"un.accounting.side.{side}", facts) for side in result.sides["side"]]
    )
    labels = [phrase(f"un.accounting.sides.{row['side']}", row) for row in frame.to_dict("records")]
    return frame.assign(label=labels)
