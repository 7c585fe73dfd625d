"""Every breach of a schema is told at once, with line, path and a remedy that fits what was written."""

import pytest
from pydantic import Field

from analysis.data import yaml_files
from analysis.data.yaml_schema import Line, Number, Scalar, Strict, Text, breaches, checked, near, refusal
from analysis.methods.errors import InputError


class Item(Strict):
    id: Line
    share: Number = 0.5


class Whole(Strict):
    title: Text
    count: int = Field(ge=1)
    on: bool
    items: list[Item] = Field(default=[])
    named: dict[str, Item] = Field(default={})
    any: Scalar = ""
    inner: Item | None = None


GOOD = "title: a\ncount: 3\non: true\n"


def found(text: str) -> list[str]:
    document = yaml_files.parse(text.encode(), "x.yml")
    return [problem for _, problem in breaches(document, Whole, {"on": "true for all"})]


def test_a_document_that_fits_is_given_back_unconverted():
    document = yaml_files.parse(f"{GOOD}items: [{{id: a, share: 1}}]\nany: 2\n".encode(), "x.yml")
    whole = checked(document, Whole)
    assert (whole.title, whole.count, whole.on, whole.items[0].share, whole.any) == ("a", 3, True, 1, 2)


def test_all_breaches_are_told_in_the_order_of_the_file():
    text = "count: 0\ntitel: a\nitems:\n  - id: 3\n  - id: b\n    share: .inf\n    shar: 1\n"
    text += "named: {x: {id: ''}}\nany: [1]\n"
    assert found(text) == [
        "x.yml: line 1: title: missing; add it",
        "x.yml: line 1: count: 0 is less than 1; write 1 or more",
        "x.yml: line 1: on: missing; add it (true for all)",
        "x.yml: line 2: titel: unknown (is title meant?); known are title, count, on, items, named, any, inner; "
        "correct or remove it",
        "x.yml: line 4: item 1: id: must be str, is int 3; put it in quotes",
        "x.yml: line 6: item b: share: inf is no finite number; write one",
        "x.yml: line 7: item b: shar: unknown (is share meant?); known are id, share; correct or remove it",
        "x.yml: line 8: named: x: id: is empty; fill it",
        "x.yml: line 9: any: must be str or a number, is list [1]; write a text",
    ]


def test_the_names_inside_an_optional_mapping_are_known():
    assert found(f"{GOOD}inner: {{id: a, shares: 1}}\n") == [
        "x.yml: line 4: inner: shares: unknown (is share meant?); known are id, share; correct or remove it"
    ]


def test_a_name_without_a_space_after_it_is_recognised():
    assert found(f"{GOOD}inner: {{id: a, share:1}}\n") == [
        "x.yml: line 4: inner: share:1: unknown (is share meant?); known are id, share; "
        "write a space after `:`, correct or remove it"
    ]


def test_all_breaches_are_raised_at_once():
    document = yaml_files.parse(b"title: 1\ncount: x\n", "x.yml")
    with pytest.raises(InputError) as caught:
        checked(document, Whole)
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("kind", "value", "remedy"),
    [
        ("str", 3, "put it in quotes"), ("str", 0.5, "put it in quotes"), ("str", True, "put it in quotes"),
        ("str", None, "write a text"), ("str", [], "write a text"), ("str", {}, "write a text"),
        ("int", "3", "write it without quotes"), ("int", "three", "write a whole number"),
        ("int", "٧", "write a whole number"),
        ("int", None, "write a whole number"), ("int", 3.0, "write it without a decimal point"),
        ("int", 3.5, "write a whole number"),
        ("int", float("nan"), "write a whole number"),
        ("int", "007", "write it without zeros before it"),
        ("float", "1e-1", "write it without quotes"), ("float", "x", "write a number"),
        ("float", None, "write a number"),
        ("float", [], "write a number"), ("bool", "yes", "write true or false, without quotes"),
        ("bool", "True", "write true or false, without quotes"), ("bool", 1, "write true or false"),
        ("bool", None, "write true or false"), ("list", "a", "write a list, for instance `[a, b]`"),
        ("dict", None, "write a mapping, `name: value` a line each"),
    ],
)  # fmt: skip
def test_a_remedy_fits_the_value(kind, value, remedy):
    assert refusal(kind, value).startswith(f"must be {kind}, is ")
    assert refusal(kind, value).endswith(f"; {remedy}")


def test_a_long_value_is_cut():
    assert len(refusal("int", "x" * 10_000)) < 150


@pytest.mark.parametrize(("name", "said"), [("tilte", " (is title meant?)"), ("colour", ""), ("x" * 10_000, "")])
def test_a_near_name_is_offered(name, said):
    assert near(name, ["title", "count"]) == said
