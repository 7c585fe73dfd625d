"""The inputs of the five studies by other routes, and one of them played through on the real survey."""

import numpy as np
import pytest
from statsmodels.formula.api import ols

from analysis.data import tables
from analysis.studies.open_questions import five_studies, index_forecast
from analysis.studies.shared import survey
from tests.studies.open_questions import computed


@pytest.fixture(scope="module")
def result():
    return computed.studies()


def test_every_study_needs_at_least_its_size_or_has_the_power(result):
    rows = result.studies.set_index("study")
    assert list(rows.index) == ["double_scoring", "anchored", "reliability", "features", "adoption"]
    for row in rows.itertuples():
        assert (row.size >= row.needed) == (row.power >= result.facts["wanted"])
    assert result.facts["enough"] == (rows["power"] >= 0.8).sum()


def test_levels_spread_as_a_two_way_model_of_statsmodels_says():
    rows = tables.load("evaluations")
    rows = rows[(rows["level"] == "indicator") & (rows["instrument"] == "47")]
    counted = rows.groupby("id")["institution_id"].transform("nunique")
    rows = rows[counted == rows["institution_id"].nunique()]
    fit = ols("value ~ C(institution_id) + C(id)", rows).fit()
    assert five_studies.level_spread() == pytest.approx(np.sqrt(fit.mse_resid))


def test_spans_of_four_years_by_hand():
    wide = survey.table().query("rank == rank").pivot(index="iso3", columns="edition", values="osi")
    off, n = 0.0, 0
    for first in (2008, 2012, 2016, 2020):
        change = (wide[first + 4] - wide[first]).dropna()
        off, n = off + change.var(ddof=1) * (len(change) - 1), n + len(change) - 1
    assert five_studies.span_spread() == pytest.approx(np.sqrt(off / n))


def test_the_effect_is_the_shift_that_would_cancel_the_mean_of_the_list(result):
    assert result.facts["effect"] < 0
    assert result.studies["effect"].iloc[0] == -result.facts["effect"]
    assert result.facts["anchors"] == 25  # of the ministry's own concordance


def test_more_institutions_hardly_help_the_anchored_study(result):
    row = result.studies.set_index("study").loc["anchored"]
    assert row["needed"] > result.facts["anchors"]
    endless = five_studies.study_size.mean_difference(row["effect"], result.facts["shift_spread"], 25)
    assert endless < result.facts["wanted"]


def test_adoption_drawn_at_random_on_the_real_survey_finds_a_planted_effect_as_often(result):
    """Forty states begin in one of four spans; each is set beside the mean of the states that did not begin then."""
    wide = survey.table().query("rank == rank").pivot(index="iso3", columns="edition", values="osi").dropna()
    changes = np.column_stack([wide[first + 4] - wide[first] for first in (2008, 2012, 2016, 2020)])
    rng, effect, found = np.random.default_rng(1), result.facts["apart"], []
    for _ in range(600):
        began = rng.choice(len(wide), 40, replace=False)
        span = rng.integers(0, 4, 40)
        gaps = []
        for k in range(4):
            mine = began[span == k]
            others = np.setdiff1d(np.arange(len(wide)), mine)
            gaps += list(changes[mine, k] + effect - changes[others, k].mean())
        found.append(abs(np.mean(gaps)) / (np.std(gaps, ddof=1) / np.sqrt(40)) > 2.02)
    power = result.studies.set_index("study").loc["adoption", "power"]
    assert np.mean(found) == pytest.approx(power, abs=0.06)


def test_half_the_noise_is_half_of_what_two_lists_do_not_share(result):
    known = index_forecast.pairs()
    r = np.corrcoef(known["before"], known["after"])[0, 1]
    assert 1 - result.facts["all_noise"] == pytest.approx(1 - r)
    assert 1 - result.facts["half_noise"] == pytest.approx((1 - r) / 2)


def test_drawn_levels_show_a_shift_of_the_anchors_as_often_as_said(result):
    """Indicators shift around a mean; each side has institutions of its own, scored on the continuing indicators."""
    facts, rng, draws, items = result.facts, np.random.default_rng(2), 4000, 25
    row = result.studies.set_index("study").loc["anchored"]
    shifts = rng.normal(row["effect"], facts["shift_spread"], (draws, items))
    noise = facts["level_spread"] / np.sqrt(facts["each_side"])
    seen = shifts + rng.normal(0, noise, (draws, items)) - rng.normal(0, noise, (draws, items))
    assert (seen - row["effect"]).std() == pytest.approx(row["spread"], rel=0.005)
    t = seen.mean(axis=1) / (seen.std(axis=1, ddof=1) / np.sqrt(items))
    assert np.mean(np.abs(t) > 2.064) == pytest.approx(row["power"], abs=0.02)
