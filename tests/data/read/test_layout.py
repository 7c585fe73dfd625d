from __future__ import annotations

from dataclasses import replace

from analysis.data.read.layout import head_of, in_columns, in_lines, in_order, stretches
from tests.data.read.words import laid, texts

TABLE = """\
Tabel 2. Nilai yang diperoleh menurut tahun 2020 dan seterusnya
          Nilai    Nilai
No  Nama  2022     2023    Target
1   Satu   3        4        3
2   Dua    1        2        3
"""


def test_lines_and_the_stretches_in_them():
    lines = in_lines(laid("b   d e\na"))
    assert [texts(line) for line in lines] == [["b", "d", "e"], ["a"]]
    assert [texts(part) for part in stretches(lines[0])] == [["b"], ["d", "e"]]


def test_words_half_a_line_apart_are_two_lines():
    first, second = laid("a   b")
    shifted = replace(second, top=second.top + 6, bottom=second.bottom + 6)
    assert [len(in_lines([first, second])), len(in_lines([first, shifted]))] == [1, 2]


def test_words_on_one_spot_have_an_order():
    word = laid("b")[0]
    both = [word, replace(word, text="a")]
    assert in_order(both, "x") == in_order(both[::-1], "x")


def test_columns_are_words_below_each_other():
    digits = [word for word in laid(TABLE) if word.text.isdigit() and len(word.text) == 1]
    assert [texts(column) for column in in_columns(digits)] == [["1", "2"], ["3", "1"], ["4", "2"], ["3", "3"]]


def test_the_head_of_a_column_is_its_own():
    words = laid(TABLE)
    columns = in_columns(word for word in words if word.text.isdigit() and len(word.text) == 1)
    middles = [column[0].x for column in columns]
    heads = [head_of(words, column, middles) for column in columns]
    assert [head.year for head in heads] == [None, 2022, 2023, None]  # not the year of the caption
    assert [head.is_other for head in heads] == [False, False, False, True]
    wide = laid(
        "Nama    Nilai Tingkat Kematangan 2022 Nilai Tingkat Kematangan 2023\n" + " " * 22 + "3" + " " * 29 + "4"
    )
    left, right = in_columns(word for word in wide if word.text in ("3", "4"))
    assert [head_of(wide, column, [left[0].x, right[0].x]).year for column in (left, right)] == [2022, 2023]
    above = max(word.y for word in words if word.text == "2022") + 1
    assert head_of(words, columns[1], middles, above).text == ""
