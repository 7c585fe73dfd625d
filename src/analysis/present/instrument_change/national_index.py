"""How the change from 35 to 47 indicators is told for the national index: sentences, figures and tables."""

from __future__ import annotations

import pandas as pd

from analysis.methods.ordering import ordered
from analysis.present import language, publish
from analysis.present.charts import compare
from analysis.present.phrases import only, phrase
from analysis.studies.instrument_change.national_index import Study
from analysis.studies.shared.instruments import NEW, OLD


def answer(result: Study) -> None:
    """The finding of the page, and every national value under its key."""
    names = ("year", "published", "index_35", "effect", "half_width")
    publish.finding("instrument.answer", "identified", **only(result.facts, *names))
    publish.values("instrument", result.values)


def rescored(result: Study) -> None:
    """Every year from the change on: domain means and the index under both sets of weights."""
    frame = result.rescored
    publish.sentence(
        "instrument.every_year", "identified", **only(result.facts, "first_year", "last_year", "low", "high")
    )
    domains = {name: (name.capitalize(), ".2f") for name in ("policy", "governance", "management", "services")}
    publish.old_table(
        "instrument.rescored",
        frame,
        title=phrase("instrument.rescored.title"),
        columns={
            "year": ("Year", "year"),
            **domains,
            "index_47": (f"Weights of {NEW}", ".3f"),
            "index_35": (f"Weights of {OLD}", ".3f"),
        },
        note=phrase(
            "instrument.rescored.note",
            old=_listed(result.facts["old_weights"]),
            new=_listed(result.facts["new_weights"]),
        ),
    )


def separation(result: Study) -> None:
    """The change since the year before: at the old domain weights, and by the instrument."""
    facts = only(result.facts, "before_year", "year", "change", "real", "effect")
    publish.sentence("instrument.separation", "arithmetic fact", **facts)
    row = result.separation.set_index("year").loc[result.year]
    data = pd.DataFrame(
        {
            "part": [phrase(f"instrument.part.{name}") for name in ("real", "instrument", "rounding", "total")],
            "change": [row["at_old_weights"], row["management_and_weights"], row["rounding"], row["published_change"]],
        }
    )
    figure = compare.contributions(
        data,
        label="part",
        value="change",
        title=phrase("instrument.separation.title", **only(facts, "before_year", "year", "real", "effect")),
        subtitle=phrase("instrument.separation.subtitle", **only(facts, "before_year", "year")),
        source=phrase("instrument.source"),
        total=data["part"].iloc[-1],
    )
    listed = "; ".join(f"{p} {c:+.2f}" for p, c in data.itertuples(index=False))
    publish.old_figure(
        "instrument.separation_parts",
        figure,
        data,
        title=phrase("instrument.separation.caption", **only(facts, "before_year", "year")),
        alt=phrase("instrument.separation.alt", listed=listed, **only(facts, "before_year", "year")),
    )


def by_year(result: Study) -> None:
    """The same two parts in every year on the new instrument."""
    publish.old_table(
        "instrument.separation",
        result.separation,
        title=phrase("instrument.separation.table", before_year=result.before_year),
        columns={
            "year": ("Year", "year"),
            "published_change": ("Published change", "+.3f"),
            "at_old_weights": ("At old domain weights", "+.3f"),
            "management_and_weights": ("Management and weights", "+.3f"),
            "rounding": ("Rounding", "+.3f"),
        },
        note=phrase("instrument.separation.note"),
    )


def by_type(result: Study) -> None:
    """The effect for each type of institution that has published domain means, or that none has."""
    if result.by_type.empty:
        publish.sentence("instrument.no_types", year=result.year)
        return
    frame = ordered(result.by_type, "effect", "name")
    lowest, highest = frame.iloc[0], frame.iloc[-1]
    facts = {
        "low_name": lowest["name"],
        "low": lowest["effect"],
        "high_name": highest["name"],
        "high": highest["effect"],
    }
    publish.sentence("instrument.types", "identified", year=result.year, **facts)
    nation = result.rescored[result.rescored["year"] == result.year].assign(name=phrase("instrument.nation"))
    publish.old_table(
        "instrument.by_type",
        pd.concat([frame, nation], ignore_index=True),
        title=phrase("instrument.by_type.title", year=result.year),
        columns={
            "name": ("Type", "text"),
            "management": ("Management", ".2f"),
            "index_47": (f"Weights of {NEW}", ".3f"),
            "index_35": (f"Weights of {OLD}", ".3f"),
            "effect": ("Effect", "+.3f"),
        },
        note=phrase("instrument.by_type.note"),
    )


def _listed(weights: dict[str, float]) -> str:
    """Weights by domain in one line."""
    tongue = language.current()
    return ", ".join(f"{name} {language.number(weight, '.1%', tongue)}" for name, weight in weights.items())
