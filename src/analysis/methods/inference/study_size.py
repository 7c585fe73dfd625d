"""How many units must a study have to find what it looks for, and how often would it find it?

Each test answers with its power at a size; `needed` gives the least size with a wanted power. All tests are at 5 %:
two-sided for means and proportions, one-sided for reliability, of which only a high value is of interest.

References: Cohen 1988 (t test and arcsine of proportions, as in statsmodels.stats.power); Walter, Eliasziw & Donner
1998, Statistics in Medicine 17:101-110 (reliability, by the exact F distribution of one-way analysis of variance).
"""

from __future__ import annotations

from collections.abc import Callable

from scipy import stats
from statsmodels.stats.power import NormalIndPower, TTestPower
from statsmodels.stats.proportion import proportion_effectsize

from analysis.methods.errors import InputError

LEVEL = 0.05
LARGEST = 1_000_000  # units up to which a size is looked for


def mean_difference(effect: float, sd: float, n: int) -> float:
    """Power of the two-sided t test that the mean of n differences with standard deviation `sd` is not 0.

    Effect and sd in the same unit. Raises InputError for a standard deviation that is not positive or n below 2.
    """
    if not sd > 0 or n < 2:
        raise InputError(f"standard deviation {sd:g}, {n} units: it must be positive, and units at least two")
    return float(TTestPower().power(abs(effect) / sd, n, LEVEL))


def two_shares(first: float, second: float, n: int) -> float:
    """Power to tell two shares (0 to 1) apart, n units in each of two independent groups; normal approximation."""
    if not (0 <= first <= 1 and 0 <= second <= 1):
        raise InputError(f"shares {first:g} and {second:g}: must lie between 0 and 1")
    return float(NormalIndPower().power(proportion_effectsize(first, second), n, LEVEL, ratio=1))


def reliability(least: float, true: float, n: int, raters: int = 2) -> float:
    """Power of the one-sided F test that the intraclass correlation exceeds `least`, when it is `true`.

    n units, each scored once by each of `raters` drawn anew (one-way). Raises InputError unless
    0 <= least < true < 1, n >= 2 and raters >= 2.
    """
    if not 0 <= least < true < 1 or n < 2 or raters < 2:
        raise InputError(f"reliability {least:g} against {true:g}, {n} units, {raters} raters: the first must be lower")
    freedom = n - 1, n * (raters - 1)
    ratio = _signal(least, raters) / _signal(true, raters)
    return float(stats.f.sf(ratio * stats.f.isf(LEVEL, *freedom), *freedom))


def needed(power: Callable[[int], float], wanted: float, fewest: int = 2) -> int | None:
    """The least number of units at which `power` reaches `wanted`; None where LARGEST are not enough.

    `power` must rise with the number. Raises InputError for a wanted power that is not between 0 and 1.
    """
    if not 0 < wanted < 1:
        raise InputError(f"power {wanted:g}: choose one between 0 and 1")
    low, high = fewest - 1, fewest
    while not power(high) >= wanted:  # the bracket grows from below: far above the answer noncentral laws fail
        low, high = high, 2 * high
        if high > LARGEST:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if power(middle) >= wanted else (middle, high)
    return high


def _signal(correlation: float, raters: int) -> float:
    """Ratio of the expected mean squares between and within units."""
    return 1 + raters * correlation / (1 - correlation)
