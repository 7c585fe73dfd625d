"""Persistence in the lists, and the parts of a change, against plain Python and arithmetic by hand."""

import csv
import statistics

import pytest

from analysis.methods.errors import InputError
from analysis.paths import PROCESSED
from analysis.studies.instrument_change import other_explanations
from analysis.studies.shared import explanation, institutions
from analysis.studies.shared.lists import TYPES
from tests.studies import once
from tests.studies.by_hand import national_index, rescored


@pytest.fixture(scope="module")
def result():
    return once.other_explained()


def pair(institution: str) -> list[float]:
    """The last index under 35 and the first under 47 indicators of an institution."""
    return institutions.pairs().set_index("institution_id").loc[institution, ["before", "after"]].tolist()


def test_the_slope_agrees_with_a_second_route(result):
    values = {}
    with (PROCESSED / "spbe_index.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["preferred"] == "yes" and row["year"] in ("2023", "2024"):
                values.setdefault(row["institution_id"], {})[row["year"]] = float(row["index"])
    pairs = [(v["2023"], v["2024"]) for name, v in values.items() if len(v) == 2 and name != "kabupaten-banyuasin"]
    slope, _ = statistics.linear_regression(*zip(*pairs, strict=True))
    assert result.facts["n"] == len(pairs) == len(result.lists)
    assert result.facts["persists"] == pytest.approx(slope, abs=1e-10)
    assert result.facts["left_out"] == "Kabupaten Banyuasin"


def test_excesses_sum_to_nought_and_places_count_from_the_top(result):
    lists = result.lists
    assert lists["excess"].sum() == pytest.approx(0, abs=1e-9)
    assert lists.loc[lists["place"] == 1, "excess"].item() == lists["excess"].max()
    row = lists.iloc[100]
    assert row["below"] == pytest.approx((lists["excess"] < row["excess"]).mean())
    assert row["place"] == (lists["excess"] > row["excess"]).sum() + 1


def test_every_named_institution_is_placed(result):
    assert result.named["institution_id"].tolist() == list(other_explanations.NAMED)
    assert "kabupaten-bandung-barat" not in other_explanations.NAMED


def test_slopes_are_the_stated_ones_and_the_measured_one(result):
    assert result.scenario["slope"].unique().tolist() == [0.4, 0.6, 0.8, result.facts["persists"]]
    assert len(result.scenario) == 4 * len(institutions.pairs())


def test_the_parts_of_a_change_sum_to_it(result):
    frame = result.growth
    for end, other in (("low", "high"), ("high", "low")):
        total = frame[f"fading_{end}"] + frame["growth"] + frame[f"effect_{end}"] + frame[f"left_{other}"]
        assert total.tolist() == pytest.approx(frame["change"].tolist(), abs=1e-12)
    grobogan = frame.set_index("institution_id").loc["kabupaten-grobogan"]
    assert grobogan["growth"] == pytest.approx(rescored(2021)[1] - national_index()[2019])


def test_an_effect_is_a_point_where_domain_values_are_known_and_else_what_the_total_allows(result):
    frame = result.growth.set_index("institution_id")
    again = institutions.rescored().set_index(["institution_id", "year"])["effect"]
    assert frame.loc["kota-denpasar", ["effect_low", "effect_high"]].tolist() == [again["kota-denpasar", 2021]] * 2
    found = explanation.document(*pair("kabupaten-grobogan"))["effect_at_new_profile"]
    assert frame.loc["kabupaten-grobogan", ["effect_low", "effect_high"]].tolist() == pytest.approx(found)


def test_the_word_for_the_largest_follows_its_chance(result):
    assert (result.facts["largest_decision"] == "not supported") == (
        result.facts["largest_chance"] >= other_explanations.UNUSUAL
    )
    assert abs(result.facts["largest"]) == result.lists["excess"].abs().max()


@pytest.mark.parametrize("institution_type", TYPES)
def test_every_type_has_its_slope(result, institution_type):
    one = other_explanations.study(institution_type)
    row = result.by_type.set_index("type").loc[institution_type]
    assert set(one.lists["type"]) == {institution_type}
    assert one.facts["persists"] == pytest.approx(row["slope"])
    assert row["low"] < row["slope"] < row["high"]
    assert one.facts["measured"] == result.facts["persists"]


def test_an_unknown_type_is_refused():
    with pytest.raises(InputError, match="institution_type desa: unknown; choose all or one of"):
        other_explanations.study("desa")
