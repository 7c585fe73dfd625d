"""What would the mean of the known units be if their kinds were as frequent as in the whole population?

Weights that give the known units the population's counts on one margin (post-stratification) or on several at once
(raking: each margin in turn, until all hold). It removes selection by kind, and none within a kind: if the better
half of every kind is known, the raked mean is as wrong as before. What that could amount to is bounded by the scale.

References: Deming & Stephan 1940, Annals of Math. Statistics 11:427-444; Deville, Sarndal & Sautory 1993, JASA
88:1013-1020; bounds: Horowitz & Manski 1995, Econometrica 63:281-302.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.methods.errors import InputError

Margins = Mapping[str, Mapping[str, float]]  # margin -> kind -> number in the population


def rake(kinds: pd.DataFrame, margins: Margins, tolerance: float = 1e-10, most: int = 10_000) -> np.ndarray:
    """Weights (n,) of the known units that reproduce the population's counts on every margin.

    `kinds` has a row a unit and a column a margin. Raises InputError for a missing column, a kind that only one side
    has, margins with different totals, and margins that no weights can meet together.
    """
    problems = _problems(kinds, margins)
    if problems:
        raise InputError(problems)
    weights = np.ones(len(kinds))
    coded = []
    for name, counts in margins.items():
        codes, found = pd.factorize(kinds[name])
        coded.append((codes, np.array([float(counts[kind]) for kind in found])))
    for _ in range(most):
        for codes, target in coded:
            weights = weights * (target / np.bincount(codes, weights=weights))[codes]
        off = max(float(np.abs(np.bincount(codes, weights=weights) / target - 1).max()) for codes, target in coded)
        if off <= tolerance:
            return weights
    raise InputError(
        f"raking over {', '.join(margins)}: counts still off by {off:.2g} after {most} rounds; merge kinds"
    )


def weighted_mean(values: np.ndarray, weights: np.ndarray) -> float:
    """Mean of values (n,) with weights (n,)."""
    return float(np.average(np.asarray(values, dtype=float), weights=weights))


def effective_number(weights: np.ndarray) -> float:
    """How many equally weighted units carry as much as these: (sum w)^2 / sum w^2 (Kish 1965, section 11.7)."""
    return float(np.sum(weights) ** 2 / np.sum(np.square(weights)))


def worst_case(values: np.ndarray, population: int, low: float, high: float) -> tuple[float, float]:
    """The mean of the whole population if every unknown unit had the lowest, or the highest, value of the scale.

    Raises InputError when more units are known than there are, or when a known value is off the scale.
    """
    values = np.asarray(values, dtype=float)
    known = len(values)
    if not 0 < known <= population:
        raise InputError(f"{known} known of {population}: between one and all must be known")
    if values.min() < low or values.max() > high:
        raise InputError(f"a known value lies outside the scale {low:g} to {high:g}")
    ends = [(values.sum() + (population - known) * end) / population for end in (low, high)]
    return float(ends[0]), float(ends[1])


def _problems(kinds: pd.DataFrame, margins: Margins) -> list[str]:
    problems = [f"margin {name}: no such column" for name in margins if name not in kinds]
    if problems or kinds.empty or not margins:
        return problems or ["raking needs at least one unit and one margin"]
    for name, counts in margins.items():
        found = set(kinds[name])
        problems += [
            f"margin {name}: no count for {kind}; add it to the population" for kind in sorted(found - set(counts))
        ]
        unseen = sorted(kind for kind in set(counts) - found if counts[kind])
        problems += [f"margin {name}: no known unit is {kind}; leave the kind out of the population" for kind in unseen]
        problems += [
            f"margin {name}: {kind} is known but its count is {counts[kind]:g}"
            for kind in sorted(found & set(counts))
            if counts[kind] <= 0
        ]
    totals = {name: float(sum(counts.values())) for name, counts in margins.items()}
    if max(totals.values()) - min(totals.values()) > 1e-9 * max(totals.values()):
        listed = ", ".join(f"{name} {total:g}" for name, total in totals.items())
        problems.append(f"margins sum to different numbers of units: {listed}")
    return problems
