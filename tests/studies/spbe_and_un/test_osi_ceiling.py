"""The facts of the ceiling; the ministries against the tables; the rule on toy figures."""

import csv
from itertools import pairwise

import pandas as pd
import pytest

from analysis.paths import PROCESSED, RAW
from analysis.studies.shared import survey
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from analysis.studies.spbe_and_un import osi_ceiling, osi_places
from analysis.studies.un_movement import rank_accounting
from tests.studies import once


@pytest.fixture(scope="module")
def result():
    return once.ceiling()


def test_the_facts_of_the_whole_span(result):
    row = result.places.set_index(["channel", "edition_from", "edition_to"]).loc[(osi_places.ALONE, 2018, 2024)]
    facts = result.facts
    assert (facts["low"], facts["ceiling"]) == (row["last_low"], row["last_high"])
    assert facts["paired"] == pytest.approx(row["paired"])
    assert 0 < facts["low"] < facts["ceiling"] < facts["moved"], "the sentence says at most so many to so many"


def test_the_part_for_all_states_is_that_of_the_other_page(result):
    for row in result.places[result.places["channel"] == osi_places.ALONE].to_dict("records"):
        step = row["edition_from"], row["edition_to"]
        assert row["paired"] == pytest.approx(rank_accounting.study("IDN", *step).facts["paired_osi"])


