"""Critical values and marginal rank sets by numerical integration: a second route without any draws."""

from __future__ import annotations

import numpy as np
from scipy.optimize import brentq
from scipy.stats import norm

Z = np.linspace(-7, 7, 281)  # the standardised error of the unit itself
DENSITY = norm.pdf(Z) / norm.pdf(Z).sum()


def below(c: float, own: float, errors: np.ndarray, up: np.ndarray, down: np.ndarray) -> float:
    """P(no error of the pairs exceeds c): `up` are pairs (other, unit), `down` pairs (unit, other).

    Given the unit's own error the others are independent, so that the probability is a product.
    """
    spread = np.hypot(errors, own)[:, None]
    high = np.where(up[:, None], norm.cdf((c * spread + own * Z) / errors[:, None]), 1.0)
    low = np.where(down[:, None], norm.cdf((-c * spread + own * Z) / errors[:, None]), 0.0)
    return float(DENSITY @ np.clip(high - low, 0, 1).prod(axis=0))


def critical_value(own: float, errors: np.ndarray, up: np.ndarray, down: np.ndarray, level: float = 0.95) -> float:
    """The value that the largest studentised error of the pairs exceeds with probability 1 - level."""
    return brentq(lambda c: below(c, own, errors, up, down) - level, 0.5, 7, xtol=1e-9)


def marginal_set(x: np.ndarray, se: np.ndarray, unit: int, level: float = 0.95) -> tuple[int, int, float]:
    """Best and worst rank by step-down, and how far the nearest difference is from a critical value that decided."""
    others = np.delete(np.arange(len(x)), unit)
    statistic = (x[others] - x[unit]) / np.hypot(se[others], se[unit])
    up = np.ones(len(others), bool)
    down, margin = up.copy(), np.inf
    while True:
        c = critical_value(se[unit], se[others], up, down, level)
        more_up, more_down = up & (statistic > c), down & (-statistic > c)
        margin = np.abs(np.abs(statistic) - c).min()
        if not (more_up.any() or more_down.any()):
            return 1 + int((~up).sum()), len(x) - int((~down).sum()), float(margin)
        up, down = up & ~more_up, down & ~more_down
