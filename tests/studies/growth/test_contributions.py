"""What each domain gave to growth, against the printed means multiplied by hand and against planted means."""

import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.studies.growth import contributions
from analysis.studies.growth.panel import DOMAINS
from tests.studies.by_hand import rows
from tests.studies.growth import by_csv

# The means that the reports print (nation), typed from them.
PRINTED = {
    2021: {"policy": 2.21, "governance": 1.89, "management": 1.23, "services": 2.81},
    2023: {"policy": 2.91, "governance": 2.27, "management": 1.65, "services": 3.45},
    2024: {"policy": 3.36, "governance": 2.62, "management": 1.86, "services": 3.78},
}


@pytest.fixture(scope="module")
def nation():
    return contributions.study("all")


@pytest.mark.parametrize(("first", "last"), [(2021, 2023), (2023, 2024), (2021, 2024)])
def test_contributions_are_weight_times_change_of_the_printed_means(nation, first, last):
    found = nation.values[f"{first}_{last}"]
    by_hand = {d: by_csv.weight(d) * (PRINTED[last][d] - PRINTED[first][d]) for d in DOMAINS}
    assert {d: found[d] for d in DOMAINS} == pytest.approx(by_hand, abs=1e-12)
    assert found["index"] == pytest.approx(sum(by_hand.values()))


def test_the_numbers_that_a_referee_computed(nation):
    first, second = {"services": 0.291, "governance": 0.095, "policy": 0.091, "management": 0.069}, {
        "services": 0.150, "governance": 0.0875, "policy": 0.0585, "management": 0.035,
    }  # fmt: skip
    for period, told in (("2021_2023", first), ("2023_2024", second)):
        assert {d: nation.values[period][d] for d in DOMAINS} == pytest.approx(told, abs=0.0005)


@pytest.mark.parametrize(("institution_type", "unit"), contributions.UNITS.items())
def test_steps_of_every_type_come_from_its_printed_means(institution_type, unit):
    steps = contributions.steps(institution_type)
    assert list(dict.fromkeys(zip(steps["year_from"], steps["year_to"], strict=True))) == [
        (2021, 2022), (2022, 2023), (2023, 2024)
    ]  # fmt: skip
    for row in steps.itertuples():
        change = by_csv.means(unit, row.year_to)[row.domain] - by_csv.means(unit, row.year_from)[row.domain]
        assert row.points == pytest.approx(change)
        assert row.part == pytest.approx(by_csv.weight(row.domain) * change)


def test_the_sum_is_the_change_of_the_published_index_within_rounding(nation):
    """An independent route: the indices that the ministry prints, not its domain means."""
    published = {2021: 2.24, 2022: 2.35, 2023: 2.79, 2024: 3.12}
    for (first, last), part in nation.steps.groupby(["year_from", "year_to"]):
        assert part["part"].sum() == pytest.approx(published[last] - published[first], abs=0.02)


def test_other_state_bodies_are_not_compared_across_their_classes():
    found = contributions.study("lainnya")
    assert set(found.values) == {"2021_2022", "2023_2024"}
    assert (found.facts["start"], found.facts["end"]) == (2023, 2024)
    assert "published" not in set(found.ways["way"])
    lists = [v for name, v in by_csv.domains().items() if by_csv.kinds()[name][0] == "lainnya"]
    same = found.ways.set_index("way").loc["same"]
    for domain in DOMAINS:
        mean = sum(v[domain][1] - v[domain][0] for v in lists) / len(lists)
        assert same[domain] == pytest.approx(by_csv.weight(domain) * mean)


def test_the_same_institutions_are_those_of_both_lists(nation):
    same = nation.ways.set_index("way").loc["same"]
    values = list(by_csv.domains().values())
    index = sum(by_csv.weight(d) * (v[d][1] - v[d][0]) for v in values for d in DOMAINS) / len(values)
    assert same["change"] == pytest.approx(index)
    assert same["n"] == len(values)


def test_means_of_a_list_leave_out_a_value_below_the_scale(nation):
    values = {"2023": {}, "2024": {}}
    for row in rows("spbe_parts"):
        known = row["level"] == "domain" and row["preferred"] == "yes" and row["unit"] in by_csv.kinds()
        if known and row["year"] in values and (row["unit"], row["year"]) != (by_csv.LEFT_OUT, "2023"):
            values[row["year"]].setdefault(row["unit"], {})[by_csv.NAMES[row["part_id"]]] = float(row["value"])
    whole = {year: [v for v in found.values() if len(v) == len(DOMAINS)] for year, found in values.items()}
    listed = nation.ways.set_index("way").loc["listed"]
    for d in DOMAINS:
        first, last = (sum(v[d] for v in whole[year]) / len(whole[year]) for year in ("2023", "2024"))
        assert listed[d] == pytest.approx(by_csv.weight(d) * (last - first), abs=1e-9)


def test_the_restated_means_of_2023_move_growth_between_the_two_periods(nation):
    ways = nation.ways.set_index(["year_from", "way"])["change"]
    assert ways[2021, "restated"] + ways[2023, "restated"] == pytest.approx(
        ways[2021, "published"] + ways[2023, "published"]
    )
    assert ways[2021, "restated"] - ways[2021, "published"] > 0.01


def test_what_rose_most_need_not_give_most():
    """Planted: a light domain that rises most gives less than a heavy one."""
    change = pd.Series({"policy": 2.0, "governance": 0.0, "management": 0.0, "services": 1.0})
    given = contributions.parts(change)
    assert given["services"] > given["policy"] > 0
    facts = contributions.study("all").facts
    assert (facts["top"], facts["riser"]) == ("services", "policy")


def test_the_share_of_the_largest_part_is_of_the_change_of_the_index(nation):
    given = {d: by_csv.weight(d) * (PRINTED[2024][d] - PRINTED[2021][d]) for d in DOMAINS}
    assert nation.facts["top_share"] == pytest.approx(given["services"] / sum(given.values()))


def test_the_bodies_behind_the_two_means_are_those_of_their_years(nation):
    counts = {row["year"]: int(row["institutions"]) for row in rows("population")}
    assert (nation.facts["start_n"], nation.facts["end_n"]) == (counts["2021"], counts["2024"])


def test_what_is_left_to_the_top_is_counted_from_five(nation):
    room = {d: by_csv.weight(d) * (5 - PRINTED[2024][d]) for d in DOMAINS}
    assert nation.facts["room"] == pytest.approx(sum(room.values()))
    assert nation.facts["room_part"] == pytest.approx(max(room.values()))
    assert room[nation.facts["room_top"]] == max(room.values())


def test_an_unknown_type_is_refused():
    with pytest.raises(InputError, match="institution_type desa"):
        contributions.study("desa")