def test_the_ministries_against_the_files(result):
    held = {}
    with (PROCESSED / "spbe_index.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["preferred"] == "yes" and row["status"] == "published":
                held[row["institution_id"], int(row["year"])] = float(row["index"])
    table = result.ministries.set_index("institution_id")
    assert len(table) == len(osi_ceiling.ASSESSED) == result.facts["ministries"]
    for body in table.index:
        for year in range(2018, 2025):
            column = f"y{year}"
            if (body, year) in held:
                assert table.loc[body, column] == held[body, year]
            else:
                assert column not in table or pd.isna(table.loc[body, column])
    assert set(table["says"]) == {osi_ceiling.UN_2008, osi_ceiling.SECOND_HAND}
    years = result.years.set_index("year")
    for year, row in years.iterrows():
        values = [held[body, year] for body in table.index if (body, year) in held]
        assert row["known"] == len(values)
        assert pd.isna(row["mean"]) if not values else row["mean"] == pytest.approx(sum(values) / len(values))


def test_the_most_ministries_known_at_both_ends_of_a_step(result):
    bodies, known = {body for body, *_ in osi_ceiling.ASSESSED.values()}, {}
    with (PROCESSED / "spbe_index.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["preferred"] == "yes" and row["status"] == "published" and row["institution_id"] in bodies:
                known.setdefault(int(row["year"]), set()).add(row["institution_id"])
    steps = [*pairwise(survey.spbe_editions()), *pairwise([year - 1 for year in survey.spbe_editions()])]
    both = [len(known.get(first, set()) & known.get(last, set())) for first, last in steps]
    assert result.facts["most_known"] == max(both)
    assert result.facts["first_known"] == min(known)
    assert result.facts["listed_known"] == len(known[2023] & known[2024]) == result.facts["ministries"]
    assert result.facts["listed_rose"] <= result.facts["listed_known"]


def test_the_years_carry_positions_of_editions_alone(result):
    years = result.years.set_index("year")
    for name in ("osi", "epi"):
        fields = {year: survey.edition(year)[name].astype(float) for year in survey.spbe_editions()}
        positions = {year: 1 + (field > field["IDN"]).sum() for year, field in fields.items()}
        assert years[f"{name}_position"].dropna().to_dict() == positions
    assert "epi" not in years, "values of EPI are not compared over editions"


def test_domain_values_are_those_of_the_lists(result):
    finance = result.domains.set_index("name").loc["Kementerian Keuangan"]
    with (RAW / "panrb_evaluation_2023" / "institutions.csv").open(encoding="utf-8") as file:
        [row] = [row for row in csv.DictReader(file) if row["institution"] == "Kementerian Keuangan"]
    printed = {"policy": "kebijakan", "governance": "tata_kelola", "management": "manajemen", "services": "layanan"}
    for name, column in printed.items():
        assert finance[f"{name}_2023"] == float(row[column])
    assert len(result.domains) == len(result.ministries)
    assert result.domains.notna().all(axis=None)


def test_local_governments_by_their_names(result):
    with (PROCESSED / "spbe_index.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["source_id"] == f"panrb_lap{row['year']}"]
    for year, row in result.membership.set_index("year").iterrows():
        ids = [r["institution_id"] for r in rows if r["year"] == str(year)]
        local = [name for name in ids if name.startswith(("kabupaten-", "kota-", "provinsi-"))]
        assert (row["listed"], row["local"]) == (len(ids), len(local))
        assert row["local_share"] == pytest.approx(len(local) / len(ids))
        assert row["assessed"] == len(osi_ceiling.ASSESSED)


def ways(*rows):
    return pd.DataFrame(rows, columns=["pairing", "known", "rose", "fell", "osi_gained"])


@pytest.mark.parametrize(
    ("frame", "word"),
    [
        (ways(("same_year", 3, 3, 0, 4), ("year_before", 5, 5, 0, 1)), "associated only"),
        (ways(("same_year", 3, 0, 3, -4), ("year_before", 3, 3, 0, 1)), "associated only"),
        (ways(("same_year", 2, 2, 0, 4), ("year_before", 5, 5, 0, 1)), "cannot be decided"),
        (ways(("same_year", 3, 3, 0, 4), ("year_before", 5, 4, 1, 1)), "not supported"),
        (ways(("same_year", 3, 3, 0, 4), ("year_before", 5, 5, 0, 0)), "not supported"),
        (ways(("same_year", 3, 3, 0, 4), ("same_year", 3, 3, 0, 2)), "cannot be decided"),
        (ways(("same_year", 0, 0, 0, 4), ("year_before", 0, 0, 0, 1)), "cannot be decided"),
    ],
)
def test_the_rule_of_direction(frame, word):
    assert osi_ceiling.decide(frame) == word


def test_directions_count_the_ministries_known_at_both_ends(result):
    frame = result.directions.set_index(["pairing", "edition_to"])
    held = result.ministries.set_index("institution_id").filter(regex=r"^y\d{4}$").notna()
    for (pairing, end), row in frame.iterrows():
        early = int(pairing == "year_before")
        both = [held.get(f"y{year - early}", held.iloc[:, 0] & False) for year in (row["edition_from"], end)]
        assert row["known"] == (both[0] & both[1]).sum()
    assert list(frame.index) == [("same_year", year) for year in (2020, 2022, 2024)] + [
        ("year_before", year) for year in (2022, 2024)
    ]
    assert (frame["rose"] + frame["fell"] <= frame["known"]).all()
    assert result.facts["most_known"] == frame["known"].max()
    assert result.facts["decision"] == osi_ceiling.decide(result.directions) == CANNOT_BE_DECIDED
    known = result.directions.groupby("pairing")["known"].max()
    assert known.min() < osi_ceiling.fewest(), "the old word, not supported, was said of a pairing with no data"


def test_the_index_is_the_mean_of_its_components_as_printed(result):
    assert result.facts["largest_gap"] == osi_ceiling.largest_gap()
    assert 0 < result.facts["largest_gap"] <= 1e-4, "figures are printed with four decimals"


def test_values_are_numbers_under_their_step(result):
    assert result.values["channel.2018_2024.last_high"] == result.facts["ceiling"]
    assert result.values["channel.2022_2024.with_hci.last_high"] == result.facts["latest_ceiling_hci"]
    assert all(isinstance(x, int | float) and not pd.isna(x) for x in result.values.values())


def test_a_difference_of_the_last_bits_is_no_move():
    frame = osi_ceiling.directions(pd.DataFrame({"y2021": [0.3], "y2023": [0.1 + 0.2]}))
    row = frame[frame["known"] == 1].iloc[0]
    assert (row["rose"], row["fell"]) == (0, 0)


def test_a_ministry_that_stood_still_did_not_rise():
    known = osi_ceiling.ministries()
    still = known.assign(y2024=known["y2023"])
    assert osi_ceiling._known_facts(still, osi_ceiling.directions(still))["listed_rose"] == 0
