"""How the effect of the instrument on single institutions is told: sentences, one figure and tables."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.present import publish
from analysis.present.charts import compare, style
from analysis.present.phrases import only, phrase
from analysis.studies.instrument_change.effects import Result
from analysis.studies.shared.institutions import ALL
from analysis.studies.shared.lists import GLOSS

KEY = "instrument.effects"
LIST = ("shown_year", "n", "negative")


def answer(result: Result) -> None:
    """The finding, what is shown where a year has no list, and every mean under its key."""
    names = (*LIST, "positive", "unchanged", "mean_effect", "q25", "q75")
    publish.sentence(f"{KEY}.answer", "identified", name=_name(result), **only(result.facts, *names))
    if result.shown_year != result.year:
        publish.sentence(f"{KEY}.no_list", **only(result.facts, "year", "shown_year"))
    publish.values("instrument", result.values)


def distribution_figure(result: Result) -> Figure:
    """The effect by type as histograms with their medians, against no effect."""
    counts = result.shown["type"].value_counts()
    groups = {name: phrase(f"{KEY}.group", name=GLOSS[name], n=int(n)) for name, n in counts.items()}
    facts = only(result.facts, *LIST, "mean_effect")
    return compare.distribution(
        result.shown.assign(group=result.shown["type"].map(groups)),
        value="effect",
        group="group",
        marks={groups[name]: median for name, median in result.medians.items()},
        mark_word=phrase(f"{KEY}.distribution.mark"),
        bin_width=0.05,
        form="+.2f",
        reference=(0, phrase(f"{KEY}.distribution.reference")),
        limits=(result.by_type["min"].min(), max(result.by_type["max"].max(), 0)),  # one axis for all runs
        title=phrase(f"{KEY}.distribution.title", name=_name(result), **facts),
        subtitle=phrase(f"{KEY}.distribution.subtitle", shown_year=result.shown_year),
        source=phrase(f"{KEY}.source", shown_year=result.shown_year),
    )


def distribution(result: Result) -> None:
    """Figure of the effect on every institution of the shown year."""
    listed = "; ".join(f"{GLOSS[name]} {style.written(median, '+.2f')}" for name, median in result.medians.items())
    publish.old_figure(
        f"{KEY}.distribution",
        distribution_figure(result),
        result.shown[["institution_id", "name", "type", "province", "effect"]],
        title=phrase(f"{KEY}.distribution.caption", shown_year=result.shown_year),
        alt=phrase(f"{KEY}.distribution.alt", listed=listed, **only(result.facts, *LIST)),
    )


def by_type(result: Result) -> None:
    """Mean, median and range of the effect for each type in both complete lists."""
    ends = ("low_type", "low_type_mean", "high_type", "high_type_mean")
    publish.sentence(f"{KEY}.types", "identified", **only(result.facts, "shown_year", *ends))
    counts = ("listed_2023", "listed_2024", "complete_2023", "complete_2024")
    below = ("below_floor", "below_floor_n", "below_floor_mean", "half_width")
    publish.old_table(
        f"{KEY}.by_type",
        result.by_type.assign(name=_glossed(result.by_type["type"])),
        title=phrase(f"{KEY}.by_type.title"),
        columns={
            "name": ("Type", "text"),
            "n": ("Number", "int"),
            "mean_effect": ("Mean", "+.3f"),
            "median": ("Median", "+.3f"),
            ("min", "max"): ("Range", "+.3f"),
            "share_negative": ("Lower", ".1%"),
        },
        note=phrase(f"{KEY}.by_type.note", covers=_covers(), **only(result.facts, *counts, *below)),
        group="year",
    )


def by_province(result: Result) -> None:
    """The provinces with the lowest and highest mean effect, all of them as CSV, or that the type has none."""
    if result.by_province.empty:
        publish.sentence(f"{KEY}.no_provinces", name=_name(result))
        return
    ends = [f"{end}_{what}" for end in ("low", "high") for what in ("name", "n", "mean")]
    name = phrase(f"{KEY}.local") if result.institution_type == ALL else _name(result)
    facts = only(result.facts, "shown_year", "named", "fewest", *ends)
    publish.sentence(f"{KEY}.provinces", "identified", name=name, **facts)
    publish.old_table(
        f"{KEY}.by_province",
        result.by_province,
        title=phrase(f"{KEY}.by_province.title", shown_year=result.shown_year),
        show=False,
    )


def by_year(result: Result) -> None:
    """Every year in which any institution has all four domain values, beside the effect on the national means."""
    words = {True: phrase(f"{KEY}.complete"), False: phrase(f"{KEY}.single")}
    publish.old_table(
        f"{KEY}.by_year",
        result.by_year.assign(list=result.by_year["complete"].map(words)),
        title=phrase(f"{KEY}.by_year.title"),
        columns={
            "year": ("Year", "year"),
            "list": ("Figures from", "text"),
            "n": ("Number", "int"),
            "mean_effect": ("Mean", "+.3f"),
            ("min", "max"): ("Range", "+.2f"),
            "national": ("National means", "+.3f"),
        },
        note=phrase(f"{KEY}.by_year.note", covers=_covers()),
    )


def all_institutions(result: Result) -> None:
    """The CSV in which an institution looks itself up."""
    publish.old_table(
        f"{KEY}.all_institutions", result.every, title=phrase(f"{KEY}.all_institutions.title"), show=False
    )


def sensitivity(result: Result) -> None:
    """What the whole change may have done if the old criteria would have given other values."""
    facts = only(result.facts, "shown_year", "shift", "shifted_low", "shifted_high", "turns_at")
    publish.sentence(f"{KEY}.whole", **facts)
    frame = result.sensitivity
    shifted = frame["domain"].map(lambda name: phrase(f"{KEY}.shift.all") if name == ALL else name.capitalize())
    words = {True: phrase(f"{KEY}.yes"), False: phrase(f"{KEY}.no")}
    publish.old_table(
        f"{KEY}.sensitivity",
        frame.assign(shifted=shifted, in_range=frame["within"].map(words)),
        title=phrase(f"{KEY}.sensitivity.title"),
        columns={
            "shifted": ("Differs", "text"),
            "weight": ("Old weight", ".0%"),
            "turns_at": ("Sign turns at", "+.2f"),
            "in_range": ("In range", "text"),
            ("low", "high"): ("Mean effect", "+.2f"),
        },
        note=phrase(f"{KEY}.sensitivity.note", shift=result.facts["shift"]),
        group="year",
    )


def scenario(result: Result) -> None:
    """Intervals that hold only if the institutions were draws from a larger process."""
    publish.sentence(f"{KEY}.scenario", **only(result.facts, "shown_year", "drawn_low", "drawn_high"))
    publish.old_table(
        f"{KEY}.scenario",
        result.scenario.assign(name=_glossed(result.scenario["type"])),
        title=phrase(f"{KEY}.scenario.title"),
        columns={
            "name": ("Type", "text"),
            "n": ("Number", "int"),
            "clusters": ("Clusters", "int"),
            "mean": ("Mean", "+.3f"),
            ("low", "high"): ("Interval", "+.3f"),
            ("wild_low", "wild_high"): ("Bootstrap", "+.3f"),
        },
        note=phrase(f"{KEY}.scenario.note", few_clusters=result.facts["few_clusters"], covers=_covers()),
        group="year",
    )


def controls(result: Result) -> None:
    """What re-scoring finds where there is nothing to find, and what a difference of years finds there."""
    counts = ("same_47", "same_47_zero", "same_35", "same_35_zero")
    found = ("shown_year", "policy_only", "common_domains", "real")
    publish.sentence(f"{KEY}.controls", "arithmetic fact", **only(result.facts, *counts, *found))
    frame = result.controls
    names = [phrase(f"{KEY}.control.{name}") for name in frame["control"]]
    expected = [phrase(f"{KEY}.expected.{name}") for name in frame["control"]]
    publish.old_table(
        f"{KEY}.controls",
        frame.assign(name=names, expected=expected),
        title=phrase(f"{KEY}.controls.title"),
        columns={
            "name": ("Control", "text"),
            "year": ("Year", "year"),
            "n": ("Number", "int"),
            "expected": ("Expected", "text"),
            "mean_effect": ("Mean", "+.3f"),
            ("low", "high"): ("Range", "+.2f"),
            "share": ("Of the effect", ".1%"),
        },
        note=phrase(f"{KEY}.controls.note"),
    )
    decision = result.facts["difference_decision"]
    publish.sentence(f"{KEY}.backdated", decision, **only(result.facts, "differences", "least", "most"))
    publish.old_table(
        f"{KEY}.backdated",
        result.backdated,
        title=phrase(f"{KEY}.backdated.title"),
        columns={
            "before_year": ("From", "year"),
            "year": ("To", "year"),
            "instrument": ("Indicators", "text"),
            "difference": ("Difference of years", "+.2f"),
            "rescored": ("Re-scored", "+.2f"),
        },
        note=phrase(f"{KEY}.backdated.note"),
    )


def _name(result: Result) -> str:
    return result.facts["name"] or phrase(f"{KEY}.everyone")


def _glossed(types: pd.Series) -> list[str]:
    """Types in the reader's words."""
    return [phrase(f"{KEY}.all_types") if name == ALL else GLOSS[name].capitalize() for name in types]


def _covers() -> str:
    return phrase(f"{KEY}.covers")
