"""How much does each part move an index, and is that what its nominal weight says?

Main effect S_d = V(E[I | x_d]) / V(I): the share of the variance of the index that would go on average if part d were
known. The conditional mean is a natural cubic spline whose number of knots is chosen by cross-validation. Parts that
rise and fall together share the credit, so main effects of correlated parts sum to more than one; shares of their sum
are compared with the weights. With independent parts S_d = w_d^2 v_d / sum of w_k^2 v_k, where v is a variance.

References: Paruolo, Saisana & Saltelli 2013, JRSS-A 176:609-634, sections 3 and 4; natural splines: Hastie,
Tibshirani & Friedman 2009, section 5.2.1. Curves are fitted by numpy's least squares: cross-validation asks for a few
hundred fits and for no covariance of any.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.methods.errors import InputError
from analysis.methods.ordering import lowest

KNOTS = (2, 3, 4, 5)  # two knots are a straight line; each further one adds a degree of freedom
FOLDS = 10


class MainEffect(NamedTuple):
    """S_d and the degrees of freedom of the chosen curve (1 is a straight line)."""

    size: float
    df: int


def spline(x: np.ndarray, knots: np.ndarray) -> np.ndarray:
    """Natural cubic spline basis (n, k) with a constant and a line outside the k knots; x is on their scale."""
    low, span = knots[0], knots[-1] - knots[0]
    x, knots = (x - low) / span, (knots - low) / span
    bend = [(np.clip(x - k, 0, None) ** 3 - np.clip(x - knots[-1], 0, None) ** 3) / (knots[-1] - k) for k in knots[:-1]]
    return np.column_stack([np.ones_like(x), x, *(b - bend[-1] for b in bend[:-1])])


def main_effect(x: np.ndarray, y: np.ndarray, rng: np.random.Generator) -> MainEffect:
    """Share of the variance of y (n,) that a smooth curve in x (n,) explains; the curve is chosen by cross-validation.

    Raises InputError for fewer than 20 units, a missing value, or an x or y without variance.
    """
    x, y = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if len(x) != len(y) or len(x) < 2 * FOLDS:
        raise InputError(f"{len(x)} values of a part and {len(y)} of the index: at least {2 * FOLDS} pairs, please")
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise InputError("a value is missing: leave out the units that lack it")
    if not np.ptp(x) or not np.ptp(y):
        raise InputError("all values are the same: there is no variance to share out")
    fold = rng.permutation(np.arange(len(x)) % FOLDS)
    bases = [spline(x, knots) for knots in _knots(x)]
    best = bases[lowest([_error(basis, y, fold) for basis in bases])]
    fitted = best @ np.linalg.lstsq(best, y, rcond=None)[0]
    return MainEffect(float(fitted.var() / y.var()), best.shape[1] - 1)


def main_effects(
    values: pd.DataFrame, index: np.ndarray, weights: Mapping[str, float], rng: np.random.Generator
) -> pd.DataFrame:
    """Main effects of the parts that have a weight: a row a part, in the order of `weights`.

    `values` has a row a unit and a column a part, `index` (n,) the index built from them. Columns: part, weight, main
    (S_d), df, share (of the sum of S), if_independent (share that uncorrelated parts of these variances would have).
    Raises InputError for a weight without a column, and like `main_effect`.
    """
    absent = [part for part in weights if part not in values]
    if absent:
        raise InputError(f"no column of values for {', '.join(absent)}")
    frame = pd.DataFrame(
        [
            {"part": part, "weight": float(weight), **_named(main_effect(values[part], index, rng))}
            for part, weight in weights.items()
        ]
    )
    alone = np.array([(float(weight) ** 2) * values[part].var(ddof=0) for part, weight in weights.items()])
    return frame.assign(share=frame["main"] / frame["main"].sum(), if_independent=alone / alone.sum())


def _named(effect: MainEffect) -> dict[str, float]:
    return {"main": effect.size, "df": effect.df}


def _knots(x: np.ndarray) -> list[np.ndarray]:
    """Knots at quantiles of x, without those that ties put on one another."""
    chosen = {}
    for number in KNOTS:
        places = np.unique(np.quantile(x, np.linspace(0.05, 0.95, number)))
        if len(places) < 2:
            places = np.array([x.min(), x.max()])
        chosen[len(places)] = places
    return list(chosen.values())


def _error(basis: np.ndarray, y: np.ndarray, fold: np.ndarray) -> float:
    """Sum of squared errors on the units that were left out, fold by fold."""
    total = 0.0
    for number in range(FOLDS):
        out = fold == number
        coefficients = np.linalg.lstsq(basis[~out], y[~out], rcond=None)[0]
        total += float(((y[out] - basis[out] @ coefficients) ** 2).sum())
    return total
