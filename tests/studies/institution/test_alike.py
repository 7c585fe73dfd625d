from __future__ import annotations

import math
import statistics

import pytest

from analysis.studies.institution import alike
from analysis.studies.institution.subject import subject
from tests.studies.growth import by_csv as growth
from tests.studies.institution import two_lists_by_csv as by_csv

LADDER = ["Kurang", "Cukup", "Baik", "Sangat Baik", "Memuaskan"]
DOMAINS = list(growth.NAMES.values())


def near(institution: str) -> list[tuple[float, str]]:
    """(distance, id) of every other institution of the type that could rise, the nearest first."""
    own, kind = by_csv.listed()[institution, 2023], growth.kinds()[institution][0]
    found = []
    for name, values in growth.domains().items():
        if name in by_csv.doubtful() or name == institution or growth.kinds()[name][0] != kind:
            continue
        if by_csv.listed()[name, 2023]["predicate"] != "Memuaskan":
            found.append((round(math.dist([own[d] for d in DOMAINS], [values[d][0] for d in DOMAINS]), 9), name))
    return sorted(found)


def rose(name: str) -> bool:
    first, second = (LADDER.index(by_csv.listed()[name, year]["predicate"]) for year in (2023, 2024))
    return second > first


@pytest.mark.parametrize("institution", by_csv.asked())
def test_groups_and_means_by_a_second_route(institution):
    found, own = alike.study(subject(institution, 2024)), by_csv.listed().get((institution, 2023))
    if own is None or institution == growth.LEFT_OUT or own["predicate"] == "Memuaskan":
        assert found.groups.empty
        return
    every = near(institution)
    groups = [[name for d, name in every if d <= 0.5][:20], [name for d, name in every if d <= 1.0]]
    wanted = [(d, len(g), sum(map(rose, g))) for d, g in zip((0.5, 1.0), groups, strict=True) if len(g) >= 5]
    assert list(found.groups.itertuples(index=False, name=None)) == wanted
    parts = [[name for name in groups[1] if rose(name)], [name for name in groups[1] if not rose(name)]]
    if not wanted or min(map(len, parts)) < 5:
        assert found.parts.empty
        return
    for row in found.parts.itertuples():
        for mean, part in ((row.rose, parts[0]), (row.others, parts[1])):
            changes = [growth.domains()[name][row.domain] for name in part]
            assert mean == pytest.approx(statistics.mean(y - x for x, y in changes))


def test_an_institution_is_not_its_own_neighbour():
    institution = "kabupaten-merangin"
    own = alike.candidates("kabupaten").loc[institution, DOMAINS].to_numpy(dtype=float)
    nearer, wider = alike.alike("kabupaten", institution, own)
    assert institution not in wider.index
    assert set(nearer.index) <= set(wider.index)
    assert len(nearer) <= alike.MOST


def test_who_is_at_the_top_cannot_rise_and_is_no_candidate():
    top = {name for (name, year), held in by_csv.listed().items() if year == 2023 and held["predicate"] == "Memuaskan"}
    assert top
    for kind in ("kabupaten", "kota", "provinsi"):
        assert not top & set(alike.candidates(kind).index)
    assert alike.study(subject(min(top), 2024)).groups.empty


def test_the_nearest_of_more_than_the_largest_number_are_called_so():
    """Aceh Barat has more than twenty within the nearer distance, Merangin has nine."""
    assert alike.study(subject("kabupaten-aceh-barat", 2024)).facts["capped"]
    assert not alike.study(subject("kabupaten-merangin", 2024)).facts["capped"]
