"""How the power of an interrupted time series is told."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import only, phrase
from analysis.studies.instrument_checks.power import Result

KEY = "instrument.power"


def power(result: Result) -> None:
    """What so few points could have found, and what resembling neighbours do to the interval."""
    facts = result.facts
    names = ("before", "after", "n", "df", "step", "sigma", "power", "detectable", "wanted", "loudest")
    publish.sentence(f"{KEY}.answer", facts["decision"], **only(facts, *names))
    publish.values(KEY, result.values)
    points = only(facts, "before", "after")
    publish.old_table(
        f"{KEY}.by_noise",
        result.by_sigma,
        title=phrase(f"{KEY}.by_noise.title"),
        columns={
            "sigma": ("If noise is", ".2f"),
            "power": (phrase(f"{KEY}.power_of", **points), ".0%"),
            "detectable": (phrase(f"{KEY}.step_of", **points), ".2f"),
            "power_more": (phrase(f"{KEY}.power_of", before=points["before"] + 1, after=points["after"]), ".0%"),
            "detectable_more": (phrase(f"{KEY}.step_of", before=points["before"] + 1, after=points["after"]), ".2f"),
        },
        note=phrase(f"{KEY}.by_noise.note", **only(facts, "step", "wanted", "df")),
    )
    publish.old_table(
        f"{KEY}.by_memory",
        result.by_memory,
        title=phrase(f"{KEY}.by_memory.title", **only(facts, "n")),
        columns={
            "memory": ("If memory is", ".1f"),
            "power": ("Step found", ".0%"),
            "coverage": ("Interval holds the truth", ".1%"),
        },
        note=phrase(f"{KEY}.by_memory.note", **only(facts, "draws", "sigma")),
    )
