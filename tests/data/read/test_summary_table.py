from __future__ import annotations

import pytest

from analysis.data.read.evaluation_pdf import _instrument
from analysis.data.read.part_names import INDEX, PartNames
from analysis.data.read.summary_table import read_value_lists
from tests.data.read.words import laid

WRAPPED = """\
                    Nama Indeks           2022   2023
                    SPBE                  2,15   3,30
                    Domain Kebijakan
Kebijakan Internal                        1,40   2,40
Tata Kelola SPBE    Internal SPBE
                    Kebijakan Internal
                                          1,40   2,50
                    Tata Kelola SPBE
"""
REST = """\
                    Domain Tata Kelola    1,70   2,70
                    Perencanaan           1,25   2,25
                    Strategis SPBE
"""
D1, A1, D2, A2 = ("domain", "1"), ("aspect", "1"), ("domain", "2"), ("aspect", "2")


@pytest.fixture(scope="module")
def names() -> PartNames:
    return PartNames.of(_instrument(2023, ""))


def test_labels_wrap_and_lists_go_on(names):
    lists = read_value_lists(laid(WRAPPED, REST), names)
    assert [found.head.year for found in lists] == [2022, 2023]
    values = [{part: word.text for part, word in found.values.items()} for found in lists]
    assert values[0] == {INDEX: "2,15", D1: "1,40", A1: "1,40", D2: "1,70", A2: "1,25"}
    assert values[1] == {INDEX: "3,30", D1: "2,40", A1: "2,50", D2: "2,70", A2: "2,25"}


def test_a_part_that_comes_again_begins_a_list(names):
    twice = "SPBE               2,15\nDomain Manajemen   1,00\n"
    lists = read_value_lists(laid(twice + twice), names)
    assert [len(found.values) for found in lists] == [2, 2]


def test_values_without_a_label_of_a_part(names):
    assert read_value_lists(laid("Memuaskan   4,2\nSangat Baik 3,5"), names) == []
