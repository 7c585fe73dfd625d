"""What the page of one institution asks."""


def warm() -> None:
    """Make everything once that pages of all institutions share; a section then takes milliseconds."""
    from analysis.studies.institution import (
        alike,
        change,
        domains,
        effect,
        expected,
        history,
        subject as subjects,
        two_lists,
        what_if,
    )

    for institution, year in two_lists.one_a_type():
        its = subjects.subject(institution, year)
        for section in (history, domains, change, effect, expected, what_if, alike):
            section.study(its)
