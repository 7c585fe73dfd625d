"""The puzzle of the national index: what the weightings give, and what unlisted bodies would have to average."""

import numpy as np
import pytest

from analysis.studies import national


def test_plain_means_of_the_lists():
    frame = national.both_years().set_index("weighting")
    plain = frame.loc["all listed institutions, equal weight"]
    assert (round(plain["mean_2023"], 3), round(plain["mean_2024"], 3)) == (2.816, 3.169)
    without = frame.loc["all but other state bodies and provinces"]
    assert (round(without["mean_2023"], 3), without["fits"]) == (2.787, 1)


def test_no_weighting_fits_both_years():
    assert national.both_years()["fits"].max() < 2


def test_groups_cover_every_listed_institution_once():
    for year, n in ((2023, 621), (2024, 615)):
        assert national.groups(year)["n"].sum() == n


@pytest.mark.parametrize("year", [2023, 2024])
def test_unlisted_bodies_would_restore_the_published_mean(year):
    listed, published = national._list(year)["index"], national.published_indices()[year]
    for row in national.unlisted(year, [10, 30]).itertuples():
        for average, target in ((row.low, published - 0.005), (row.high, published + 0.005)):
            values = np.concatenate([listed, np.full(row.unlisted, average)])
            assert values.mean() == pytest.approx(target, abs=1e-9)


def test_what_is_below_the_scale_is_called_impossible():
    frame = national.unlisted(2024, [5, 30]).set_index("unlisted")
    assert not frame.loc[5, "possible"]
    assert frame.loc[30, "possible"]


def test_bodies_at_the_floor_that_explain_all_five_means():
    assert national.floor_bodies(2024)[1] == [14]
    assert national.floor_bodies(2023)[1] == []
