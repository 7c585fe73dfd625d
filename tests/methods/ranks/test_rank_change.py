"""Changes of a rank: closed forms, a plain second implementation, what each set promises, and where it does not."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import norm

from analysis.methods.errors import InputError
from analysis.methods.ranks import rank_change as rc, rank_confidence

P, PANELS = 193, 2_000


def noise(units: int, draws: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).standard_normal((2, units, draws))


def ranks(scores: np.ndarray, unit: int) -> int:
    return 1 + int((scores > scores[unit]).sum())


def field(seed: int = 1) -> np.ndarray:
    """True scores of 193 units on two occasions, spread as the UN's are: some two or three within .01 of another."""
    rng = np.random.default_rng(seed)
    first = rng.uniform(0.1, 0.95, P)
    return np.array([first, first + rng.normal(0, 0.04, P)])


def moved(truth: np.ndarray, unit: int, before: int, after: int) -> np.ndarray:
    """The field with one unit at two ranks, midway between its neighbours."""
    out = truth.copy()
    for scores, rank in zip(out, (before, after), strict=True):
        others = np.sort(np.delete(scores, unit))[::-1]
        scores[unit] = others[rank - 2 : rank].mean()
    return out


# --- simulated changes


def test_without_errors_worth_the_name_the_change_is_that_of_the_ranks():
    scores = np.array([[0.9, 0.5, 0.7, 0.1], [0.2, 0.8, 0.7, 0.1]])
    for unit, gained in enumerate((-2, 2, 0, 0)):
        found = rc.places_gained(scores, np.full((2, 4), 1e-9), noise(4, 50, 1), unit)
        assert (found == gained).all()


def test_two_units_by_closed_form():
    """Behind by .6 and then ahead by .9, errors of 1: each sign is normal with a standard deviation of root two."""
    scores, draws = np.array([[0.0, 0.6], [0.9, 0.0]]), 200_000
    found = rc.places_gained(scores, np.ones((2, 2)), noise(2, draws, 2), 0)
    behind, ahead = norm.cdf(0.6 / math.sqrt(2)), norm.cdf(0.9 / math.sqrt(2))
    for gained, share in ((1, behind * ahead), (-1, (1 - behind) * (1 - ahead))):
        assert (found == gained).mean() == pytest.approx(share, abs=4 * math.sqrt(share * (1 - share) / draws))


@pytest.mark.parametrize("seed", range(5))
def test_units_out_of_reach_are_counted_as_in_a_plain_ranking(seed):
    rng = np.random.default_rng(seed)
    scores, errors = field(seed), rng.uniform(0.002, 0.02, (2, P))
    scores[1, 7] = np.nan  # not ranked on the second occasion
    drawn, unit = noise(P, 300, seed), 90
    noisy = scores[..., None] + errors[..., None] * drawn
    above = (noisy > noisy[:, [unit]]).sum(axis=1)
    assert (rc.places_gained(scores, errors, drawn, unit) == above[0] - above[1]).all()


def test_the_middle_ends_at_draws_and_holds_at_least_its_share():
    drawn, scores, errors = noise(P, 999, 3), field(), np.full((2, P), 0.01)
    low, high = rc.simulated(scores, errors, drawn, 50)
    found = rc.places_gained(scores, errors, drawn, 50)
    assert {low, high} <= set(found)
    assert ((low <= found) & (found <= high)).mean() >= 0.95 > ((low < found) & (found < high)).mean()


def test_the_other_direction_of_time_turns_the_sign():
    scores, errors, drawn = field(), np.full((2, P), 0.01), noise(P, 2_001, 4)
    low, high = rc.simulated(scores, errors, drawn, 20)
    assert rc.simulated(scores[::-1], errors, drawn[::-1], 20) == (-high, -low)


# --- what is certain


def plain(scores, errors, drawn, unit: int, level: float = 0.95) -> tuple[int, int, int, int]:
    """The same by loops over a dictionary of comparisons."""
    x, z = scores.tolist(), drawn.tolist()
    others = [j for j in range(len(x[0])) if j != unit]
    gaps, errs = {}, {}
    for t in (0, 1):
        for j in others:
            spread = math.hypot(errors[t][j], errors[t][unit])
            gap = (x[t][j] - x[t][unit]) / spread
            err = [(errors[t][j] * a - errors[t][unit] * b) / spread for a, b in zip(z[t][j], z[t][unit], strict=True)]
            gaps[t, j, "above"], errs[t, j, "above"] = gap, err
            gaps[t, j, "below"], errs[t, j, "below"] = -gap, [-e for e in err]
    certain: set = set()
    while True:
        left = [key for key in gaps if key not in certain]
        largest = sorted(max(draw) for draw in zip(*(errs[key] for key in left), strict=True))
        critical = largest[math.ceil(level * (len(largest) - 1) - 1e-9)]
        more = {key for key in left if gaps[key] > critical}
        if not more:
            break
        certain |= more
    best, worst = ([1 + sum((t, j, "above") in certain for j in others) for t in (0, 1)],
                   [len(others) + 1 - sum((t, j, "below") in certain for j in others) for t in (0, 1)])  # fmt: skip
    passed = sum({(0, j, "above"), (1, j, "below")} <= certain for j in others)
    by = sum({(0, j, "below"), (1, j, "above")} <= certain for j in others)
    return best[0] - worst[1], worst[0] - best[1], passed, by


