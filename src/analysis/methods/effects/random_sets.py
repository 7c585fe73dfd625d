"""Would another choice of items do as well? A statistic of a named set of items beside that of random sets as large.

The statistic is the first term of `analysis.methods.effects.concordance`: W (n - r), the index minus the weighted
average of all items outside the set. The range of random sets says how special the named set is. It is no test: the set
was not drawn at random. Reference: negative controls, Lipsitch et al. (2010).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analysis.methods.errors import InputError


def random_sets(
    rng: np.random.Generator, draws: int, chosen: Sequence[bool], groups: Sequence[str] | None = None
) -> np.ndarray:
    """Random sets as large as `chosen` (k,), overall or, with `groups` (k,), within each group: booleans (draws, k).

    Every set of these counts is equally likely. Raises InputError when lengths differ or a set would be empty or
    everything.
    """
    members = np.asarray(chosen, dtype=bool)
    labels = np.zeros(len(members), dtype=int) if groups is None else np.unique(groups, return_inverse=True)[1]
    if len(labels) != len(members):
        raise InputError(f"{len(labels)} groups for {len(members)} items; give each item one")
    if not 0 < members.sum() < len(members):
        raise InputError(f"{members.sum()} of {len(members)} items chosen; choose some and leave some")
    drawn = np.zeros((draws, len(members)), dtype=bool)
    for label in np.unique(labels):
        at = np.flatnonzero(labels == label)
        order = np.argsort(rng.random((draws, len(at))), axis=1, kind="stable")
        ranks = np.argsort(order, axis=1, kind="stable")
        drawn[:, at] = ranks < members[at].sum()
    return drawn


def new_terms(levels: np.ndarray, weights: np.ndarray, sets: np.ndarray) -> np.ndarray:
    """W (n - r) for each set: levels (k,), weights (k,) that sum to 1, sets (draws, k) -> (draws,), index points."""
    outside = ~np.asarray(sets, dtype=bool)
    return levels @ weights - outside @ (weights * levels) / (outside @ weights)
