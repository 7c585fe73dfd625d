"""The second route to a count over weights: strips between all breakpoints, in fractions, by definition alone."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np


def shares_by_strips(lines: list[list[int]], values: list[int]) -> dict[int, Fraction]:
    """Values of sum(values[line . (u, v, 1 - u - v) > 0]) and their exact shares of the triangle.

    The triangle is cut at every u where two lines, or a line and the rim, meet. Between two cuts no order changes, so
    that lengths along v are linear in u: the middle of a strip has its mean.
    """
    plane = [(a - c, b - c, c) for a, b, c in lines]
    walls = [(0, 1, 0), (1, 1, -1)]
    cuts = {Fraction(0), Fraction(1)}
    for i, (a, b, c) in enumerate(plane):
        if b == 0 != a:
            cuts.add(Fraction(-c, a))
        cuts |= {Fraction(b * f - c * e, a * e - b * d) for d, e, f in plane[:i] + walls if a * e != b * d}
    found: dict[int, Fraction] = {}
    for left, right in pairwise(sorted(u for u in cuts if 0 <= u <= 1)):
        u = (left + right) / 2
        marks = {Fraction(0), 1 - u} | {-(a * u + c) / b for a, b, c in plane if b}
        for low, high in pairwise(sorted(v for v in marks if 0 <= v <= 1 - u)):
            v = (low + high) / 2
            level = sum(worth for (a, b, c), worth in zip(plane, values, strict=True) if a * u + b * v + c > 0)
            found[level] = found.get(level, Fraction(0)) + 2 * (right - left) * (high - low)
    return dict(sorted(found.items()))


def rank_shares_by_strips(components: np.ndarray, focal: int, minimum: float) -> dict[int, Fraction]:
    """The shares of the ranks in fractions from the printed decimals, by the definition of the weights."""
    low = Fraction(str(minimum))
    rows = [[Fraction(str(x)) for x in row] for row in components.tolist()]
    lines = []
    for row in rows:
        difference = [x - y for x, y in zip(row, rows[focal], strict=True)]
        lines.append([low * sum(difference) + (1 - 3 * low) * d for d in difference])
    return {1 + k: share for k, share in shares_by_strips(lines, [1] * len(lines)).items()}
