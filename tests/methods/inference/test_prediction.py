"""Prediction limits: statsmodels agrees, planted panels are covered, and what is left out of them is noticed."""

import numpy as np
import pytest
from statsmodels.regression.linear_model import OLS

from analysis.methods.effects import regression_to_mean as rtm
from analysis.methods.errors import InputError
from analysis.methods.inference import prediction


@pytest.fixture
def rng():
    return np.random.default_rng(11)


def panel(rng, n, slope=0.9, spread=0.3, gain=0.3, steps=1):
    """Earlier values, and later ones after steps at each of which a distance from the mean shrinks and noise joins."""
    before = rng.normal(2.8, 0.7, n)
    distance = before - 2.8
    for _ in range(steps):
        distance = slope * distance + rng.normal(0, spread, n)
    return before, 2.8 + gain + distance


def coverage(rng, draws=400, new=25, steps=1, of=200, **options):
    """Share of new units inside limits that were fitted on one step of other units."""
    hit = 0
    for _ in range(draws):
        line = rtm.line(*panel(rng, of))
        before, after = panel(rng, new, steps=steps)
        within = prediction.limits(line, before, 2.8, 3.1, steps=steps, **options)
        hit += prediction.inside(after, within).sum()
    return hit / (draws * new)


def test_the_limits_are_those_of_statsmodels(rng):
    before, after = panel(rng, 60)
    new = np.array([1.0, 2.5, 4.9])
    design = np.column_stack([np.ones(60), before])
    fitted = OLS(after, design).fit().get_prediction(np.column_stack([np.ones(3), new]))
    for level in (0.5, 0.95):
        found = prediction.limits(rtm.line(before, after), new, level=level)
        assert found.expected == pytest.approx(fitted.predicted_mean, abs=1e-12)
        ends = fitted.conf_int(obs=True, alpha=1 - level)
        assert np.column_stack([found.low, found.high]) == pytest.approx(ends, abs=1e-12)


def test_new_units_of_a_planted_panel_are_covered(rng):
    assert 0.93 <= coverage(rng) <= 0.97
    assert 0.93 <= coverage(rng, of=8, draws=3000, new=4) <= 0.97, "few units: t and the fitted line matter"


def test_several_steps_are_covered_by_a_growing_spread_and_not_by_that_of_one(rng):
    assert 0.93 <= coverage(rng, steps=3, compounded=True) <= 0.97
    assert coverage(rng, steps=3, compounded=True, growing=False) < 0.85
    assert coverage(rng, steps=3, compounded=False) < coverage(rng, steps=3, compounded=True)


def test_the_reach_grows_as_the_root_of_steps(rng):
    line = rtm.line(*panel(rng, 400))
    one, four = (prediction.limits(line, line.mean_before, steps=steps) for steps in (1, 4))
    assert (four.high - four.low) / (one.high - one.low) == pytest.approx(2, abs=0.01)
    still = prediction.limits(line, line.mean_before, steps=4, growing=False)
    assert [float(end) for end in still] == pytest.approx([float(end) for end in one])


def test_a_distance_shrinks_once_or_at_every_step():
    line = rtm.Line(100, 2.0, 2.0, 0.7, 0.7, 0.9, 0.8, 0.3)
    once = prediction.limits(line, 3.0, 2.0, 2.2, steps=3)
    often = prediction.limits(line, 3.0, 2.0, 2.2, steps=3, compounded=True)
    assert [once.expected, often.expected] == pytest.approx([2.2 + 0.9, 2.2 + 0.9**3])


def test_ends_are_inside():
    within = prediction.Limits(np.array([2.0] * 4), np.array([1.4] * 4), np.array([2.6] * 4))
    assert prediction.inside([1.39, 1.4, 2.6, 2.61], within).tolist() == [False, True, True, False]


def test_levels_recover_planted_spreads_and_slopes(rng):
    before = rng.uniform(1, 5, 40_000)
    group = np.searchsorted([2.0, 3.0, 4.0], before)
    after = before + rng.normal(0, np.array([0.4, 0.3, 0.3, 0.1])[group])
    levels = prediction.by_level(before, after)
    assert levels.cuts == pytest.approx([2, 3, 4], abs=0.05)
    assert levels.spreads == pytest.approx([0.4, 0.3, 0.3, 0.1], abs=0.02)
    assert [line.slope for line in levels.lines] == pytest.approx([1, 1, 1, 1], abs=0.05)
    assert sum(line.n for line in levels.lines) == 40_000
    spread = levels.spreads[prediction.group_of(before, levels.cuts)]
    within = prediction.limits(rtm.line(before, after), before, spread=spread)
    plain = prediction.limits(rtm.line(before, after), before)
    for k, one_for_all in enumerate((0.87, 0.95, 0.95, 1.0)):
        of = group == k
        assert prediction.inside(after, within)[of].mean() == pytest.approx(0.95, abs=0.015)
        assert prediction.inside(after, plain)[of].mean() == pytest.approx(one_for_all, abs=0.025)


def test_a_spread_holds_what_the_one_line_misses_on_average():
    before = np.repeat([1.0, 2.0, 3.0, 4.0], 8) + np.tile(np.arange(8) / 10, 4)
    after = before**2  # the line of all lies above the middle and below the ends
    slope, intercept = np.polyfit(before, after, 1)
    rest = (after - slope * before - intercept).reshape(4, 8)
    assert prediction.by_level(before, after).spreads == pytest.approx(np.sqrt((rest**2).mean(axis=1)))


def test_a_value_on_a_cut_belongs_below():
    assert prediction.group_of([1.0, 2.0, 2.0 + 1e-12, 2.01], np.array([2.0])).tolist() == [0, 0, 0, 1]
    assert prediction.group_of([1.9, 2.0, 2.1, 3.0, 3.1], np.array([2.0, 3.0])).tolist() == [0, 0, 1, 1, 2]
    assert prediction.group_of([0.1 + 0.2], np.array([0.3])).tolist() == [0], "whatever the last bits say"


def test_who_is_left_out_is_judged_by_the_others(rng):
    before, after = panel(rng, 120)
    clusters = np.repeat(np.arange(40), 3)
    found = prediction.left_out(before, after, clusters)
    rest = clusters != 7
    within = prediction.limits(rtm.line(before[rest], after[rest]), before[~rest])
    assert found[~rest].tolist() == prediction.inside(after[~rest], within).tolist()
    with pytest.raises(InputError, match="3 pairs"):
        prediction.left_out(*panel(rng, 6), np.repeat(np.arange(2), 3))
    before, after = panel(rng, 12)
    after[:2] += 2.0
    alone = prediction.left_out(before, after, np.repeat(np.arange(6), 2))
    together = prediction.inside(after, prediction.limits(rtm.line(before, after), before))
    assert together[:2].all()
    assert not alone[:2].any()


@pytest.mark.parametrize("groups", [1, 4])
def test_left_out_coverage_of_planted_panels(rng, groups):
    hit = [prediction.left_out(*panel(rng, 200), np.repeat(np.arange(40), 5), groups).mean() for _ in range(25)]
    assert 0.93 <= np.mean(hit) <= 0.97


@pytest.mark.parametrize("options", [{"steps": 0}, {"level": 1.0}, {"level": 0.0}])
def test_refusals(rng, options):
    with pytest.raises(InputError, match="at least one step and a level between 0 and 1"):
        prediction.limits(rtm.line(*panel(rng, 20)), 2.0, **options)
