"""Did one unit leave the path of a weighted mean of others?

Synthetic control: weights of at least nought that sum to one, chosen so that the mean of the donors comes as near as
possible to the unit in the periods before; what differs afterwards is the gap. Placebos: every other unit is treated
the same way, and p is the unit's place among them. Assumes that the donors are not affected and that what tied the
unit to them before would have gone on; a p of this kind is a place among units, not the chance of a random draw.
Reference: Abadie, Diamond and Hainmueller (2010); Abadie (2021), Using Synthetic Controls, sections 3 and 5.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.optimize import nnls

from analysis.methods.errors import InputError
from analysis.methods.ordering import lowest, settled

EXACT = 1e-7  # a root mean square difference below this counts as none: scores are printed to four or five decimals
EVEN = 1e-12  # a ridge that small finds which donors have a weight in the most even of equally good weights
SAME = 1e-9  # in units of the largest difference: how far the most even weights may be from optimal
DUST = 12  # decimals of a difference, in the same units, that are told apart
PENALTIES = 1e-8 ** (np.arange(-1, 20) / 20)  # of the augmented version, in units of the largest squared singular value
Donors = Sequence[np.ndarray]


def weights(target: np.ndarray, donors: np.ndarray, ridge: float = 0.0) -> np.ndarray:
    """Weights (m,) on the simplex with the least sum of squares of `target` (t,) minus their mean of `donors` (m, t).

    `ridge` times the sum of the squared weights is added to what is minimised. Where the donors reproduce the target
    exactly, many weights do: of these the most even, with the least sum of squares, which are unique. Elsewhere the
    nearest mean is unique, and so are its weights unless donors on the face of the hull where it lies are means of one
    another. Exact up to rounding: the point of a convex hull next to the origin is the solution of a non-negative
    least squares problem with one row more, divided by its sum (Lawson and Hanson 1974, chapter 23).
    Raises InputError without donors.
    """
    if not len(donors):
        raise InputError("synthetic control: a unit has no donors; choose another rule for the donors")
    apart = (donors - target).T
    scale = max(float(np.abs(apart).max()), EXACT)
    found = (_ridge_point if ridge else _nearest_point)(apart / scale, ridge / scale**2)
    if not ridge and np.sqrt(np.mean((apart @ found) ** 2)) < EXACT:
        return _most_even(apart / scale, (apart / scale) @ found)
    return found


def _most_even(points: np.ndarray, point: np.ndarray) -> np.ndarray:
    """Weights on the simplex with the least sum of squares whose mean of the columns of `points` (t, m) is `point`.

    Which of them are not nought is taken from a tiny ridge; given that, the weights are the minimum-norm solution of
    linear equations B w = b (t conditions and the sum), by singular values, and hang on no ridge. They are optimal if
    and only if w = max(B'y, 0) for some y: these are the conditions of Karush, Kuhn and Tucker (Boyd and Vandenberghe
    2004, Convex Optimization, section 5.5.3). Raises InputError where the check fails, as it may where donors differ
    by less than a hundred-thousandth of the largest difference.
    """
    point = point.round(DUST)  # nought where the fit is exact
    used = _nearest_point(points - point[:, None], EVEN) > 0
    rows, side = np.vstack([points, np.ones(points.shape[1])]), np.append(point, 1.0)
    found = np.zeros(len(used))
    found[used] = np.linalg.lstsq(rows[:, used], side, rcond=EVEN)[0]
    optimal = np.maximum(rows.T @ np.linalg.lstsq(rows[:, used].T, found[used], rcond=EVEN)[0], 0)
    if max(np.abs(rows @ optimal - side).max(), np.abs(optimal - found).max()) > SAME:
        raise InputError(
            "synthetic control: of the donors that reproduce a unit exactly, some are too much alike to tell their "
            "weights apart; choose another rule for the donors"
        )
    found = np.maximum(found, 0)
    return found / found.sum()


def _nearest_point(points: np.ndarray, ridge: float) -> np.ndarray:
    """Weights of the point nearest to the origin in the convex hull of the columns of `points` (t, m)."""
    count = points.shape[1]
    rows = [points, np.ones((1, count))] if not ridge else [points, np.sqrt(ridge) * np.eye(count), np.ones((1, count))]
    stacked = np.vstack(rows)
    side = np.zeros(len(stacked))
    side[-1] = 1.0
    found, _ = nnls(stacked, side)
    return found / found.sum()


def _ridge_point(points: np.ndarray, ridge: float, steps: int = 50) -> np.ndarray:
    """What `_nearest_point` gives with a ridge, from a system of t + 1 equations in place of one of m.

    With B the points and a row of ones, w = max(B'y, 0), where (B B' over the donors with a weight + ridge) y is nought
    but for a last 1, meets the conditions of Karush, Kuhn and Tucker. Newton's steps (Qi and Sun 1993) until the donors
    with a weight stay; where they do not, the other way is taken.
    """
    count = points.shape[1]
    rows, used, side = np.vstack([points, np.ones(count)]), np.ones(count, bool), np.append(np.zeros(len(points)), 1.0)
    for _ in range(steps):
        part = rows[:, used]
        found = rows.T @ np.linalg.solve(part @ part.T + ridge * np.eye(len(rows)), side)
        if np.array_equal(found > 0, used):
            return np.maximum(found, 0) / found[used].sum()
        used = found > 0
    return _nearest_point(points, ridge)


def shrinkage(before: np.ndarray, after: int) -> float:
    """The ridge for many donors: sqrt(after) x variance of the first differences x periods before.

    `before`: donors (m, t); `after`: number of periods after. Reference: Arkhangelsky et al. (2021), equations 4 and 5,
    for one treated unit.
    """
    return float(np.sqrt(after) * np.diff(before, axis=1).var() * before.shape[1])


@dataclass(frozen=True)
class Placebos:
    """Gaps of every unit to its own synthetic control: `gaps` (n, periods), donors and weights of each unit.

    `before` and `after` mark periods (boolean); a period may be neither. `fit` and `moved` are root mean squares of the
    gaps before and after, `ratio` is moved / fit (infinite where the fit is exact), `mean` the mean gap after: (n,).
    """

    gaps: np.ndarray
    donors: Donors
    weights: list[np.ndarray]
    before: np.ndarray
    after: np.ndarray
    fit: np.ndarray = field(init=False)
    moved: np.ndarray = field(init=False)
    ratio: np.ndarray = field(init=False)
    mean: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        fit, moved = root_mean_square(self.gaps[:, self.before]), root_mean_square(self.gaps[:, self.after])
        for name, value in (("fit", fit), ("moved", moved), ("ratio", ratio(fit, moved))):
            object.__setattr__(self, name, value)
        object.__setattr__(self, "mean", self.gaps[:, self.after].mean(axis=1))


def root_mean_square(gaps: np.ndarray) -> np.ndarray:
    """Root mean square over the last axis."""
    return np.sqrt(np.mean(gaps**2, axis=-1))


def ratio(fit: np.ndarray, moved: np.ndarray) -> np.ndarray:
    """Root mean square after over before; infinite where the fit before is exact. Two-sided: the sign is not in it."""
    return np.divide(moved, fit, out=np.full(np.broadcast(fit, moved).shape, np.inf), where=fit > EXACT)


def placebos(
    values: np.ndarray, donors: Donors, before: np.ndarray, after: np.ndarray, shrunk: bool = False
) -> Placebos:
    """Every unit against its own donors. `values` (n, periods); `donors`: indices of each unit's donors; periods bool.

    With `shrunk` the weights have the ridge of `shrinkage`. Raises InputError where a unit has no donors.
    """
    gaps, found = np.empty_like(values), []
    for unit, others in enumerate(donors):
        ridge = shrinkage(values[others][:, before], int(after.sum())) if shrunk else 0.0
        w = weights(values[unit, before], values[others][:, before], ridge)
        found.append(w)
        gaps[unit] = gaps_to(values, unit, others, w, before)
    return Placebos(gaps, donors, found, before, after)


def centred(values: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Values (n, periods) less each unit's own mean over the periods before, so that paths are matched, not levels.

    Reference: Ferman and Pinto (2021), Quantitative Economics 12, section 4: the demeaned synthetic control.
    """
    return values - values[:, before].mean(axis=1, keepdims=True)


