"""How each year was assessed: every row has its source, and the numbers are those published."""

from analysis.data import tables
from analysis.studies.instrument_change import ways_of_assessment as ways


def test_every_row_names_a_source_of_its_year():
    table, sources = ways.table(), tables.load("sources").set_index("source_id")
    for row in table.itertuples():
        assert str(row.year) in row.title == sources.loc[row.source_id, "title"]
        assert row.instrument == ("35" if row.year < 2021 else "47")


def test_numbers_are_those_of_the_table_of_the_assessed():
    published = tables.load("population").set_index("year")
    table = ways.table().set_index("year")["assessed"]
    for year, number in table.dropna().items():
        assert number == published.loc[year, "institutions"]
    assert set(table[table.isna()].index) == set(table.index) - set(published.index)
    assert published.loc[2020, "what"] == "re-assessed"
    assert ways.facts(ways.table()) == {"again": table[2020], "anew": table[2021]}
