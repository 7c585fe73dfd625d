"""How it is told whether a country also moved in the GovTech index."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import editions, named
from analysis.studies.second_look import waves
from analysis.studies.second_look.waves import DECISIONS, PARTS


def all_waves(country: str) -> None:
    """The finding and the tables of a country over the waves; of one that is not in every wave, that it is not."""
    if not waves.has(country):
        publish.sentence("second_look.waves.absent", None, named({"country": country}))
        return
    result = waves.study(country)
    facts = named(result.facts)
    publish.finding(f"second_look.waves.{facts['direction']}", DECISIONS["places"], facts)
    publish.sentence("second_look.waves.independent", DECISIONS["independent"], facts)
    publish.values("second_look", result.values)
    columns = {
        "year": "year",
        "place": "int",
        ("place_low", "place_high"): "int",
        "edition": "year",
        "place_osi": "int",
    }
    publish.table("second_look.waves", result.waves, columns, facts)
    parts = {"year": "year", **dict.fromkeys(PARTS, "int")}
    publish.table("second_look.parts", result.waves[list(parts)], parts, facts)
    steps = result.steps.assign(span=[editions(a, b) for a, b in result.steps[["wave_from", "wave_to"]].to_numpy()])
    steps_columns = {"span": "text", "gained": "+d", "k": "int", "n": "int", "gained_osi": "+d", "r_osi": ".2f"}
    publish.table("second_look.steps", steps, steps_columns, facts)