@pytest.mark.parametrize("seed", range(30))
def test_a_plain_implementation_agrees(seed):
    rng = np.random.default_rng(seed)
    scores, errors, drawn = rng.normal(0, 4, (2, 6)), rng.uniform(0.5, 1.5, (2, 6)), noise(6, 101 + seed % 3, seed)
    found = rc.Comparisons(scores, errors, drawn, 2).certain()
    assert (found.least, found.most, found.passed, found.passed_by) == plain(scores, errors, drawn, 2)


def test_plain_cases_are_no_trifles():
    found = [plain(np.random.default_rng(s).normal(0, 4, (2, 6)), np.full((2, 6), 1.0), noise(6, 101, s), 2)
             for s in range(30)]  # fmt: skip
    assert len({ends[:2] for ends in found}) > 10
    assert sum(ends[2] + ends[3] for ends in found) > 10


def test_one_other_unit_has_the_critical_value_of_two_normal_numbers():
    """Both occasions, both directions: the larger of two independent absolute values."""
    found = rc.Comparisons(np.zeros((2, 2)), np.ones((2, 2)), noise(2, 200_000, 5), 0)
    assert (2 * norm.cdf(found.first) - 1) ** 2 == pytest.approx(0.95, abs=4 * math.sqrt(0.95 * 0.05 / 200_000))
    assert found.first == pytest.approx(norm.ppf((1 + math.sqrt(0.95)) / 2), abs=0.02)


def test_small_cases_by_hand():
    """Three units; errors so small that all is certain, or so large that nothing is."""
    scores = np.array([[0.3, 0.5, 0.1], [0.6, 0.5, 0.8]])  # from 2 to 2: it passes one, and one passes it
    comparisons = rc.Comparisons(scores, np.ones((2, 3)), noise(3, 2_000, 6), 0)
    assert comparisons.certain(0.001) == rc.Certain(least=0, most=0, passed=1, passed_by=1)
    assert comparisons.certain(10.0) == rc.Certain(least=-2, most=2, passed=0, passed_by=0)


def test_a_unit_without_a_rank_on_one_occasion_is_no_competitor_there():
    scores = np.array([[0.3, 0.5, 0.9, 0.1], [0.6, 0.5, np.nan, 0.1]])
    found = rc.Comparisons(scores, np.ones((2, 4)), noise(4, 2_000, 7), 0).certain(0.001)
    assert found == rc.Certain(least=2, most=2, passed=1, passed_by=0), "from 3 of 4 to 1 of 3"
    assert rc.simulated(scores, np.full((2, 4), 0.001), noise(4, 99, 7), 0) == (2, 2)


def test_ranges_grow_with_the_error_and_units_of_measurement_do_not_matter():
    scores, drawn, unit = field(), noise(P, 1_000, 8), 60
    comparisons = rc.Comparisons(scores, np.ones((2, P)), drawn, unit)
    found = [comparisons.certain(sigma) for sigma in (1e-7, 0.002, 0.005, 0.01, 0.02, 0.1)]
    for narrow, wide in pairwise(found):
        assert wide.least <= narrow.least <= narrow.most <= wide.most
        assert wide.passed <= narrow.passed
        assert wide.passed_by <= narrow.passed_by
    gained = ranks(scores[0], unit) - ranks(scores[1], unit)
    assert (found[0].least, found[0].most) == (gained, gained)
    assert rc.Comparisons(1000 * scores + 3, np.full((2, P), 5.0), drawn, unit).certain() == found[2]


def test_together_they_are_wider_than_two_sets_each_on_its_own():
    scores, drawn, unit = field(), noise(P, 2_000, 9), 100
    together = rc.Comparisons(scores, np.ones((2, P)), drawn, unit).certain(0.01)
    alone = [rank_confidence.marginal_set(x, np.full(P, 0.01), z, unit) for x, z in zip(scores, drawn, strict=True)]
    assert together.least <= alone[0][0] - alone[1][1]
    assert together.most >= alone[0][1] - alone[1][0]


# --- what is promised


def test_a_wrong_comparison_is_certified_in_five_of_a_hundred_panels_where_all_are_tied(record_property):
    """All 193 tied on both occasions: whatever is certain is wrong, which uses up the whole 5 %."""
    comparisons = rc.Comparisons(np.zeros((2, P)), np.ones((2, P)), noise(P, 5_000, 10), 0)
    panels = np.random.default_rng(11).standard_normal((PANELS, 2, P))
    gaps = np.abs(panels[..., 1:] - panels[..., :1]).max(axis=(1, 2)) / math.sqrt(2)
    kept = (gaps <= comparisons.first).mean()
    record_property("kept", float(kept))
    assert 0.93 <= kept <= 0.97
    nearest = np.argsort(np.abs(gaps - comparisons.first))[:10]
    for at in [*nearest[:5], *range(5)]:
        found = rc.Comparisons(panels[at], np.ones((2, P)), noise(P, 5_000, 10), 0).certain()
        assert ((found.least, found.most) == (1 - P, P - 1)) == (gaps[at] <= comparisons.first)


