"""Draws of weights, scalings and averages, against plain loops, exact areas and hand examples."""

from __future__ import annotations

import math
import statistics

import numpy as np
import pytest
from scipy.stats import qmc

from analysis.methods.errors import InputError
from analysis.methods.ranks import rank_sets, rank_uncertainty as methods, sobol
from analysis.methods.ranks.ranks import competition_ranks

FLOOR = 0.01
SCALINGS, AVERAGES = list(methods.NORMALISATIONS), list(methods.AGGREGATIONS)


def uniforms(columns: int, power: int = 14) -> np.ndarray:
    return qmc.Sobol(columns, rng=np.random.default_rng(1)).random_base2(power)


def field(units: int = 40, seed: int = 2) -> np.ndarray:
    """Components with five decimals, from exactly 0 to exactly 1, with some ties and two equal rows."""
    x = np.random.default_rng(seed).beta(2, 1.5, (units, 3))
    x = ((x - x.min(axis=0)) / (x.max(axis=0) - x.min(axis=0))).round(5)
    x[3], x[5, 0] = x[4], x[6, 0]
    return x


@pytest.mark.parametrize("lowest", [0, 0.1, 0.3])
def test_weights_are_uniform_on_the_simplex_and_none_is_favoured(lowest):
    weights = methods.on_simplex(uniforms(2), lowest)
    assert weights.sum(axis=1) == pytest.approx(1, abs=1e-12)
    assert weights.min() >= lowest - 1e-12
    free = (weights - lowest) / (1 - 3 * lowest)
    for share in (0.1, 0.5, 0.9):  # area of the simplex beyond a line
        assert (free > share).mean(axis=0) == pytest.approx((1 - share) ** 2, abs=2e-3)
    assert np.cov(free.T) == pytest.approx((np.eye(3) * 3 - 1) / 36, abs=1e-3)


def test_weights_of_two_and_of_four_components_are_uniform_too():
    assert methods.on_simplex(uniforms(1), 0)[:, 0].std() == pytest.approx(12**-0.5, abs=1e-3)
    assert methods.on_simplex(uniforms(3), 0).var(axis=0) == pytest.approx(3 / 80, abs=1e-3)


def test_a_lowest_weight_of_a_third_leaves_no_choice_and_more_is_refused():
    assert methods.on_simplex(uniforms(2, 3), 1 / 3) == pytest.approx(1 / 3)
    with pytest.raises(InputError, match=r"lowest weight 0\.34: 3 weights that sum to one"):
        methods.on_simplex(uniforms(2, 3), 0.34)


def test_options_are_equally_likely_and_the_last_uniform_has_one():
    assert np.bincount(methods.one_of(uniforms(1)[:, 0], 3)) / 2**14 == pytest.approx([1 / 3] * 3, abs=1e-3)
    assert methods.one_of(np.array([0.0, 0.4999, 0.5, np.nextafter(1, 0), 1.0]), 2).tolist() == [0, 0, 1, 1, 1]


def test_z_scores_share_one_shift_and_one_factor():
    x = field()
    z = methods.z_scores(x)
    assert (z.min(), z.max()) == (0, 1)
    assert z.std(axis=0) == pytest.approx(z.std(axis=0)[0]), "the components spread alike"
    assert not np.allclose(z, x), "one by one they would be the printed values again"


def test_z_scores_under_an_arithmetic_mean_are_other_weights():
    x, weights = field(), methods.on_simplex(uniforms(2, 7), 0)
    implied = np.array([methods.implied_weights(x, w) for w in weights])
    assert implied.sum(axis=1) == pytest.approx(1)
    zeros, ones = np.zeros(len(weights), int), np.ones(len(weights), int)
    for focal in range(0, 40, 7):
        scaled = methods.drawn_ranks(x, focal, weights, ones, zeros, FLOOR)
        assert (scaled == methods.drawn_ranks(x, focal, implied, zeros, zeros, FLOOR)).all()


def test_percentiles_count_half_of_the_equal_ones():
    x = np.array([[0.0, 0.2], [0.5, 0.2], [0.5, 0.9], [1.0, 0.4]])
    assert methods.percentiles(x).tolist() == [[0.125, 0.25], [0.5, 0.25], [0.5, 0.875], [0.875, 0.625]]


def test_a_zero_counts_as_the_floor_in_a_geometric_mean():
    values = np.array([[0.0, 1.0], [0.005, 1.0], [0.02, 1.0]])
    assert np.exp(methods.geometric(values, 0.01))[:, 0] == pytest.approx([0.01, 0.01, 0.02])
    x = np.array([[0.0, 1.0], [0.04, 0.2], [0.9, 0.0]])  # by hand: square roots of .01, .008 and .009
    halves, zero, one = np.full((1, 2), 0.5), np.zeros(1, int), np.ones(1, int)
    assert [methods.drawn_ranks(x, i, halves, zero, one, 0.01)[0] for i in range(3)] == [1, 3, 2]
    assert [methods.drawn_ranks(x, i, halves, zero, one, 0.001)[0] for i in range(3)] == [2, 1, 3]


