from __future__ import annotations

import random
from fractions import Fraction

import pytest

from analysis.data.read.agreement import agreement, agrees, require
from analysis.data.read.evaluation_pdf import _instrument
from analysis.data.read.layout import Head
from analysis.data.read.part_names import INDEX
from analysis.data.read.pdf_words import Word
from analysis.data.read.summary_table import ValueList
from analysis.methods.errors import InputError
from tests.data.read.reports import random_levels, shown, values


def word(text: object, page: int = 4) -> Word:
    return Word(str(text), page, 0, 5, 0, 10)


def printed(instrument: str, levels: dict[str, int], year: int | None = None, **changed: str) -> ValueList:
    texts = {part: shown(value, comma=True) for part, value in values(instrument, levels).items()}
    texts |= {part: changed[part[0] + part[1]] for part in texts if part[0] + part[1] in changed}
    return ValueList(Head("", year), {part: word(text) for part, text in texts.items()})


def found(year: int, levels: dict[str, int], *lists: ValueList):
    return agreement(
        _instrument(year, ""), {item: word(level, 9) for item, level in levels.items()}, [*lists], year, "x.pdf"
    )


@pytest.mark.parametrize("year", [2020, 2023])
def test_levels_give_what_is_printed(year):
    instrument = _instrument(year, "").id
    for seed in range(20):
        levels = random_levels(instrument, random.Random(seed))
        assert found(year, levels, printed(instrument, levels)).problems == []


def test_one_level_altered_names_every_line_that_differs():
    levels = random_levels("47", random.Random(3)) | {"21": 2, "22": 2}
    altered = found(2023, levels | {"21": 3}, printed("47", levels))
    assert [problem.split(":")[0].split(", ")[2].split(" (")[0] for problem in altered.problems][:2] == [
        "domain 3",
        "aspect 5",
    ]
    assert all("page 4" in problem for problem in altered.problems)
    assert "row 21: 3" in altered.problems[1]
    with pytest.raises(InputError):
        require(altered)


def test_levels_swapped_inside_an_aspect_stay_unseen_and_between_aspects_do_not():
    levels = random_levels("47", random.Random(4)) | {"21": 1, "22": 5, "29": 2}
    assert found(2023, levels | {"21": 5, "22": 1}, printed("47", levels)).problems == []
    assert found(2023, levels | {"22": 2, "29": 5}, printed("47", levels)).problems


def test_a_part_that_is_not_printed_is_a_problem():
    levels = random_levels("47", random.Random(5))
    lists = printed("47", levels)
    del lists.values["aspect", "6"]
    assert len(found(2023, levels, lists).problems) == 1


def test_lists_of_another_year_do_not_count():
    levels, before = (random_levels("47", random.Random(seed)) for seed in (6, 7))
    both = [printed("47", before, 2022), printed("47", levels, 2023)]
    assert found(2023, levels, *both).problems == []
    assert found(2023, before, *both).problems


def test_what_the_best_list_lacks_comes_from_another():
    levels = random_levels("47", random.Random(8))
    one, rest = printed("47", levels), printed("47", levels)
    index = rest.values.pop(INDEX)
    other = ValueList(Head("", None), {INDEX: word("0,01")})
    agreed = found(2023, levels, other, ValueList(Head("", None), {INDEX: index}), rest)
    assert agreed.problems == []
    assert agreed.printed == one.values


def test_the_printed_weight_of_a_service_is_taken_and_said():
    """Levels whose index is 2.8167: 2.82 exactly, 2.81 with each of six services at 3.3 percent."""
    levels = dict.fromkeys(random_levels("35", random.Random(0)), 3)
    for item in ("1", "2", "3", "8", "9", "10", "11", "32"):
        levels[item] = 2
    exact = values("35", levels)["index", ""]
    rounded = exact - Fraction(17) * (Fraction(20, 600) - Fraction(33, 1000))
    assert shown(exact, True) != shown(rounded, True)
    by_exact = found(2020, levels, printed("35", levels))
    by_rounded = found(2020, levels, printed("35", levels, index=shown(rounded, True)))
    assert (by_exact.problems, by_exact.rounded_weight) == ([], False)
    assert (by_rounded.problems, by_rounded.rounded_weight) == ([], True)
    assert found(2020, levels, printed("35", levels, index=shown(exact + Fraction(1, 100), True))).problems


@pytest.mark.parametrize(("text", "value", "same"), [
    ("2,15", Fraction(2145, 1000), True), ("2.14", Fraction(2145, 1000), False), ("3,5", Fraction(7, 2), True),
    ("3", Fraction(3), True), ("3", Fraction(31, 10), False), ("3,5714", Fraction(25, 7), True),
    ("3,6", Fraction(25, 7), False),
])  # fmt: skip
def test_what_is_shown_as_printed(text, value, same):
    assert agrees(text, value) == same
