"""How the effect of the instrument on single institutions is told: sentences, one figure and tables."""

from __future__ import annotations

import pandas as pd

from analysis.present import lists, publish
from analysis.present.charts import compare
from analysis.present.phrases import bodies, capital, in_a_row, phrase, type_word, yes_or_no
from analysis.studies.instrument_change.effects import DECISIONS, Result
from analysis.studies.shared.institutions import ALL

BY_TYPE = {
    "name": "text",
    "n": "int",
    "mean_effect": "+.3f",
    "median": "+.3f",
    ("min", "max"): "+.3f",
    "share_negative": ".1%",
}
BY_YEAR = {
    "year": "year",
    "list": "text",
    "n": "int",
    "mean_effect": "+.3f",
    ("min", "max"): "+.2f",
    "national": "+.3f",
}
SENSITIVITY = {
    "shifted": "text",
    "weight": ".0%",
    "turns_at": "+.2f",
    "in_range": "text",
    ("low", "high"): "+.2f",
}
SCENARIO = {
    "name": "text",
    "n": "int",
    "clusters": "int",
    "mean": "+.3f",
    ("low", "high"): "+.3f",
    ("wild_low", "wild_high"): "+.3f",
}
CONTROLS = {
    "name": "text",
    "year": "year",
    "n": "int",
    "expected": "text",
    "mean_effect": "+.3f",
    ("low", "high"): "+.2f",
    "share": ".1%",
}
BACKDATED = {
    "before_year": "year",
    "year": "year",
    "instrument": "text",
    "difference": "+.2f",
    "rescored": "+.2f",
}


def answer(result: Result) -> None:
    """The finding, what is shown where a year has no list, and every mean under its key."""
    name = bodies(result.institution_type)
    publish.sentence("instrument.effects.answer", DECISIONS["answer"], result.facts, name=name)
    if result.shown_year != result.year:
        publish.sentence("instrument.effects.no_list", None, result.facts)
    publish.values("instrument", result.values)


def distribution(result: Result) -> None:
    """Figure of the effect on every institution of the shown year, by type, with the medians, against no effect."""
    counts = result.shown["type"].value_counts()
    groups = {name: phrase("words.name_and_number", name=type_word(name), n=int(n)) for name, n in counts.items()}
    medians = [{"name": type_word(name), "median": median} for name, median in result.medians.items()]
    listed = in_a_row("instrument.effects.distribution.item", medians)
    publish.figure(
        "instrument.effects.distribution",
        compare.distribution,
        result.shown.assign(group=result.shown["type"].map(groups)),
        {**result.facts, "name": bodies(result.institution_type), "listed": listed},
        csv=result.shown[["institution_id", "name", "type", "province", "effect"]],
        texts={"source": "instrument.effects.source"},
        value="effect",
        group="group",
        marks={groups[name]: median for name, median in result.medians.items()},
        mark_word=phrase("instrument.effects.distribution.mark"),
        bin_width=0.05,
        form="+.2f",
        reference=(0, phrase("instrument.effects.distribution.reference")),
        limits=(result.by_type["min"].min(), max(result.by_type["max"].max(), 0)),  # one axis for all runs
    )
    lists.left_out()


def by_type(result: Result) -> None:
    """Mean, median and range of the effect for each type in both complete lists."""
    facts = result.facts
    types = {f"{end}_type": type_word(facts[f"{end}_type"]) for end in ("low", "high")}
    publish.sentence("instrument.effects.types", DECISIONS["types"], facts, **types)
    publish.table("instrument.effects.by_type", _named(result.by_type), BY_TYPE, facts, group="year")


def by_province(result: Result) -> None:
    """The provinces with the lowest and highest mean effect, all of them as CSV, or that the type has none."""
    name = bodies(result.institution_type)
    if result.by_province.empty:
        publish.sentence("instrument.effects.no_provinces", None, name=name)
        return
    name = phrase("instrument.effects.local") if result.institution_type == ALL else name
    publish.sentence("instrument.effects.provinces", DECISIONS["provinces"], result.facts, name=name)
    publish.table("instrument.effects.by_province", result.by_province, facts=result.facts)


def by_year(result: Result) -> None:
    """Every year in which any institution has all four domain values, beside the effect on the national means."""
    frame = result.by_year
    words = [phrase(f"instrument.effects.list.{'complete' if whole else 'single'}") for whole in frame["complete"]]
    publish.table("instrument.effects.by_year", frame.assign(list=words), BY_YEAR)


def all_institutions(result: Result) -> None:
    """The CSV in which an institution looks itself up."""
    publish.table("instrument.effects.all_institutions", result.every)


def sensitivity(result: Result) -> None:
    """What the whole change may have done if the old criteria would have given other values."""
    publish.sentence("instrument.effects.whole", None, result.facts)
    frame = result.sensitivity
    shifted = [
        phrase("instrument.effects.all_alike") if name == ALL else capital(phrase(f"domain.{name}"))
        for name in frame["domain"]
    ]
    frame = frame.assign(shifted=shifted, in_range=frame["within"].map(yes_or_no))
    publish.table("instrument.effects.sensitivity", frame, SENSITIVITY, result.facts, group="year")


def scenario(result: Result) -> None:
    """Intervals that hold only if the institutions were draws from a larger process."""
    publish.sentence("instrument.effects.scenario", None, result.facts)
    publish.table("instrument.effects.scenario", _named(result.scenario), SCENARIO, result.facts, group="year")


def controls(result: Result) -> None:
    """What re-scoring finds where there is nothing to find, and what a difference of years finds there."""
    facts, frame = result.facts, result.controls
    publish.sentence("instrument.effects.controls", DECISIONS["controls"], facts)
    zero = frame["exactly_zero"].notna()
    frame = frame.assign(
        name=[phrase(f"instrument.effects.control.{name}") for name in frame["control"]],
        expected=[phrase(f"instrument.effects.expected.{'zero' if exact else 'near_zero'}") for exact in zero],
    )
    publish.table("instrument.effects.controls", frame, CONTROLS, facts)
    publish.sentence("instrument.effects.backdated", facts["difference_decision"], facts)
    publish.table("instrument.effects.backdated", result.backdated, BACKDATED)


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its types in the reader's words."""
    words = [phrase("instrument.effects.all_types") if x == ALL else capital(type_word(x)) for x in frame["type"]]
    return frame.assign(name=words)