def gaps_to(values: np.ndarray, unit: int, donors: np.ndarray, w: np.ndarray, before: np.ndarray) -> np.ndarray:
    """Gaps (periods,) of a unit to the mean of its donors under weights w (m,); below EXACT before, there is none."""
    gaps = values[unit] - w @ values[donors]
    return np.where(before & (np.abs(gaps) < EXACT), 0.0, gaps)


def p_value(statistic: np.ndarray, unit: int, among: np.ndarray | None = None) -> float:
    """(1 + number of other units with a statistic at least as large) / (1 + number of other units).

    `statistic` (n,), compared to nine decimals; `among` (n,) marks the units that count. Reference: Abadie, Diamond and
    Hainmueller (2010).
    """
    others = np.ones(len(statistic), bool) if among is None else among.copy()
    others[unit] = False
    statistic = settled(statistic)
    return (1 + int((statistic[others] >= statistic[unit]).sum())) / (1 + int(others.sum()))


def nearest(features: np.ndarray, count: int) -> Callable[[Sequence[int]], np.ndarray]:
    """The `count` units with the smallest mean squared distance over the features (n, f) from each unit.

    Returns a function that takes the units barred as donors and gives the donors of every unit (n, count), nearest
    first; a unit is never its own donor. Raises InputError where too few are left.
    """
    square = (features**2).mean(axis=1)
    distance = square[:, None] + square[None, :] - 2 * features @ features.T / features.shape[1]
    np.fill_diagonal(distance, np.inf)
    listed = np.broadcast_to(np.arange(len(distance)), distance.shape)
    order = np.lexsort((listed, distance.round(12)), axis=1)[:, :-1]  # of equally near ones, the one listed first

    def choose(barred: Sequence[int] = ()) -> np.ndarray:
        kept = ~np.isin(order, list(barred))
        if kept.sum(axis=1).min() < count:
            raise InputError(f"synthetic control: fewer than {count} donors are left; ask for fewer")
        return order[kept & (kept.cumsum(axis=1) <= count)].reshape(len(order), count)

    return choose


