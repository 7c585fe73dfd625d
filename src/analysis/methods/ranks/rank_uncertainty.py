"""How far does a rank hang on choices that the maker of an index could have made otherwise?

Three choices build a score from components: the weights, how each component is scaled, and how the scaled components
are averaged. A draw takes one of each, and the unit gets its rank under it. Every combination of choices is defined:
- Weights: uniform over all weights that sum to one and are each at least `lowest`.
- Scaling: as printed; in standard deviations of the component (z-scores), brought into [0, 1] by one shift and one
  factor common to all components; or percentiles of the component. Components that were printed between 0 and 1 are
  only rescaled relative to each other by z-scores: with an arithmetic mean that is the same as other weights (each
  divided by the standard deviation, see `implied_weights`), and the common shift and factor change no rank. Z-scores
  that are brought into [0, 1] one by one would be the printed values again.
- Average: arithmetic or geometric. A geometric mean of z-scores does not exist, hence the common shift; values under
  `floor` count as the floor, as one zero would otherwise decide alone.
References: OECD/JRC, Handbook on Constructing Composite Indicators (2008), steps 5 to 7; Saisana, Saltelli and
Tarantola (2005), JRSS-A 168:307-323.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.stats import rankdata

from analysis.methods.errors import InputError
from analysis.methods.ranks.rank_sets import focal_ranks
from analysis.methods.ranks.ranks import require_table


def on_simplex(uniforms: np.ndarray, lowest: float) -> np.ndarray:
    """Weights (P, k) that are uniform on {w >= lowest, sum 1}, from uniforms (P, k - 1) in [0, 1).

    Each uniform breaks off its part of what is left of the stick. Raises InputError if k times `lowest` exceeds
    one, and for uniforms that are no table.
    Source: Devroye (1986), Non-Uniform Random Variate Generation, chapter XI (Dirichlet distribution).
    """
    require_table(uniforms, what="uniforms")
    k = uniforms.shape[1] + 1
    if not 0 <= lowest <= 1 / k:
        raise InputError(f"lowest weight {lowest}: {k} weights that sum to one can each be at least 0 to {1 / k:.4g}")
    left, parts = np.ones(len(uniforms)), []
    for j in range(k - 1):
        rest = left * (1 - uniforms[:, j]) ** (1 / (k - 1 - j))
        parts.append(left - rest)
        left = rest
    return lowest + (1 - k * lowest) * np.column_stack([*parts, left])


def one_of(uniform: np.ndarray, options: int) -> np.ndarray:
    """Which of so many equally likely options (0, 1, ...) each uniform in [0, 1) stands for."""
    return np.minimum((uniform * options).astype(int), options - 1)


def as_printed(components: np.ndarray) -> np.ndarray:
    """The components (n, k) as they are."""
    return components


def z_scores(components: np.ndarray) -> np.ndarray:
    """Z-scores of the components (n, k), moved and scaled together so that the lowest of all is 0, the highest 1."""
    z = (components - components.mean(axis=0)) / _deviations(components)
    return (z - z.min()) / (z.max() - z.min())


def percentiles(components: np.ndarray) -> np.ndarray:
    """Share of the units below in each component (n, k), with half of those equal to it, itself among them."""
    return (rankdata(components, axis=0) - 0.5) / len(components)


def implied_weights(components: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The weights (k,) on the printed components that an arithmetic mean of z-scores with `weights` (k,) stands for."""
    implied = weights / _deviations(components)
    return implied / implied.sum()


def arithmetic(values: np.ndarray, floor: float) -> np.ndarray:
    """What is averaged in an arithmetic mean: the values (n, k) themselves."""
    return values


def geometric(values: np.ndarray, floor: float) -> np.ndarray:
    """What is averaged in a geometric mean: logarithms of the values (n, k), those under `floor` set to it."""
    return np.log(np.maximum(values, floor))


NORMALISATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "printed": as_printed,
    "z_scores": z_scores,
    "percentiles": percentiles,
}
AGGREGATIONS: dict[str, Callable[[np.ndarray, float], np.ndarray]] = {"arithmetic": arithmetic, "geometric": geometric}


def drawn_ranks(
    components: np.ndarray,
    focal: int,
    weights: np.ndarray,
    normalisation: np.ndarray,
    aggregation: np.ndarray,
    floor: float,
) -> np.ndarray:
    """Competition rank (P,) of unit `focal` under each of P draws of the three choices.

    `components`: (n, k), none missing, the larger the better; `weights`: (P, k); `normalisation`, `aggregation`: (P,)
    places in NORMALISATIONS and AGGREGATIONS. Scores (their logarithms in a geometric mean) that are closer than the
    tolerance count as equal. Raises InputError for a missing value, for a component without any spread, and for
    choices that do not fit each other or the components.
    """
    require_table(components, weights)
    if np.ndim(weights) != 2 or not len(weights) == len(normalisation) == len(aggregation):
        raise InputError(
            f"weights of shape {np.shape(weights)}, {len(normalisation)} scalings and {len(aggregation)} averages: "
            "give one of each a draw, the weights as rows"
        )
    if np.isnan(components).any():
        raise InputError("components: a value is missing: leave units without a score out of the field")
    drawn = np.zeros(len(weights), dtype=int)
    for scaling, scale in enumerate(NORMALISATIONS.values()):
        values = scale(components)
        for mean, averaged in enumerate(AGGREGATIONS.values()):
            of = (normalisation == scaling) & (aggregation == mean)
            if of.any():
                drawn[of] = focal_ranks(averaged(values, floor), focal, weights[of])
    return drawn


def _deviations(components: np.ndarray) -> np.ndarray:
    if (np.ptp(components, axis=0) == 0).any():
        raise InputError("components: one has the same value for all units: it cannot be put in standard deviations")
    return components.std(axis=0)
