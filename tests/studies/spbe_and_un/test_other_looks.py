"""Other estimates of the gap, by plain arithmetic and by the order that they must have."""

import numpy as np
import pytest

from analysis.studies.shared import survey
from analysis.studies.spbe_and_un import donors
from tests.studies import once


@pytest.fixture(scope="module")
def main():
    return once.controlled("nearest", 2018)


def test_the_floor_is_a_difference_of_differences_with_the_region(main):
    rows, panel = survey.table().set_index(["iso3", "edition"])["osi"], donors.panel()
    later = [2020, 2022, 2024]
    change = {iso3: rows.loc[iso3].loc[later].mean() - rows.loc[iso3].loc[2018] for iso3 in panel.states["iso3"]}
    asia = panel.states.loc[panel.states["region"] == "Asia", "iso3"].drop(panel.own)
    expected = change["IDN"] - np.mean([change[iso3] for iso3 in asia])
    assert main.looks.set_index("look").loc["difference", "osi"] == pytest.approx(expected)


def test_leaving_out_one_donor_gives_a_range(main):
    looks = main.looks.set_index("look")
    assert (looks.loc["lowest_without_one"] <= looks.loc["highest_without_one"]).all()
    assert looks.loc["control"].to_dict() == pytest.approx(main.results.set_index("outcome")["mean"].to_dict())
