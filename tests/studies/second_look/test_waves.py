"""A country over the waves of the GovTech index: places only, whatever the levels."""

import csv

import numpy as np
import pytest
from scipy import stats

from analysis.paths import RAW
from analysis.studies.second_look import waves
from analysis.studies.shared import survey


@pytest.fixture(scope="module")
def result():
    return waves.study("IDN")


def raw(year):
    with (RAW / "worldbank_gtmi_2020_2025" / "gtmi.csv").open(encoding="utf-8") as file:
        return {row["iso3"]: row for row in csv.DictReader(file) if int(row["year"]) == year}


def common():
    members = set(survey.edition(2024).index)
    return sorted(members.intersection(*(raw(year) for year in (2020, 2022, 2025))))


@pytest.mark.parametrize("country", ["IDN", "DNK", "TUV"])
def test_places_are_counted_among_the_states_of_every_wave(country):
    table = waves.study(country).waves.set_index("year")
    for year in table.index:
        rows = raw(year)
        for column, part in [("place", "gtmi"), *((part, part) for part in waves.PARTS)]:
            own = float(rows[country][part])
            better = sum(float(rows[iso3][part]) > own for iso3 in common())
            room = 1 if column == "place" else 0  # the printed mean is rounded, ours is of the four printed parts
            assert abs(table.loc[year, column] - 1 - better) <= room


def test_the_range_leaves_one_part_out(result):
    for row in result.waves.to_dict("records"):
        rows, found = raw(row["year"]), []
        for left in waves.PARTS:
            mean = {iso3: np.mean([float(rows[iso3][p]) for p in waves.PARTS if p != left]) for iso3 in common()}
            found.append(1 + sum(value > mean["IDN"] + 1e-9 for value in mean.values()))
        assert (row["place_low"], row["place_high"]) == (min(found), max(found))


def test_levels_of_a_wave_on_another_scale_change_nothing(result, monkeypatch):
    """Waves were built of different indicators: what would subtract their levels would change here."""
    scales = {2020: (1.0, 0.0), 2022: (0.2, 3.0), 2025: (5.0, -7.0)}
    moved = {year: wave * scales[year][0] + scales[year][1] for year, wave in waves.field().items()}
    monkeypatch.setattr(waves, "field", lambda: moved)
    again = waves.study("IDN")
    assert again.waves.equals(result.waves)
    assert again.steps.equals(result.steps)
    assert again.facts == result.facts


def test_steps_by_hand(result):
    first, last = raw(2020), raw(2025)

    def places(rows):
        mean = {iso3: np.mean([float(rows[iso3][p]) for p in waves.PARTS]) for iso3 in common()}
        return {iso3: 1 + sum(other > value + 1e-9 for other in mean.values()) for iso3, value in mean.items()}

    start, end = places(first), places(last)
    gained = {iso3: start[iso3] - end[iso3] for iso3 in start}
    near = [iso3 for iso3 in start if iso3 != "IDN" and abs(start[iso3] - start["IDN"]) <= waves.BAND]
    step = result.steps.set_index("wave_to").loc[2025]
    assert step["gained"] == gained["IDN"]
    assert (step["k"], step["n"]) == (sum(gained[iso3] >= gained["IDN"] for iso3 in near), len(near))
    osi = {year: survey.edition(year)["osi"].loc[common()] for year in (2020, 2024)}
    seen = {year: stats.rankdata(-osi[year], method="min") for year in osi}
    r = stats.spearmanr([gained[iso3] for iso3 in common()], seen[2020] - seen[2024]).statistic
    assert step["r_osi"] == pytest.approx(r, abs=1e-9)


def test_a_state_that_misses_a_wave_is_known():
    assert not waves.has("NIC")
    assert waves.has("IDN")


def test_the_edition_beside_a_wave_is_that_of_its_year_or_the_last_before(result):
    assert result.waves["edition"].tolist() == [2020, 2022, 2024]
