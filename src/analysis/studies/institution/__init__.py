"""What the page of one institution asks. A notebook takes it as `study`."""

from analysis.studies.institution import (
    alike,
    change,
    domains,
    effect,
    expected,
    history,
    known_levels,
    next_steps,
    place,
    subject,
    two_lists,
    what_if,
)

__all__ = [
    "alike",
    "change",
    "domains",
    "effect",
    "expected",
    "history",
    "known_levels",
    "next_steps",
    "place",
    "subject",
    "warm",
    "what_if",
]


def warm() -> None:
    """Make everything once that pages of all institutions share; a section then takes milliseconds."""
    for institution, year in two_lists.one_a_type():
        its = subject.subject(institution, year)
        place.places(its.id, its.year)
        for section in (history, domains, change, effect, expected, what_if, alike):
            section.study(its)
        next_steps.study(known_levels.study(its))
