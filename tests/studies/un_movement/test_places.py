"""Where the sign is turned: once, between the methods that count changes of rank and the studies."""

from __future__ import annotations

import ast

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.methods.ranks import rank_accounting, rank_sets
from analysis.studies.shared import survey
from analysis.studies.un_movement import places
from tests.tree import ROOT

SOURCES = ROOT / "src" / "analysis"
ROOMS = ("studies/un_movement", "studies/spbe_and_un", "present/un_movement", "present/spbe_and_un")
HOME = "studies/un_movement/places.py"
COUNTS_CHANGES = {"account", "move_shares"}  # methods that answer in changes of rank
METHODS = ("rank_accounting", "rank_sets", "methods")  # the names they have here
# What is turned elsewhere, and why it is no number of places gained.
TURNED = {
    ("studies/un_movement/rank_sets.py", "-change"): "of components, to ask whether all of them fell",
    ("studies/un_movement/rank_sets.py", "-SAME_SCORE"): "of a score",
    ("studies/spbe_and_un/donors.py", "-np.column_stack"): "positions, so that up is better",
    ("studies/spbe_and_un/points.py", "-frame"): "ranks, so that up is better",
    ("present/spbe_and_un/synthetic_control.py", "-SCALE"): "an end of an axis",
}


def modules() -> list[tuple[str, ast.Module]]:
    paths = sorted(path for room in ROOMS for path in (SOURCES / room).glob("*.py"))
    assert len(paths) > 20
    return [(path.relative_to(SOURCES).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in paths]


def test_a_smaller_rank_is_places_gained_and_nought_has_no_sign():
    found = places.gained(np.array([-5.0, 3.0, 0.0, -0.0, np.nan]))
    assert found[:4].tolist() == [5, -3, 0, 0]
    assert not np.signbit(found[2:4]).any()
    assert np.isnan(found[4])


@pytest.mark.parametrize(("start", "end"), [(2018, 2020), (2020, 2022), (2012, 2024)])
def test_every_part_is_that_of_the_method_with_its_sign_turned(start, end):
    before, after = survey.components(start), survey.components(end)
    ours = places.accounting(before, after)
    theirs = rank_accounting.account(before.to_numpy(), after.to_numpy(), survey.THIRDS)
    for part in places.PARTS:
        assert np.array_equal(getattr(ours, part), -getattr(theirs, part), equal_nan=True), part
        assert np.nanmax(np.abs(getattr(ours, part))) > 1, part
    assert np.array_equal(ours.gained, ours.rank_from - ours.rank_to, equal_nan=True)
    ranked = ~np.isnan(ours.gained)
    for parts in (ours.shapley.reshape(len(before), -1), ours.paired):
        assert parts[ranked].sum(axis=1) == pytest.approx(ours.gained[ranked], abs=1e-9)
    # Ranks stay ranks.
    for name, of in {"rank_from": "before", "rank_to": "after", "own_only": "own_only"}.items():
        assert np.array_equal(getattr(ours, name), getattr(theirs, of), equal_nan=True)


def test_shares_of_weights_are_by_places_gained():
    before, after = survey.components(2020), survey.components(2022)
    focal = before.index.get_loc("IDN")
    ours = places.shares(before, after, focal, 0.1)
    theirs = rank_sets.move_shares(before.to_numpy(), after.to_numpy(), focal, 0.1)
    assert ours == {-change: share for change, share in theirs.items()}
    assert min(ours) > 0, "it gained under all these weights"
    assert all(type(gained) is int for gained in ours)
    with pytest.raises(InputError, match=r"minimum weight 0\.5"):
        places.shares(before, after, focal, 0.5)


def test_no_study_asks_a_method_for_changes_of_rank_but_here():
    asked = {
        (module, node.attr if isinstance(node, ast.Attribute) else node.name)
        for module, tree in modules()
        for node in ast.walk(tree)
        if (isinstance(node, ast.Attribute) and node.attr in COUNTS_CHANGES and ast.unparse(node.value) in METHODS)
        or (isinstance(node, ast.alias) and node.name in COUNTS_CHANGES)
    }
    assert asked == {(HOME, name) for name in COUNTS_CHANGES}


def test_no_sign_is_turned_but_here():
    found = {
        (module, ast.unparse(node).split("(")[0])
        for module, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.UnaryOp)
        and isinstance(node.op, ast.USub)
        and not isinstance(node.operand, ast.Constant)
    }
    assert found == set(TURNED)