def covered(truth: np.ndarray, unit: int, sigma: float, panels: int, seed: int = 12) -> tuple[float, float, float]:
    """Shares of panels whose simulated and whose certain range hold all changes that the true values leave open, and
    whose simulated range keeps to one side."""
    rng, errors, drawn = np.random.default_rng(seed), np.full(truth.shape, sigma), noise(truth.shape[1], 1_000, seed)
    best = [1 + int((x > x[unit]).sum()) for x in truth]
    worst = [int((x >= x[unit]).sum()) for x in truth]
    low, high = best[0] - worst[1], worst[0] - best[1]
    held = np.zeros(3)
    for _ in range(panels):
        scores = rng.normal(truth, errors)
        first, last = rc.simulated(scores, errors, drawn, unit)
        certain = rc.Comparisons(scores, errors, drawn[..., :500], unit).certain()
        held += [first <= low <= high <= last, certain.least <= low <= high <= certain.most, first > 0 or last < 0]
    return tuple(held / panels)


@pytest.mark.parametrize(("before", "after"), [(100, 70), (90, 90), (40, 60)])
@pytest.mark.parametrize("sigma", [0.005, 0.02])
def test_both_ranges_hold_the_true_change_where_scores_are_spread_out(before, after, sigma):
    """Simulated: between .90 and .99, a bound for 250 panels around a coverage of .92 to .98. Certain: conservative."""
    simulated, certain, _ = covered(moved(field(), 90, before, after), 90, sigma, panels=250)
    assert 0.90 <= simulated <= 1
    assert certain >= 0.98


def test_on_average_over_units_simulated_ranges_hold_what_they_say(record_property):
    truth, rng, sigma = field(2), np.random.default_rng(13), 0.012
    errors, drawn = np.full(truth.shape, sigma), noise(P, 600, 13)
    true = [ranks(truth[0], unit) - ranks(truth[1], unit) for unit in range(P)]
    held = []
    for _ in range(25):
        scores = rng.normal(truth, errors)
        for unit in range(0, P, 4):
            low, high = rc.simulated(scores, errors, drawn, unit)
            held.append(low <= true[unit] <= high)
    record_property("coverage", float(np.mean(held)))
    assert 0.93 <= np.mean(held) <= 0.98


def test_where_many_are_tied_the_simulated_range_fails_and_the_certain_one_holds():
    truth = moved(field(), 90, 90, 90)
    for scores in truth:
        scores[np.argsort(np.abs(scores - scores[90]))[:30]] = scores[90]
    simulated, certain, _ = covered(truth, 90, 0.02, panels=100)
    assert simulated < 0.2
    assert certain >= 0.93


# --- the criterion that two sets overlap


def test_sets_that_overlap_hide_a_change_that_is_beyond_doubt():
    """A unit that truly gained 15 places: the two sets overlap in every panel, the simulated change is a gain in
    three of four or more. Where it truly stayed, the change keeps to one side in few: so this is no laxer test."""
    sigma, unit = 0.01, 90
    truth, still = moved(field(), unit, 100, 85), moved(field(), unit, 90, 90)
    rng, errors, drawn = np.random.default_rng(14), np.full(truth.shape, sigma), noise(P, 1_000, 14)
    overlap, sure = 0, 0
    for _ in range(40):
        scores = rng.normal(truth, errors)
        one, two = (rank_confidence.marginal_set(x, e, z, unit) for x, e, z in zip(scores, errors, drawn, strict=True))
        overlap += one[0] <= two[1]
        sure += rc.simulated(scores, errors, drawn, unit)[0] > 0
    assert overlap == 40
    assert sure >= 30
    assert covered(still, unit, sigma, panels=300)[2] <= 0.08


# --- refusals

GOOD = {"scores": np.ones((2, 4)), "errors": np.ones((2, 4)), "drawn": np.ones((2, 4, 3)), "unit": 0}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"scores": np.ones(4)},
            r"scores \(4,\) and errors \(2, 4\): give one of each for every unit on two occasions",
        ),
        ({"errors": np.zeros((2, 4))}, "every standard error must be a positive number"),
        ({"drawn": np.ones((2, 5, 3))}, r"noise \(2, 5, 3\): draw it for two occasions and the same units, \(2, 4\)"),
        ({"unit": 4}, "unit 4: there are units 0 to 3"),
        ({"unit": -1}, "unit -1: there are units 0 to 3"),
        ({"scores": np.array([[np.nan, 1, 1, 1], [1.0, 1, 1, 1]])}, "unit 0 has no score on one of the occasions"),
    ],
)
def test_refusals(change, said):
    for asked in (rc.places_gained, rc.simulated, rc.Comparisons):
        with pytest.raises(InputError, match=said):
            asked(**{**GOOD, **change})
