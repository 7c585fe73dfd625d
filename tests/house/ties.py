"""Sorts of frames and arrays in which rows that tie come out the other way round: what then differs hangs on a tie.

A sort that is not stable may turn ties on another processor, and one that is keeps whatever order the rows had. Sorts
of pandas are turned wherever they are called, functions of numpy where the study calls them. Python's own `sorted`,
`min` and `max` are left alone: that they are stable, and take the first, is promised by the language.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import ExitStack
from unittest import mock

import numpy as np
import pandas as pd

FRAMES = {pd.DataFrame: ["sort_values", "sort_index"], pd.Series: ["sort_values", "sort_index"]}
EXTREMES = {pd.DataFrame: ["idxmax", "idxmin"], pd.Series: ["argmax", "argmin"]}  # idxmax of a series asks its argmax


def reverse() -> ExitStack:
    """Turn all ties from here on; close what is returned, or use it in a `with`, to have them back."""
    stack = ExitStack()
    for owner, names in FRAMES.items():
        for name in names:
            stack.enter_context(mock.patch.object(owner, name, _turned_sort(getattr(owner, name))))
    for owner, names in EXTREMES.items():
        for name in names:
            stack.enter_context(mock.patch.object(owner, name, _last_extreme(getattr(owner, name), name)))
    stack.enter_context(mock.patch.object(pd.Series, "argsort", _turned_places(pd.Series.argsort)))
    for name, turn in (("argsort", _argsort), ("lexsort", _lexsort), ("argmax", _extreme), ("argmin", _extreme)):
        stack.enter_context(mock.patch.object(np, name, _for_the_study(getattr(np, name), turn)))
    return stack


def _turned_sort(plain: Callable) -> Callable:
    """A sort of the rows, given the rows from the last to the first; pandas is stable where it is asked to be."""

    def turned(self, *args: object, **kwargs: object) -> object:
        if kwargs.get("inplace") or kwargs.get("axis", 0) not in (0, "index"):
            return plain(self, *args, **kwargs)
        return plain(self.iloc[::-1], *args, **kwargs | {"kind": "stable"})

    return turned


def _last_extreme(plain: Callable, name: str) -> Callable:
    def turned(self, *args: object, **kwargs: object) -> object:
        found = plain(self.iloc[::-1], *args, **kwargs)
        return len(self) - 1 - found if name.startswith("arg") else found

    return turned


def _turned_places(plain: Callable) -> Callable:
    def turned(self, *args: object, **kwargs: object) -> pd.Series:
        found = plain(self.iloc[::-1], *args, **kwargs | {"kind": "stable"})
        return pd.Series(len(self) - 1 - found.to_numpy(), index=self.index)

    return turned


def _for_the_study(plain: Callable, turn: Callable) -> Callable:
    """The turned function where a module of the study calls it, the plain one for libraries."""

    def either(*args: object, **kwargs: object) -> object:
        if sys._getframe(1).f_globals.get("__name__", "").startswith("analysis."):
            return turn(plain, *args, **kwargs)
        return plain(*args, **kwargs)

    return either


def _argsort(plain: Callable, values: np.ndarray, axis: int = -1, **_: object) -> np.ndarray:
    values = np.asarray(values)
    return values.shape[axis] - 1 - plain(np.flip(values, axis), axis=axis, kind="stable")


def _lexsort(plain: Callable, keys: tuple[np.ndarray, ...], axis: int = -1) -> np.ndarray:
    keys = [np.asarray(key) for key in keys]
    return keys[0].shape[axis] - 1 - plain([np.flip(key, axis) for key in keys], axis=axis)


def _extreme(plain: Callable, values: np.ndarray, axis: int | None = None) -> object:
    values = np.asarray(values)
    size = values.size if axis is None else values.shape[axis]
    return size - 1 - plain(np.flip(values, axis), axis=axis)
