"""Places within type and province, counted in another way for every institution of both lists."""

from __future__ import annotations

from bisect import bisect_right

import pandas as pd
import pytest

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.studies.institution import place
from analysis.studies.institution.place import CENTRAL, FEW, PROVINCIAL, UNLISTED, places


def held(year: int) -> pd.DataFrame:
    """The list read anew, its indices in whole hundredths too."""
    index = tables.load("spbe_index").query("source_id == @source", local_dict={"source": f"panrb_lap{year}"})
    about = tables.load("institutions").set_index("institution_id")
    rows = index.set_index("institution_id")[["index"]].join(about[["type", "province"]])
    return rows.assign(hundredths=(rows["index"] * 100).round().astype(int))


def counted(group: list[int], own: int, move: int) -> int:
    """The place of `own` among sorted hundredths that have it, once it has moved: by bisection."""
    moved = min(max(own + move, 100), 500)
    return 1 + len(group) - bisect_right(group, moved) - (own > moved)


@pytest.mark.parametrize("year", [2023, 2024])
def test_every_place_is_as_counted_by_bisection(year):
    rows = held(year)
    local = rows["type"].isin(["kabupaten", "kota"])
    told = {"type": 0, "province": 0}
    for id, own in rows.iterrows():
        found = places(id, year)
        groups = {"type": (found.in_type, rows[rows["type"] == own["type"]])}
        groups["province"] = (found.in_province, rows[local & local[id] & (rows["province"] == own["province"])])
        for name, (one, group) in groups.items():
            if len(group) < 5:
                assert one is None
                continue
            told[name] += 1
            values = sorted(group["hundredths"])
            expected = [counted(values, own["hundredths"], move) for move in (5, 0, -5)]
            assert ([one.best, one.printed, one.worst], one.n) == (expected, len(group)), (id, name)
            assert one.index == own["index"]
    assert told["type"] == len(rows)
    assert told["province"] > 450


def test_a_median_regency_has_a_wide_range():
    kabupaten = held(2024).query("type == 'kabupaten'")
    middle = kabupaten.index[kabupaten["index"] == kabupaten["index"].median()][0]
    one = places(middle, 2024).in_type
    assert one.worst - one.best + 1 == kabupaten["hundredths"].between(285, 294).sum() > 20


def test_equal_indices_share_the_better_place_and_the_floor_is_the_end():
    rows = place.listed(2023)
    floor = rows.index[(rows["index"] == 1.0) & (rows["type"] == "kabupaten")]
    assert len(floor) > 1
    found = [places(id, 2023).in_type for id in floor]
    assert {(one.printed, one.worst) for one in found} == {(found[0].n - len(floor) + 1,) * 2}


def test_the_frame_has_everybody_in_the_order_of_the_places():
    one = places("kabupaten-sleman", 2024).in_province
    assert one.frame["place"].is_monotonic_increasing
    assert list(one.frame["place"]) == list(one.frame["index"].rank(method="min", ascending=False).astype(int))
    own = one.frame.set_index("institution_id").loc["kabupaten-sleman"]
    assert (own["place"], own["index"], len(one.frame)) == (one.printed, one.index, one.n)
    assert one.facts["group"] == "DI Yogyakarta"


@pytest.mark.parametrize(
    ("institution_id", "in_type", "why_no_province"),
    [
        ("kementerian-keuangan", True, CENTRAL),
        ("provinsi-dki-jakarta", True, PROVINCIAL),
        ("kabupaten-asmat", True, FEW),
        ("lembaga-penerbangan-dan-antariksa-nasional", False, UNLISTED),
    ],
)
def test_where_there_is_no_place_the_reason_is_told(institution_id, in_type, why_no_province):
    found = places(institution_id)
    assert (found.in_type is not None) is in_type
    assert (found.in_province, found.why_no_province) == (None, why_no_province)
    assert bool(found.why_no_type) is not in_type


def test_among_four_there_is_no_place_and_among_five_there_is():
    rows = held(2024)
    sizes = rows[rows["type"].isin(["kabupaten", "kota"])].groupby("province").size()
    assert {4, 5} <= set(sizes)
    for size, why in ((4, FEW), (5, "")):
        province = sizes.index[sizes == size][0]
        one = rows.index[(rows["province"] == province) & (rows["type"] == "kabupaten")][0]
        found = places(one, 2024)
        assert (found.why_no_province, found.in_province is None) == (why, bool(why))


def test_the_latest_list_that_has_it_counts_and_another_year_is_refused():
    only_2023 = set(place.listed(2023).index) - set(place.listed(2024).index)
    assert len(only_2023) > 5
    assert {places(id).year for id in only_2023} == {2023}
    assert places("kabupaten-sleman").year == 2024
    assert places(min(only_2023), 2024).why_no_type == UNLISTED
    with pytest.raises(InputError, match="2023, 2024"):
        places("kabupaten-sleman", 2022)
