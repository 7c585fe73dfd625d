from __future__ import annotations

import pandas as pd
import pytest

from analysis.studies.institution import two_lists
from tests.studies.growth.by_csv import LEFT_OUT, WEIGHTS
from tests.studies.institution import two_lists_by_csv as by_csv


def test_both_lists_are_as_the_files_have_them():
    frame = two_lists.listed()
    assert set(frame.index) == set(by_csv.listed())
    for at, held in by_csv.listed().items():
        own = frame.loc[at]
        assert own["index"] == held["index"]
        for name in two_lists.DOMAINS:
            assert own[name] == held[name] if name in held else pd.isna(own[name])


def test_who_may_be_another_unit():
    found = two_lists.other_unit()
    assert set(found) == by_csv.doubtful()
    assert {"dewan-pers", "badan-pemeriksa-keuangan"} <= set(found)
    assert "badan-pengusahaan-batam" not in found, "another spelling of the same body"


def test_a_value_below_the_scale_is_no_peer():
    assert two_lists.row(LEFT_OUT, 2023)["below_floor"]
    assert LEFT_OUT not in two_lists.of_type("kabupaten", 2023).index
    assert LEFT_OUT in two_lists.of_type("kabupaten", 2024).index
    assert LEFT_OUT not in two_lists.changed("kabupaten").index
    assert two_lists.row("kabupaten-buru", 2024) is None


def test_weights_and_bands_are_those_of_the_regulation():
    assert list(two_lists.weight()) == pytest.approx(list(WEIGHTS.values()))
    assert list(two_lists.bands()["from_inclusive"]) == [0, 1.8, 2.6, 3.5, 4.2]


def test_changes_are_those_of_one_unit():
    assert not set(two_lists.changed("lainnya").index) & by_csv.doubtful()
    assert len(two_lists.one_a_type()) == 12
