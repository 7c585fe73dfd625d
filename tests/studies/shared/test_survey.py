"""Every edition has the same states in the same order; who was not ranked is no competitor and is refused by name."""

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.studies.shared import survey


def test_editions_have_the_same_states_in_the_same_order():
    first, *others = (survey.components(year).index.tolist() for year in survey.editions())
    assert set(first) == set(survey.tables.load("states")["iso3"])
    assert first == sorted(first)
    assert all(order == first for order in others)


def test_the_steps_are_those_that_the_national_index_spans():
    assert survey.steps() == [(2018, 2020), (2020, 2022), (2022, 2024)]


@pytest.mark.parametrize("year", [2003, 2010, 2024])
def test_components_are_missing_exactly_for_states_without_a_rank(year):
    missing = survey.components(year).isna()
    assert (missing.all(axis=1) == survey.edition(year)["rank"].isna()).all()
    assert (missing.any(axis=1) == missing.all(axis=1)).all()


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("XXX", 2018, 2020), "country 'XXX': no such state"),
        (("IDN", 2019, 2020), "edition 2019: not an edition of the survey; choose among 2003, 2004"),
        (("IDN", 2020, 2018), "editions 2020 and 2018: the first must be the earlier one"),
        (("IDN", "2018", 2020), "edition '2018': must be a whole number, for instance 2020, and is of type str"),
        (("IDN", 2018, 2020.0), r"edition 2020.0: must be a whole number, for instance 2020, and is of type float"),
        (("IDN", True, 2020), "edition True: must be a whole number, for instance 2020, and is of type bool"),
        (("MCO", 2010, 2012), r"Monaco \(MCO\) was not ranked in 2010"),
    ],
)
def test_refusals(asked, message):
    with pytest.raises(InputError, match=message):
        survey.check(*asked)


def test_a_whole_number_of_numpy_is_one():
    survey.check("IDN", np.int64(2018), np.int32(2020))


def test_a_pair_that_touches_or_spans_other_weights_says_so():
    assert [survey.other_weights(*pair) for pair in ((2012, 2024), (2005, 2012), (2010, 2012))] == [
        [], [2008, 2010], [2010],
    ]  # fmt: skip


def test_editions_of_the_national_index_come_from_the_tables(monkeypatch):
    assert survey.spbe_editions() == [2018, 2020, 2022, 2024]
    means = survey.tables.load("spbe_means")
    load = survey.tables.load
    without = means[(means["unit"] != "nasional") | (means["year"] != 2022)]
    monkeypatch.setattr(survey.tables, "load", lambda name: without if name == "spbe_means" else load(name))
    assert survey.spbe_editions() == [2018, 2020, 2024]


def test_new_measures_are_told_in_the_order_of_the_components_and_where_they_are_recorded():
    assert survey.recorded() == (2018, 2024)
    assert survey.redefined(2018, 2020) == ["tii"]
    assert survey.redefined(2018, 2024) == ["osi", "tii", "hci"]
    assert survey.redefined(2003, 2018) == []


def test_a_move_checks_itself_and_knows_its_two_editions():
    move = survey.move("IDN", 2020, 2022)
    assert move is survey.move("IDN", 2020, 2022)
    assert (move.step, move.editions) == ("2020_2022", (2020, 2022))
    assert move.ranks == tuple(survey.edition(year).loc["IDN", "rank"] for year in move.editions)
    assert move.facts == {"country": "IDN", "edition_from": 2020, "edition_to": 2022}
    for scores, rows in zip(move.scores, move.rows, strict=True):
        assert scores.index[move.focal] == rows.index[move.focal] == "IDN"
        assert len(scores) == len(rows) == rows["rank"].notna().sum()
    with pytest.raises(InputError, match=r"edition 2020.0: must be a whole number"):
        survey.move("IDN", 2018, 2020.0)
