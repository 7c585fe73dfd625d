"""Which of several choices moves an answer most?

Sobol indices: the first-order index of a choice is the share of the variance of the answer that goes with the choice
by itself; the total index is the share that is left while all other choices are held, so that what it does together
with others counts. A choice may need several random numbers (weights that sum to one): they form one group and get
one index. Sampling and estimation by SALib, first order and total as in Saltelli et al. (2010), on a scrambled Sobol
sequence; the error of an index is half its 95 % bootstrap interval.
References: Sobol (2001); Saltelli et al. (2010), Computer Physics Communications 181:259-270.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from SALib.analyze import sobol as estimator
from SALib.sample import sobol as sampler
from scipy.stats import norm

from analysis.methods.errors import InputError

RESAMPLES = 100  # of the bootstrap
CELLS = 4_000_000  # resampled answers at once: SALib holds six arrays of them, 192 MB


@dataclass(frozen=True)
class Design:
    """points: (P, all random numbers) uniforms in [0, 1), a row a draw; columns: those of each choice."""

    points: np.ndarray
    columns: dict[str, slice]
    problem: dict[str, object]

    def of(self, choice: str) -> np.ndarray:
        """The random numbers (P, m) of one choice."""
        return self.points[:, self.columns[choice]]


def base_size(draws: int, choices: int) -> int:
    """The power of two whose design for so many choices has the number of rows that is nearest to `draws`.

    Nearest as a ratio; a Sobol sequence is balanced only at powers of two. A design has base x (choices + 2) rows.
    """
    return 2 ** max(round(np.log2(draws / (choices + 2))), 1)


def design(choices: Mapping[str, int], base: int, rng: np.random.Generator) -> Design:
    """Draws for Sobol indices: base x (choices + 2) rows, each of them uniform by itself.

    `choices`: how many random numbers each takes; `base`: a power of two. Raises InputError for fewer than two
    choices, which leave nothing to compare, and for another `base`.
    """
    problems = []
    if len(choices) < 2:
        problems.append(f"choices: {len(choices)}: give at least two, else there is nothing to compare")
    if base < 2 or base & (base - 1):
        problems.append(f"base {base}: give a power of two, such as 4096")
    if problems:
        raise InputError(problems)
    groups = [choice for choice, size in choices.items() for _ in range(size)]
    ends = np.cumsum(list(choices.values()))
    problem = {
        "num_vars": len(groups),
        "names": [f"x{number}" for number in range(len(groups))],
        "groups": groups,
        "bounds": [[0, 1]] * len(groups),
    }
    points = sampler.sample(problem, base, calc_second_order=False, seed=rng)
    columns = {name: slice(end - size, end) for (name, size), end in zip(choices.items(), ends, strict=True)}
    return Design(points, columns, problem)


def indices(drawn: Design, answer: np.ndarray, rng: np.random.Generator) -> pd.DataFrame:
    """First-order and total index of each choice: choice, first, first_error, total, total_error.

    `answer`: (P,) what came out of each row of the design. An answer that no choice moves has no variance to share
    out: its indices are missing. Estimates of a small index may lie a little below nought.
    """
    rows, answer = len(drawn.columns) + 2, np.asarray(answer, dtype=float)
    if np.ptp(np.r_[answer[::rows], answer[rows - 1 :: rows]]) == 0:
        missing = dict.fromkeys(("first", "first_error", "total", "total_error"), np.nan)
        return pd.DataFrame({"choice": list(drawn.columns), **missing})
    base, passes = len(answer) // rows, []
    for resamples in np.array_split(np.arange(RESAMPLES), min(-(-base * RESAMPLES // CELLS), RESAMPLES // 2)):
        # An explicit seed, never nought: without one SALib draws from numpy's global state.
        seed = int(rng.integers(1, 2**31))
        size = {"calc_second_order": False, "num_resamples": len(resamples), "keep_resamples": True}
        passes.append(estimator.analyze(drawn.problem, answer, seed=seed, **size))
    return pd.DataFrame(
        {
            "choice": list(drawn.columns),
            "first": passes[0]["S1"],
            "first_error": _error([found["S1_conf_all"] for found in passes]),
            "total": passes[0]["ST"],
            "total_error": _error([found["ST_conf_all"] for found in passes]),
        }
    )


def _error(resampled: list[np.ndarray]) -> np.ndarray:
    """Half the 95 % interval of each index, from its bootstrap estimates (resamples, choices)."""
    return norm.ppf(0.975) * np.concatenate(resampled).std(axis=0, ddof=1)
