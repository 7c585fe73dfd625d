"""SPBE beside the EGDI in two pairings: a second route to every number, the rule from both sides, and noise."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.methods.errors import InputError
from analysis.methods.inference import small_n
from analysis.studies.shared import seeds, survey
from analysis.studies.spbe_and_un import timing
from tests.studies import once
from tests.studies.by_hand import national_index, rescored, rows

LEVEL = 0.001


def points_by_hand():
    """Edition -> published national index of the same year and of the year before, from the processed table."""
    index, editions = national_index(), {edition for _, edition in table_by_hand()}
    return {
        pairing: {edition: index[edition - early] for edition in sorted(editions) if edition - early in index}
        for pairing, early in (("same_year", 0), ("lag", 1))
    }


@pytest.fixture(scope="module")
def result():
    return once.timed()


def table_by_hand():
    """The processed table, read without pandas: (iso3, edition) -> row."""
    return {(row["iso3"], int(row["edition"])): row for row in rows("egdi")}


def pearson(x, y):
    """Plain sums; None for a constant series."""
    mx, my = sum(x) / len(x), sum(y) / len(y)
    sxy = sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
    sxx, syy = sum((a - mx) ** 2 for a in x), sum((b - my) ** 2 for b in y)
    return None if len(set(y)) == 1 else sxy / math.sqrt(sxx * syy)


@pytest.mark.parametrize("name", timing.OUTCOMES)
@pytest.mark.parametrize("pairing", timing.LAGS)
def test_r_and_share_by_a_second_route(result, pairing, name):
    table, points = table_by_hand(), points_by_hand()[pairing]
    sign = -1 if name == "rank" else 1
    r = {}
    for country in {iso3 for iso3, _ in table}:
        series = [sign * float(table[country, edition][name]) for edition in points]
        r[country] = pearson(list(points.values()), series)
    own = r.pop("IDN")
    assert len(r) == len(survey.edition(2024)) - 1
    above = sum(1 for other in r.values() if other is not None and other >= own - 1e-12)
    assert result.values[f"{pairing}.{name}.r"] == pytest.approx(own, abs=1e-12)
    assert result.values[f"{pairing}.{name}.placebo_share"] == pytest.approx((1 + above) / (1 + len(r)))
    row = result.correlations.query("pairing == @pairing and basis == 'published' and outcome == @name").iloc[0]
    assert row["without_r"] == sum(other is None for other in r.values())


def test_the_re_scored_points_are_those_of_the_comparable_series(result):
    lag = result.pairs[result.pairs["pairing"] == "lag"].set_index("spbe_year")
    assert lag.loc[2021, "old_basis"] == pytest.approx(rescored(2021)[1])
    assert lag.loc[2019, "old_basis"] == lag.loc[2019, "published"]
    same = result.correlations.set_index(["pairing", "basis", "outcome"])["r"]
    points = result.pairs[result.pairs["pairing"] == "same_year"]
    again = np.corrcoef(points["old_basis"], points["egdi"])[0, 1]
    assert same["same_year", "old_weights", "egdi"] == pytest.approx(again)
    assert again != pytest.approx(same["same_year", "published", "egdi"], abs=0.01)


def test_changes_by_hand(result):
    by = result.correlations.set_index(["pairing", "basis", "outcome"]).sort_index()
    table = table_by_hand()
    for pairing, points in points_by_hand().items():
        gains = np.diff(list(points.values()))
        for name in timing.OUTCOMES:
            sign = -1 if name == "rank" else 1
            moves = np.diff([sign * float(table["IDN", edition][name]) for edition in points])
            found = by.loc[(pairing, "published", name)]
            assert (found["changes_agree"], found["changes"]) == (sum(gains * moves > 0), len(moves))
            if len(moves) > 2:
                assert found["change_r"] == pytest.approx(pearson(gains.tolist(), moves.tolist()), abs=1e-9)
    assert by.loc["lag", "change_r"].isna().all(), "two changes have no r"
    assert by["change_r"].notna().tolist() == by["change_share"].notna().tolist()


def test_human_capital_is_a_control_up_to_2022(result):
    rows = result.correlations[result.correlations["outcome"] == "hci_before"]
    assert set(rows["pairing"]) == {"same_year"}
    assert (rows["n"] == 3).all()
    assert set(result.correlations.loc[result.correlations["control"], "outcome"]) == {"tii", "hci", "hci_before"}
    table = table_by_hand()
    series = [float(table["IDN", edition]["hci"]) for edition in (2018, 2020, 2022)]
    points = [points_by_hand()["same_year"][edition] for edition in (2018, 2020, 2022)]
    assert result.values["same_year.hci_before.r"] == pytest.approx(pearson(points, series))


def test_exact_p_are_whole_numbers_of_orders(result):
    for row in result.correlations.to_dict("records"):
        orders = math.factorial(row["n"])
        for side in ("p_one_sided", "p_two_sided", "spearman_p_one_sided", "spearman_p_two_sided"):
            assert row[side] * orders == pytest.approx(round(row[side] * orders))
            assert row[side] >= small_n.smallest_p(row["n"]) - 1e-12


def test_rising_countries_by_hand(result):
    table = table_by_hand()
    for pairing, points in points_by_hand().items():
        paths = [[float(table[c, e]["egdi"]) for e in points] for c in {iso3 for iso3, _ in table}]
        rose = sum(all(a < b for a, b in pairwise(path)) for path in paths)
        assert result.facts[f"{pairing}_rising"] == pytest.approx(rose / len(paths))
        assert result.facts[f"{pairing}_rises"] == result.facts[f"{pairing}_steps"] == len(points) - 1


def test_the_pairing_changes_what_is_stressed_and_nothing_else(result):
    other = timing.study("lag")
    assert other.pairing == "lag"
    assert other.values == result.values
    assert other.noise.equals(result.noise)
    assert other.sizes.equals(result.sizes)
    with pytest.raises(InputError, match="pairing 'both': choose same_year or lag"):
        timing.study("both")


def test_required_values_are_there(result):
    for pairing in timing.LAGS:
        for name in timing.OUTCOMES:
            for what in ("r", "placebo_share", "p_one_sided", "changes_agree"):
                assert math.isfinite(result.values[f"{pairing}.{name}.{what}"])


@pytest.mark.parametrize("editions", [(2018, 2020, 2022, 2024), (2020, 2022, 2024)])
def test_the_share_is_uniform_if_spbe_is_noise_and_the_country_drawn(editions):
    """Over all 193 countries, each with its own EGDI: chi-square over the 193 places, level .001."""
    Y = timing.outcome("egdi", list(editions)).to_numpy()
    rng, draws = np.random.default_rng(2021), 5_000
    r = small_n.correlations(rng.standard_normal((draws, len(editions))), Y)
    assert not np.isnan(r).any()
    focal = rng.integers(len(Y), size=draws)
    places = np.array([small_n.placebo_share(row, unit) for row, unit in zip(r, focal, strict=True)]) * len(Y)
    assert places == pytest.approx(np.rint(places))
    counts = np.bincount(np.rint(places).astype(int), minlength=len(Y) + 1)
    assert counts[0] == 0
    assert stats.chisquare(counts[1:]).pvalue > LEVEL


def test_indonesia_s_own_shares_under_noise_are_reported(result, capsys):
    """Nothing is asserted of the distribution: Indonesia was not drawn at random."""
    with capsys.disabled():
        print("\n" + result.noise.round(3).to_string(index=False))
    assert len(result.noise) == len(timing.LAGS) * len(timing.OUTCOMES) * len(timing.NOISES)
    assert (result.noise["low"] <= result.noise["high"]).all()
    again = timing.noise(result.pairs, 0.10, draws=100)
    assert again.equals(timing.noise(result.pairs, 0.10, draws=100)), "the same numbers each time"


@pytest.fixture(scope="module")
def series():
    return once.timed()


def test_rising_noise_rises_within_each_draw():
    drawn = seeds.stream("test").standard_normal((50, 4))
    rising = timing.NOISES["rising"](drawn)
    assert (np.diff(rising, axis=-1) > 0).all()
    assert np.sort(drawn, axis=-1) == pytest.approx(rising)


def test_facts_of_the_five_outcomes_by_hand(series):
    rows = series.correlations
    five = rows[(rows["basis"] == "published") & rows["outcome"].isin(["egdi", "rank", "osi", "tii", "hci"])]
    facts = series.facts
    assert facts["shares"] == len(five) == 10
    least = five["placebo_share"].min()
    assert facts["smallest_share"] == least
    at_bound = timing._facts(rows, series.noise, series.pairs, least)
    assert at_bound["small_shares"] == (five["placebo_share"] <= least).sum() >= 1, "at most: equal counts"
    turned = timing._facts(rows.assign(r=-0.9999), series.noise, series.pairs, least)
    assert turned["reached"] == 10, "the t test has two sides"


def test_a_share_equal_to_the_bound_is_at_most_the_bound(series):
    assert (timing.noise(series.pairs, 1.0, draws=50)["at_most"] == 1).all()


@pytest.mark.parametrize(("of_tii", "expected"), [
    ((0.9, 0.9), "control"),
    ((0.7, 0.7), "reached"),
    ((0.8, 0.8), "reached"),
    ((0.9, 0.7), "mixed"),
    ((0.7, 0.9), "mixed"),
])  # fmt: skip
def test_which_of_the_two_keeps_closer_step(of_tii, expected):
    r = {("osi", "same_year"): 0.8, ("osi", "lag"): 0.8, ("tii", "same_year"): of_tii[0], ("tii", "lag"): of_tii[1]}
    rows = pd.DataFrame([{"outcome": name, "pairing": pairing, "r": x} for (name, pairing), x in r.items()])
    assert timing.closer(rows) == expected


def test_the_small_shares_on_the_old_weights_are_counted(series):
    rows = series.correlations.query("basis == 'old_weights' and outcome != 'hci_before'")
    assert len(rows) == series.facts["old_weights_shares"] == 10
    assert series.facts["old_weights_small_shares"] == sum(share <= 0.1 for share in rows["placebo_share"])
    assert (series.facts["same_year_new"], series.facts["lag_new"]) == (2, 2), "points of 47 indicators"
