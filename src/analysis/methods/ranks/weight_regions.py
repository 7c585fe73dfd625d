"""Over all weights of three components: which values does a count of winners take, and on what share of the weights?

A unit beats another where the line (difference of their components) . weights is positive; the count changes only
across such lines. Each is followed through the triangle of weights: the crossings with the others, sorted, give every
cell of the arrangement on both of its sides and, by the shoelace formula, the areas. Weights are generic: cells count,
while lines, crossings and the rim of the triangle, where units tie, are approached and not touched. Differences are
whole numbers, so that ties are found exactly, without a tolerance; areas alone are floating-point numbers.
Reference: Foster, McGillivray & Seth (2013), Composite Indices: Rank Robustness, Statistical Association, and
Redundancy, and Permanyer (2011) for comparisons that hold on a set of weights; de Berg et al., Computational Geometry
(2008), chapter 8, for arrangements of lines.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from analysis.methods.errors import InputError

LARGEST = 47_000_000  # difference: 4 times its square, the largest number below, is a whole number exact in a float


def shares(lines: np.ndarray, values: np.ndarray) -> dict[int, float]:
    """Each value of sum(values[lines @ w > 0]) over generic weights w >= 0, with its share of the triangle's area.

    `lines`: whole numbers (m, 3). `values`: whole numbers (m,), what the positive side of each is worth. Every value
    that occurs is a key, in order, however small its share. Raises InputError for lines of another number of
    components, values that do not fit them, and a line too large to stay exact.
    """
    lines, values = np.asarray(lines, np.int64), np.asarray(values, np.int64)
    if lines.ndim != 2 or lines.shape[1] != 3 or values.shape != lines.shape[:1]:
        raise InputError(
            f"lines of shape {lines.shape} and values of shape {values.shape}: give differences of three components, a "
            "row a line, and a value a line"
        )
    if np.abs(lines).max(initial=0) > LARGEST:
        raise InputError(f"a difference exceeds {LARGEST:,} units: give fewer decimals or a rounder minimum weight")
    always = (lines >= 0).all(axis=1) & lines.any(axis=1)
    crossing = (lines > 0).any(axis=1) & (lines < 0).any(axis=1)
    base, lines, values = values[always].sum(), lines[crossing], values[crossing]
    starts, ends, turned = _chords(lines)
    p, q = starts @ lines.T, ends @ lines.T  # (chords, lines): the side of a line on which a chord begins and ends
    along = (p == 0) & (q == 0)
    facing = turned @ lines.T > 0
    left = (along & facing) @ values + base
    right = (along & ~facing) @ values + base
    first = ~np.tril(along, -1).any(axis=1)  # coincident lines are followed once
    counts, real, area = _walk(p[first], q[first], values, starts[first], ends[first])
    inside = real & (np.arange(len(real)) < len(real) - 1)[:, None]  # beyond the rim there are no weights
    levels = np.concatenate([(counts + left[first, None])[real], (counts + right[first, None])[inside]])
    kinds, which = np.unique(levels, return_inverse=True)
    areas = np.bincount(which, np.concatenate([area[real], -area[inside]]), len(kinds))
    return {int(kind): max(float(share), 0.0) for kind, share in zip(kinds, areas, strict=True)}


def _chords(lines: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where each line enters and leaves the triangle, as weights up to a factor, and the line turned to its left side.

    The last chord is the side of the triangle from the first corner to the second, with the triangle on its left. The
    other two sides meet in the corner that the areas are measured from, to which they add nothing.
    """
    turned = lines * np.where((lines < 0).sum(axis=1) == 1, 1, -1)[:, None]  # exactly one coefficient is negative
    rows, odd = np.arange(len(lines)), turned.argmin(axis=1)
    starts, ends = np.zeros_like(lines), np.zeros_like(lines)
    for chord, step in ((ends, 1), (starts, 2)):
        other = (odd + step) % 3
        chord[rows, other] = -turned[rows, odd]
        chord[rows, odd] = turned[rows, other]
    corner = np.eye(3, dtype=np.int64)
    return np.vstack([starts, corner[0]]), np.vstack([ends, corner[1]]), np.vstack([turned, corner[2]])


def _walk(
    p: np.ndarray, q: np.ndarray, values: np.ndarray, starts: np.ndarray, ends: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of each piece of a chord between its crossings with the lines: the count, whether it has a length, its area.

    All are (chords, lines + 1). The area is twice that of the triangle from the third corner to the piece, positive on
    its left: the pieces around a region sum to its share, because the triangle of weights has half a unit.
    """
    crosses = ((p > 0) & (q < 0)) | ((p < 0) & (q > 0))
    cuts, order, apart = _in_order(p, np.where(crosses, p - q, p), crosses)
    jumps = np.take_along_axis(np.where(crosses, np.sign(q), 0) * values, order, axis=1)
    begin = ((p > 0) | ((p == 0) & (q > 0))) @ values
    counts = np.cumsum(np.column_stack([begin, jumps]), axis=1)
    edge = np.zeros((len(p), 1))
    cuts = np.hstack([edge, cuts, edge + 1])
    real = np.diff(cuts, axis=1) > 0
    real[:, 1:-1] |= apart
    x, y, total = (
        (1 - cuts) * first[:, None] + cuts * last[:, None]
        for first, last in zip((*starts.T[:2], starts.sum(axis=1)), (*ends.T[:2], ends.sum(axis=1)), strict=True)
    )
    x, y = x / total, y / total
    return counts, real, x[:, :-1] * y[:, 1:] - x[:, 1:] * y[:, :-1]


def _in_order(top: np.ndarray, bottom: np.ndarray, there: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The fractions top / bottom of each row in order as floats, the rest last as 1; and which neighbours, though one
    float, are two fractions. Equal fractions are equal floats, because division rounds correctly."""
    place = np.where(there, top / np.where(there, bottom, 1), 1.0)
    order = np.argsort(place, axis=1, kind="stable")
    apart = _two_in_one(place, top, bottom, order)
    for row in np.flatnonzero(apart.any(axis=1)):
        exact = [Fraction(int(t), int(b)) if here else Fraction(1)
                 for t, b, here in zip(top[row], bottom[row], there[row], strict=True)]  # fmt: skip
        order[row] = sorted(range(len(exact)), key=exact.__getitem__)
    if apart.any():
        apart = _two_in_one(place, top, bottom, order)
    return np.take_along_axis(place, order, axis=1), order, apart


def _two_in_one(place: np.ndarray, top: np.ndarray, bottom: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Neighbours in `order` that are equal floats below 1 and different fractions (rows, columns - 1)."""
    place, top, bottom = (np.take_along_axis(x, order, axis=1) for x in (place, top, bottom))
    # The products may wrap around, but the difference of two fractions that are one float is too small to.
    differ = top[:, 1:] * bottom[:, :-1] != top[:, :-1] * bottom[:, 1:]
    return differ & (place[:, 1:] == place[:, :-1]) & (place[:, 1:] < 1)
