"""The most even exact weights by another route: every set of donors in turn, in exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import chain, combinations

Row = list[Fraction]


def most_even(target: Sequence[Fraction], donors: Sequence[Sequence[Fraction]]) -> list[Fraction] | None:
    """Weights of least sum of squares, at least 0 and summing to 1, with which the donors give the target; or None.

    The best weights are those of least norm on the plane of their own donors, so that the best of the sets whose
    weights of least norm are all above 0 has them.
    """
    count = range(len(donors))
    best = None
    for used in chain.from_iterable(combinations(count, size) for size in range(1, len(donors) + 1)):
        rows = [[Fraction(donors[i][t]) for i in used] for t in range(len(target))] + [[Fraction(1)] * len(used)]
        found = _least_norm(rows, [*map(Fraction, target), Fraction(1)])
        if found and min(found) > 0:
            whole = [Fraction(0)] * len(donors)
            for i, w in zip(used, found, strict=True):
                whole[i] = w
            best = min(best or whole, whole, key=lambda w: sum(x * x for x in w))
    return best


def _least_norm(rows: list[Row], side: Row) -> Row | None:
    """x = B'y with B B' y = b; None where B x = b has no solution. B B' may be singular: any y gives the same x."""
    gram = [[sum(a * b for a, b in zip(one, other, strict=True)) for other in rows] for one in rows]
    y = _solve(gram, side)
    x = y and [sum(row[i] * y[j] for j, row in enumerate(rows)) for i in range(len(rows[0]))]
    solved = x and all(
        sum(a * b for a, b in zip(row, x, strict=True)) == right for row, right in zip(rows, side, strict=True)
    )
    return x if solved else None


def _solve(matrix: list[Row], side: Row) -> Row | None:
    """One solution of a square system by elimination, free unknowns 0; None where there is none."""
    rows, n, pivots = [[*row, right] for row, right in zip(matrix, side, strict=True)], len(matrix), []
    for column in range(n):
        at = len(pivots)
        pivot = next((r for r in range(at, n) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [x / rows[at][column] for x in rows[at]]
        for r in range(n):
            if r != at and rows[r][column]:
                rows[r] = [x - rows[r][column] * y for x, y in zip(rows[r], rows[at], strict=True)]
        pivots.append(column)
    if any(row[-1] for row in rows[len(pivots) :]):
        return None
    solution = [Fraction(0)] * n
    for row, column in zip(rows, pivots, strict=False):
        solution[column] = row[-1]
    return solution
