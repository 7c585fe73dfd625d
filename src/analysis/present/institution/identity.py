"""How the page of one institution begins."""

from __future__ import annotations

from analysis.present import language, publish
from analysis.studies.institution import change, effect
from analysis.studies.institution.history import Result
from analysis.studies.institution.subject import Subject
from analysis.studies.institution.two_lists import FIRST, INDEX, SECOND, row
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
    other = FIRST if subject.year == SECOND else SECOND
    if not subject.listed:
        publish.sentence("institution.answer.not_listed", None, facts)
    elif row(subject.id, other) is None:
        publish.sentence("institution.answer.one_list", None, facts, other=other)


def happened(moved: change.Result, instrument: effect.Result) -> None:
    """What happened to the score, where that is known: its change between the lists, and what the instrument makes."""
    if not moved.marks.empty:
        own = moved.marks.set_index("domain").loc[INDEX]
        facts = {**moved.facts, "before": own["before"], "after": own["after"]}
        side = own["side"] if own["change"] else "same"
        publish.finding(
            f"institution.answer.change.{side}", change.DECISION if own["change"] else ARITHMETIC_FACT, facts
        )
    made = instrument.facts.get("effect", 0.0)
    if abs(made) >= effect.SEEN:
        facts = {**instrument.facts, "size": abs(made)}
        key = "institution.answer.effect.lower" if made < 0 else "institution.answer.effect.higher"
        publish.finding(key, effect.DECISIONS["identity"], facts)
