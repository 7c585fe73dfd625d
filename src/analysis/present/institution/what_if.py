"""How it is told what one more level would add, and how many steps away the next predicate is."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts.style import between
from analysis.present.institution.words import domain_names, facts_of
from analysis.studies.institution.what_if import DECISION, Result

COLUMNS = {"name": "text", "value": ".2f", ("least", "most"): ".4f", "left": ".2f"}
STEPS = {("fewest", "most_steps"): "int"}


def tell(result: Result) -> None:
    """How far the next predicate is, and a table by domain; at the top that there is none; or nothing."""
    if result.steps.empty:
        return
    facts = facts_of(result.facts)
    if facts["top"]:
        publish.sentence("institution.what_if.top", DECISION, facts)
        return
    key = "institution.what_if.next" if facts["distance"] else "institution.what_if.at_cut"
    publish.sentence(key, DECISION, facts)
    if facts.get("fewest"):
        steps = between(facts["fewest"], facts["most_steps"], "d")
        publish.sentence("institution.what_if.together", None, facts, steps=steps)
    if not facts["reached"]:
        publish.sentence("institution.what_if.none_alone", None, facts)
    publish.sentence("institution.what_if.caution", None, facts)
    frame = result.steps.assign(name=domain_names(result.steps["domain"]))
    if facts["reached"]:
        publish.table("institution.what_if.steps", frame, COLUMNS | STEPS, facts)
    else:
        texts = {"note": "institution.what_if.steps.note_left"}
        publish.table("institution.what_if.steps", frame, COLUMNS, facts, texts=texts)
