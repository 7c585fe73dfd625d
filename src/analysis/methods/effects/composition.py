"""Did a mean change because its members did, or because other members were counted?

The difference of two simple means is split exactly. With stayers S (in both lists), entrants E (in the second alone)
and leavers X (in the first alone), capital letters being means and n counts:

    M2 - M1 = (S2 - S1) + (n_E / n_2) (E2 - S2) - (n_X / n_1) (X1 - S1)

The first term is the change of the same members; the others are what came and what went, each against the stayers of
its own year. Arithmetic, without assumption: it says nothing about why a stayer changed, nor about members that are
in neither list. Source: the identity itself, from M = S + (n_other / n) (other - S) in either year.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.methods.errors import InputError


class Composition(NamedTuple):
    """difference = stayers + entrants + leavers, in the unit of the values; counts and means of each group.

    The mean of a group without members is NaN and its term 0.
    """

    difference: float
    stayers: float
    entrants: float
    leavers: float
    first: int
    second: int
    stayed: int
    entered: int
    left: int
    mean_first: float
    mean_second: float
    stayers_first: float
    stayers_second: float
    entrants_second: float
    leavers_first: float


def decompose(first: pd.Series, second: pd.Series) -> Composition:
    """The difference of the means of two lists in three parts; each Series holds one value a member, by member id.

    Raises InputError naming members that are listed twice or have no value, an empty list, and two lists without a
    common member.
    """
    problems = [*_problems("first", first), *_problems("second", second)]
    if problems:
        raise InputError(problems)
    both = first.index.intersection(second.index)
    if both.empty:
        raise InputError("no member is in both lists: there is no change of the same members to set apart")
    came, went = second.drop(both), first.drop(both)
    before, after = _mean(first[both]), _mean(second[both])
    return Composition(
        difference=_mean(second) - _mean(first),
        stayers=after - before,
        entrants=len(came) / len(second) * (_mean(came) - after) if len(came) else 0.0,
        leavers=-len(went) / len(first) * (_mean(went) - before) if len(went) else 0.0,
        first=len(first),
        second=len(second),
        stayed=len(both),
        entered=len(came),
        left=len(went),
        mean_first=_mean(first),
        mean_second=_mean(second),
        stayers_first=before,
        stayers_second=after,
        entrants_second=_mean(came),
        leavers_first=_mean(went),
    )


def _mean(values: pd.Series) -> float:
    return float(values.mean())


def _problems(name: str, values: pd.Series) -> list[str]:
    if values.empty:
        return [f"{name} list: it has no member; give at least one"]
    twice = values.index[values.index.duplicated()].unique()
    missing = values.index[values.isna()]
    return [
        *(f"{name} list: {member} is listed twice; keep one value" for member in twice),
        *(f"{name} list: {member} has no value; leave the member out or give one" for member in missing),
    ]
