"""Shares of variance between provinces, against the table of variance by hand and a world without neighbours."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.studies.growth import places
from analysis.studies.growth.panel import panel
from tests.methods.inference.test_variance_shares import by_likelihood


@pytest.fixture(scope="module")
def everyone():
    return panel("all")


@pytest.fixture(scope="module")
def found(everyone):
    return places.study(everyone)


@pytest.mark.parametrize(("quantity", "column"), places.QUANTITIES.items())
def test_the_likelihood_by_hand_gives_the_same_share(everyone, found, quantity, column):
    local = everyone.domains[everyone.domains["province"] != ""]
    codes = local["province"].astype("category").cat.codes.to_numpy().astype(int)
    kinds = local["type"].to_numpy()
    design = np.column_stack([kinds == kind for kind in sorted(set(kinds))]).astype(float)
    y = local[column].to_numpy()
    share = by_likelihood((y - y.mean()) / y.std(), codes, design)
    row = found.table.set_index(["grouping", "quantity"]).loc["province", quantity]
    assert row["share"] == pytest.approx(share, abs=5e-4)
    assert row["low"] <= row["share"] <= row["high"]
    assert (row["n"], row["groups"]) == (515, 38)


def test_the_numbers_that_a_referee_computed(found):
    share = found.table.set_index(["grouping", "quantity"])["share"]
    assert round(share["province", "level"], 2) == 0.57
    assert round(share["province", "growth"], 2) == 0.02


def test_levels_are_shared_in_a_province_and_growth_is_not(found):
    assert found.decisions["level"] == "associated only"
    assert found.decisions["growth"] == "not supported"


def test_shuffled_neighbours_share_nothing(everyone):
    rng = np.random.default_rng(4)
    frame = everyone.domains.copy()
    local = frame["province"] != ""
    frame.loc[local, "province"] = rng.permutation(frame.loc[local, "province"].to_numpy())
    shuffled = places.study(replace(everyone, domains=frame))
    row = shuffled.table.set_index(["grouping", "quantity"]).loc["province", "level"]
    assert row["share"] < 0.05
    assert row["low"] == 0


@pytest.mark.parametrize(("low", "high", "word"), [
    (0.1, 0.3, "associated only"), (0.0, 0.09, "not supported"), (0.0, 0.4, "inconclusive"),
])  # fmt: skip
def test_the_word_follows_the_interval(low, high, word):
    assert places.decision(low, high) == word


@pytest.mark.parametrize("institution_type", ["kementerian", "lembaga", "lainnya", "provinsi"])
def test_where_a_province_has_one_of_a_type_nothing_is_compared(institution_type):
    result = places.study(panel(institution_type))
    assert result.table.empty
    assert not result.facts["by_province"]
