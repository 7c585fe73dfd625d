"""How the top of the scale and the cut-offs of the predicates are told."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import bodies, capital, phrase
from analysis.studies.growth.edges import DECISIONS, Result

TOP = {
    "name": "text",
    "share_before": ".0%",
    "share_after": ".0%",
    "change_others": "+.2f",
    "change_top": "+.2f",
}
CUTS = {"cut": ".1f", "below": "int", "above": "int", "growth_below": "+.2f", "growth_above": "+.2f"}
COUNTS = {"cut": ".1f", "below_2023": "int", "above_2023": "int", "below_2024": "int", "above_2024": "int"}


def ceiling(result: Result, institution_type: str) -> None:
    """How many stand near the top of a domain, and how these grew."""
    facts = {**result.facts, "kind": bodies(institution_type)}
    publish.sentence("growth.ceiling.answer", DECISIONS["ceiling"], facts)
    publish.values("growth", result.values)
    names = [capital(phrase(f"domain.{name}")) for name in result.ceiling["domain"]]
    publish.table("growth.ceiling.domains", result.ceiling.assign(name=names), TOP, facts)


def cut_offs(result: Result, institution_type: str) -> None:
    """Growth and counts on both sides of the cut-offs, where there are enough on each."""
    kind = bodies(institution_type)
    facts = {**result.facts, "kind": kind, "kind_capital": capital(kind)}
    if not facts["enough"]:
        publish.sentence("growth.cut_offs.few", None, facts)
        return
    publish.sentence("growth.cut_offs.jump", DECISIONS["cut_offs"], facts)
    publish.sentence("growth.cut_offs.crowd", DECISIONS["cut_offs"], facts)
    publish.table("growth.cut_offs.growth", result.cut_offs[list(CUTS)], CUTS, facts)
    publish.table("growth.cut_offs.counts", result.cut_offs[list(COUNTS)], COUNTS, facts)
