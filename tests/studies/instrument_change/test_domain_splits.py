"""Bounds and orders from domain values: the nation by hand, the rows that must be there, what they must contain."""

from __future__ import annotations

import pytest

from analysis.methods.effects.concordance import Concordance
from analysis.studies.instrument_change import domain_splits
from analysis.studies.instrument_change.indicators import concordance
from analysis.studies.shared import institutions
from analysis.studies.shared.published_means import rescored
from tests.studies.by_hand import domains, rescored as rescored_by_hand, rows

LINKS: Concordance = concordance()


@pytest.fixture(scope="module")
def bounds():
    return {floor: domain_splits.national_bounds(LINKS, floor).set_index(["unit", "year"]) for floor in (0, 1)}


@pytest.fixture(scope="module")
def orders():
    return domain_splits.orders("last", 2021).set_index(["unit", "before_year"])


def test_the_nation_2021_at_one_average_a_domain_by_hand(bounds):
    p, g, m, s = domains(2021)
    index = 0.13 * p + 0.25 * g + 0.165 * m + 0.455 * s
    # p = .5 r + .5 n: r from 1 to 2 p - 1. g = .7 r + .3 n: r up to (g - .3)/.7. s = (.37 r + .085 n)/.455.
    most = 0.04 * (2 * p - 1) + 0.24 * (g - 0.3) / 0.7 + 0.55 * (0.455 * s - 0.085) / 0.37 + 0.17 * 5
    least = 0.04 * 1 + 0.24 * 1 + 0.55 * (0.455 * s - 0.085 * 5) / 0.37
    row = bounds[0].loc[("nasional", 2021)]
    assert row["alike_low"] == pytest.approx(index - most, abs=1e-12)
    assert row["alike_high"] == pytest.approx(index - least, abs=1e-12)
    assert row["effect"] == pytest.approx(index - rescored_by_hand(2021)[1], abs=1e-12)
    # Floor 1: the dropped indicators give at least .17.
    one = bounds[1].loc[("nasional", 2021)]
    assert one["alike_high"] == pytest.approx(row["alike_high"] - 0.17, abs=1e-12)
    assert one["low"] == row["low"]


@pytest.mark.parametrize("floor", [0, 1])
def test_any_levels_allow_more_than_one_average_and_contain_the_part_that_is_certain(bounds, floor):
    frame = bounds[floor]
    assert (frame["low"] <= frame["alike_low"]).all()
    assert (frame["alike_high"] <= frame["high"]).all()
    assert ((frame["alike_low"] < frame["effect"]) & (frame["effect"] < frame["alike_high"])).all()


def test_the_rows_of_the_bounds(bounds):
    frame = bounds[0]
    assert list(frame.index) == [("nasional", year) for year in rescored().index] + [("listed", 2023), ("listed", 2024)]
    assert frame.loc["nasional", "n"].isna().all()
    listed = institutions.rescored()
    for year in (2023, 2024):
        chosen = listed[(listed["year"] == year) & ~listed["below_floor"]]
        assert frame.loc[("listed", year), "n"] == len(chosen)
        assert frame.loc[("listed", year), "effect"] == pytest.approx(chosen["effect"].mean(), abs=1e-12)


def test_both_orders_of_the_nation_by_hand(orders):
    row = orders.loc[("nasional", 2020)]
    # e = .04 p + .03 g + .095 s
    p, g, s = domains(2020)
    carried = -0.04 * p - 0.03 * g - 0.095 * s
    new, old = rescored_by_hand(2021)
    assert row["instrument_new"] == pytest.approx(new - old, abs=1e-12)
    assert row["instrument_old_low"] == pytest.approx(carried + 0.165, abs=1e-12)
    assert row["instrument_old_high"] == pytest.approx(carried + 0.165 * 5, abs=1e-12)
    assert row["instrument_old_high_capped"] == pytest.approx(carried + 0.165 * g, abs=1e-12)
    assert row["change"] == pytest.approx(new - (0.17 * p + 0.28 * g + 0.55 * s), abs=1e-12)


def test_the_parts_of_either_order_sum_to_the_change(orders):
    for suffix in ("", "_capped"):
        for one, other in (("low", "high"), ("high", "low")):
            total = orders[f"instrument_old_{one}{suffix}"] + orders[f"real_new_{other}{suffix}"]
            assert total.to_numpy() == pytest.approx(orders["change"].to_numpy(), abs=1e-12)
    assert (orders["real_old"] + orders["instrument_new"]).to_numpy() == pytest.approx(orders["change"].to_numpy())


def test_every_institution_with_domains_on_both_sides_is_there(orders):
    found = [(unit, start, int(row["year"])) for (unit, start), row in orders.iterrows() if unit != "nasional"]
    named, held = {row["institution_id"] for row in rows("institutions")}, {}
    for row in rows("spbe_parts"):
        if row["level"] == "domain" and row["preferred"] == "yes" and row["value"] and row["unit"] in named:
            held.setdefault((row["unit"], int(row["year"]), row["instrument"]), set()).add(row["part_id"])
    before = {
        (unit, year) for (unit, year, instrument), parts in held.items() if instrument == "35" and len(parts) == 3
    }
    after = {(unit, year) for (unit, year, instrument), parts in held.items() if instrument == "47" and len(parts) == 4}
    both = {unit for unit, _ in before} & {unit for unit, _ in after}
    assert found == [
        (unit, max(y for u, y in before if u == unit), min(y for u, y in after if u == unit)) for unit in sorted(both)
    ]
    assert [start for unit, start in orders.index if unit == "nasional"] == [2018, 2019, 2020]


def test_a_given_year_before_is_used_as_text_or_number():
    frame = domain_splits.orders("2018", 2023)
    assert frame.equals(domain_splits.orders(2018, 2023))
    assert set(frame.loc[frame["unit"] != "nasional", "before_year"]) == {2018}
    assert set(frame.loc[frame["unit"] == "nasional", "year"]) == {2023}
    assert set(domain_splits.orders(2020, 2021)["unit"]) == {"nasional", "kabupaten-madiun"}, (
        "no other has domains of that year"
    )
