"""What may the parameters of the page about growth be?"""

from __future__ import annotations

from analysis.studies.shared import institutions
from analysis.studies.shared.choices import refusal, refuse
from analysis.studies.shared.lists import TYPES


def choices() -> dict[str, list]:
    """Parameter -> all that it may be."""
    return {"institution_type": [institutions.ALL, *TYPES]}


def check(*, institution_type: str) -> None:
    """Raises InputError where the type is none of its choices, with what may be meant."""
    refuse([refusal("institution_type", institution_type, choices()["institution_type"])])
