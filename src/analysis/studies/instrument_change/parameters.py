"""What may the parameters of the pages about the change of instrument be?"""

from __future__ import annotations

from analysis.studies.shared import institutions
from analysis.studies.shared.choices import refusal, refuse
from analysis.studies.shared.definitions import DEFINITIONS
from analysis.studies.shared.explanation import FLOORS
from analysis.studies.shared.lists import TYPES


def choices() -> dict[str, list]:
    """Parameter -> all that it may be."""
    return {
        "institution_type": [institutions.ALL, *TYPES],
        "year": list(institutions.AFTER_YEARS),
        "new_definition": list(DEFINITIONS),
        "old_floor": list(FLOORS),
        "before_year": [institutions.LAST, *map(str, institutions.BEFORE_YEARS)],
        "institution": institutions.pairs()["institution_id"].tolist(),
    }


def check(**given: object) -> None:
    """Raises InputError with every one of the `given` parameters that is none of its choices, and what may be meant.

    A page that has only some of the parameters gives these.
    """
    pairs, every = institutions.pairs(), choices()
    names = dict(zip(pairs["name"], pairs["institution_id"], strict=True))
    about = {"institution": {"called": names, "why": "no totals on both sides of the change"}}
    refuse([refusal(name, value, every[name], **about.get(name, {})) for name, value in given.items()])
