"""How linking, the foil to re-scoring, is told: what three functions give, how far off they are, and for whom."""

from __future__ import annotations

import pandas as pd

from analysis.present import publish
from analysis.present.charts import compare, style
from analysis.present.phrases import only, phrase
from analysis.studies.instrument_checks.linking import HOWS, Result
from analysis.studies.shared.lists import COMPLETE


def functions(result: Result) -> None:
    """What the three functions give at some scores, and why this is linking and not equating."""
    names = ("year", "n", "x", "mean", "linear", "equipercentile")
    publish.sentence("instrument.linking.functions", "associated only", **only(result.facts, *names))
    publish.values("instrument.linking", result.values)
    publish.old_table(
        "instrument.linking.functions",
        result.functions,
        title=phrase("instrument.linking.functions.title"),
        columns={
            "x": ("Index (47)", ".2f"),
            **{f"{how}_{year}": (f"{how.capitalize()} {year}", ".2f") for year in COMPLETE for how in HOWS},
        },
        note=phrase("instrument.linking.functions.note"),
    )


def accuracy(result: Result) -> None:
    """How far the links are off where the re-scored value is known: the other list, the nation, single institutions."""
    names = ("year", "other", "bias_low", "bias_high", "rmse_mean", "rmse_best", "national_low", "national_high")
    years = ("first_without", "last_without")
    publish.sentence("instrument.linking.accuracy", "arithmetic fact", **only(result.facts, *names, *years))
    publish.old_table(
        "instrument.linking.accuracy",
        _named(result.accuracy),
        title=phrase("instrument.linking.accuracy.title"),
        columns={
            "how": ("Function", "text"),
            "fitted": ("Fitted on", "year"),
            "applied": ("Applied to", "year"),
            "n": ("Institutions", "int"),
            "bias": ("Off on average", "+.3f"),
            "rmse": ("Root mean square", ".3f"),
            "largest": ("Largest", ".2f"),
        },
        note=phrase("instrument.linking.accuracy.note"),
    )
    publish.old_table(
        "instrument.linking.national",
        result.national,
        title=phrase("instrument.linking.national.title", **only(result.facts, *years)),
        note=phrase("instrument.linking.national.note"),
        show=False,
    )
    publish.old_table(
        "instrument.linking.known",
        result.known,
        title=phrase("instrument.linking.known.title", **only(result.facts, "year", *years)),
        note=phrase("instrument.linking.known.note", n=len(result.known)),
        show=False,
    )


def invariance(result: Result) -> None:
    """Whether one link serves all types of institution: the flag, its table, and the error of each type as a figure."""
    names = (
        "year",
        "flag",
        "flagged",
        "functions",
        "worst",
        "worst_how",
        "worst_x",
        "random_share",
        "random_flag",
        "draws",
    )
    publish.sentence("instrument.linking.invariance", result.facts["decision"], **only(result.facts, *names))
    answers = {True: phrase("instrument.linking.yes"), False: phrase("instrument.linking.no")}
    publish.old_table(
        "instrument.linking.invariance",
        _named(result.invariance.assign(flag=result.invariance["flag"].map(answers))),
        title=phrase("instrument.linking.invariance.title", **only(result.facts, "year")),
        columns={
            "how": ("Function", "text"),
            "largest": ("Largest RMSD", ".3f"),
            "at": ("At index", ".2f"),
            "share_above": ("Scores above the flag", ".0%"),
            "flag": ("Flagged", "text"),
            "random_share": ("Random types reach it", ".1%"),
            "random_flag": ("Random types flagged", ".0%"),
        },
        note=phrase("instrument.linking.invariance.note", **only(result.facts, "flag", "draws")),
    )
    publish.old_table(
        "instrument.linking.rmsd",
        result.rmsd,
        title=phrase("instrument.linking.rmsd.title", **only(result.facts, "year")),
        show=False,
    )
    _types(result)


def _types(result: Result) -> None:
    """The error of the linear link by type: mean as a dot, nine institutions in ten as a line."""
    facts = only(result.facts, "low_name", "low_off", "high_name", "high_off")
    frame = result.by_type.assign(label=[f"{row.name} ({row.n})" for row in result.by_type.itertuples(index=False)])
    written = style.written
    listed = "; ".join(
        f"{row.label}: {written(row.linear_off, '+.2f')}, {style.between(row.low, row.high, '+.2f')}"
        for row in frame.itertuples()
    )
    figure = compare.intervals(
        frame,
        label="label",
        value="linear_off",
        low="low",
        high="high",
        title=phrase("instrument.linking.by_type.title", **facts),
        subtitle=phrase("instrument.linking.by_type.subtitle", **only(result.facts, "year", "n")),
        source=phrase("instrument.linking.source"),
        reference=(0.0, phrase("instrument.linking.reference")),
    )
    publish.old_figure(
        "instrument.linking.by_type",
        figure,
        frame,
        title=phrase("instrument.linking.by_type.caption", **only(result.facts, "year")),
        alt=phrase("instrument.linking.by_type.alt", listed=listed),
    )


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(how=frame["how"].str.capitalize())
