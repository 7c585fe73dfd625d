"""What may the parameters of the page about the change by type be?"""

from __future__ import annotations

from analysis.studies.shared.choices import refusal, refuse
from analysis.studies.shared.explanation import FLOORS
from analysis.studies.shared.institutions import AFTER_YEARS


def choices() -> dict[str, list]:
    """Parameter -> all that it may be."""
    return {"year": list(AFTER_YEARS), "old_floor": list(FLOORS)}


def check(**given: object) -> None:
    """Raises InputError with every one of the `given` parameters that is none of its choices."""
    every = choices()
    refuse([refusal(name, value, every[name]) for name, value in given.items()])
