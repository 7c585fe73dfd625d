"""UN scores run from 0 to 1, the Human Capital Index of 2003 apart; states and editions that a row names exist."""

from analysis.data import tables
from analysis.data.definitions import un

EGDI = next(table for table in un.TABLES if table.name == "egdi")


def test_only_the_human_capital_index_may_pass_one_and_it_does():
    above = [name for name, about in EGDI.columns.items() if about.unit == "UN score" and about.between != (0, 1)]
    assert above == ["hci"]
    table = tables.load("egdi")
    assert sorted(table.loc[table["hci"] > 1, "iso3"]) == ["FSM", "TUV"]


def test_a_row_names_a_state_an_edition_and_a_source():
    assert {about.refers_to for about in EGDI.columns.values()} - {""} == {
        "states.iso3", "editions.edition", "sources.source_id",
    }  # fmt: skip
