"""What each explanation could do: leads, pairs, floor and who was counted, by hand and on planted cases."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.studies.change_by_type import change, explanations
from analysis.studies.change_by_type.explanations import ROUNDING, higher_fell_more
from tests.studies.change_by_type import raw_means


@pytest.fixture(scope="module")
def found():
    return change.study(2021)


@pytest.fixture(scope="module")
def result(found):
    return explanations.study(found, 0)


def test_leads_are_differences_on_one_set_of_weights(found, result):
    means = found.means.set_index(["group", "year"])
    lead = result.leads.set_index("group")
    assert lead.loc["kementerian", "lead_2020"] == pytest.approx(3.19 - 2.04, abs=1e-12)
    for year in (2021, 2022, 2023, 2024):
        own = means.loc[("kota", year), "index_35"] - means.loc[("kabupaten", year), "index_35"]
        assert lead.loc["kota", f"lead_{year}"] == pytest.approx(own, abs=1e-12)
    assert lead["lead_2023"].isna().sum() == 1


def test_the_lead_of_every_type_shrank_at_the_change_and_grew_on_one_instrument(result):
    """So that neither falling back of the high nor catching up of the low is what the means show."""
    assert result.facts["shrank"] == result.facts["grew"] == result.facts["lead_types"] == 5
    assert result.facts["pairs_low"] > result.facts["pairs"] / 2
    assert result.facts["pairs_next_high"] < result.facts["pairs"] / 2


def test_the_parts_that_separate_sum_to_the_printed_difference(result):
    frame = result.compared
    assert (frame["apart_old"] + frame["apart_effect"] - frame["apart_across"]).abs().max() < 0.02
    by_hand = [
        float(raw_means.printed(2021, group)) - float(raw_means.printed(2020, group)) for group in frame["group"]
    ]
    assert frame["across"].tolist() == pytest.approx(by_hand, abs=1e-12)
    own = frame.set_index("group").loc["kabupaten"]
    assert own[["apart_old", "apart_effect", "apart_across"]].tolist() == [0, 0, 0]


def test_the_instrument_took_more_where_the_domains_stood_further_above_management(found, result):
    """.165 times the other domains minus management: the order of the effects is that of these gaps."""
    means = found.means[(found.means["year"] == 2021) & (found.means["group"] != "nasional")].set_index("group")
    gaps = means["index_35"] - means["management"]
    assert (-0.165 * gaps).to_dict() == pytest.approx(means["effect"].to_dict(), abs=0.01)
    assert gaps.rank().to_dict() == (-means["effect"]).rank().to_dict()
    assert abs(result.facts["apart_effect"]) < 0.25 * abs(result.facts["apart_across"]), "the smaller part by far"


@pytest.mark.parametrize("floor", [0, 1])
def test_the_floor_lifts_what_the_scale_allows_and_nothing_where_it_does_not_move(found, floor):
    facts = explanations.study(found, floor).facts
    # All at 0 or 5: a share 1 - 2.04/5 of levels of 0, each lifted by 1.
    assert facts["lift_most"] == pytest.approx((1 - 2.04 / 5) if floor == 0 else 0, abs=1e-12)
    assert facts["lift_top"] == pytest.approx((1 - 3.19 / 5) if floor == 0 else 0, abs=1e-12)
    assert (facts["lift_most"] > abs(facts["apart_old"])) == (floor == 0), "enough for all of it, or for none"


def test_who_was_counted_by_a_planted_nation_of_regencies(found, result):
    """With the bodies left out at the needed mean, those that stay have in 2020 what all are re-scored at in 2021."""
    left, listed, needed = (result.facts[name] for name in ("left_out", "listed", "needed_before"))
    after = found.means.set_index(["group", "year"]).loc[("kabupaten", 2021), "index_35"]
    stayed = [after] * (listed - left)
    assert sum([*stayed, *[needed] * left]) / listed == pytest.approx(2.04, abs=1e-9)
    assert 0 < needed < 2.04
    assert (left, listed) == (637 - 517, 398)


def test_pairs_of_a_planted_order():
    before = pd.Series({"a": 3.0, "b": 2.0, "c": 1.0})
    assert higher_fell_more(before, before * 0.5, 0.0) == (3, 3, 3)
    assert higher_fell_more(before, before * 1.5, 0.0) == (0, 0, 3)
    assert higher_fell_more(before, before + 1, 0.0) == (0, 0, 3)  # all alike: no fall of the higher one
    assert higher_fell_more(before, before + 1, ROUNDING) == (0, 3, 3)  # and rounding could make it any


def test_rounding_is_that_of_all_four_means():
    """Falls of .515 and .500 between means that are off by up to .005 each: the higher one may have fallen less."""
    before, after = pd.Series({"a": 3.0, "b": 2.0}), pd.Series({"a": 2.485, "b": 1.5})
    assert higher_fell_more(before, after, ROUNDING) == (0, 1, 1)
    falls = {
        "a": (before["a"] - 0.00499) - (after["a"] + 0.00499),
        "b": (before["b"] + 0.00499) - (after["b"] - 0.00499),
    }
    assert falls["a"] < falls["b"]
    assert higher_fell_more(before, pd.Series({"a": 2.479, "b": 1.5}), ROUNDING) == (1, 1, 1)


def test_equal_means_are_no_pair():
    assert (
        higher_fell_more(pd.Series({"a": 2.0, "b": 2.0, "c": 1.0}), pd.Series({"a": 1.0, "b": 3.0, "c": 1.0}), 0.0)[2]
        == 2
    )


def test_another_floor_is_refused(found):
    with pytest.raises(InputError, match="old_floor 2"):
        explanations.study(found, 2)
