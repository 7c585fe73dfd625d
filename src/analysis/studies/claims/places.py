"""At which place is one of many, and how many of the first are of a kind? Ranges where values tie; plain counting."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.methods.ordering import settled
from analysis.studies.claims.verdicts import CANNOT_BE_DECIDED, FALSE, TRUE


class Place(NamedTuple):
    """One plus the number of higher values; with those that tie, best to worst; n values."""

    best: int
    worst: int
    n: int


class Kind(NamedTuple):
    """How many of the first `top` are of a kind, over every way to order those that tie at the cut."""

    low: int
    high: int
    cut: float  # the value of the last of the first
    at_least: int  # how many have it or more


def place(values: pd.Series, own: str) -> Place:
    """The place of the row labelled `own`; values are compared as published, missing ones do not count."""
    known = settled(values.dropna().astype(float))
    higher, tied = int((known > known[own]).sum()), int((known == known[own]).sum())
    return Place(1 + higher, higher + tied, len(known))


def among(found: Place, top: int) -> str:
    """The verdict on being among the first `top`; ties across the cut leave it open."""
    if found.worst <= top:
        return TRUE
    return FALSE if found.best > top else CANNOT_BE_DECIDED


def of_kind(values: pd.Series, is_kind: pd.Series, top: int) -> Kind:
    """How many of the `top` highest values are of the kind that `is_kind` marks. `top` is at most their number."""
    known = settled(values.dropna().astype(float))
    cut = float(np.sort(known.to_numpy())[-top])
    above, tied = known > cut, known == cut
    mark = is_kind.reindex(known.index)
    wanted = top - int(above.sum())
    kind, other = int((tied & mark).sum()), int((tied & ~mark).sum())
    sure = int((above & mark).sum())
    return Kind(sure + max(0, wanted - other), sure + min(wanted, kind), cut, int((above | tied).sum()))


def counted(found: Kind, stated: int) -> str:
    """The verdict on a stated number of a kind; ties that could give it leave it open."""
    if found.low == found.high == stated:
        return TRUE
    return CANNOT_BE_DECIDED if found.low <= stated <= found.high else FALSE
