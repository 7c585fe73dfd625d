"""How it is told whether level and growth go with province and type."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import phrase
from analysis.studies.growth.places import QUANTITIES, Result
from analysis.studies.shared.decisions import ASSOCIATED_ONLY, INCONCLUSIVE, NOT_SUPPORTED

COLUMNS = {"name": "text", "share": ".0%", ("low", "high"): ".0%", "n": "int", "groups": "int"}
KEYS = {
    ("level", ASSOCIATED_ONLY): "growth.places.level.alike",
    ("level", NOT_SUPPORTED): "growth.places.level.not_supported",
    ("level", INCONCLUSIVE): "growth.places.level.unclear",
    ("growth", ASSOCIATED_ONLY): "growth.places.growth.alike",
    ("growth", NOT_SUPPORTED): "growth.places.growth.not_supported",
    ("growth", INCONCLUSIVE): "growth.places.growth.unclear",
    ("effect", ASSOCIATED_ONLY): "growth.places.effect.alike",
    ("effect", NOT_SUPPORTED): "growth.places.effect.not_supported",
    ("effect", INCONCLUSIVE): "growth.places.effect.unclear",
}


def shares(result: Result) -> None:
    """Share of the variance between provinces, of level, growth and effect, and between types."""
    facts = result.facts
    if not facts["by_province"]:
        publish.sentence("growth.places.none", None, facts)
        return
    for name in QUANTITIES:
        word = result.decisions[name]
        publish.sentence(KEYS[name, word], word, facts)
    publish.values("growth.places", result.values)
    frame = result.table.assign(
        by=[phrase(f"growth.places.by.{name}") for name in result.table["grouping"]],
        name=[phrase(f"growth.places.quantity.{name}", facts) for name in result.table["quantity"]],
    )
    publish.table("growth.places.shares", frame, COLUMNS, facts, group="by")
