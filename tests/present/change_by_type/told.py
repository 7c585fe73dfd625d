"""The page about the change by type, published once for each choice of its parameters."""

from __future__ import annotations

import itertools
from functools import cache

import pytest

from analysis.present import change_by_type as show
from analysis.studies.change_by_type import change, explanations, known_levels, national_mean
from analysis.studies.change_by_type.parameters import choices
from tests.present.shown import Shown

CHOICES = list(itertools.product(*choices().values()))


@cache
def studied(year: int, floor: int) -> dict:
    """The results of the four studies."""
    types = change.study(year)
    reasons = explanations.study(types, floor)
    return {
        "change": types,
        "nation": national_mean.study(types),
        "reasons": reasons,
        "levels": known_levels.study(floor),
    }


@cache
def told(year: int, floor: int) -> Shown:
    """The whole page in its order."""
    found = studied(year, floor)
    with pytest.MonkeyPatch.context() as patch:
        page = Shown(patch)
        show.change.printed(found["change"])
        show.national_mean.hidden(found["nation"])
        show.change.figure(found["change"])
        show.change.old_weights(found["change"])
        show.change.domains(found["change"])
        show.change.new_basis(found["change"])
        show.change.later(found["change"])
        show.national_mean.split(found["nation"])
        show.explanations.instrument(found["reasons"])
        show.explanations.catching_up(found["reasons"])
        show.explanations.open_ones(found["reasons"])
        show.known_levels.levels(found["levels"])
        show.explanations.referee(found["reasons"])
        show.change.behind(found["change"])
    return page
