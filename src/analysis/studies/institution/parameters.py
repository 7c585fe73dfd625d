"""What may the parameters of an institution's page be?"""

from __future__ import annotations

from pathlib import Path

from analysis.data import tables
from analysis.studies.shared.choices import refusal, refuse
from analysis.studies.shared.lists import COMPLETE

LANGUAGES = ["en", "id"]


def choices() -> dict[str, list]:
    """Parameter -> all that it may be."""
    institutions = tables.load("institutions")["institution_id"]
    return {"institution": list(institutions), "year": list(COMPLETE), "language": LANGUAGES}


def check(*, institution: str, year: int, language: str, evaluation: str) -> None:
    """Raises InputError for what is none of its choices, with what may be meant, and for a file that is not there."""
    every = choices()
    table = tables.load("institutions")
    called = dict(zip(table["name"], table["institution_id"], strict=True))
    problems = [
        refusal("institution", institution, every["institution"], called),
        refusal("year", year, every["year"]),
        refusal("language", language, every["language"]),
    ]
    if evaluation and not Path(evaluation).is_file():
        problems.append(f"evaluation {evaluation!r}: no such file; give the path of a levels file, or leave it empty")
    refuse(problems)
