"""What does an earlier value say of the later one, and how far may the later one lie from that?

Lines of the later on the earlier value: least squares in each part of the range, quantile regression (Koenker and
Bassett 1978, Econometrica 46:33-50), and errors of forecasts of units that were left out. All fits are statsmodels'.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import stats
from statsmodels.regression.linear_model import OLS
from statsmodels.regression.quantile_regression import QuantReg

from analysis.methods.errors import InputError

DECIMALS = 4  # of a quantile line: what the iterations settle


class QuantileLine(NamedTuple):
    """later = constant + slope x earlier, exceeded by a share 1 - q of the units."""

    q: float
    constant: float
    slope: float


def quantile_line(before: np.ndarray, after: np.ndarray, q: float) -> QuantileLine:
    """The line below which a share q of the later values (n,) lies, given the earlier ones (n,); to four decimals.

    Raises InputError for q outside (0, 1), and for fewer than two units beyond the quantile on its thinner side.
    """
    thin = min(q, 1 - q) * len(before)
    if not 0 < q < 1 or thin < 2:
        raise InputError(f"quantile {q:g} of {len(before)} units: it needs two units on its thinner side")
    fitted = QuantReg(np.asarray(after, dtype=float), _design(before)).fit(q=q)
    return QuantileLine(q, *(round(float(x), DECIMALS) for x in fitted.params))


def half_width(n: int, spread: float, level: float = 0.9) -> float:
    """Half the width of the prediction limits of a least-squares line at the mean of its n units, in their unit.

    `spread` is the standard deviation around the line (n - 2 degrees of freedom).
    """
    return float(stats.t.isf((1 - level) / 2, n - 2) * spread * np.sqrt(1 + 1 / n))


def left_out_within(before: np.ndarray, after: np.ndarray, level: float = 0.9) -> float:
    """Share of units inside the prediction limits of the line fitted to all the other units.

    The externally studentised residual is the left-out error over its own standard error, t with n - 3 degrees of
    freedom (Cook and Weisberg 1982, Residuals and Influence, section 2.2).
    """
    fitted = OLS(np.asarray(after, dtype=float), _design(before)).fit()
    inner, left = fitted.get_influence().resid_studentized_internal, len(before) - 2
    scores = inner * np.sqrt((left - 1) / (left - inner**2))
    return float(np.mean(np.abs(scores) <= stats.t.isf((1 - level) / 2, len(before) - 3)))


def left_out_error(predictors: np.ndarray, after: Sequence[float]) -> float:
    """Root of the mean squared error when each unit is forecast by the least-squares fit to all the others (PRESS).

    `predictors` (n, k), without the constant. Raises InputError where there are not at least k + 3 units.
    """
    predictors = np.asarray(predictors, dtype=float).reshape(len(after), -1)
    n, k = predictors.shape
    if n < k + 3:
        raise InputError(f"{n} units for {k} predictors: at least {k + 3}, please")
    fitted = OLS(np.asarray(after, dtype=float), np.column_stack([np.ones(n), predictors])).fit()
    errors = fitted.resid / (1 - fitted.get_influence().hat_matrix_diag)
    return float(np.sqrt(np.mean(errors**2)))


def _design(before: np.ndarray) -> np.ndarray:
    before = np.asarray(before, dtype=float)
    return np.column_stack([np.ones_like(before), before])
