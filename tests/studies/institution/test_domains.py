from __future__ import annotations

import statistics

import pytest

from analysis.studies.institution import domains, two_lists
from analysis.studies.institution.subject import subject
from tests.studies.by_hand import rows
from tests.studies.growth.by_csv import LEFT_OUT, NAMES
from tests.studies.institution import two_lists_by_csv as by_csv

ABOUT = {row["institution_id"]: row for row in rows("institutions")}


def hundredths(x: object) -> int:
    return round(float(x) * 100)


@pytest.mark.parametrize("year", [2023, 2024])
@pytest.mark.parametrize("institution", by_csv.asked())
def test_every_value_is_placed_as_counted_in_hundredths(institution, year):
    own, found = by_csv.listed().get((institution, year), {}), domains.study(subject(institution, year))
    known = [name for name in NAMES.values() if name in own]
    assert list(found.spine["domain"] if len(found.spine) else []) == known
    peers = by_csv.peers(ABOUT[institution]["type"], year)
    for row in found.spine.itertuples():
        values = [hundredths(held[row.domain]) for held in peers.values() if row.domain in held]
        assert (hundredths(row.value), row.n) == (hundredths(own[row.domain]), len(values))
        assert row.median == pytest.approx(statistics.median(values) / 100)
        low, _, high = statistics.quantiles(values, n=4, method="inclusive")
        assert (row.lowest, row.low, row.high, row.highest) == pytest.approx(
            (min(values) / 100, low / 100, high / 100, max(values) / 100)
        )
        if (institution, year) == (LEFT_OUT, 2023):
            assert (row.best, row.worst, row.side) == (None, None, "")
            continue
        own_value = hundredths(row.value)
        assert row.best == 1 + sum(value > own_value + 5 for value in values)
        assert row.worst == sum(value >= own_value - 5 for value in values)
        apart = own_value - statistics.median(values)
        assert row.side == ("like" if abs(apart) <= 5 else "above" if apart > 0 else "below")


def test_the_province_counts_where_it_has_five_of_the_type():
    told = 0
    for institution in by_csv.asked():
        found, about = domains.study(subject(institution, 2024)), ABOUT[institution]
        peers = by_csv.peers(about["type"], 2024)
        group = [
            held for name, held in peers.items() if about["province"] and ABOUT[name]["province"] == about["province"]
        ]
        for row in found.spine.itertuples():
            if len(group) >= 5:
                told += 1
                assert row.province_mean == pytest.approx(statistics.mean(held[row.domain] for held in group))
            else:
                assert row.province_mean != row.province_mean
    assert told > 40


def test_no_place_among_fewer_than_five(monkeypatch):
    few = two_lists.of_type("kota", 2024).head(4)
    monkeypatch.setattr(two_lists, "of_type", lambda institution_type, year: few)
    domains._spread.cache_clear()
    domains._provinces.cache_clear()
    found = domains.study(subject(few.index[0], 2024))
    domains._spread.cache_clear()
    domains._provinces.cache_clear()
    assert found.spine["best"].isna().all()
    assert set(found.spine["side"]) == {""}


def test_a_misprint_is_named():
    assert domains.study(subject("provinsi-jawa-timur", 2024)).facts["missing"] == ["policy"]
    assert domains.study(subject("provinsi-jawa-timur", 2023)).facts["missing"] == []
