"""How the power of an interrupted time series is told."""

from __future__ import annotations

from analysis.present import publish
from analysis.studies.instrument_checks.power import Result


def power(result: Result) -> None:
    """What so few points could have found, and what resembling neighbours do to the interval."""
    facts = result.facts
    publish.sentence("instrument.power.answer", facts["decision"], facts)
    publish.values("instrument.power", result.values)
    by_noise = {"sigma": ".2f", "power": ".0%", "detectable": ".2f", "power_more": ".0%", "detectable_more": ".2f"}
    publish.table("instrument.power.by_noise", result.by_sigma, by_noise, facts)
    by_memory = {"memory": ".1f", "power": ".0%", "coverage": ".1%"}
    publish.table("instrument.power.by_memory", result.by_memory, by_memory, facts)