def leave_one_out(values: np.ndarray, result: Placebos, unit: int, shrunk: bool = False) -> dict[int, np.ndarray]:
    """Donor with a weight -> gaps (periods,) of the unit when that donor is left out and the weights are found anew."""
    out, donors, before = {}, result.donors[unit], result.before
    for donor in donors[result.weights[unit] > EXACT]:
        others = donors[donors != donor]
        ridge = shrinkage(values[others][:, before], int(result.after.sum())) if shrunk else 0.0
        w = weights(values[unit, before], values[others][:, before], ridge)
        out[int(donor)] = gaps_to(values, unit, others, w, before)
    return out


def augmented(values: np.ndarray, donors: np.ndarray, unit: int, before: np.ndarray) -> np.ndarray:
    """Gaps (periods,) of the ridge-augmented synthetic control, which may leave the simplex to correct a poor fit.

    Method: Ben-Michael, Feller and Rothstein (2021), section 3, on values less the mean of the donors in each period.
    """
    early = values[donors][:, before]
    centre = early.mean(axis=0)
    target, early = values[unit, before] - centre, early - centre
    w = weights(target, early)
    w = w + _correction(target, early, w, _penalty(target, early))
    return gaps_to(values, unit, donors, w, before)


def _correction(target: np.ndarray, donors: np.ndarray, w: np.ndarray, penalty: float) -> np.ndarray:
    """What a ridge regression adds to weights w (m,) to bring the mean of `donors` (m, t) nearer to `target` (t,)."""
    square = donors.T @ donors + penalty * np.eye(len(target))
    return donors @ np.linalg.solve(square, target - w @ donors)


def _penalty(target: np.ndarray, donors: np.ndarray) -> float:
    """The largest penalty whose error is within one standard error of the least; arguments as in `_correction`.

    The errors are those of periods that are left out one at a time, but for the last, as in the authors' own code.
    """
    penalties = np.linalg.norm(donors, 2) ** 2 * PENALTIES
    errors = np.empty((len(target) - 1, len(penalties)))
    for out in range(len(errors)):
        kept = np.arange(len(target)) != out
        known, others = target[kept], donors[:, kept]
        w = weights(known, others)
        tried = np.array([w + _correction(known, others, w, penalty) for penalty in penalties])
        errors[out] = (target[out] - tried @ donors[:, out]) ** 2
    mean, error = errors.mean(axis=0), errors.std(axis=0, ddof=1) / np.sqrt(len(errors))
    best = lowest(mean)
    return float(penalties[settled(mean) <= settled(mean[best] + error[best])].max())


def power(
    values: np.ndarray,
    choose: Callable[[Sequence[int]], np.ndarray],
    left_out: Sequence[int],
    periods: tuple[np.ndarray, np.ndarray],
    effects: Sequence[float],
    bound: float,
) -> pd.DataFrame:
    """How often an effect planted into one unit after another is found, for each size of the effect.

    Each unit outside `left_out` takes the role of the treated one: barred as a donor, its values after raised by the
    effect, all others its placebos. `choose` maps barred units to donors, as from `nearest`; `periods`: before, after.
    Columns: effect, ratio, mean: share of the units with p <= bound by the ratio and by the size of the mean gap.
    """
    before, after = periods
    units = [unit for unit in range(len(values)) if unit not in left_out]
    known: dict[tuple[int, bytes], np.ndarray] = {}
    sizes = np.asarray(effects, float)
    found = np.zeros((2, len(sizes)))
    for treated in units:
        donors = choose([*left_out, treated])
        gaps = np.array([_gaps(values, unit, row, before, known) for unit, row in enumerate(donors)])
        fit, moved = root_mean_square(gaps[:, before]), root_mean_square(gaps[:, after])
        others = [unit for unit in units if unit != treated]
        planted = gaps[treated, after] + sizes[:, None]
        statistics = (
            (ratio(fit, moved)[others], ratio(np.full(len(sizes), fit[treated]), root_mean_square(planted))),
            (np.abs(gaps[others][:, after].mean(axis=1)), np.abs(planted.mean(axis=1))),
        )
        for row, (theirs, own) in enumerate(statistics):
            p = (1 + (settled(theirs)[None, :] >= settled(own)[:, None]).sum(axis=1)) / (1 + len(others))
            found[row] += p <= bound
    return pd.DataFrame({"effect": sizes, "ratio": found[0] / len(units), "mean": found[1] / len(units)})


def _gaps(values: np.ndarray, unit: int, donors: np.ndarray, before: np.ndarray, known: dict) -> np.ndarray:
    """Gaps (periods,) of one unit, found once for the same donors."""
    key = (unit, donors.tobytes())
    if key not in known:
        w = weights(values[unit, before], values[donors][:, before])
        known[key] = gaps_to(values, unit, donors, w, before)
    return known[key]
