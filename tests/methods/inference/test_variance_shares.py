"""The share of a variance between groups, against planted shares, a search of our own and the textbook's table."""

import numpy as np
import pytest
from scipy import stats
from scipy.optimize import minimize_scalar

from analysis.methods.errors import InputError
from analysis.methods.inference import variance_shares
from analysis.methods.inference.variance_shares import share_between


def drawn(share, sizes, seed=5):
    rng = np.random.default_rng(seed)
    codes = np.repeat(np.arange(len(sizes)), sizes)
    return rng.normal(0, share**0.5, len(sizes))[codes] + rng.normal(0, (1 - share) ** 0.5, len(codes)), codes


def by_likelihood(values, codes, design):
    """REML over one number, the share, with the inverse by hand (Woodbury)."""
    sizes, (n, p) = np.bincount(codes), design.shape
    groups = (codes[:, None] == np.arange(len(sizes))).astype(float)

    def criterion(share):
        ratio = share / (1 - share)
        inverse = np.eye(n) - groups @ np.diag(ratio / (1 + ratio * sizes)) @ groups.T
        information = design.T @ inverse @ design
        left = values - design @ np.linalg.solve(information, design.T @ inverse @ values)
        logs = np.log1p(ratio * sizes).sum() + np.linalg.slogdet(information)[1]
        return (n - p) * np.log(left @ inverse @ left) + logs

    return minimize_scalar(criterion, bounds=(0, 0.999), method="bounded", options={"xatol": 1e-10}).x


SIZES = [2, 3, 4, 6, 8, 10, 12, 15, 20, 25] * 3


@pytest.mark.parametrize("share", [0.02, 0.1, 0.57])
def test_a_second_route_gives_the_same_share(share):
    values, codes = drawn(share, SIZES)
    found = share_between(values, codes)
    assert found.share == pytest.approx(by_likelihood(values, codes, np.ones((len(codes), 1))), abs=3e-4)
    assert (found.n, found.groups) == (sum(SIZES), 30)


def test_kinds_are_held_fixed():
    values, codes = drawn(0.3, SIZES)
    kinds = (np.arange(len(codes)) % 7 == 0).astype(int)
    design = np.column_stack([kinds, 1 - kinds]).astype(float)
    held = share_between(values + 5 * kinds, codes, kinds)
    assert held.share == pytest.approx(by_likelihood(values, codes, design), abs=3e-4)
    assert held.share > 2 * share_between(values + 5 * kinds, codes).share, "else the kinds are noise within"


def test_equal_groups_give_the_textbook_share():
    """Balanced one-way table: (MSB - MSW) / (MSB + (k - 1) MSW), by hand."""
    values, codes = drawn(0.4, [6] * 20)
    table = values.reshape(20, 6)
    between, within = 6 * table.mean(1).var(ddof=1), table.var(axis=1, ddof=1).mean()
    assert share_between(values, codes).share == pytest.approx((between - within) / (between + 5 * within), abs=2e-4)


def test_no_share_is_nought_and_a_shift_or_a_scale_changes_nothing():
    values, codes = drawn(0.0, [10] * 30, seed=8)
    centred = values - (np.bincount(codes, values) / 10)[codes]
    assert share_between(centred, codes)[:2] == (0, 0)
    values, codes = drawn(0.3, SIZES)
    assert share_between(3 + values / 1000, codes) == share_between(values, codes)


@pytest.mark.parametrize("share", [0.0, 0.05, 0.55])
def test_the_interval_covers_the_planted_share(share):
    """300 worlds with groups of unequal size and two kinds; the interval alone is computed."""
    inside = 0
    for seed in range(300):
        values, codes = drawn(share, SIZES, seed)
        kinds = np.arange(len(codes)) % 5 == 0
        low, high = variance_shares._interval(
            values + kinds, codes, np.column_stack([kinds, ~kinds]).astype(float), 0.95
        )
        inside += low <= share <= high
    assert 0.92 <= inside / 300 <= 0.98 or (share == 0 and inside / 300 >= 0.95)


def test_the_interval_of_equal_groups_is_the_textbook_one():
    """Balanced one-way table: limits of F over the ratio of mean squares, by hand."""
    values, codes = drawn(0.4, [6] * 20)
    table = values.reshape(20, 6)
    ratio = 6 * table.mean(1).var(ddof=1) / table.var(axis=1, ddof=1).mean()
    ends = [ratio / stats.f.isf(tail, 19, 100) for tail in (0.025, 0.975)]
    found = share_between(values, codes)
    assert [found.low, found.high] == pytest.approx([(end - 1) / (end + 5) for end in ends], abs=1e-4)


@pytest.mark.parametrize(("values", "groups", "words"), [
    ([1.0, 2.0], [1, 1], "1 groups"),
    (np.arange(6.0), np.arange(6), "one member"),
    (np.ones(12), np.arange(12) // 2, "all values are the same"),
    ([np.nan, *range(11)], np.arange(12) // 2, "missing"),
    (np.arange(5.0), np.arange(6), "5 values, 6 groups"),
])  # fmt: skip
def test_refusals(values, groups, words):
    with pytest.raises(InputError, match=words):
        share_between(values, groups)
