"""What may the parameters of the page about the second look be?"""

from __future__ import annotations

from analysis.studies.second_look import answers
from analysis.studies.shared import survey
from analysis.studies.shared.choices import refusal, refuse


def choices() -> dict[str, list]:
    """Parameter -> all that it may be. A state of which nothing was counted has no place among the others."""
    return {"country": sorted(answers.field().index), "combination": list(answers.COMBINATIONS)}


def check(*, country: str, combination: str) -> None:
    """Raises InputError with every parameter that is none of its choices, and what may be meant."""
    rows, every = survey.table(), choices()
    called = {name: iso3 for name, iso3 in zip(rows["country"], rows["iso3"], strict=True) if iso3 in every["country"]}
    refuse(
        [
            refusal("country", country, every["country"], called, why="no state with counted answers"),
            refusal("combination", combination, every["combination"]),
        ]
    )
