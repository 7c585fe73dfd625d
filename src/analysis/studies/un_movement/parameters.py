"""What may the parameters of the page about the UN ranking be?"""

from __future__ import annotations

from collections.abc import Callable

from analysis.methods.errors import InputError
from analysis.studies.shared import survey
from analysis.studies.shared.choices import refusal, refuse
from analysis.studies.un_movement import base_rates, rank_uncertainty


def choices() -> dict[str, list]:
    """Parameter -> all that it may be, of those that have choices."""
    editions = survey.editions()
    return {
        "country": sorted(survey.table()["iso3"].unique()),
        "edition_from": editions[:-1],
        "edition_to": editions[1:],
        "min_weight": list(survey.MINIMUMS),
    }


def check(
    *, country: str, edition_from: int, edition_to: int, min_weight: float, draws: int, comparison_band: int
) -> None:
    """Raises InputError with everything that the studies of the page would refuse, and with what may be meant.

    The country must have a rank in both editions, and in the first and last that the SPBE index spans.
    """
    rows, every = survey.table(), choices()
    names = dict(zip(rows["country"], rows["iso3"], strict=True))
    of_editions = [
        refusal("country", country, every["country"], names, why="no state of the UN tables has this code"),
        refusal("edition_from", edition_from, every["edition_from"]),
        refusal("edition_to", edition_to, every["edition_to"]),
    ]
    if not any(of_editions):
        pairs = dict.fromkeys([(edition_from, edition_to), survey.spbe_span()])
        of_editions = [why for pair in pairs for why in _refused(lambda pair=pair: survey.check(country, *pair))]
    rest = _refused(lambda: rank_uncertainty.check(min_weight, draws))
    rest += _refused(lambda: base_rates.check_band(comparison_band))
    refuse(list(dict.fromkeys(of_editions + rest)))


def _refused(check: Callable[[], None]) -> list[str]:
    try:
        check()
    except InputError as error:
        return error.problems
    return []
