"""How the page of one institution begins."""

from __future__ import annotations

from analysis.present import language, publish
from analysis.studies.institution.history import Result
from analysis.studies.institution.subject import Subject
from analysis.studies.shared.decisions import ARITHMETIC_FACT


def begin(subject: Subject, tongue: str) -> None:
    """From here on the page is in `tongue`, and it is this institution's."""
    language.use(tongue)
    named = {"id": subject.id, "name": subject.name, "type": subject.type, "province": subject.province}
    publish.values("institution", {name: text for name, text in named.items() if text} | {"year": subject.year})


def latest(subject: Subject, history: Result) -> None:
    """The latest index, and what is not known where little is."""
    facts = history.facts
    if not facts["known"]:
        publish.sentence("institution.answer.none", None, facts)
        return
    key = "institution.answer.predicate" if facts["predicate"] else "institution.answer.bare"
    publish.finding(key, ARITHMETIC_FACT, facts)
    publish.values("institution.latest", {"index": facts["index"], "year": facts["last"]})
    if not subject.listed:
        publish.sentence("institution.answer.not_listed", None, facts)
