"""Claims on pairs of totals: each verdict and largest fall against plain Python, counts, and the long form itself."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

from analysis.studies.instrument_change import claims, dropped_and_reweighted, totals_before_after
from analysis.studies.shared import explanation, institutions
from tests.studies import once
from tests.studies.by_hand import largest_fall, rows

GROBOGAN = "kabupaten-grobogan"
VERDICTS = ("refuted", "feasible", "not_needed")


def expected(pair, floor: int, weight: float) -> tuple[str, str]:
    if pair.before <= pair.after:
        return "not_needed", "not_needed"
    sharp = largest_fall(pair.before, floor) >= pair.before - pair.after - 1e-9
    flat = (pair.after - (1 - weight) * pair.before) / weight >= 1
    return tuple("feasible" if possible else "refuted" for possible in (sharp, flat))


def of(result, claim: str, floor: int = 0) -> pd.DataFrame:
    """The rows of a claim in the order of the pairs."""
    return claims.of_claim(result.claims, claim, floor).loc[result.pairs["institution_id"]]


@pytest.fixture(scope="module")
def main():
    return once.before_and_after()


@pytest.mark.parametrize(
    ("definition", "weight"),
    [("official", 0.39), ("management", 0.165), ("official_minus_40", 0.3625), ("with_splits", 0.488)],
)
@pytest.mark.parametrize("floor", [0, 1])
def test_every_verdict_agrees_with_a_second_route(definition, weight, floor):
    result = totals_before_after.study("all", "last", definition, floor, GROBOGAN)
    assert float(result.values["new_weight"]) == pytest.approx(weight)
    first = of(result, "management", floor)
    for pair, row in zip(result.pairs.itertuples(), first.itertuples(), strict=True):
        assert row.verdict == expected(pair, floor, weight)[0], pair.institution_id
        assert row.largest_fall == pytest.approx(largest_fall(pair.before, floor), abs=1e-9)
        assert row.rest == pytest.approx(max(pair.fall - row.largest_fall, 0) if pair.fall > 0 else 0, abs=1e-12)
    if definition == "management":
        assert "all_new" not in set(result.claims["claim"])
        return
    for pair, row in zip(result.pairs.itertuples(), of(result, "all_new").itertuples(), strict=True):
        assert row.verdict == expected(pair, floor, weight)[1], pair.institution_id
        assert row.needed_level == pytest.approx((pair.after - (1 - weight) * pair.before) / weight, abs=1e-9)


def test_variants_and_both_floors(main):
    shares = main.shares.astype({"floor": "Int64"}).set_index(["claim", "floor", "variant"])
    assert len(shares) == 9
    assert (shares[list(VERDICTS)].sum(axis=1) - 1).abs().max() < 1e-12
    every = shares.xs("all", level="variant").reset_index().set_index(["claim", "floor"])["refuted_n"]
    assert every["management", 1] >= every["management", 0]
    at_2021 = shares.xs("with_2021", level="variant")
    assert set(at_2021["n"]) == {main.values["pairs.with_2021"]}
    better = institutions.pairs(with_low=False)
    assert set(shares.xs("without_low", level="variant")["n"]) == {len(better)}
    again = claims.shares(claims.claims(better, explanation.change(), "official"), better)
    columns = ["claim", *VERDICTS]
    kept = main.shares[main.shares["variant"] == "without_low"]
    assert again.loc[again["variant"] == "all", columns].to_numpy().tolist() == kept[columns].to_numpy().tolist()


def test_figures_with_one_decimal_count_as_that_coarse(main):
    rows = of(main, "management")
    coarse, fine = rows.loc["kabupaten-solok"], rows.loc[GROBOGAN]
    widths = [row["largest_fall_interval_high"] - row["largest_fall_interval_low"] for row in (coarse, fine)]
    assert widths[0] > 5 * widths[1]


def test_a_total_may_be_off_by_half_its_last_digit(main):
    printed = {(row["institution_id"], int(row["year"])): int(row["decimals"])
               for row in rows("spbe_index") if row["preferred"] == "yes"}  # fmt: skip
    halves = {1: Fraction(1, 20), 2: Fraction(1, 200)}
    found = claims.half_units(main.pairs)
    for pair, half in zip(main.pairs.itertuples(), found, strict=True):
        decimals = [printed[pair.institution_id, year] for year in (pair.before_year, pair.after_year)]
        assert list(half) == [halves[number] for number in decimals]
    assert {x for half in found for x in half} == set(halves.values()), "both kinds are there"


def test_the_decision_on_a_claim():
    assert claims.decision(pd.Series(["refuted", "refuted", "not_needed"])) == "refuted"
    assert claims.decision(pd.Series(["refuted", "feasible"])) == "bounded"
    assert claims.decision(pd.Series(["not_needed"])) == "arithmetic fact"


def test_over_all_levels_the_new_indicators_and_the_whole_change(main):
    """Largest falls from the interval of the third cause, whose own test has a linear program."""
    items, change = dropped_and_reweighted.items(), explanation.change()
    frame = main.pairs.set_index("institution_id")
    new, official, whole = (of(main, claim) for claim in ("all_new", "official", "whole"))
    for name in ("kabupaten-badung", "kabupaten-gowa"):
        before = frame.loc[name, "before"]
        low, high = (before + float(end) for end in dropped_and_reweighted.interval(items, change, before, 0))
        assert official.loc[name, "largest_fall"] == pytest.approx(0.39 * (high - 1), abs=1e-9)
        assert whole.loc[name, "largest_fall"] == pytest.approx(before - 0.61 * low - 0.39, abs=1e-9)
    assert new["largest_fall"].tolist() == pytest.approx((0.39 * (frame["before"] - 1)).tolist())
    too_large = ((frame["fall"] > whole["largest_fall"] + 1e-9) & (frame["fall"] > 0)).sum()
    assert main.facts["first_refuted_whole"] + main.facts["later_refuted_whole"] == too_large
    # What is possible if what continues kept its average stays possible if it need not.
    possible = new["verdict"] == "feasible"
    assert possible.any()
    assert (official.loc[possible, "verdict"] == "feasible").all()


def test_the_long_form_has_a_row_for_every_claim_and_floor(main):
    rows = main.claims.groupby("claim", sort=False)["floor"].agg(lambda floors: floors.dropna().nunique())
    assert rows.to_dict() == {"management": 2, "official": 2, "whole": 2, "all_new": 0}
    assert len(main.claims) == 7 * len(main.pairs)
    assert set(main.claims["verdict"]) == set(VERDICTS)
    readings = main.claims.groupby("claim")["reading"].unique().map(list).to_dict()
    assert readings["management"] == ["any_profile"]
    assert readings["all_new"] == ["kept_average"]
    assert readings["official"] == readings["whole"] == ["any_levels"]


@pytest.mark.parametrize(("after", "floor"), [(2.51, 0), (2.51, 1), (1.78, 0), (3.06, 1), (4.2, 0)])
def test_the_total_at_which_the_verdict_turns(after, floor):
    """Just below it the verdict is feasible, from it on refuted, by `explain` and by plain Python."""
    turning = claims.turning_total(explanation.change(), after, floor)
    verdicts = [
        explanation.explain(explanation.change(), x, after, floor)["verdict"] for x in (turning - 0.01, turning)
    ]
    assert verdicts == ["feasible", "refuted"]
    every = [x / 100 for x in range(round(100 * after) + 1, 501)]
    possible = [largest_fall(x, floor) >= x - after - 1e-9 for x in every]
    assert possible == [x < turning - 1e-9 for x in every], "it turns once"


def test_at_the_floor_the_smallest_fall_is_too_large():
    """Management cannot lower an index of equal domains at the lowest level."""
    assert claims.turning_total(explanation.change(), 1.0, 1) == 1.01


def test_no_total_is_large_enough_where_the_later_one_is_near_the_top():
    assert claims.turning_total(explanation.change(), 4.9, 0) is None


def test_the_verdict_on_grobogan_hangs_on_the_figure_of_the_article(main):
    after = main.one["after"]
    assert 2.88 < main.one["turning"] < main.one["before"]
    assert explanation.explain(explanation.change(), 2.88, after)["verdict"] == "feasible"


def test_the_pairs_of_the_first_year_come_first(main):
    for _, part in main.shares.groupby(["claim", "floor"], dropna=False):
        assert part["variant"].iloc[0] == "with_2021"
