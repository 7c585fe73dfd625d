"""Rows in the order of what is published: by hand, under noise in the last bit, and refused where nothing decides."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.methods.ordering import LISTED, highest, lowest, ordered, settled
from analysis.methods.rounding import published

NOISE = 1.5e-10  # what two routes to one number may differ by, and more


def frame() -> pd.DataFrame:
    return pd.DataFrame({"fall": [0.3, 0.1, 0.3, np.nan, 0.1], "id": list("ebadc")}, index=[9, 8, 7, 6, 5])


def test_the_first_key_counts_first_and_the_index_goes_along():
    assert ordered(frame(), "fall", "id").index.tolist() == [8, 5, 7, 9, 6]
    assert ordered(frame(), "fall", "id", falling=["fall"])["id"].tolist() == ["a", "e", "b", "c", "d"]
    assert ordered(frame(), "fall", LISTED)["id"].tolist() == ["b", "c", "e", "a", "d"]


def test_values_come_in_their_places_and_others_after_them():
    assert ordered(frame(), "id", LISTED, places={"id": ["c", "a"]})["id"].tolist() == ["c", "a", "e", "b", "d"]
    with pytest.raises(InputError, match="order by id: 3 rows tie"):
        ordered(frame(), "id", places={"id": ["c", "a"]})


@pytest.mark.parametrize("seed", range(20))
def test_noise_in_the_last_bits_changes_no_order(seed):
    rng = np.random.default_rng(seed)
    plain = pd.DataFrame({"x": rng.integers(0, 4, 50) / 8, "id": rng.permutation(50)})
    noisy = plain.assign(x=plain["x"] + rng.uniform(-NOISE, NOISE, 50))
    assert noisy["x"].sort_values().index.tolist() != plain["x"].sort_values(kind="stable").index.tolist()
    for order in (("x", "id"), ("x", LISTED)):
        for falling in ((), ("x",)):
            expected = ordered(plain, *order, falling=falling).index
            assert ordered(noisy, *order, falling=falling).index.equals(expected)
    assert [lowest(noisy["x"]), highest(noisy["x"])] == [int(np.argmin(plain["x"])), int(np.argmax(plain["x"]))]


def test_the_order_does_not_hang_on_the_order_of_the_rows():
    for seed in range(10):
        mixed = frame().sample(frac=1, random_state=seed)
        assert ordered(mixed, "fall", "id").equals(ordered(frame(), "fall", "id"))


def test_rows_that_nothing_tells_apart_are_refused():
    with pytest.raises(InputError, match=r"order by fall: 4 rows tie, the first at .*0\.3.*; add a column that tells"):
        ordered(frame(), "fall")
    almost = frame().assign(fall=[0.3, 0.1, 0.3 + NOISE, np.nan, 0.2])
    with pytest.raises(InputError, match="order by fall: 2 rows tie"):
        ordered(almost, "fall")
    with pytest.raises(InputError, match="2 rows tie"):
        ordered(pd.DataFrame({"x": [np.nan, np.nan]}), "x")


def test_no_rows_are_in_order():
    assert ordered(frame().iloc[:0], "fall", "id").empty


def test_the_first_of_equal_extremes_is_taken_and_missing_ones_do_not_count():
    values = [np.nan, 0.2, 0.1 + NOISE, 0.1, 0.2 + NOISE]
    assert (lowest(values), highest(values)) == (2, 1)
    assert (lowest([np.inf, 1]), highest([-np.inf, np.inf])) == (1, 1)
    for refused in ([], [np.nan]):
        with pytest.raises(InputError, match="lowest or highest of no value"):
            lowest(refused)


def test_settled_numbers_have_nine_decimals_and_keep_what_is_no_number():
    assert settled(np.array([0.1 + NOISE, 1e-10, -np.inf])).tolist() == [0.1, 0, -np.inf]
    assert np.isnan(settled(float("nan")))
    assert settled(pd.Series([1 / 3], index=["a"])).to_dict() == {"a": 0.333333333}


def test_settled_is_as_published_also_on_half_of_the_last_decimal():
    rng = np.random.default_rng(5)
    halves = (rng.integers(0, 10**9, 3000) + 0.5) / 10**9 * rng.choice([-1, 1, 3, 12.5, 250], 3000)
    values = np.concatenate([halves, np.nextafter(halves, 9e9), np.nextafter(halves, -9e9), rng.normal(0, 1e-8, 500)])
    values = np.concatenate([values, rng.normal(0, 1000, 500), [0.0, -0.0, 1e-300, 1e15]])
    assert settled(values).tolist() == [float(published(x)) for x in values]
    assert [settled(x) for x in values[:50]] == settled(values[:50]).tolist()
    both = settled(pd.Series(values[:3], index=list("abc"), name="x"))
    assert (list(both.index), both.name) == (list("abc"), "x")
    low, high = np.nextafter(0.4732413795, 0), np.nextafter(0.4732413795, 1)
    assert lowest([high, low]) == 0, "they are published alike, so the first is the lowest"


def test_missing_and_infinite_ones_stay():
    assert np.isnan(settled(np.nan))
    assert settled(np.array([np.inf, -np.inf])).tolist() == [np.inf, -np.inf]
