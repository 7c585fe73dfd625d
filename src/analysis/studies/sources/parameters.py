"""What may the parameter of the page about sources be?"""

from __future__ import annotations

from analysis.studies.sources import mean_puzzle


def choices() -> dict[str, list]:
    """Parameter -> all that it may be: here none has a list of choices."""
    return {}


def check(*, unlisted: list[int]) -> None:
    """Raises InputError for anything but whole numbers of bodies from 1 on."""
    mean_puzzle.check(unlisted)
