"""How the rival explanations are told: regression to the mean, growth of all, and whom we happen to know."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from analysis.methods.ordering import highest, lowest, ordered
from analysis.present import publish
from analysis.present.charts import scatter, style
from analysis.present.phrases import only, phrase
from analysis.studies.instrument_change.other_explanations import Result

KEY = "instrument.rivals"


def regression(result: Result) -> None:
    """Regression to the mean where it is measured: sentences, figure, and the slope of every type."""
    facts = result.facts
    names = ("first", "second", "n", "kind", "slope", "lost", "low", "high", "clusters")
    publish.sentence(f"{KEY}.regression", "arithmetic fact", **only(facts, *names))
    names = ("first", "second", "n", "largest", "largest_name", "largest_median", "largest_chance")
    publish.sentence(f"{KEY}.largest", facts["largest_decision"], **only(facts, *names))
    publish.values(KEY, result.values)
    data = _crowd(result)
    listed = "; ".join(
        f"{name} {style.written(change, '+.2f')}"
        for name, change in data.loc[data["named"] != "", ["named", "change"]].values
    )
    publish.old_figure(
        f"{KEY}.change_by_baseline",
        regression_figure(result),
        data,
        title=phrase(f"{KEY}.figure.caption", **only(facts, "first", "second")),
        alt=phrase(
            f"{KEY}.figure.alt", listed=listed or phrase(f"{KEY}.nobody"), **only(facts, "first", "second", "n")
        ),
    )
    publish.old_table(
        f"{KEY}.slopes",
        result.by_type,
        title=phrase(f"{KEY}.slopes.title", **only(facts, "first", "second")),
        columns={
            "group": ("Type", "text"),
            "n": ("Institutions", "int"),
            "mean_before": (f"Mean {facts['first']}", ".2f"),
            "mean_after": (f"Mean {facts['second']}", ".2f"),
            "slope": ("Slope", ".2f"),
            ("low", "high"): ("If drawn", ".2f"),
            "r2": ("R²", ".2f"),
        },
        note=phrase(f"{KEY}.slopes.note", **only(facts, "first", "second", "left_out", "slope_with_low")),
    )


def regression_figure(result: Result) -> Figure:
    """Change against baseline: the crowd, the line of what is expected, and the institutions under discussion."""
    facts, lists = result.facts, result.lists
    ends = lists.iloc[[lowest(lists["before"]), highest(lists["before"])]]
    start, end = zip(ends["before"], ends["expected"] - ends["before"], strict=True)
    return scatter.crowd(
        _crowd(result),
        x="before",
        y="change",
        label="named",
        title=phrase(f"{KEY}.figure.title", **only(facts, "first", "second", "lost")),
        subtitle=phrase(f"{KEY}.figure.subtitle", **only(facts, "first", "second", "n", "kind")),
        source=phrase("instrument.source"),
        axes=tuple(phrase(f"{KEY}.figure.{axis}", **only(facts, *years)) for axis, years in _AXES.items()),
        line=(start, end, phrase(f"{KEY}.figure.line")),
        reference=(0, phrase(f"{KEY}.figure.reference")),
        limits=(0.9, 5),
    )


def named(result: Result) -> None:
    """The institutions under discussion on the measured distribution, and the rise on one instrument as a scenario."""
    if result.named.empty:
        publish.sentence(f"{KEY}.none_named")
        return
    facts, frame = result.facts, ordered(result.named, "excess", "institution_id")
    low, high = frame.iloc[0], frame.iloc[-1]
    around = only(facts, "first", "second", "spread", "within_spread", "kind")
    if len(frame) == 1:
        publish.sentence(f"{KEY}.named_one", name=low["name"], excess=low["excess"], **around)
    else:
        ends = {"low_name": low["name"], "lowest_excess": low["excess"]}
        ends |= {"high_name": high["name"], "highest_excess": high["excess"]}
        publish.sentence(f"{KEY}.named", k=len(frame), **ends, **around)
    if "rise" in result.values:
        _rise(facts)
    publish.old_table(
        f"{KEY}.named",
        result.named,
        title=phrase(f"{KEY}.named.title", **only(facts, "first", "second")),
        columns={
            "name": ("Institution", "text"),
            "before": (str(facts["first"]), ".2f"),
            "after": (str(facts["second"]), ".2f"),
            "expected": ("Expected", ".2f"),
            "excess": ("Excess", "+.2f"),
            "place": (f"Place of {facts['n']}", "int"),
            "below": ("Share below", ".0%"),
        },
        note=phrase(f"{KEY}.named.note"),
    )


def _rise(facts: Mapping[str, object]) -> None:
    """The rise on one instrument: what was to be expected, if, and its place."""
    rise, years = facts["rise"], ("name", "before_year", "after_year")
    names = (
        "before",
        "after",
        "mean_before",
        "mean_after",
        "expected_low",
        "expected_high",
        "excess_low",
        "excess_high",
    )
    publish.sentence(f"{KEY}.rise", **only(rise, *years, *names), **only(facts, "lowest", "measured"))
    names = ("place_low", "place_high", "known", "as_large")
    publish.sentence(f"{KEY}.rise_place", **only(rise, *years, *names), **only(facts, "first", "second"))


def scenario(result: Result) -> None:
    """What regression to the mean would lead to expect of the known falls across the change of instrument, if."""
    fallen = result.scenario[result.scenario["fall"] > 0]
    if fallen.empty:
        publish.sentence(f"{KEY}.no_falls")
        return
    names = ("lowest", "measured", "fallen", "within_lowest", "within_measured", "first", "second")
    publish.sentence(f"{KEY}.scenario", **only(result.facts, *names))
    slopes = {f"if_{round(100 * slope)}": slope for slope in fallen["slope"].unique()}
    wide = _with_years(fallen).pivot(
        index=["name_years", "before", "after", "fall"], columns="slope", values="expected"
    )
    wide = ordered(wide.set_axis(list(slopes), axis=1).reset_index(), "fall", "name_years", falling=["fall"])
    publish.old_table(
        f"{KEY}.scenario",
        wide,
        title=phrase(f"{KEY}.scenario.title"),
        columns={
            "name_years": ("Institution", "text"),
            "before": ("Before", ".2f"),
            "after": ("After", ".2f"),
            **{name: (phrase(f"{KEY}.if_slope", slope=slope), ".2f") for name, slope in slopes.items()},
        },
        note=phrase(f"{KEY}.scenario.note", **only(result.facts, "known_to", "twice", "first", "second")),
    )
    publish.old_table(f"{KEY}.scenario_all", result.scenario, title=phrase(f"{KEY}.scenario_all.title"), show=False)


def growth(result: Result) -> None:
    """The parts of the change of the institutions under discussion, and of those whose own effect is known."""
    frame = result.growth[result.growth["told"]]
    if frame.empty:
        publish.sentence(f"{KEY}.no_growth")
        return
    first = frame.iloc[0]
    names = ["name", "change", "growth"]
    names += [f"{part}_{end}" for part in ("regression", "effect", "left") for end in ("low", "high")]
    years = {name: int(first[name]) for name in ("before_year", "after_year")}
    publish.sentence(f"{KEY}.growth", **only(first, *names), **years, **only(result.facts, "lowest", "measured"))
    publish.old_table(
        f"{KEY}.growth",
        _with_years(frame),
        title=phrase(f"{KEY}.growth.title"),
        columns={
            "name_years": ("Institution", "text"),
            "change": ("Change", "+.2f"),
            ("regression_low", "regression_high"): ("Regression, if", "+.2f"),
            "growth": ("Nation, old weights", "+.2f"),
            ("effect_low", "effect_high"): ("Instrument", "+.2f"),
            ("left_low", "left_high"): ("Left", "+.2f"),
        },
        note=phrase(f"{KEY}.growth.note", **only(result.facts, "lowest", "first", "second")),
    )


def selection(result: Result) -> None:
    """Whom we know: the mean of the known institutions against the published mean, by year and by type."""
    facts = result.facts
    names = ("early_first", "early_last", "fewest", "most", "first", "known_to")
    ends = ("difference_low", "difference_high", "raked_low", "raked_high")
    publish.sentence(f"{KEY}.selection", "arithmetic fact", **only(facts, *names, *ends))
    publish.old_table(
        f"{KEY}.selection",
        result.selection,
        title=phrase(f"{KEY}.selection.title"),
        columns={
            "year": ("Year", "year"),
            "n": ("Known", "int"),
            "assessed": ("Assessed", "int"),
            "mean": ("Mean of known", ".2f"),
            "difference": ("Minus published", "+.2f"),
            "raked": ("Raked", "+.2f"),
            ("low", "high"): ("Mean of all, bounds", ".2f"),
        },
        note=phrase(f"{KEY}.selection.note", **only(facts, "first")),
    )
    publish.old_table(
        f"{KEY}.selection_by_type",
        result.selection_by_type,
        title=phrase(f"{KEY}.selection_by_type.title"),
        note=phrase(f"{KEY}.selection_by_type.note"),
        show=False,
    )


_AXES = {"x": ("first",), "y": ("first", "second")}


def _crowd(result: Result) -> pd.DataFrame:
    """The lists with the names of the institutions under discussion alone."""
    lists = result.lists[["institution_id", "name", "before", "after", "change", "expected", "excess"]]
    return lists.assign(named=lists["name"].where(lists["institution_id"].isin(result.named["institution_id"]), ""))


def _with_years(frame: pd.DataFrame) -> pd.DataFrame:
    """The name of an institution with the years of its pair."""
    years = frame["before_year"].astype(str) + "\u2013" + frame["after_year"].astype(str)
    return frame.assign(name_years=frame["name"] + " " + years)
