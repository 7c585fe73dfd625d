"""The puzzle of the national index: what the weightings give, and what unlisted bodies would have to average."""

import numpy as np
import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED, NOT_SUPPORTED, REFUTED
from analysis.studies.sources import mean_puzzle
from tests.studies.by_hand import rows


def test_plain_means_of_the_lists():
    frame = mean_puzzle.both_years().set_index("weighting")
    plain = frame.loc["listed_equally"]
    without = frame.loc["without_lainnya_and_provinsi"]
    for year in (2023, 2024):
        listed = [row for row in rows("spbe_index") if row["source_id"] == f"panrb_lap{year}"]
        names = {row["institution_id"]: row["type"] for row in rows("institutions")}
        every = [float(row["index"]) for row in listed]
        fewer = [float(row["index"]) for row in listed if names[row["institution_id"]] not in ("lainnya", "provinsi")]
        assert plain[f"mean_{year}"] == pytest.approx(sum(every) / len(every))
        assert without[f"mean_{year}"] == pytest.approx(sum(fewer) / len(fewer))
        assert (str(year) in without["fits"]) == (abs(without[f"gap_{year}"]) <= 0.005)


def test_no_weighting_fits_both_years():
    fits = mean_puzzle.both_years()["fits"]
    assert set(fits) == {"", "2023", "2024"}


def test_groups_cover_every_listed_institution_once():
    for year in (2023, 2024):
        listed = {row["institution_id"] for row in rows("spbe_index") if row["source_id"] == f"panrb_lap{year}"}
        assert mean_puzzle.groups(year)["n"].sum() == len(listed)


@pytest.mark.parametrize("year", [2023, 2024])
def test_unlisted_bodies_would_restore_the_published_mean(year):
    listed, published = mean_puzzle._list(year)["index"], mean_puzzle.published_indices()[year]
    for row in mean_puzzle.unlisted(year, [10, 30]).itertuples():
        for average, target in ((row.low, published - 0.005), (row.high, published + 0.005)):
            values = np.concatenate([listed, np.full(row.unlisted, average)])
            assert values.mean() == pytest.approx(target, abs=1e-9)


def test_what_is_below_the_scale_is_called_impossible():
    frame = mean_puzzle.unlisted(2024, [5, 30]).set_index("unlisted")
    assert not frame.loc[5, "possible"]
    assert frame.loc[30, "possible"]


def test_no_number_of_bodies_at_the_floor_explains_all_five_means():
    # Leaving out the three missing policy values of 2024, all far above the mean, would seem to leave 14.
    for year in (2023, 2024):
        frame, numbers = mean_puzzle.floor_bodies(year)
        assert numbers == []
        assert (frame["low"] < frame["high"]).all()
        assert mean_puzzle.floor_bodies(year, widest=True)[1] != []
    frame = mean_puzzle.floor_bodies(2024)[0].set_index("mean")
    assert frame.loc["policy", "low"] > 14
    assert frame.loc["services", "high"] < 15


@pytest.mark.parametrize("numbers", [[0], [-5], ["x"], [2.5], []])
def test_numbers_of_bodies_that_are_none_are_refused(numbers):
    with pytest.raises(InputError, match="give whole numbers of bodies, 1 or more"):
        mean_puzzle.unlisted(2023, numbers)


def test_the_plain_mean_is_refuted_where_one_year_is_off():
    frame = mean_puzzle.both_years()
    assert mean_puzzle.plain_mean(frame) == REFUTED
    for fits, word in (("2023, 2024", ARITHMETIC_FACT), ("2023", REFUTED), ("", REFUTED)):
        assert mean_puzzle.plain_mean(frame.assign(fits=fits)) == word


@pytest.mark.parametrize(
    ("numbers", "word"), [(([3], [4, 5]), BOUNDED), (([3], []), NOT_SUPPORTED), (([], []), NOT_SUPPORTED)]
)
def test_bodies_at_the_floor_explain_only_where_every_year_has_a_number(numbers, word):
    assert mean_puzzle.explained([(None, found) for found in numbers]) == word


def test_the_lowest_groups_and_the_rest():
    frame = pd.DataFrame({"unit": ["a", "b", "c", "d"], "gap": [0.02, -0.1, -0.03, -0.01]})
    assert mean_puzzle.lowest_groups(frame) == {
        "low_unit": "b", "low": -0.1, "next_unit": "c", "next": -0.03, "rest": 0.02,
    }  # fmt: skip
