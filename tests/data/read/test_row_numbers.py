from __future__ import annotations

import pytest

from analysis.data.read.row_numbers import row_numbers
from tests.data.read.words import laid

DECOY = """\
NO  NILAI          PREDIKAT
1   4,2            Memuaskan
2   3,5            Baik
3   2,6            Cukup
Tabel 1. Daftar
Tabel 2. Daftar
"""


def rows(first: int, last: int, form: str = "{}") -> str:
    return "\n".join(f"  {form.format(row):<14}Nama dari barisnya          {row % 5}" for row in range(first, last + 1))


def found(*pages: str, rows: int, services: int = 1) -> list[tuple[str, int]]:
    return [(word.text, word.page) for word in (row_numbers(laid(*pages), rows, services) or [[]])[0]]


def test_the_longest_chain_counts_over_pages():
    chain = found(DECOY, rows(1, 20), "Tabel 3. Lanjutan\n" + rows(21, 47), rows=47)
    assert chain == [(str(row), 2 if row <= 20 else 3) for row in range(1, 48)]


@pytest.mark.parametrize("form", ["{}.", "{:02d}", "Indikator {}", "Indikator-{}", "No. {}"])
def test_forms_of_a_number(form):
    assert len(found(rows(1, 47, form), rows=47)) == 47


def test_services_of_the_last_indicator():
    for last in (["35", "36", "37"], ["35", "35", "35"], ["35a", "35b", "35c"], ["35.1", "35.2", "35.3"]):
        lines = "\n".join(f"  {number:<10}Layanan Publik       3" for number in last)
        chain = found(rows(1, 34) + "\n" + lines, rows=37, services=3)
        assert [text for text, _ in chain][34:] == last
    assert len(found(rows(1, 35), rows=37, services=3)) == 35


def test_numbers_inside_texts_come_last():
    captions = "\n".join(f"Tabel {number} memuat nilai 3" for number in range(1, 6))
    assert found(captions, rows(1, 5), rows=47) == [(str(row), 2) for row in range(1, 6)]
    assert found("evaluasi tahun ini", rows=47) == []


def test_a_gap_ends_the_chain():
    assert len(found(rows(1, 9) + "\n" + rows(11, 47), rows=47)) == 9


def test_a_block_beside_the_first():
    lines = zip(rows(1, 24).splitlines(), [*rows(25, 47).splitlines(), ""], strict=True)
    assert len(found("\n".join(f"{left:<60}{right}" for left, right in lines), rows=47)) == 47
