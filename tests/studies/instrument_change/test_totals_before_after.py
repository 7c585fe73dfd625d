"""Pairs of totals: bounds of every pair, counts and values, the set of the mean effect, one institution."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.studies.instrument_change import claims, totals_before_after
from analysis.studies.shared import institutions
from tests.studies import once

GROBOGAN = "kabupaten-grobogan"
VERDICTS = ("refuted", "feasible", "not_needed")


def of(result, claim: str, floor: int = 0) -> pd.DataFrame:
    """The rows of a claim in the order of the pairs."""
    return claims.of_claim(result.claims, claim, floor).loc[result.pairs["institution_id"]]


@pytest.fixture(scope="module")
def main():
    return once.before_and_after()


def test_shares_sum_to_one_and_are_the_counts(main):
    values = main.values
    assert values["pairs.n"] == len(main.pairs) == len(institutions.pairs())
    for claim in ("management", "all_new"):
        shares = [values[f"pairs.{claim}.{name}"] for name in VERDICTS]
        counts = [values[f"pairs.{claim}.{name}_n"] for name in VERDICTS]
        assert sum(shares) == pytest.approx(1, abs=1e-12)
        assert sum(counts) == values["pairs.n"]
        assert counts == [(of(main, claim)["verdict"] == name).sum() for name in VERDICTS]
        assert shares == [count / values["pairs.n"] for count in counts]
        assert counts[2] == values["pairs.n"] - values["pairs.fell"]
    assert values["pairs.fell"] + values["pairs.rose"] == (main.pairs["fall"] != 0).sum()
    assert values["pairs.management.refuted_n"] >= values["pairs.all_new.refuted_n"]


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
    assert 0 < one["least_decline"] < 1
    assert one["whose"] == "claim_article"
    assert main.assumptions.set_index("assumption").loc["no_decline"].isna().all()


def test_an_institution_without_that_year_is_shown_with_its_own():
    result = totals_before_after.study("kota", 2018, "official", 1, GROBOGAN)
    assert (result.one["before_year"], set(result.one_claims["floor"].dropna())) == (2019, {1})


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


def test_small_types():
    one = totals_before_after.study("kementerian", "last", "official", 0, GROBOGAN)
    assert one.values["pairs.n"] == 1
    assert one.population["imbens_manski_low"].isna().all(), "no interval from one institution"
    none = totals_before_after.study("lembaga", "last", "official", 0, GROBOGAN)
    assert (none.values["pairs.n"], none.pairs.empty, none.shares.empty) == (0, True, True)
    assert none.one["institution_id"] == GROBOGAN
    assert none.facts["first_n"] == none.facts["later_n"] == 0
    pairs = {name for name in none.values if name.startswith("pairs.")}
    assert set(none.values) == pairs | {"new_weight"}
    assert all(none.values[name] == 0 for name in pairs)


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


def test_under_management_both_claims_are_one():
    result = totals_before_after.study("all", "last", "management", 1, "kota-kediri")
    assert (result.fell["verdict_new"] == result.fell["verdict"]).all()
    assert result.facts["first_refuted_new"] == result.facts["first_refuted_management"]
    values = {name.rpartition(".")[::2]: x for name, x in result.values.items()}
    assert all(values["pairs.all_new", name] == values["pairs.management", name] for name in VERDICTS)


def test_a_figure_that_was_derived_is_no_published_total():
    assert "kementerian-koordinator-bidang-perekonomian" not in set(institutions.pairs(2018)["institution_id"])
