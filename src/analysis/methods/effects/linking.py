"""Which score on scale Y goes with a score on scale X, judged by how the scores are distributed alone?

Three functions e from X to Y: `mean` moves X until the means are equal; `linear` gives it the mean and the standard
deviation of Y; `equipercentile` takes the score with the same percentile rank, e(x) = G^-1(F(x)). A function is fitted
on one group of members with both scores (single group) or on two equivalent groups.

A link is an equating only if both scales measure the same thing, equally reliably, and the function is the same in
every subpopulation (Dorans and Holland, 2000). Otherwise it is a linking: it holds for the group it was fitted on,
and for others if their scores are distributed jointly in the same way. `invariance` measures the last requirement.

Percentile ranks of discrete scores follow Kolen and Brennan (2004), Test Equating, Scaling, and Linking, ch. 2: the
mass of a score is spread evenly over half a score unit on either side. The same holds here for scores off the grid.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from analysis.methods.errors import InputError

HOWS = ("mean", "linear", "equipercentile")
UNIT = 0.01  # scores with two decimals
FINE = 10**9  # parts of a score unit that are told apart
DUST = 12  # decimals of a share that are told apart


class Ranks(NamedTuple):
    """A distribution function that is linear between its knots: `share` (k,) of the scores lies below `knots` (k,)."""

    knots: np.ndarray
    share: np.ndarray
    unit: float


class Invariance(NamedTuple):
    """RMSD (m,) of the groups' links around the common one at each x, in units of Y, and the share of members whose
    group has a link at that x (m,).
    """

    rmsd: np.ndarray
    covered: np.ndarray


class Accuracy(NamedTuple):
    """How far linked scores (n of them) lie from known ones: mean error, root mean square, largest absolute error."""

    n: int
    bias: float
    rmse: float
    largest: float


def linked(x: ArrayLike, fit_x: ArrayLike, fit_y: ArrayLike, how: str, unit: float = UNIT) -> np.ndarray:
    """e(x) for each score of `x`, by a function of HOWS fitted on the scores `fit_x` (n,) and `fit_y` (k,).

    `unit` is the score unit of both scales, used by `equipercentile` alone, which has no value (NaN) more than half a
    unit beyond the scores it was fitted on; the other two extend without limit. Standard deviations have divisor
    n - 1. Source: Kolen and Brennan (2004), ch. 2.

    Raises InputError for an unknown function, fewer than two scores, scores that are missing or not finite, scores of
    X that are all the same (`linear`), and a unit that is not positive.
    """
    points, xs, ys = np.asarray(x, dtype=float), _scores(fit_x, "fit_x"), _scores(fit_y, "fit_y")
    if how == "mean":
        return points + (ys.mean() - xs.mean())
    if how == "linear":
        if np.ptp(xs) == 0:
            raise InputError("fit_x: all scores are the same; a linear link needs scores that differ")
        return ys.mean() + ys.std(ddof=1) / xs.std(ddof=1) * (points - xs.mean())
    if how == "equipercentile":
        return score_at(percentile_ranks(ys, unit), share_below(percentile_ranks(xs, unit), points))
    raise InputError(f"link {how}: unknown; choose one of {', '.join(HOWS)}")


def percentile_ranks(scores: ArrayLike, unit: float = UNIT) -> Ranks:
    """The distribution of scores (n,) with the mass of each spread evenly over half a `unit` on either side.

    Raises InputError like `linked`. Source: Kolen and Brennan (2004), ch. 2.
    """
    if not unit > 0:
        raise InputError(f"unit {unit}: give the distance of two neighbouring scores, more than 0")
    # Whole billionths of a unit, so that sums are exact and scores that nobody has leave the share exactly as it was.
    places = np.rint(_scores(scores, "scores") / unit * FINE).astype(np.int64)
    # Each score adds 1 to the slope of the distribution function half a unit before it, and takes it away after.
    turns = np.concatenate([places - FINE // 2, places + FINE // 2])
    knots, at = np.unique(turns, return_inverse=True)
    slope = np.zeros(knots.size, dtype=np.int64)
    np.add.at(slope, at, np.repeat([1, -1], places.size))
    below = np.concatenate([[0], np.cumsum(slope.cumsum()[:-1] * np.diff(knots))])
    return Ranks(knots / FINE * unit, below / below[-1], unit)


def share_below(ranks: Ranks, x: ArrayLike) -> np.ndarray:
    """F(x): the share of scores below each x, from 0 to 1; NaN beyond the scores and half a unit."""
    points = np.asarray(x, dtype=float)
    slack = ranks.unit / FINE
    inside = (points >= ranks.knots[0] - slack) & (points <= ranks.knots[-1] + slack)
    return np.where(inside, np.interp(points, ranks.knots, ranks.share), np.nan)


def score_at(ranks: Ranks, share: ArrayLike) -> np.ndarray:
    """G^-1(p): the score below which a share p lies; where no score separates two values, the middle between them.

    The middle is Kolen and Brennan's (2004, ch. 2) rule for scores that nobody has. NaN stays NaN.
    """
    p = np.asarray(share, dtype=float)
    return (_inverse(ranks, p, "left") + _inverse(ranks, p, "right")) / 2


def invariance(
    x: ArrayLike, fit_x: ArrayLike, fit_y: ArrayLike, group: ArrayLike, how: str, unit: float = UNIT
) -> Invariance:
    """Is the link the same in every group? RMSD(x) = sqrt(sum_j w_j (e_j(x) - e(x))^2), in units of Y.

    e is fitted on all members, e_j on those of group j; w_j is the share of the members in j. The three arrays have
    one entry a member (n,). Where a group has no link at x (`equipercentile`, beyond its scores) it is left out there
    and the weights of the others are scaled up; without any group the RMSD is NaN.

    Raises InputError like `linked`, and for arrays of different length or a group of fewer than two members.
    Source: Dorans and Holland (2000), Journal of Educational Measurement 37(4), 281-306, equation for RMSD(x), here
    in units of Y: divide by the standard deviation of Y for theirs.
    """
    xs, ys, groups = np.asarray(fit_x, dtype=float), np.asarray(fit_y, dtype=float), np.asarray(group, dtype=object)
    if not len(xs) == len(ys) == len(groups):
        raise InputError(f"fit_x, fit_y and group have {len(xs)}, {len(ys)} and {len(groups)} entries; give one each")
    names, counts = np.unique(groups.astype(str), return_counts=True)
    small = [
        f"group {name}: one member; a link needs at least two" for name, n in zip(names, counts, strict=True) if n < 2
    ]
    if small:
        raise InputError(small)
    common = linked(x, xs, ys, how, unit)
    inside = [groups.astype(str) == name for name in names]
    apart = np.stack([linked(x, xs[rows], ys[rows], how, unit) - common for rows in inside])
    there = np.isfinite(apart)
    weight = there * (counts / counts.sum()).reshape(-1, *[1] * common.ndim)
    covered = weight.sum(axis=0)
    total = (weight * np.where(there, apart, 0) ** 2).sum(axis=0)
    return Invariance(np.sqrt(np.divide(total, covered, out=np.full_like(total, np.nan), where=covered > 0)), covered)


def accuracy(guessed: ArrayLike, known: ArrayLike) -> Accuracy:
    """How far linked scores lie from known ones, in their unit; entries that miss either are left out.

    Raises InputError for arrays of different length, and where no entry has both.
    """
    a, b = np.asarray(guessed, dtype=float), np.asarray(known, dtype=float)
    if a.shape != b.shape:
        raise InputError(f"{a.size} linked scores and {b.size} known ones; give one each")
    error = (a - b)[np.isfinite(a - b)]
    if not error.size:
        raise InputError("no score is both linked and known; there is nothing to compare")
    return Accuracy(len(error), float(error.mean()), float(np.sqrt((error**2).mean())), float(np.abs(error).max()))


def _scores(values: ArrayLike, name: str) -> np.ndarray:
    scores = np.asarray(values, dtype=float).ravel()
    if scores.size < 2:
        raise InputError(f"{name}: {scores.size} scores; a link needs at least two")
    if not np.isfinite(scores).all():
        raise InputError(
            f"{name}: {int((~np.isfinite(scores)).sum())} scores are missing or not finite; leave them out"
        )
    return scores


def _inverse(ranks: Ranks, p: np.ndarray, side: str) -> np.ndarray:
    """The lowest (left) or highest (right) score below which a share p lies."""
    at = np.clip(np.searchsorted(ranks.share.round(DUST), p.round(DUST), side), 1, len(ranks.share) - 1)
    low, high = ranks.share[at - 1], ranks.share[at]
    part = np.divide(p - low, high - low, out=np.zeros_like(p * low), where=high > low)
    return ranks.knots[at - 1] + np.clip(part, 0, 1) * (ranks.knots[at] - ranks.knots[at - 1])
