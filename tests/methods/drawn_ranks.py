"""Plain routes to what rank sets say: ranks of all units under drawn weights, and what no weights can pass."""

from __future__ import annotations

import numpy as np
from scipy.stats import rankdata


def all_ranks(components: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Competition ranks (p, n) of all rows of `components` (n, k) under `weights` (p, k); 0 where one is missing."""
    there = ~np.isnan(components).any(axis=1)
    ranks = np.zeros((len(weights), len(components)), int)
    ranks[:, there] = rankdata(-(weights @ components[there].T).round(12), method="min", axis=1)
    return ranks


def dominance_bounds(components: np.ndarray, focal: int) -> tuple[int, int]:
    """1 + units at least as good on every component, and n - units at most as good; equal rows count on no side."""
    apart = components[~np.isnan(components).any(axis=1)] - components[focal]
    apart = apart[apart.any(axis=1)]
    return 1 + int((apart >= 0).all(axis=1).sum()), 1 + len(apart) - int((apart <= 0).all(axis=1).sum())
