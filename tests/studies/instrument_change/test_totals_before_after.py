"""Pairs of totals: claims and bounds of every pair against plain Python, shares, and the set of the mean effect."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.studies.instrument_change import dropped_and_reweighted, totals_before_after
from analysis.studies.shared import explanation, institutions
from tests.studies.by_hand import largest_fall

GROBOGAN = "kabupaten-grobogan"
VERDICTS = ("refuted", "feasible", "not_needed")


def expected(pair, floor: int, weight: float) -> tuple[str, str]:
    if pair.before <= pair.after:
        return "not needed", "not needed"
    sharp = largest_fall(pair.before, floor) >= pair.before - pair.after - 1e-9
    flat = (pair.after - (1 - weight) * pair.before) / weight >= 1
    return tuple("feasible" if possible else "refuted" for possible in (sharp, flat))


@pytest.fixture(scope="module")
def main():
    return totals_before_after.study("all", "last", "official", 0, GROBOGAN)


@pytest.mark.parametrize(
    ("definition", "weight"),
    [("official", 0.39), ("management", 0.165), ("official_minus_40", 0.3625), ("with_splits", 0.488)],
)
@pytest.mark.parametrize("floor", [0, 1])
def test_every_verdict_agrees_with_a_second_route(definition, weight, floor):
    result = totals_before_after.study("all", "last", definition, floor, GROBOGAN)
    assert float(result.values["new_weight"]) == pytest.approx(weight)
    for pair in result.pairs.itertuples():
        sharp, flat = expected(pair, floor, weight)
        new = sharp if definition == "management" else flat
        assert (pair.verdict, pair.verdict_new) == (sharp, new), pair.institution_id
        assert pair.verdict_all_new == expected(pair, floor, 0.39)[1]
        assert pair.largest_fall == pytest.approx(largest_fall(pair.before, floor), abs=1e-9)
        assert pair.needed_level == pytest.approx((pair.after - (1 - weight) * pair.before) / weight, abs=1e-9)
        assert pair.rest == pytest.approx(max(pair.fall - pair.largest_fall, 0) if pair.fall > 0 else 0, abs=1e-12)


def test_shares_sum_to_one_and_are_the_counts(main):
    values = main.values
    assert values["pairs.n"] == len(main.pairs) == len(institutions.pairs())
    for claim, column in (("management", "verdict"), ("all_new", "verdict_new")):
        shares = [values[f"pairs.{claim}.{name}"] for name in VERDICTS]
        counts = [values[f"pairs.{claim}.{name}_n"] for name in VERDICTS]
        assert sum(shares) == pytest.approx(1, abs=1e-12)
        assert sum(counts) == values["pairs.n"]
        assert counts == [(main.pairs[column] == name.replace("_", " ")).sum() for name in VERDICTS]
        assert shares == [count / values["pairs.n"] for count in counts]
        assert counts[2] == values["pairs.n"] - values["pairs.fell"]
    assert values["pairs.fell"] + values["pairs.rose"] == (main.pairs["fall"] != 0).sum()
    assert values["pairs.management.refuted_n"] >= values["pairs.all_new.refuted_n"]


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
    again = totals_before_after.shares(better, totals_before_after.change(), "official")
    columns = ["claim", *VERDICTS]
    kept = main.shares[main.shares["variant"] == "without_low"]
    assert again.loc[again["variant"] == "all", columns].to_numpy().tolist() == kept[columns].to_numpy().tolist()


def test_management_as_the_definition_is_the_flat_criterion(main):
    flat = totals_before_after.study("all", "last", "management", 0, GROBOGAN)
    assert flat.values["pairs.management.refuted_n"] == main.values["pairs.management.refuted_n"]
    assert flat.values["pairs.all_new.refuted_n"] >= flat.values["pairs.management.refuted_n"]


def test_the_year_before_can_be_text_or_number():
    text, number = (totals_before_after.study("all", year, "official", 0, GROBOGAN) for year in ("2019", 2019))
    pd.testing.assert_frame_equal(text.pairs, number.pairs)
    assert set(text.pairs["before_year"]) == {2019}


def test_grobogan(main):
    one = main.one
    before, after = institutions.pairs().set_index("institution_id").loc[GROBOGAN, ["before", "after"]]
    assert (one["before"], one["after"], one["verdict"], one["verdict_new"]) == (before, after, "refuted", "feasible")
    assert one["largest_fall"] == pytest.approx(0.04 * 5 + 0.095 * (before - 0.17 * 5) / 0.55 - 0.165)
    assert one["needed_level"] == pytest.approx((after - 0.61 * before) / 0.39)
    assert 0 < main.facts["least_decline"] < 1
    assert main.assumptions.set_index("assumption").loc["no_decline"].isna().all()


def test_an_institution_without_that_year_is_shown_with_its_own():
    one = totals_before_after.study("kota", 2018, "official", 1, GROBOGAN).one
    assert (one["before_year"], one["floor"]) == (2019, 1)


def test_figures_with_one_decimal_count_as_that_coarse(main):
    pairs = main.pairs.set_index("institution_id")
    coarse, fine = pairs.loc["kabupaten-solok"], pairs.loc[GROBOGAN]
    widths = [row["largest_fall_interval_high"] - row["largest_fall_interval_low"] for row in (coarse, fine)]
    assert widths[0] > 5 * widths[1]


def test_known_effects_lie_within_their_bounds(main):
    known = main.known
    assert len(known) > 10
    slack = 0.005  # the published total and the four domain values are rounded
    assert (known["effect"] >= known["effect_at_new_profile_low"] - slack).all()
    assert (known["effect"] <= known["effect_at_new_profile_high"] + slack).all()
    # change of totals = effect + change at old weights, but for the rounding of the published total
    assert (known["effect"] + known["real_change"] + known["fall"]).abs().max() < 0.01
    assert known["real_change"].lt(-known["least_real_fall"] + slack).all()


def test_the_set_of_the_mean(main):
    sets = main.population.set_index("profile")
    old = main.pairs[["effect_at_old_profile_low", "effect_at_old_profile_high"]].mean()
    assert sets.loc["old", ["low", "high"]].tolist() == pytest.approx(old.tolist())
    for row in sets.itertuples():
        assert row.imbens_manski_low < row.low < row.high < row.imbens_manski_high
        assert (row.stoye_low, row.stoye_high) == pytest.approx(
            (row.imbens_manski_low, row.imbens_manski_high), abs=1e-4
        ), "the sets are wide"
    new, known = sets.loc["new"], sets.loc["new_known"]
    assert new["low"] < known["low"] < known["high"] < new["high"]
    assert main.values["pairs.mean_effect.old.low"] == sets.loc["old", "low"]


def test_the_decision_on_a_claim():
    assert totals_before_after.decision(pd.Series(["refuted", "refuted", "not needed"])) == "refuted"
    assert totals_before_after.decision(pd.Series(["refuted", "feasible"])) == "bounded"
    assert totals_before_after.decision(pd.Series(["not needed"])) == "arithmetic fact"


def test_small_types():
    one = totals_before_after.study("kementerian", "last", "official", 0, GROBOGAN)
    assert one.values["pairs.n"] == 1
    assert one.population["imbens_manski_low"].isna().all(), "no interval from one institution"
    none = totals_before_after.study("lembaga", "last", "official", 0, GROBOGAN)
    assert (none.values["pairs.n"], none.pairs.empty, none.shares.empty) == (0, True, True)
    assert none.one["institution_id"] == GROBOGAN
    assert set(none.values) == {"pairs.n", "pairs.fell", "pairs.rose", "pairs.with_2021", "new_weight"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("desa", "last", "official", 0, GROBOGAN), "institution_type desa: unknown"),
        (("all", "2021", "official", 0, GROBOGAN), "before_year 2021: choose last or one of"),
        (("all", "first", "official", 0, GROBOGAN), "before_year first: choose last or one of"),
        (("all", "last", "net", 0, GROBOGAN), "new_definition net: unknown"),
        (("all", "last", "official", 2, GROBOGAN), "floor 2: choose 0 or 1"),
        (("all", "last", "official", 0, "kota-x"), "institution kota-x: no total on both sides .* choose one that has"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InputError, match=message):
        totals_before_after.study(*arguments)


def test_over_all_levels_the_new_indicators_and_the_whole_change(main):
    """Largest falls from the interval of the third cause, whose own test has a linear program."""
    items, change = dropped_and_reweighted.items(), explanation.change()
    frame = main.pairs.set_index("institution_id")
    for name in ("kabupaten-badung", "kabupaten-gowa"):
        before = frame.loc[name, "before"]
        low, high = (before + float(end) for end in dropped_and_reweighted.interval(items, change, before, 0))
        assert frame.loc[name, "largest_fall_all_new"] == pytest.approx(0.39 * (high - 1), abs=1e-9)
        assert frame.loc[name, "largest_fall_whole"] == pytest.approx(before - 0.61 * low - 0.39, abs=1e-9)
    assert frame["largest_fall_new"].tolist() == pytest.approx((0.39 * (frame["before"] - 1)).tolist())
    whole = ((frame["fall"] > frame["largest_fall_whole"] + 1e-9) & (frame["fall"] > 0)).sum()
    assert main.facts["refuted_whole"] == whole
    # What is possible if what continues kept its average stays possible if it need not.
    possible = frame["verdict_all_new"] == "feasible"
    assert possible.any()
    assert (frame.loc[possible, "verdict_all_levels"] == "feasible").all()


def test_under_management_both_claims_are_one():
    result = totals_before_after.study("all", "last", "management", 0, "kota-kediri")
    assert (result.pairs["verdict_new"] == result.pairs["verdict"]).all()
    assert result.facts["refuted_new"] == result.facts["refuted_management"]


def test_a_figure_that_was_derived_is_no_published_total():
    assert "kementerian-koordinator-bidang-perekonomian" not in set(institutions.pairs(2018)["institution_id"])
