"""No page says what the rules forbid, whatever is chosen: every choice of every parameter, and pairs of editions."""

from __future__ import annotations

import pytest

from tests.sweep import cases, rules
from tests.sweep.cases import Case
from tests.sweep.pages import page

# A state that fell, one that stays, one with a first rank and recomputed ranks; a type with a single pair.
ALWAYS = (
    "country=AFG edition_from=2018 edition_to=2024",
    "country=DNK",
    "country=USA edition_from=2003 edition_to=2024",
    "institution_type=kementerian",
)


def _every_case(moves: bool) -> list[object]:
    """The cases of the notebooks of a move, or of the others: two classes, which pytest-xdist gives to two workers."""
    chosen = [name for name in cases.NOTEBOOKS if (set(cases.MOVES) <= set(cases.declared(name))) == moves]
    # The rules know English; pages in Indonesian are looked at in test_institutions.
    every = [case for name in chosen for case in cases.cases(name) if case.parameters.get("language") != "id"]
    marks = {True: (), False: (pytest.mark.slow, pytest.mark.thorough)}
    return [pytest.param(case, id=str(case), marks=marks[str(case).endswith(ALWAYS)]) for case in every]


class TestMoves:
    @pytest.mark.parametrize("case", _every_case(moves=True))
    def test_a_page_is_free_of_accidents(self, case: Case):
        assert rules.faults(page(case)) == []


class TestOthers:
    @pytest.mark.parametrize("case", _every_case(moves=False))
    def test_a_page_is_free_of_accidents(self, case: Case):
        assert rules.faults(page(case)) == []


@pytest.mark.parametrize("notebook", cases.NOTEBOOKS)
def test_every_parameter_is_tried_with_every_choice(notebook):
    tried = [case.parameters for case in cases.cases(notebook)]
    for name, parameter in cases.declared(notebook).items():
        values = cases.choices(notebook, parameter)
        assert values, f"{name}: name the values that are to be tried in tests/sweep/cases.py"
        seen = [parameters.get(name, parameter.default) for parameters in tried]
        assert all(value in seen for value in values), name


def test_twenty_pairs_and_more_are_tried():
    moved = [case for notebook in cases.NOTEBOOKS for case in cases.cases(notebook) if "country" in case.parameters]
    assert len({(*case.parameters.values(),) for case in moved}) >= 20
