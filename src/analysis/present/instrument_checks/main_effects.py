"""How nominal weights and main effects of the domains are told."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import phrase
from analysis.studies.instrument_checks.main_effects import Result

KEY = "instrument.main_effects"


def weights(result: Result) -> None:
    """Nominal weight against share of the main effects, by domain, under both sets of weights."""
    publish.sentence(f"{KEY}.weights", "associated only", **result.facts)
    publish.values(KEY, result.values)
    publish.old_table(
        f"{KEY}.weights",
        result.table.assign(name=result.table["domain"].str.capitalize()),
        title=phrase(f"{KEY}.weights.title", year=result.year),
        columns={
            "name": ("Domain", "text"),
            "weight_47": ("Weight of 47", ".1%"),
            "share_47": ("Share of effects", ".1%"),
            "main_47": ("Main effect", ".2f"),
            "weight_35": ("Weight of 35", ".1%"),
            "share_35": ("Share of effects", ".1%"),
            "main_35": ("Main effect", ".2f"),
        },
        note=phrase(f"{KEY}.weights.note"),
    )
