"""In which order do rows come, on every machine alike?

A computed number can differ in its last bit from one processor to the next, and a sort that is not stable may turn
rows that tie. Both would change tables and sentences. So numbers are compared as they are published, to nine decimals,
and the last key of an order must leave no rows tied: a name that occurs once, or the order in which rows are listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np
import pandas as pd

from analysis.methods.errors import InputError
from analysis.methods.rounding import SIGNIFICANT, published

DECIMALS = 9  # of a published number: what lies beyond them decides nothing
LISTED = "(as listed)"  # the last key of rows whose own order means something
Numbers = TypeVar("Numbers", float, np.ndarray, pd.Series)


def settled(values: Numbers) -> Numbers:
    """Numbers as they are compared with one another: as they are published. Missing and infinite ones stay.

    Rounding to nine decimals is enough but where a value lies so near to half of the last one that its twelve
    significant digits, which count first, may lie on it: there `published` is asked.
    """
    array = np.asarray(values, dtype=float)
    out = np.atleast_1d(np.round(array, DECIMALS))
    flat = np.atleast_1d(array)
    with np.errstate(divide="ignore", invalid="ignore"):
        units = np.abs(flat) * 10.0**DECIMALS
        reach = 10.0 ** (np.floor(np.log10(np.abs(flat))) + DECIMALS - SIGNIFICANT + 1) + 1e-4
        near = np.isfinite(flat) & (np.abs(units - np.floor(units) - 0.5) <= reach)
    out[near] = [float(published(x)) for x in flat[near]]
    if isinstance(values, pd.Series):
        return pd.Series(out, index=values.index, name=values.name)
    return out if array.ndim else float(out[0])


def ordered(
    frame: pd.DataFrame,
    *by: str,
    falling: Sequence[str] = (),
    places: Mapping[str, Sequence[object]] | None = None,
) -> pd.DataFrame:
    """The rows of `frame` in the order of its columns `by`, the first of them first; the index goes with its row.

    Columns in `falling` go from the largest down. `places` lists the values of a column in their order; others come
    after them. Missing values come last. LISTED as the last key keeps rows that tie as they are. Raises InputError
    where rows tie on all keys: their order would be nobody's.
    """
    keys = pd.DataFrame(
        {name: _key(frame, name, (places or {}).get(name)) for name in by}, index=pd.RangeIndex(len(frame))
    )
    tied = keys.duplicated(keep=False)
    if tied.any():
        first = keys[tied].iloc[0].to_dict()
        raise InputError(
            f"order by {', '.join(by)}: {int(tied.sum())} rows tie, the first at {first}; add a column that tells them "
            "apart"
        )
    rising = [name not in falling for name in by]
    return frame.iloc[keys.sort_values(list(by), ascending=rising, kind="stable", na_position="last").index]


def lowest(values: Sequence[float]) -> int:
    """Place of the lowest value (n,), from 0; of those that are equal when `settled`, the first. Missing do not count.

    Raises InputError where there is none.
    """
    compared = settled(np.asarray(values, dtype=float))
    if np.isnan(compared).all():
        raise InputError("lowest or highest of no value; leave the question out where nothing is known")
    return int(np.flatnonzero(compared == np.nanmin(compared))[0])


def highest(values: Sequence[float]) -> int:
    """Place of the highest value (n,), from 0; ties, missing values and refusals as in `lowest`."""
    return lowest(-np.asarray(values, dtype=float))


def _key(frame: pd.DataFrame, name: str, places: Sequence[object] | None) -> np.ndarray | pd.Series:
    """What the rows are compared by, without the index."""
    if name == LISTED:
        return np.arange(len(frame))
    column = frame[name].reset_index(drop=True)
    if places is not None:
        return column.map({value: place for place, value in enumerate(places)}).fillna(len(places)).astype(int)
    return settled(column) if pd.api.types.is_float_dtype(column) else column
