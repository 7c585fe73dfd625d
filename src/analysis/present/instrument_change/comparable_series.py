"""How the comparable national series, and who is behind it, is told: sentences, the main figure and tables."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.present import publish
from analysis.present.charts import over_time, style
from analysis.present.phrases import only, phrase
from analysis.studies.instrument_change.comparable_series import Result
from analysis.studies.shared.instruments import NEW, OLD

BREAK = {2020.5: f"{OLD} → {NEW} indicators"}


def national_data(result: Result) -> pd.DataFrame:
    """The series in long form: published in two segments with the set before the change, then the old basis."""
    series = result.series
    published = series.assign(
        value=series["published"], series=phrase("instrument.published"), segment=series["instrument"]
    )
    sets = ["low", "high", "high_named"]
    published[sets] = published[sets].where(published["instrument"] == OLD)  # from the change on it is a point
    old = series[series["instrument"] == NEW].drop(columns=sets)
    old = old.assign(value=old["old_basis"], series=phrase("instrument.old_basis"), segment="old basis")
    return pd.concat([published, old])[["year", "series", "segment", "value", *sets]].reset_index(drop=True)


def national_figure(result: Result) -> Figure:
    """The national index on both bases: published and re-scored lines with a gap, and the set before the change."""
    names = ("over_change", "published_over_change", "change_year")
    return over_time.line_with_break(
        national_data(result),
        x="year",
        y="value",
        series="series",
        segment="segment",
        bars=("low", "high", phrase("instrument.comparable.bars")),
        below=_assessed(result.series),
        breaks=BREAK,
        title=phrase("instrument.comparable.national.title", **only(result.facts, *names)),
        subtitle=phrase("instrument.comparable.national.subtitle"),
        source=phrase("instrument.comparable.source"),
        height=3.7,
    )


def national(result: Result) -> None:
    """Whether the index rises every year on the old weights, as sentence and figure."""
    names = ("rises", "steps", "first_year", "last_year", "first", "last", "least", "least_from", "least_to")
    over = ("before_year", "change_year", "published_over_change", "over_change")
    publish.sentence("instrument.comparable.old_basis", "identified", **only(result.facts, *names, *over))
    publish.values("instrument.comparable", result.values)
    data = national_data(result)
    listed = "; ".join(f"{row.series} {row.year}: {style.written(row.value, '.2f')}" for row in data.itertuples())
    sets = "; ".join(
        f"{row.year}: {style.between(row.low, row.high, '.2f')}" for row in data.dropna(subset="low").itertuples()
    )
    publish.old_figure(
        "instrument.national_series",
        national_figure(result),
        data,
        title=phrase("instrument.comparable.national.caption"),
        alt=phrase("instrument.comparable.national.alt", listed=listed, sets=sets),
    )


def table(result: Result) -> None:
    """The figures behind the national series."""
    frame = result.series
    # From the change on the set is the published index itself.
    same = frame["low"] == frame["high"]
    frame = frame.assign(low=frame["low"].mask(same), high=frame["high"].mask(same))
    publish.old_table(
        "instrument.series",
        frame,
        title=phrase("instrument.comparable.series.title"),
        columns={
            "year": ("Year", "year"),
            "assessed": ("Assessed", "int"),
            "published": ("Published", ".2f"),
            "old_basis": ("Old weights", ".2f"),
            "effect": ("Published minus old", "+.3f"),
            ("low", "high"): ("New weights", ".2f"),
        },
        note=phrase("instrument.comparable.series.note"),
    )


def new_basis(result: Result) -> None:
    """What the years before the change could have been on the new weights, and the short formula as a check."""
    names = ("before_year", "change_year", "low", "high", "high_named", "after", "level_needed", "weakest", "measured")
    publish.sentence("instrument.comparable.new_basis", "bounded", **only(result.facts, *names))
    publish.old_table(
        "instrument.comparable.new_basis",
        result.new_basis,
        title=phrase("instrument.comparable.new_basis.title"),
        columns={
            "year": ("Year", "year"),
            "published": ("Published", ".2f"),
            ("low", "high"): ("New weights", ".2f"),
            ("low", "high_named"): ("If management lags", ".2f"),
            "level_needed": ("Management needed", ".2f"),
        },
        note=phrase("instrument.comparable.new_basis.note", **only(result.facts, "change_year")),
    )
    publish.sentence(
        "instrument.comparable.near_identity", "arithmetic fact", **only(result.facts, "near_nation", "near_single")
    )


def composition(result: Result) -> None:
    """The change between the complete lists in stayers, entrants and leavers."""
    names = ("list_first", "list_second", "difference", "stayers", "entrants", "leavers", "stayed", "entered", "left")
    publish.sentence("instrument.comparable.composition", "arithmetic fact", **only(result.facts, *names))
    years = only(result.facts, "list_first", "list_second")
    publish.old_table(
        "instrument.comparable.composition",
        result.composition,
        title=phrase("instrument.comparable.composition.title", **years),
        columns={
            "name": ("Institutions", "text"),
            "first": (str(years["list_first"]), "int"),
            "second": (str(years["list_second"]), "int"),
            "difference": ("Change of mean", "+.3f"),
            "stayers": ("Stayers", "+.3f"),
            "entrants": ("Entrants", "+.3f"),
            "leavers": ("Leavers", "+.3f"),
        },
        note=phrase("instrument.comparable.composition.note", **years),
    )


def panel(result: Result) -> None:
    """The institutions known in both of two consecutive years beside the published national index."""
    names = ("fewest", "most", "above_low", "above_high", "list_first")
    publish.sentence("instrument.comparable.panel", "arithmetic fact", **only(result.facts, *names))
    publish.old_table(
        "instrument.comparable.panel",
        result.panel.assign(years=result.panel["years"].str.replace(" ", "\u00a0")),  # on one line
        title=phrase("instrument.comparable.panel.title"),
        columns={
            "years": ("Years", "text"),
            "n": ("Known in both", "int"),
            "panel_first": ("Mean, first year", ".2f"),
            "panel_second": ("Mean, second year", ".2f"),
            "panel_change": ("Their change", "+.2f"),
            "published_change": ("National change", "+.2f"),
            "above_second": ("Above the nation", "+.2f"),
        },
        note=phrase("instrument.comparable.panel.note"),
    )


def _assessed(series: pd.DataFrame) -> dict[int, str]:
    """How many institutions were assessed, to stand under each year."""
    return {
        int(row.year): phrase("instrument.comparable.not_published")
        if pd.isna(row.assessed)
        else str(int(row.assessed))
        for row in series.itertuples()
    }
