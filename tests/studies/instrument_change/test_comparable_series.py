"""The comparable series against arithmetic by hand; the composition against plain Python over the processed files."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.studies.instrument_change import comparable_series
from analysis.studies.shared import institutions
from tests.studies.by_hand import domains, national_index, rescored, rows


@pytest.fixture(scope="module")
def result():
    return comparable_series.study()


def published(year):
    """The published, preferred index of every institution of a year, and its type, without pandas."""
    types = {row["institution_id"]: row["type"] for row in rows("institutions")}
    return {
        row["institution_id"]: (float(row["index"]), types[row["institution_id"]])
        for row in rows("spbe_index")
        if row["year"] == str(year) and row["preferred"] == "yes" and row["status"] == "published"
    }


def mean(values):
    values = list(values)
    return sum(values) / len(values)


def test_the_old_basis_is_published_before_the_change_and_rescored_after(result):
    series = result.series.set_index("year")
    assert list(series.index) == [2018, 2019, 2020, 2021, 2022, 2023, 2024]
    assert (series.loc[:2020, "old_basis"] == series.loc[:2020, "published"]).all()
    assert series.loc[2021, "old_basis"] == pytest.approx(rescored(2021)[1])
    after = series.loc[2021:]
    room = [0.01 if year == 2022 else 0.005 for year in after.index]  # of 2022 the rounded domains give 2.342, not 2.35
    assert ((after["published"] - after["old_basis"] - after["effect"]).abs() < room).all()


def test_the_rises_are_counted_beyond_rounding(result):
    steps = result.series["old_basis"].diff().dropna()
    assert result.facts["rises"] == sum(steps > 0.01)
    assert result.facts["least"] == pytest.approx(steps.min())
    assert result.facts["over_change"] == pytest.approx(rescored(2021)[1] - national_index()[2020])


def test_the_new_basis_of_2020_by_hand(result):
    row = result.new_basis.set_index("year").loc[2020]
    p, g, s = domains(2020)
    known = 0.13 * p + 0.25 * g + 0.455 * s
    assert row["known"] == pytest.approx(known, abs=1e-12)
    assert (row["low"], row["high"]) == pytest.approx((known + 0.165, known + 0.825), abs=1e-12)
    assert row["high_named"] == pytest.approx(known + 0.165 * g, abs=1e-12)
    assert known + 0.165 * row["level_needed"] == pytest.approx(national_index()[2021], abs=1e-12)


def test_the_set_is_a_point_once_management_is_measured(result):
    series = result.series.set_index("year")
    assert (series.loc[:2020, "high"] - series.loc[:2020, "low"]).tolist() == pytest.approx([0.66] * 3)
    for end in ("low", "high", "high_named"):
        assert (series.loc[2021:, end] == series.loc[2021:, "published"]).all()


def test_the_named_row_lies_inside_the_set(result):
    frame = result.new_basis
    assert ((frame["low"] <= frame["high_named"]) & (frame["high_named"] <= frame["high"])).all()


def test_the_near_identity_is_off_by_its_remainder():
    frame = institutions.rescored()
    off = comparable_series.near_identity(frame["index_47"], frame["management"]) - frame["index_35"]
    remainder = -0.01195 * frame["policy"] + 0.0162 * frame["governance"] - 0.00425 * frame["services"]
    assert off.tolist() == pytest.approx((remainder / 0.835).tolist(), abs=1e-12)
    nation, single = comparable_series.near_identity_deviation()
    assert single == pytest.approx(off.abs().max())
    assert nation < single <= 0.065 / 0.835


@pytest.mark.parametrize("kind", ["all", "kabupaten", "lainnya", "kota"])
def test_the_composition_agrees_with_a_second_route(result, kind):
    one, two = ({i: x for i, (x, t) in published(year).items() if kind == "all" or t == kind} for year in (2023, 2024))
    both = one.keys() & two.keys()
    stayed = mean(two[i] for i in both) - mean(one[i] for i in both)
    came, went = two.keys() - both, one.keys() - both
    entrants = len(came) / len(two) * (mean(two[i] for i in came) - mean(two[i] for i in both)) if came else 0
    leavers = -len(went) / len(one) * (mean(one[i] for i in went) - mean(one[i] for i in both)) if went else 0
    row = result.composition.set_index("type").loc[kind]
    assert (row["stayers"], row["entrants"], row["leavers"]) == pytest.approx((stayed, entrants, leavers), abs=1e-9)
    assert (row["stayed"], row["entered"], row["left"]) == (len(both), len(came), len(went))
    assert row["difference"] == pytest.approx(mean(two.values()) - mean(one.values()), abs=1e-9)
    assert row["stayers"] + row["entrants"] + row["leavers"] == pytest.approx(row["difference"], abs=1e-9)


def test_every_type_is_there_and_the_counts_add_up(result):
    frame = result.composition.set_index("type")
    types = frame.drop("all")
    for column in ("first", "second", "stayed", "entered", "left"):
        assert types[column].sum() == frame.loc["all", column]
    assert (frame.loc["all", "first"], frame.loc["all", "second"]) == (len(published(2023)), len(published(2024)))


def test_the_panel_of_the_complete_lists_is_that_of_the_stayers(result):
    last, stayers = result.panel.iloc[-1], result.composition.iloc[0]
    assert last["n"] == stayers["stayed"]
    assert last["panel_change"] == pytest.approx(stayers["stayers"])


def test_no_change_is_given_across_the_change_of_instrument(result):
    panel = result.panel.set_index("first")
    assert panel.index[panel["panel_change"].isna()].tolist() == [2020]
    assert panel.index[panel["published_change"].isna()].tolist() == [2020]


def test_the_panel_leaves_figures_of_low_confidence_out(result):
    low = {
        (row["institution_id"], int(row["year"]))
        for row in rows("spbe_index")
        if row["confidence"] == "low" and row["preferred"] == "yes"
    }
    one, two = published(2019), published(2020)
    both = [i for i in one.keys() & two.keys() if not {(i, 2019), (i, 2020)} & low]
    row = result.panel.set_index("first").loc[2019]
    assert row["n"] == len(both)
    assert row["panel_second"] == pytest.approx(mean(two[i][0] for i in both))
    assert row["above_second"] == pytest.approx(row["panel_second"] - national_index()[2020])


def test_a_year_without_institutions_is_refused(monkeypatch):
    load = comparable_series.tables.load
    monkeypatch.setattr(
        comparable_series.tables, "load", lambda name: load(name).iloc[:0] if name == "spbe_index" else load(name)
    )
    with pytest.raises(InputError, match="year 2018: no institution with a published index"):
        comparable_series.panel()


def test_facts_are_numbers_that_a_sentence_can_show(result):
    assert not [name for name, fact in result.facts.items() if pd.isna(fact)]
    assert result.facts["low"] < result.facts["high_named"] < result.facts["high"]


def test_within_holds_as_printed():
    assert comparable_series._at_most(0.01649) == 0.017
    assert comparable_series._at_most(0.017) == 0.017


def test_the_line_breaks_and_the_set_ends_at_the_change(result):
    published = result.lines[result.lines["series"] == "published"]
    assert published.groupby("segment")["year"].agg(["min", "max"]).to_numpy().tolist() == [[2018, 2020], [2021, 2024]]
    assert sorted(result.lines.dropna(subset="low")["year"]) == [2018, 2019, 2020]
