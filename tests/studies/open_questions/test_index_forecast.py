"""Forecasts of institutions' indices by another route, and their scores as figures come in."""

import numpy as np
import pandas as pd
import pytest

from analysis.data import tables
from analysis.studies.open_questions import declared, index_forecast


def preferred(year):
    index = tables.load("spbe_index")
    return index[index["preferred"] & (index["year"] == year)].set_index("institution_id")["index"]


def test_the_line_by_another_route():
    both = pd.concat([preferred(2023), preferred(2024)], axis=1).dropna()
    both = both[(both >= 1).all(axis=1)].to_numpy()
    slope, constant = np.polyfit(both[:, 0], both[:, 1], 1)
    line, limits = index_forecast.line(), index_forecast.study().limits.set_index("institution_id")
    assert [line.n, line.slope, line.constant] == pytest.approx([len(both), slope, constant])
    grobogan = preferred(2024)["kabupaten-grobogan"]
    assert limits.loc["kabupaten-grobogan", "median"] == pytest.approx(constant + slope * grobogan)
    assert set(limits.index) == set(preferred(2024).index)


def test_moved_forecasts_grow_with_the_nation_before_they_are_cut():
    limits = index_forecast.study().limits
    inner = limits[limits["high90"] < 5]
    shift = (inner["median_national"] - inner["median"]).to_numpy()
    assert np.ptp(shift) < 1e-9
    line = index_forecast.line()
    mean = (line.constant + line.slope * limits["index"]).mean()
    assert mean + shift[0] - limits["index"].mean() == pytest.approx(3.23 - 3.12)


def test_a_moved_limit_is_cut_at_the_end_of_the_scale_alone():
    """Limits lie even about their middle; what the shift brings back to the scale is not lost to an earlier cut."""
    limits = index_forecast.study().limits
    limits = limits[limits["low90_national"] > 1]
    even = 2 * limits["median_national"] - limits["low90_national"]
    assert (limits["high90"] == 5).any()
    assert limits["high90_national"].to_numpy() == pytest.approx(np.minimum(even, 5).to_numpy())


def test_left_out_institutions_lie_inside_as_often_as_said():
    whole = index_forecast.study().tested.iloc[-1]
    assert whole["inside_90"] == pytest.approx(0.9, abs=0.03)
    assert whole["inside_50"] == pytest.approx(0.5, abs=0.05)


def test_the_values_of_the_press_are_scored_each_by_its_own_limits():
    result = index_forecast.study()
    rows = result.scored.set_index("institution_id")
    assert rows["came"].to_dict() == preferred(2025).to_dict()
    assert rows.loc["kabupaten-banyuwangi", "came"] == 4.87
    assert rows.loc["kabupaten-aceh-tengah", "where"] == "below50"
    one = rows.loc["kementerian-pendayagunaan-aparatur-negara-dan-reformasi-birokrasi"]
    expected = one["high90_national"] - one["low90_national"] + 20 * (one["came"] - one["high90_national"])
    assert one["score_90_national"] == pytest.approx(expected)
    assert one["score_50"] == pytest.approx(one["high50"] - one["low50"] + 4 * (one["came"] - one["high50"]))
    assert not result.facts["complete"]
    assert (
        result.facts["growth_inside_90"] == ((rows["low90"] <= rows["came"]) & (rows["came"] <= rows["high90"])).sum()
    )


def test_the_nation_grew_less_than_the_year_before_leads_to_expect():
    facts = index_forecast.study().facts
    assert facts["came_national"] == declared.section()["national"]["2025"]
    assert facts["came_national"] < facts["expected_national"] - 0.1


def planted(monkeypatch, values):
    """Indices of 2025 in place of those that are known."""
    index = tables.load("spbe_index")
    row = index[index["year"] == 2024].drop_duplicates("institution_id").set_index("institution_id")
    rows = row.loc[list(values)].assign(year=2025, index=list(values.values()), preferred=True, status="published")
    grown = pd.concat([index[index["year"] != 2025], rows.reset_index()], ignore_index=True)
    load = tables.load
    monkeypatch.setattr(tables, "load", lambda name: grown if name == "spbe_index" else load(name))


def test_a_complete_list_is_scored_and_alters_no_forecast(monkeypatch):
    before = index_forecast.study().limits
    line, rng = index_forecast.line(), np.random.default_rng(1)
    drawn = before["index"] * line.slope + line.constant + rng.normal(0, 0.3, len(before))
    planted(monkeypatch, dict(zip(before["institution_id"], drawn, strict=True)))
    result = index_forecast.study()
    assert result.limits.equals(before)
    assert result.facts["complete"]
    assert result.facts["growth_inside_90"] / len(before) == pytest.approx(0.9, abs=0.04)
    assert result.facts["growth_score_90"] < result.facts["national_score_90"]


def test_without_a_known_index_there_is_nothing_to_score(monkeypatch):
    index = tables.load("spbe_index")
    load = tables.load
    monkeypatch.setattr(tables, "load", lambda n: index[index["year"] != 2025] if n == "spbe_index" else load(n))
    result = index_forecast.study()
    assert result.scored.empty
    assert result.facts["known"] == 0
    assert "growth.score_90" not in result.values["index_2025"]
