"""Links fitted on the complete lists: what goes in, how far they are off by a second route, and when types differ."""

from __future__ import annotations

import statistics

import numpy as np
import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.studies.instrument_checks import linking
from analysis.studies.shared import institutions
from tests.studies.by_hand import national_index, rescored


@pytest.fixture(scope="module")
def result():
    return linking.study(2023)


def test_both_scores_are_of_the_same_institution_and_year():
    fit = linking.scores(2023)
    frame = institutions.rescored()
    frame = frame[frame["year"] == 2023].set_index("institution_id")
    assert fit["x"].tolist() == frame.loc[fit["institution_id"], "index"].tolist()
    assert fit["y"].tolist() == frame.loc[fit["institution_id"], "index_35"].tolist()
    assert set(frame.index) - set(fit["institution_id"]) == {"kabupaten-banyuasin"}


def test_a_second_route_to_mean_and_linear_links_on_the_other_list(result):
    fit, other = linking.scores(2023), linking.scores(2024)
    xs, ys = fit["x"].tolist(), fit["y"].tolist()
    slope = statistics.stdev(ys) / statistics.stdev(xs)
    guesses = {
        "mean": [x + statistics.fmean(ys) - statistics.fmean(xs) for x in other["x"]],
        "linear": [statistics.fmean(ys) + slope * (x - statistics.fmean(xs)) for x in other["x"]],
    }
    across = result.accuracy.set_index(["fitted", "applied", "how"])
    for how, guess in guesses.items():
        errors = [g - y for g, y in zip(guess, other["y"], strict=True)]
        row = across.loc[(2023, 2024, how)]
        assert row["bias"] == pytest.approx(statistics.fmean(errors), abs=1e-9)
        assert row["rmse"] == pytest.approx(statistics.fmean(e * e for e in errors) ** 0.5, abs=1e-9)
        assert row["largest"] == pytest.approx(max(map(abs, errors)), abs=1e-9)
        assert (row["n"], row["outside"]) == (len(other), 0)


def test_links_have_no_bias_where_they_were_fitted(result):
    own = result.accuracy[result.accuracy["fitted"] == result.accuracy["applied"]]
    assert own["bias"].abs().max() < 1e-4
    assert (own["outside"] == 0).all()


def test_the_mean_link_errs_by_the_spread_of_the_effect(result):
    fit = linking.scores(2023)
    row = result.accuracy.set_index(["fitted", "applied", "how"]).loc[(2023, 2023, "mean")]
    assert row["rmse"] == pytest.approx((fit["x"] - fit["y"]).std(ddof=0), abs=1e-9)


def test_the_national_index_is_linked_beside_its_rescored_value(result):
    row = result.national.set_index(["year", "fitted"]).loc[(2021, 2023)]
    fit = linking.scores(2023)
    assert row["rescored"] == pytest.approx(rescored(2021)[1])
    assert row["mean"] == pytest.approx(national_index()[2021] + (fit["y"] - fit["x"]).mean())
    assert row["mean_off"] == pytest.approx(row["mean"] - rescored(2021)[1])


def test_what_the_national_index_alone_allows_by_hand(result):
    # Most on the old weights: what is above the floor goes to policy (room .13 x 4), then services; least: to
    # management (room .165 x 4), which the old weights do not count, then governance.
    above = national_index()[2021] - 1
    row = result.national.set_index(["year", "fitted"]).loc[(2021, 2023)]
    assert row["high"] == pytest.approx(1 + 0.17 * 4 + (above - 0.52) * 0.55 / 0.455)
    assert row["low"] == pytest.approx(1 + (above - 0.66) * 0.28 / 0.25)
    inside = result.national[["rescored"]].to_numpy()
    assert (result.national[["low"]].to_numpy() <= inside).all()
    assert (inside <= result.national[["high"]].to_numpy()).all()


def test_the_few_known_institutions(result):
    known = result.known.set_index(["name", "year"])
    assert set(result.known["year"]) == {2021, 2022}
    row = known.loc[("Kota Denpasar", 2021)]
    assert row["linear_off"] == pytest.approx(row["linear"] - row["index_35"])


def test_the_flag_follows_from_the_curve(result):
    curve, summary = result.rmsd, result.invariance.set_index("how")
    fit = linking.scores(2023)
    low, high = fit["x"].quantile([0.05, 0.95])
    assert (curve["x"].min(), curve["x"].max()) == pytest.approx((low, high), abs=0.0051)
    for how in linking.HOWS:
        rmsd = curve[f"{how}_rmsd"]
        assert summary.loc[how, "largest"] == pytest.approx(rmsd.max())
        assert summary.loc[how, "flag"] == (rmsd.max() > 0.05)
        assert summary.loc[how, "share_above"] == pytest.approx(np.mean(rmsd > 0.05))
        assert summary.loc[how, "in_sd"] == pytest.approx(rmsd.max() / fit["y"].std())
    assert result.facts["decision"] == ("not supported" if summary["flag"].any() else "arithmetic fact")


def test_the_rmsd_of_the_mean_link_by_hand(result):
    fit = linking.scores(2023)
    gap = fit["y"] - fit["x"]
    by_type = gap.groupby(fit["type"]).agg(["size", "mean"])
    expected = np.sqrt(np.average((by_type["mean"] - gap.mean()) ** 2, weights=by_type["size"]))
    assert result.rmsd["mean_rmsd"].tolist() == pytest.approx([expected] * len(result.rmsd))


def test_types_at_random_do_not_raise_the_linear_flag():
    fit = linking.scores(2023)
    random = fit.assign(type=np.random.default_rng(4).permutation(fit["type"].to_numpy(dtype=object)))
    curve = linking._curve(random)
    assert curve["linear_rmsd"].max() < linking.flag()


def test_a_planted_difference_between_types_raises_the_flag(monkeypatch):
    monkeypatch.setattr(linking, "DRAWS", 19)
    fit = linking.scores(2023)
    planted = fit.assign(y=fit["x"] + np.where(fit["type"] == "kabupaten", 0.3, 0.1))
    summary = linking._invariance(planted, linking._curve(planted)).set_index("how")
    assert summary["flag"].all()
    assert (summary.loc[["mean", "linear"], "random_share"] == 1 / 20).all()


def test_the_error_by_type_by_hand(result):
    fit = linking.scores(2023)
    gap = fit["y"] - fit["x"]
    frame = result.by_type.set_index("type")
    assert frame["n"].sum() == len(fit)
    assert frame.loc["kota", "mean_off"] == pytest.approx(gap.mean() - gap[fit["type"] == "kota"].mean())
    assert (frame["low"] < frame["high"]).all()


def test_the_same_twice(monkeypatch):
    monkeypatch.setattr(linking, "DRAWS", 19)
    fit = linking.scores(2024)
    curve = linking._curve(fit)
    pd.testing.assert_frame_equal(linking._invariance(fit, curve), linking._invariance(fit, curve))


@pytest.mark.parametrize("year", [2020, 2022, 2025])
def test_a_year_without_a_complete_list_is_refused(year):
    with pytest.raises(InputError, match=f"year {year}: no complete list to fit a link on; choose 2023 or 2024"):
        linking.study(year)


def test_random_types_are_flagged_as_often_as_counted():
    fit = linking.scores(2023)
    summary = linking._invariance(fit, linking._curve(fit)).set_index("how")
    assert summary.loc["mean", "random_flag"] == 0, "adding one number: groups at random hardly stray"
    assert summary.loc["equipercentile", "random_flag"] > 0.9, "few scores in a group: nearly every typing strays"
