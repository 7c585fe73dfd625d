"""How it is told how noisy scores are, at least."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import bodies, capital, phrase
from analysis.studies.growth.noise import DECISIONS, INDEX, Result

FALLS = {
    "name": "text",
    "above": "int",
    "fell": "int",
    "share": ".0%",
    "mean_fall": "+.2f",
    "noise": ".2f",
    "noise_index": ".3f",
}
PREDICATES = {"name": "text", "noise": ".3f", "near": ".0%", "other": ".0%", "count": ".0f"}


def falls(result: Result, institution_type: str) -> None:
    """How many values fell, and the least noise behind that if such falls are errors."""
    facts = _facts(result, institution_type)
    publish.sentence("growth.noise.falls", DECISIONS["falls"], facts)
    if facts["enough"]:
        publish.sentence("growth.noise.bound", DECISIONS["bound"], facts)
    else:
        publish.sentence("growth.noise.few", None, facts)
    publish.values("growth.noise", result.values)
    words = {INDEX: phrase("growth.parts.index")}
    names = [capital(words.get(name) or phrase(f"domain.{name}")) for name in result.falls["domain"]]
    columns, texts = FALLS, {}
    if not facts["enough"]:
        columns = {name: form for name, form in FALLS.items() if not name.startswith("noise")}
        texts = {"title": "growth.noise.falls_few.title", "note": "growth.noise.falls_few.note"}
    publish.table("growth.noise.falls", result.falls.assign(name=names), columns, facts, texts=texts)


def predicates(result: Result, institution_type: str) -> None:
    """How many predicates of the later list that noise leaves doubtful, by three readings."""
    facts = _facts(result, institution_type)
    if not facts["enough"]:
        publish.sentence("growth.noise.no_predicates", None, facts)
        return
    publish.sentence("growth.noise.predicates", DECISIONS["bound"], facts)
    names = [capital(phrase(f"growth.noise.reading.{reading}")) for reading in result.predicates["reading"]]
    publish.table("growth.noise.predicates", result.predicates.assign(name=names), PREDICATES, facts)


def _facts(result: Result, institution_type: str) -> dict[str, object]:
    return {**result.facts, "kind": bodies(institution_type)}
