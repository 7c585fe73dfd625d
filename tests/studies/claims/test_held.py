from fractions import Fraction

import pytest

from analysis.studies.claims import held, ledger
from tests.studies.claims.raw import complete_list


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_list_is_that_of_the_raw_file(year):
    frame, raw = held.listed(year).set_index("institution_id"), complete_list(year).set_index("institution_id")
    assert len(frame) == len(raw)
    assert (frame["index"] == raw["index"].reindex(frame.index)).all()
    both = frame["services"].dropna().index
    assert (frame["services"][both] == raw["layanan"].reindex(both)).all()


def test_only_the_years_with_a_list_are_complete():
    assert [year for year in range(2018, 2026) if held.complete(year)] == [2023, 2024]


def test_the_article_that_says_it_is_no_second_source():
    claim = ledger.claims()["blora-rise"]
    before = held.checked(claim, "kabupaten-blora", 2022, Fraction("2.06"))
    assert (before.verdict, before.independent) == ("circular", 0)
    after = held.checked(claim, "kabupaten-blora", 2023, Fraction("3.27"))
    assert (after.verdict, after.independent) == ("true", 1)
    assert held.checked(claim, "kabupaten-blora", 2023, Fraction("3.28")).verdict == "false"


def test_a_figure_that_is_not_held_is_none_and_names_have_ids():
    assert held.figure("kabupaten-blora", 2018) is None
    assert held.figure("kabupaten-blora", 2023).value == 3.27
    assert held.name("kabupaten-blora") == "Kabupaten Blora"
    assert held.name("no-such-body") == "no-such-body"
    assert held.same("4.75", 4.75)
