from __future__ import annotations

import pytest

from analysis.render.run import notebook
from analysis.render.run.parameters import check, declared, unreadable
from tests.render.toy import cell, notebook_text

WHERE = "notebooks/x.ipynb"


def of(source: str):
    return declared({"cells": [cell(source, "parameters")]}, WHERE)


def test_declarations_are_read_with_type_default_and_choices():
    found, problems = of(
        "country: str = 'IDN'  # a country; one of: IDN, MYS\n\n# a remark\nyears: list = [2020, 2022]  # editions\n"
        "floor: float = 0.25  # least weight\nall: bool = True  # all of them"
    )
    assert problems == []
    assert [(p.name, p.type, p.default, p.choices) for p in found.values()] == [
        ("country", "str", "IDN", ("IDN", "MYS")),
        ("years", "list", [2020, 2022], ()),
        ("floor", "float", 0.25, ()),
        ("all", "bool", True, ()),
    ]
    assert found["floor"].meaning == "least weight"


def test_a_notebook_without_parameters_cell_has_none():
    assert declared({"cells": [cell("x = 1")]}, WHERE) == ({}, [])


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("n = 3  # a number", "line 1: 'n = 3  # a number': not a declaration; write `name: type = literal"),
        ("n: int = 3", "no comment; say after `#` what the parameter means"),
        ("n: int = f()  # a number", "the default is not a literal; write the value itself"),
        ("n: complex = 3  # a number", "complex is no type of a parameter"),
        ("n: int = '3'  # a number", "the default must be int, is str '3'"),
        ("n: int = True  # a number", "the default must be int, is bool True"),
        ("n: int = 9  # a number; one of: 3, 4", "the default 9 is not one of 3, 4"),
        ("n: list = [\n1]  # numbers", "spans several lines; write it on one"),
        ("n: list = [[1]]  # numbers", "a list may hold texts, numbers and truth values only"),
        ("n: int = 3  # a\nn: int = 4  # b", "declared twice; keep one"),
        ("n: int = = 3", "invalid syntax"),
        ("x: float = 1e999  # a share", "the default is inf, no finite number or one too large"),
        ("x: float = " + "9" * 400 + "  # a share", "no finite number or one too large; write a smaller one"),
        ("l: list = [1, 1]  # numbers", "the default 1 stands twice in the list; keep one"),
        ("l: list = [1, 'a']  # numbers", "of the list must be"),
        ("s: str = 'a\\nb'  # a text", "the default holds a line break or a tab"),
        ("s: str = 'a\\x1b'  # a text", "the default holds the character U+001B, which cannot be seen; remove it"),
        ("n: int = {1: [2]}[1]  # a number", "the default is not a literal"),
        ("n: int = {[1]: 2}  # a number", "the default is not a literal"),
        ("n: int = " + "(" * 300 + "1" + ")" * 300 + "  # a number", "too many nested parentheses"),
        ("n: int = 3  # a number\r\x0cn = 4", "line "),  # which one, and why, differs between Pythons
    ],
)
def test_a_parameters_cell_of_another_form_is_refused(source, message):
    _, problems = of(source)
    assert len(problems) == 1
    assert problems[0].startswith("notebooks/x.ipynb: parameters cell: line ")
    assert message in problems[0]


@pytest.mark.parametrize("source", ["n: int = " + "-" * 100_000 + "1  # a", "n: int = 1  # a\0"])
def test_a_parameters_cell_that_python_cannot_take_is_refused_in_one_line(source):
    _, problems = of(source)
    assert len(problems) == 1
    assert problems[0].startswith("notebooks/x.ipynb: parameters cell: ")


def test_two_parameters_cells_are_refused():
    _, problems = declared({"cells": [cell("a: int = 1  # a", "parameters")] * 2}, WHERE)
    assert problems == ["notebooks/x.ipynb: parameters cell: there are 2 cells tagged `parameters`; join them in one"]


KNOWN, _ = of(
    "n: int = 3  # n; one of: 3, 4\nx: float = 0.5  # x; one of: 0.5, 1\ns: str = 'a'  # s\nb: bool = True  # b\n"
    "l: list = ['a']  # l; one of: a, b\ny: list = [1, 0.5]  # y\nz: float = 0.5  # z"
)
GOOD = {"n": 4, "x": 0.5, "s": "NO", "b": False, "l": ["b", "a"], "y": [1, 2], "z": 2.5}


