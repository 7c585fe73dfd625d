"""How it is told whether management crowded out the other domains."""

from __future__ import annotations

from analysis.present import lists, publish
from analysis.present.phrases import bodies, capital, phrase
from analysis.studies.growth.crowding import REST, Result
from analysis.studies.growth.panel import Panel

COLUMNS = {"name": "text", "correlation": "+.2f", ("low", "high"): "+.2f", "same_start": "+.2f", "n": "int"}


def who(frame: Panel) -> None:
    """Who is in both lists, and who is left out."""
    nobody = phrase("growth.nobody")
    names = {name: frame.facts[name] or nobody for name in ("below_scale", "without")}
    publish.sentence("growth.crowding.who", None, {**frame.facts, **names}, kind=bodies(frame.institution_type))
    lists.left_out()


def answer(result: Result, institution_type: str) -> None:
    """The correlation of the change of management with that of the rest, and the table of all domains."""
    facts = {**result.facts, "kind": bodies(institution_type)}
    side = "with" if facts["positive"] else "against"
    key = f"growth.crowding.{side}" if facts["clear"] else "growth.crowding.unclear"
    publish.sentence(key, result.decision, facts)
    publish.sentence("growth.crowding.same_start", None, facts)
    publish.values("growth.crowding", result.values)
    words = {REST: phrase("growth.crowding.rest")}
    frame = result.table.assign(
        name=[capital(words.get(name) or phrase(f"domain.{name}")) for name in result.table["domain"]]
    )
    publish.table("growth.crowding.changes", frame, COLUMNS, facts)
