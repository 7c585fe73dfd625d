"""How much of one institution's index the instrument makes: how that is told, and what no figure decides."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts.narrow.cloud import cloud
from analysis.present.institution.words import SOURCE, facts_of
from analysis.present.phrases import phrase
from analysis.studies.institution.effect import DECISIONS, Result


def tell(result: Result) -> None:
    """The effect as an identity, against the level; the pair across the change; and what cannot be said of either."""
    facts = facts_of(result.facts)
    if not result.cloud.empty:
        _effect(result, facts)
    if result.verdict:
        said = {**facts, "whose": phrase(f"institution.effect.whose.{facts['whose']}")}
        publish.sentence(f"institution.effect.pair.{result.verdict}", DECISIONS[f"pair.{result.verdict}"], said)
        if facts["low_confidence"]:
            publish.sentence("institution.effect.low", None, facts)
        if facts["rounding_decides"]:
            publish.sentence("institution.effect.rounding", None, facts)
        publish.values("institution.pair", {name: facts[name] for name in ("before", "after", "verdict")})
    if result.verdict or not result.cloud.empty:
        known = "rewording" if facts["on_both"] else "rewording_none"
        publish.sentence(f"institution.effect.{known}", DECISIONS["rewording"], facts)
    if not result.cloud.empty:
        publish.sentence("institution.effect.whole", DECISIONS["whole"], facts)


def _effect(result: Result, facts: dict[str, object]) -> None:
    publish.sentence(f"institution.effect.identity.{facts['side']}", DECISIONS["identity"], facts)
    if not facts["adds_up"]:
        publish.sentence("institution.effect.rounded", None, facts)
    publish.sentence("institution.effect.supposes", None, facts)
    if "n" in facts:
        publish.sentence("institution.effect.counts", DECISIONS["counts"], facts)
    if facts["near_floor"]:
        publish.sentence("institution.effect.floor", None, facts)
    labels = {"x": phrase("institution.effect.axis.x"), "y": phrase("institution.effect.axis.y")}
    publish.drawing(
        "institution.effect.level", cloud, result.cloud, facts, texts=SOURCE,
        csv=result.cloud[["index", "effect"]].reset_index(), x="index", y="effect",
        own=facts["id"], labels=labels,
    )  # fmt: skip
    publish.values("institution.effect", {name: facts[name] for name in ("index_35", "effect")})
