from __future__ import annotations

import itertools
import random

import pytest

from analysis.data.read.indicator_table import match, read_indicator_table
from analysis.data.read.pdf_words import Word
from tests.data.read.words import laid


def at(y: float) -> Word:
    return Word("3", 1, 0, 5, y - 5, y + 5)


def levels(table) -> list[list[str]]:
    return [[word.text for word in column.levels.values()] for column in table.columns]


def text(rows: list[str], head: str = "  No  Indikator                2022  2023  Target") -> str:
    return "\n".join([head, *rows])


def row(number: int, before: int, own: int, target: object = 3, name: str = "Nama") -> str:
    return f"  {number:<4}{name:<28}{before}     {own}     {target}"


def test_columns_of_levels_with_their_heads():
    seed = random.Random(1)
    before, own = ([seed.randint(1, 5) for _ in range(47)] for _ in range(2))
    lines = [row(n, b, o) for n, b, o in zip(range(1, 48), before, own, strict=True)]
    table = read_indicator_table(laid(text(lines[:30]), "\n".join(lines[30:])), 47)
    assert levels(table) == [[str(x) for x in column] for column in (before, own, [3] * 47)]
    assert [column.head.year for column in table.columns] == [2022, 2023, None]
    assert [column.head.is_other for column in table.columns] == [False, False, True]


def test_a_number_between_the_lines_of_its_name():
    lines = [f"{'':6}Tingkat Kematangan\n{row(n, n % 5, n % 4)}\n{'':6}Instansi Pusat" for n in range(1, 48)]
    table = read_indicator_table(laid(text(lines[:15]), text(lines[15:])), 47)
    assert levels(table)[:2] == [[str(n % k) for n in range(1, 48)] for k in (5, 4)]


def test_rows_of_aspects_and_their_values_stay_out():
    lines = [row(n, n % 5, n % 4) for n in range(1, 48)]
    for place in (0, 11, 20):
        lines.insert(place, f"  {'':4}{'Aspek':<28}{{}}     3     3")
    for value in ("2", "2,00"):
        table = read_indicator_table(laid(text(lines).replace("{}", value)), 47)
        assert levels(table)[0] == [str(n % 5) for n in range(1, 48)]


def test_the_value_of_an_aspect_nearer_than_the_level():
    lines = [f"{row(n, n % 5, n % 4)}" for n in range(1, 48)]
    lines[10] = f"{'':34}2,00  3,00\n  11  Nama\n{'':20}\n{'':34}4     4     3"
    table = read_indicator_table(laid(text(lines)), 47)
    assert [column.levels[11].text for column in table.columns] == ["4", "4", "3"]


def test_blocks_beside_each_other_and_of_other_widths():
    left = [f"  {n:<4}{'Nama':<20}{n % 5}" for n in range(1, 25)]
    right = [f"{n:<4}{'Nama yang panjang':<34}{n % 5}" for n in range(25, 48)]
    beside = "\n".join(f"{a:<40}{b}" for a, b in zip(left, [*right, ""], strict=True))
    for pages in ([beside], ["\n".join(left), "\n".join(right)]):
        assert levels(read_indicator_table(laid(*pages), 47)) == [[str(n % 5) for n in range(1, 48)]]


def test_averages_are_no_levels():
    lines = [row(n, n % 5, n % 4, "2,75") for n in range(1, 48)]
    assert len(read_indicator_table(laid(text(lines)), 47).columns) == 2
    assert len(read_indicator_table(laid(text(lines)), 47, parts_of_levels=True).columns) == 3


def test_a_missing_level_stays_missing():
    lines = [row(n, n % 5, n % 4) for n in range(1, 48)]
    lines[6] = "  7   Nama"
    table = read_indicator_table(laid(text(lines)), 47)
    assert [set(range(1, 48)) - set(column.levels) for column in table.columns] == [{7}] * 3


def test_a_page_without_a_table():
    assert read_indicator_table(laid("Evaluasi 2023"), 47).columns == []


@pytest.mark.parametrize("seed", range(20))
def test_matching_against_all_ways(seed):
    """Rows take values in order; the most rows, and of these the smallest sum of distances."""
    draw = random.Random(seed)
    rows = sorted(draw.sample(range(0, 200, 7), 4))
    values = sorted(draw.sample(range(-20, 220, 3), draw.randint(2, 6)))
    ends = [rows[0] - 40, *rows, rows[-1] + 40]
    ways = {}
    for count in range(min(len(rows), len(values)) + 1):
        for some in itertools.combinations(range(len(rows)), count):
            for chosen in itertools.combinations(values, count):
                if all(ends[i] < v < ends[i + 2] for i, v in zip(some, chosen, strict=True)):
                    off = sum(abs(rows[i] - v) for i, v in zip(some, chosen, strict=True))
                    ways.setdefault(count, []).append(off)
    found = match([at(y) for y in rows], [at(y) for y in values], 40)
    assert len(found) == max(ways)
    assert sum(abs(rows[i] - word.y) for i, word in found.items()) == min(ways[max(ways)])
