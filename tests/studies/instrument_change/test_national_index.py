"""The re-scored national index against arithmetic by hand and against plain Python over the raw files."""

import csv

import pytest

from analysis.methods.errors import InputError
from analysis.paths import RAW
from analysis.studies.instrument_change import national_index
from tests.studies.by_hand import domains


@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024])
def test_a_second_route_over_the_raw_files_agrees(year):
    weights = {"Kebijakan": -0.04, "Tata Kelola": -0.03, "Layanan": -0.095, "Manajemen": 0.165}
    folder = f"panrb_lhe_{year}" if year < 2023 else f"panrb_evaluation_{year}"
    with (RAW / folder / "means.csv").open(encoding="utf-8") as file:
        effect = sum(
            weights[row["name"].removeprefix("Domain ").removesuffix(" SPBE")] * float(row["value"])
            for row in csv.DictReader(file)
            if row["unit"] == "Nasional" and row["year"] == str(year) and row["level"] == "domain"
        )
    assert national_index.study(2020, year).values[f"national.{year}.effect"] == pytest.approx(effect, abs=1e-9)


def test_the_parts_sum_to_the_published_change_up_to_rounding():
    for before in (2018, 2019, 2020):
        parts = national_index.separation(before)
        total = parts["at_old_weights"] + parts["management_and_weights"] + parts["rounding"]
        assert total.tolist() == pytest.approx(parts["published_change"].tolist(), abs=1e-12)
        assert parts["rounding"].abs().max() < 0.02


def test_every_type_with_four_published_domain_means_is_there():
    assert national_index.by_type(2020).empty
    of_2022 = national_index.by_type(2022).set_index("unit")["effect"]
    assert of_2022["mean-provinsi"] == pytest.approx(-0.04 * 2.69 - 0.03 * 2.27 + 0.165 * 1.51 - 0.095 * 3.45)
    effects = national_index.by_type(2021).set_index("unit")["effect"]
    assert set(effects.index) == set(of_2022.index)
    assert len(effects) == 6
    for unit, effect in effects.items():
        p, g, m, s = domains(2021, unit)
        assert effect == pytest.approx(-0.04 * p - 0.03 * g + 0.165 * m - 0.095 * s)
    assert national_index.by_type(2023)["year"].tolist() == [2023] * 7
    assert len(national_index.by_type(2024)) == 6


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((2021, 2022), "before_year 2021: not scored with instrument 35; choose last, 2018, 2019 or 2020"),
        ((2020, 2020), "year 2020: not scored with instrument 47; choose among 2021, 2022, 2023, 2024"),
    ],
)
def test_years_on_the_wrong_side_are_refused(arguments, message):
    with pytest.raises(InputError, match=message):
        national_index.study(*arguments)
