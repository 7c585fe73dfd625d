"""What the page about growth says on the page of findings: what grew, and how noisy scores are."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import bodies, phrase
from analysis.studies.growth import contributions, noise


def grew(result: contributions.Result) -> None:
    """How much the mean index changed on one instrument, and through which domain."""
    top, kind = phrase(f"domain.{result.facts['top']}"), bodies(result.institution_type)
    facts = {**result.facts, "top": top, "kind": kind}
    publish.finding("growth.findings.parts", contributions.DECISIONS["parts"], facts)


def noisy(result: noise.Result, institution_type: str) -> None:
    """How many policy values fell, and what that says of predicates; nothing where falls are too few."""
    if result.facts["enough"]:
        facts = {**result.facts, "kind": bodies(institution_type)}
        publish.finding("growth.findings.noise", noise.DECISIONS["bound"], facts)
