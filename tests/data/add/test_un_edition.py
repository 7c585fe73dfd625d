import csv
import io

import pytest

from analysis.data.add import un_edition
from analysis.data.csv_files import read_csv
from analysis.data.read.grid import read_grid
from analysis.data.read.table_head import find
from analysis.methods.errors import InputError
from analysis.paths import RAW

HEADS = {
    "edition": "Survey Year", "country": "Country Name", "rank": "E-Government Rank", "egdi": "E-Government Index",
    "epi": "E-Participation Index", "osi": "Online Service Index", "hci": "Human Capital Index",
    "tii": "Telecommunication Infrastructure Index",
}  # fmt: skip
LONG = {
    "GBR": "United Kingdom of Great Britain and Northern Ireland", "USA": "United States of America ",
    "TZA": "United Republic of Tanzania ", "IRN": "Iran (Islamic Republic of) ", "GEO": "Georgia (Country)",
    "FSM": "Micronesia (Federated States of) ", "COD": "Democratic Republic of the Congo ", "CZE": "Czech Republic ",
}  # fmt: skip


def download(year):
    """What we hold of an edition in the layout and the names of the UN's own file."""
    table = read_csv(RAW / f"undesa_egdi_{year}" / "egdi.csv")
    table["country"] = [LONG.get(i, f"{c} ") for i, c in zip(table["iso3"], table["country"], strict=True)]
    table = table.assign(edition=str(year))
    return table.sample(frac=1, random_state=1)[list(HEADS)].rename(columns=HEADS).reset_index(drop=True)


def take(folder, table, asked=None, names=None):
    out = io.StringIO()
    table.to_csv(out, index=False, quoting=csv.QUOTE_NONNUMERIC)
    path = folder / "EGOV.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    grid = read_grid(path)
    head = find(grid)
    year = un_edition.edition(grid, head, asked)
    return un_edition.take(grid, head, f"undesa_egdi_{year}", year, names or {})


@pytest.mark.parametrize(("year", "decimals"), [(2018, None), (2022, None), (2024, 4)])
def test_an_edition_comes_back_from_its_download(tmp_path, year, decimals):
    found = take(tmp_path, download(year))
    held = read_csv(RAW / f"undesa_egdi_{year}" / "egdi.csv")
    assert list(found.table.columns) == list(held.columns)
    assert list(found.table["iso3"]) == list(held["iso3"])
    for name in ("rank", "egdi", "osi", "tii", "hci", "epi"):
        assert list(found.table[name].astype(float)) == list(held[name].astype(float))
    assert found.meta["counted"] == "epi"
    assert found.meta.get("component_decimals") == decimals
    assert found.meta["not_computed"] == ""


DAMAGED = [
    ("E-Government Rank", "9", "from the EGDI"),
    ("E-Government Rank", "x", "no whole"),
    ("E-Government Index", "0.9", "weighted components"),
    ("E-Government Index", "", "both are empty"),
    ("Online Service Index", "0.1", "weighted components"),
    ("Online Service Index", "0,5,1", "no figure"),
    ("Online Service Index", "=1", "formula"),
    ("E-Participation Index", "1.2", "outside 0-1"),
    ("Human Capital Index", "", "is empty"),
    ("Country Name", "Atlantis", "settle it"),
    ("Country Name", "Albania", "already"),
]


@pytest.mark.parametrize(("column", "cell", "found"), DAMAGED)
def test_a_contradiction_is_refused_with_its_row(tmp_path, column, cell, found):
    table = download(2022)
    at = table.index[table["Country Name"] == "Indonesia "][0]
    table.loc[at, column] = cell
    with pytest.raises(InputError) as error:
        take(tmp_path, table)
    assert any(f"row {at + 2}: " in problem and found in problem for problem in error.value.problems)


def test_a_lost_state_is_named_and_one_that_is_settled_by_hand_is_taken(tmp_path):
    table = download(2022)
    with pytest.raises(InputError, match="Indonesia"):
        take(tmp_path, table[table["Country Name"] != "Indonesia "])
    table["Country Name"] = table["Country Name"].replace("Indonesia ", "Nusantara")
    found = take(tmp_path, table, names={"Nusantara": {"institution_id": "IDN"}})
    assert dict(zip(found.table["iso3"], found.table["country"], strict=True))["IDN"] == "Indonesia"


def test_two_editions_in_one_file_and_another_year_than_asked_for_are_refused(tmp_path):
    table = download(2022)
    with pytest.raises(InputError, match="--year"):
        take(tmp_path, table, asked=2024)
    table.loc[3, "Survey Year"] = "2024"
    with pytest.raises(InputError, match="one edition"):
        take(tmp_path, table)
