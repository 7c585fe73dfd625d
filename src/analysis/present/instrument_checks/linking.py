"""How linking, the foil to re-scoring, is told: what three functions give, how far off they are, and for whom."""

from __future__ import annotations

import pandas as pd

from analysis.present import lists, publish
from analysis.present.charts import compare
from analysis.present.phrases import capital, in_a_row, phrase, type_word, yes_or_no
from analysis.studies.instrument_checks.linking import DECISIONS, HOWS, Result
from analysis.studies.shared.lists import COMPLETE

ACCURACY = {
    "function": "text",
    "fitted": "year",
    "applied": "year",
    "n": "int",
    "bias": "+.3f",
    "rmse": ".3f",
    "largest": ".2f",
}
INVARIANCE = {
    "function": "text",
    "largest": ".3f",
    "at": ".2f",
    "share_above": ".0%",
    "flagged": "text",
    "random_share": ".1%",
    "random_flag": ".0%",
}


def functions(result: Result) -> None:
    """What the three functions give at some scores, and why this is linking and not equating."""
    publish.sentence("instrument.linking.functions", DECISIONS["functions"], result.facts)
    publish.values("instrument.linking", result.values)
    heads = {
        f"{how}_{year}": phrase("instrument.linking.fitted_in", function=_function(how), year=year)
        for year in COMPLETE
        for how in HOWS
    }
    columns = dict.fromkeys(["x", *heads], ".2f")
    publish.table("instrument.linking.functions", result.functions, columns, result.facts, heads=heads)
    lists.left_out()


def accuracy(result: Result) -> None:
    """How far the links are off where the re-scored value is known: the other list, the nation, single institutions."""
    facts = result.facts
    publish.sentence("instrument.linking.accuracy", DECISIONS["accuracy"], facts)
    publish.table("instrument.linking.accuracy", _named(result.accuracy), ACCURACY, facts)
    publish.table("instrument.linking.national", result.national, facts=facts)
    publish.table("instrument.linking.known", result.known, facts=facts)


def invariance(result: Result) -> None:
    """Whether one link serves all types of institution: the flag, its table, and the error of each type as a figure."""
    facts = result.facts
    worst = phrase(f"instrument.linking.how.{facts['worst_how']}")
    publish.sentence("instrument.linking.invariance", facts["decision"], facts, worst_how=worst)
    frame = _named(result.invariance)
    frame["flagged"] = frame["flag"].map(yes_or_no)
    publish.table("instrument.linking.invariance", frame, INVARIANCE, facts)
    publish.table("instrument.linking.rmsd", result.rmsd, facts=facts)
    _types(result)


def _types(result: Result) -> None:
    """The error of the linear link by type: mean as a dot, nine institutions in ten as a line."""
    facts, rows = result.facts, result.by_type.assign(name=result.by_type["type"].map(type_word)).to_dict("records")
    told = {f"{end}_name": type_word(facts[f"{end}_type"]) for end in ("low", "high")}
    told["listed"] = in_a_row("instrument.linking.by_type.item", rows)
    publish.figure(
        "instrument.linking.by_type",
        compare.intervals,
        result.by_type.assign(label=[phrase("words.name_and_number", row) for row in rows]),
        facts | told,
        texts={"source": "instrument.linking.source"},
        label="label",
        value="linear_off",
        low="low",
        high="high",
        reference=(0.0, phrase("instrument.linking.reference")),
    )


def _function(how: str) -> str:
    return capital(phrase(f"instrument.linking.how.{how}"))


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(function=frame["how"].map(_function))