def test_equal_weights_as_printed_give_the_plain_rank():
    x = field()
    thirds, zero = np.full((1, 3), 1 / 3), np.zeros(1, int)
    drawn = [methods.drawn_ranks(x, i, thirds, zero, zero, FLOOR)[0] for i in range(len(x))]
    assert drawn == competition_ranks(x @ thirds[0]).tolist()
    assert drawn[3] == drawn[4], "equal rows share a rank"


def plain_scaled(x: np.ndarray, scaling: str) -> list[list[float]]:
    """The columns of components in plain Python."""
    columns = [list(map(float, column)) for column in x.T]
    n = len(columns[0])
    if scaling == "z_scores":
        columns = [[(v - statistics.fmean(c)) / statistics.pstdev(c) for v in c] for c in columns]
        low, high = min(map(min, columns)), max(map(max, columns))
        columns = [[(v - low) / (high - low) for v in c] for c in columns]
    if scaling == "percentiles":
        columns = [[(sum(o < v for o in c) + sum(o == v for o in c) / 2) / n for v in c] for c in columns]
    return columns


def plain_rank(columns: list[list[float]], focal: int, weights: np.ndarray, average: str) -> int:
    """The rank in plain Python, without logarithms and without arrays."""
    scores = []
    for row in zip(*columns, strict=True):
        if average == "arithmetic":
            scores.append(sum(w * v for w, v in zip(weights, row, strict=True)))
        else:
            scores.append(math.prod(max(v, FLOOR) ** w for w, v in zip(weights, row, strict=True)))
    return 1 + sum(score > scores[focal] + 1e-9 for score in scores)


def test_a_plain_loop_gives_the_same_ranks():
    x, rng = field(60, 5), np.random.default_rng(6)
    weights = rng.dirichlet([1, 1, 1], 20)
    scaling, average = rng.integers(0, 3, 20), rng.integers(0, 2, 20)
    scaled = [plain_scaled(x, name) for name in SCALINGS]
    for focal in (0, 3, 30):
        drawn = methods.drawn_ranks(x, focal, weights, scaling, average, FLOOR)
        ways = zip(weights, scaling, average, strict=True)
        assert drawn.tolist() == [plain_rank(scaled[s], focal, w, AVERAGES[a]) for w, s, a in ways]


def test_shares_of_ranks_as_printed_are_the_exact_areas():
    x, weights = field(), methods.on_simplex(uniforms(2), 0.1)
    zeros = np.zeros(len(weights), int)
    exact = rank_sets.rank_shares(x, 17, 0.1)
    rank, count = np.unique(methods.drawn_ranks(x, 17, weights, zeros, zeros, FLOOR), return_counts=True)
    assert dict(zip(rank.tolist(), count / len(weights), strict=True)) == pytest.approx(exact, abs=5e-3)


def test_a_dummy_choice_and_weights_without_room_move_nothing():
    rng, sizes = np.random.default_rng(3), {"weights": 2, "normalisation": 1, "aggregation": 1, "dummy": 1}
    design = sobol.design(sizes, 512, rng)
    scaling = methods.one_of(design.of("normalisation")[:, 0], 3)
    average = methods.one_of(design.of("aggregation")[:, 0], 2)

    def indices(lowest: float):
        weights = methods.on_simplex(design.of("weights"), lowest)
        drawn = methods.drawn_ranks(field(), 17, weights, scaling, average, FLOOR)
        return sobol.indices(design, drawn, rng).set_index("choice")

    free, fixed = indices(0.0), indices(1 / 3)
    assert free.loc["dummy"].tolist() == [0, 0, 0, 0]
    assert free.loc["weights", "total"] > 0.3
    assert fixed.loc["weights", "total"] == fixed.loc["dummy", "total"] == 0
    assert fixed.loc["normalisation", "total"] > 0


def test_what_cannot_be_scaled_is_refused():
    thirds, zero = np.full((1, 3), 1 / 3), np.zeros(1, int)
    gap, flat = field(), field()
    gap[2, 1], flat[:, 0] = np.nan, 0.4
    with pytest.raises(InputError, match="a value is missing: leave units without a score out of the field"):
        methods.drawn_ranks(gap, 0, thirds, zero, zero, FLOOR)
    with pytest.raises(InputError, match="the same value for all units"):
        methods.drawn_ranks(flat, 0, thirds, zero, zero, FLOOR)
