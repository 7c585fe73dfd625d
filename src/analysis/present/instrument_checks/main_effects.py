"""How nominal weights and main effects of the domains are told."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import capital, phrase
from analysis.studies.instrument_checks.main_effects import DECISION, Result

COLUMNS = {
    "name": "text",
    "weight_47": ".1%",
    "share_47": ".1%",
    "main_47": ".2f",
    "weight_35": ".1%",
    "share_35": ".1%",
    "main_35": ".2f",
}


def weights(result: Result) -> None:
    """Nominal weight against share of the main effects, by domain, under both sets of weights."""
    publish.sentence("instrument.main_effects.weights", DECISION, result.facts)
    publish.values("instrument.main_effects", result.values)
    frame = result.table.assign(name=[capital(phrase(f"domain.{name}")) for name in result.table["domain"]])
    publish.table("instrument.main_effects.weights", frame, COLUMNS, result.facts)