def test_good_values_are_given_in_the_notebooks_order():
    values, problems = check(dict(reversed(GOOD.items())), KNOWN)
    assert problems == []
    assert list(values) == list(KNOWN)
    assert values == GOOD


def test_a_whole_number_becomes_a_float_where_a_float_is_asked():
    values, problems = check(GOOD | {"x": 1}, KNOWN)
    assert problems == []
    assert type(values["x"]) is float


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"n": True}, "must be int, is bool True; write a whole number"),
        ({"n": "4"}, "must be int, is str '4'; write it without quotes"),
        ({"n": 4.0}, "must be int, is float 4.0; write it without a decimal point"),
        ({"n": 4.5}, "must be int, is float 4.5; write a whole number"),
        ({"n": None}, "must be int, is empty (null); write a whole number"),
        (
            {"n": "04"},
            "must be int, is str '04'; write it without zeros before it",
        ),
        (
            {"n": "5:20"},
            "must be int, is str '5:20'; YAML 1.1 reads it as 320, YAML 1.2 as a text; write the "
            "number that is meant in plain digits",
        ),
        ({"n": 5}, "5 is not one of 3, 4; choose from these"),
        ({"s": False}, "must be str, is bool False; put it in quotes"),
        ({"s": None}, "must be str, is empty (null); write a text"),
        (
            {"nn": None},
            "unknown (is n meant?); the notebook has n, x, s, b, l, y, z; correct or remove it",
        ),
        ({"s": ["a"]}, "must be str, is list ['a']; write a text"),
        ({"s": "a\nb"}, "holds a line break or a tab; write it on one line"),
        ({"s": " a"}, "is ' a', which begins or ends with a space or line break; remove it"),
        ({"s": "a\x1bb"}, "holds the character U+001B, which cannot be seen; remove it"),
        ({"b": 1}, "must be bool, is int 1; write true or false"),
        ({"b": "yes"}, "must be bool, is str 'yes'; write true or false, without quotes"),
        ({"x": 2.5}, "2.5 is not one of 0.5, 1; choose from these"),
        ({"l": ["a", "c"]}, "'c' is not one of a, b; choose from these"),
        (
            {"l": [None]},
            "a list may hold texts, numbers and truth values only, not [None]; correct it",
        ),
        ({"l": ["a", 1]}, "entry 2 of the list must be str, is int 1; put it in quotes"),
        ({"l": ["a", "b", "a"]}, "'a' stands twice in the list; keep one"),
        (
            {"l": [["a"]]},
            "a list may hold texts, numbers and truth values only, not [['a']]; correct it",
        ),
        (
            {"y": [1, float("nan")]},
            "entry 2 of the list is nan, no finite number or one too large; write a smaller one",
        ),
        (
            {"y": [1, "010"]},
            "entry 2 of the list must be float, is str '010'; YAML 1.1 reads it as 8, "
            "YAML 1.2 as 10; write the number that is meant in plain digits",
        ),
        ({"z": float("inf")}, "is inf, no finite number or one too large; write a smaller one"),
        ({"m": 1}, "unknown; the notebook has n, x, s, b, l, y, z; correct or remove it"),
    ],
)
def test_a_wrong_value_is_refused_with_its_remedy(change, message):
    assert check(GOOD | change, KNOWN) == ({}, [(next(iter(change)), message)])


def test_missing_parameters_are_all_told():
    _, problems = check({}, KNOWN)
    assert len(problems) == len(KNOWN)
    assert problems[0][1] == (
        "missing; every parameter is named in study.yml, add for instance `n: 3`, the notebook's default"
    )


def test_papermill_must_read_what_we_read():
    text = notebook_text(cell("a: int = 1  # fine\nb: str = 'x=y'  # not fine", "parameters"))
    found, problems = declared(notebook.parse(text, WHERE), WHERE)
    assert problems == []
    assert unreadable(text, found, WHERE) == [
        "notebooks/x.ipynb: parameters cell: papermill cannot read parameter b; leave `=` and `#` out of its value and "
        "its comment"
    ]
