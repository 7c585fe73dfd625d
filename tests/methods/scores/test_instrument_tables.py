from __future__ import annotations

import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.methods.scores.scoring import Instrument
from tests.methods.small_instruments import BANDS, INSTRUMENTS, PARTS, small


def changed(table: pd.DataFrame, where: dict[str, str], **cells: str) -> pd.DataFrame:
    """A copy of a table in which the one row that `where` names has other cells."""
    hit = pd.Series(True, index=table.index)
    for column, cell in where.items():
        hit &= table[column] == cell
    assert hit.sum() == 1
    copy = table.copy()
    for column, cell in cells.items():
        copy.loc[hit, column] = cell
    return copy


def refusal(instruments=INSTRUMENTS, parts=PARTS, bands=BANDS, name="A") -> list[str]:
    with pytest.raises(InputError) as caught:
        Instrument.from_tables(name, instruments, parts, bands)
    return caught.value.problems


def row(level: str, part: str) -> dict[str, str]:
    return {"instrument": "A", "level": level, "id": part}


def test_items_and_order_do_not_depend_on_the_order_of_the_rows():
    assert list(small("A").items) == ["1", "2", "3", "4", "5", "6", "6-2", "6-3"]
    parts = PARTS.copy()
    parts.loc[parts["id"] == "2", "id"] = "10"
    parts.loc[parts["parent"] == "2", "parent"] = "10"
    shuffled = Instrument.from_tables("A", INSTRUMENTS, parts.iloc[::-1], BANDS)
    assert list(shuffled.items)[-1] == "10"


def test_missing_cells_are_empty():
    parts = PARTS.replace({"parent": {"": None}}).astype({"repeats": "Int64"})
    assert list(Instrument.from_tables("B", INSTRUMENTS, parts, BANDS).items) == ["1", "2", "3"]


def test_unknown_instrument():
    assert refusal(name="47") == ["table instruments: no rows for instrument '47'; it has A, B"]


def test_weights_must_sum_to_one_and_within_each_parent():
    assert refusal(parts=changed(PARTS, row("indicator", "4"), weight="0.16")) == [
        "table instrument_parts, instrument A: aspect 2: the weights of its indicators sum to 0.21, not to its own 0.2"
    ]
    assert refusal(parts=changed(PARTS, row("domain", "2"), weight="0.61")) == [
        "table instrument_parts, instrument A: the weights of the domains sum to 1.01, not to 1",
        "table instrument_parts, instrument A: domain 2: the weights of its aspects sum to 0.6, not to its own 0.61",
    ]


def test_a_difference_in_the_twelfth_decimal_is_seen():
    found = refusal(parts=changed(PARTS, row("indicator", "4"), weight="0.150000000001"))
    assert "0.200000000001, not to its own 0.2" in found[0]


def test_parents_must_exist():
    found = refusal(parts=changed(PARTS, row("indicator", "4"), parent="9"))
    assert "indicator 4: parent aspect '9' does not exist" in found[0]
    assert "domain 1: parent '7' does not exist" in refusal(parts=changed(PARTS, row("domain", "1"), parent="7"))[0]


def test_ids_must_be_unique_and_every_defect_is_named():
    parts = changed(PARTS, row("indicator", "4"), id="3", weight="x")
    parts = pd.concat([parts, parts[(parts["instrument"] == "A") & (parts["id"] == "5")]])
    parts = changed(parts, row("indicator", "6"), repeats="0")
    assert refusal(parts=parts) == [
        "table instrument_parts, instrument A: indicator 3: weight: 'x' is not a number; "
        "write digits with a decimal point, for instance 2.75",
        "table instrument_parts, instrument A: indicator 6: needs a weight above 0 and 1 or more whole repeats",
        "table instrument_parts, instrument A: indicator 5: listed twice; keep one row",
    ]


@pytest.mark.parametrize("cells", [{"weight": "0"}, {"weight": "-0.2"}, {"repeats": "1.5"}])
def test_weights_and_repeats_must_be_positive(cells):
    assert "needs a weight above 0" in refusal(parts=changed(PARTS, row("indicator", "2"), **cells))[0]


def test_levels_of_the_tree():
    assert "has only domain, aspect rows" in refusal(parts=PARTS[PARTS["level"] != "indicator"])[0]
    assert "theme 1: level is not one of" in refusal(parts=changed(PARTS, row("domain", "1"), level="theme"))[0]


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"level_min": "5"}, "level_min 5 is not below level_max 5"),
        ({"level_max": "high"}, "level_max: 'high' is not a number"),
        ({"decimal_levels": "maybe"}, "decimal_levels is 'maybe'; write yes or no"),
    ],
)
def test_scale_refusals(cells, message):
    assert message in refusal(instruments=changed(INSTRUMENTS, {"instrument": "A"}, **cells))[0]


def test_an_instrument_listed_twice():
    assert "listed 2 times; keep one row" in refusal(instruments=pd.concat([INSTRUMENTS, INSTRUMENTS]))[0]


@pytest.mark.parametrize(
    "cells",
    [{"from_inclusive": "2.7"}, {"from_inclusive": "2.5"}, {"to": "4.9"}, {"to_inclusive": "no"}],
)
def test_bands_must_cover_the_scale_without_gap_or_overlap(cells):
    found = refusal(bands=changed(BANDS, {"instrument": "A", "predicate": "Tinggi"}, **cells))
    assert "the bands must join without gap or overlap and cover a whole number from 0 to 5" in found[0]


def test_bands_must_begin_at_the_lowest_level():
    assert (
        "must join" in refusal(bands=changed(BANDS, {"instrument": "A", "predicate": "Rendah"}, from_inclusive="1"))[0]
    )
