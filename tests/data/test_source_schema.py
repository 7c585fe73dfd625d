"""A source.yml says what a raw folder must say of itself, or every gap is told with its line."""

import pytest

from analysis.data import source_schema, yaml_files
from analysis.methods.errors import InputError

GOOD = {
    "source_id": "a", "title": "A", "publisher": "P", "kind": "press", "edition": 2024, "reference_year": "2018-2024",
    "published": "2024", "states": "s", "obtained": "read", "terms": "t",
}  # fmt: skip

ADD = "add it (as the publication says)"


def checked(**changes: object) -> dict:
    entries = {name: value for name, value in (GOOD | changes).items() if value != "missing"}
    text = "".join(f"{name}: {value}\n" for name, value in entries.items())
    return source_schema.checked(yaml_files.parse(text.encode(), "a/source.yml"))


def problem(**changes: object) -> str:
    with pytest.raises(InputError) as caught:
        checked(**changes)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


@pytest.mark.parametrize("published", ["2024", "'2024'", "2024-03-13", "2019-2026", "2018, 2020, 2026"])
def test_a_date_is_kept_as_it_is_written(published):
    assert str(checked(published=published)["published"]) == published.strip("'")


def test_what_was_done_may_be_told_for_each_file():
    assert checked(obtained="{a.csv: read, b.csv: typed}")["obtained"] == {"a.csv": "read", "b.csv": "typed"}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"terms": "missing"}, f"line 1: terms: missing; {ADD}"),
        ({"terms": ""}, "line 10: terms: must be str, is empty (null); write a text"),
        ({"obtained": "[a]"}, "line 9: obtained: must be str, is list ['a']; write a text"),
        ({"edition": "[2024]"}, "line 5: edition: must be str or a number, is list [2024]; write a text"),
        ({"title": "2024"}, "line 2: title: must be str, is int 2024; put it in quotes"),
        ({"kind": "official_report"}, f"line 4: instrument: missing, and the kind is official_report; {ADD}"),
        (
            {"kind": "official_report", "instrument": "47"},
            "line 11: instrument: must be str, is int 47; put it in quotes",
        ),
        ({"kind": "un"}, f"line 4: weights: missing, and the kind is un; {ADD}"),
        ({"kind": "un", "weights": "{osi: 1/3, tii: 1/3}"}, f"line 11: weights: hci: missing; {ADD}"),
    ],
)
def test_a_gap_is_told_with_its_line(changes, message):
    assert problem(**changes) == f"a/source.yml: {message}"
