from __future__ import annotations

import base64
import hashlib
import json
import re
import struct
from decimal import Decimal
from fractions import Fraction

import matplotlib
import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.methods.errors import InputError
from analysis.present import publish
from analysis.present.charts import style
from analysis.present.charts.narrow import sheet

VALUE, TABLE, FIGURE, SENTENCE = (publish.MIME.format(k) for k in ("value", "table", "figure", "sentence"))
FRAME = pd.DataFrame({"name": ["A", "B"], "x": [1.275, None]})
COLUMNS = {"name": "text", "x": ".2f"}
YEAR = {"year": 2021, "top": 2}


def drawing() -> Figure:
    fig = Figure(figsize=(2, 1))
    fig.subplots().plot([1, 2], [1, 2])
    return fig


@pytest.mark.parametrize(("x", "published"), [
    (0.1 + 0.2, 0.3),
    (np.float64(2) / 3, 0.666666667),
    (Fraction(1, 3), 0.333333333),
    (Decimal("2.95"), 2.95),
    (np.int64(7), 7),
    (10**15, 10**15),
    (-0.0, 0.0),
    ("refuted", "refuted"),
    (pd.Timestamp("2024-08-17").date(), "2024-08-17"),
])  # fmt: skip
def test_a_value_travels_as_published(shown, x, published):
    publish.value("toy.x", x)
    [bundle] = shown
    assert bundle[VALUE] == {"values": {"toy.x": published}}
    assert type(bundle[VALUE]["values"]["toy.x"]) is type(published)
    assert bundle["text/plain"] == "", "nothing stands under the cell"
    json.dumps(bundle, allow_nan=False)


def test_values_under_one_prefix(shown):
    publish.values("toy.rank", {"from": 88, "own": {"osi": 1.5, "interval": {"0.1": 3}}})
    assert shown[0][VALUE]["values"] == {"toy.rank.from": 88, "toy.rank.own.osi": 1.5, "toy.rank.own.interval.0.1": 3}


@pytest.mark.parametrize("x", [None, float("nan"), float("inf"), pd.NA, "", True, np.bool_(True), [1, 2]])
def test_a_value_that_says_nothing_is_refused(shown, x):
    with pytest.raises(InputError, match=r"^value toy\.x: "):
        publish.value("toy.x", x)
    assert shown == []


@pytest.mark.parametrize("key", ["x", "Toy.x", "toy.", ".x", "toy x.y", "toy..x", "toy.é", "1.x"])
def test_keys_are_dotted_lower_case(shown, key):
    with pytest.raises(InputError, match=re.escape(f"key {key!r} must be dotted lower case")):
        publish.value(key, 1)


def test_nothing_to_publish_is_refused(shown):
    with pytest.raises(InputError, match="nothing to publish"):
        publish.values("toy", {})


def test_a_sentence_with_and_without_a_decision(shown):
    publish.sentence("toy.marks", name="A_b *c*")
    publish.sentence("toy.marks", "refuted", name="A")
    plain, decided = shown
    assert plain[SENTENCE] == {"key": "toy.marks", "text": "A_b *c* fell", "decision": None}
    assert plain["text/markdown"] == r"A\_b \*c\* fell"
    assert decided[SENTENCE] == {"key": "toy.marks", "text": "A fell", "decision": "refuted"}
    assert decided["text/markdown"] == "**REFUTED.** A fell"


def test_a_finding_is_marked(shown):
    publish.finding("toy.marks", "refuted", name="A")
    assert shown[0][SENTENCE] == {"key": "toy.marks", "text": "A fell", "decision": "refuted", "finding": True}


def test_a_decision_must_be_one_of_ours(shown):
    with pytest.raises(InputError, match="decision 'proven' is unknown: use one of arithmetic"):
        publish.sentence("toy.marks", "proven", name="A")


def test_a_table_with_the_csv_behind_it(shown):
    publish.table("toy.shown", FRAME, COLUMNS, YEAR)
    [bundle] = shown
    assert bundle[TABLE] == {
        "key": "toy.shown",
        "title": "A title of 2021",
        "note": "A note.",
        "head": ["Name", "X, points"],
        "cells": [["A", "1.28"], ["B", "–"]],
        "align": ["left", "right"],
        "csv": "name,x\nA,1.275\nB,\n",
    }
    assert bundle["text/html"].startswith("<table")
    assert "A title" in bundle["text/plain"]


def test_a_long_table_is_its_csv_alone(shown):
    publish.table("toy.shown", FRAME, facts={"year": "<2021>"})
    assert shown[0][TABLE]["cells"] == []
    assert shown[0][TABLE]["csv"].count("\n") == 3
    assert shown[0]["text/html"] == "<p>A title of &lt;2021&gt;: 2 rows, in the CSV</p>"


@pytest.mark.parametrize(("frame", "columns", "said"), [
    (FRAME.iloc[:0], COLUMNS, "it needs at least one row"),
    (FRAME, {}, "a table has 1 to 7 columns, not 0"),
    (FRAME, {"y": "int"}, "column 'y' is not in the frame"),
])  # fmt: skip
def test_a_table_is_refused(shown, frame, columns, said):
    with pytest.raises(InputError, match=re.escape(f"table toy.shown: {said}")):
        publish.table("toy.shown", frame, columns, YEAR, heads={"y": "Y"})


def test_a_figure_with_the_data_behind_it(shown):
    publish.figure("toy.shown", lambda data, **words: drawing(), FRAME, YEAR)
    heading, bundle = shown
    about = bundle[FIGURE]
    assert "A title of 2021" in heading["text/markdown"]
    assert about["csv"] == "name,x\nA,1.275\nB,\n"
    assert about["data_sha256"] == hashlib.sha256(about["csv"].encode()).hexdigest()
    assert (about["key"], about["title"]) == ("toy.shown", "A line")
    assert bundle["text/plain"] == "figure toy.shown: A line that rises from one to 2."
    png = base64.b64decode(bundle["image/png"])
    assert struct.unpack(">II", png[16:24]) == (384, 192), "two dots a CSS pixel"
    assert bundle["image/svg+xml"].startswith("<svg")
    assert bundle[publish.NARROW].startswith("<svg")


def test_a_figure_is_drawn_for_a_wide_and_for_a_narrow_page(shown):
    def chart(data):
        return style.canvas(height=1.0)[0]

    publish.figure("toy.shown", chart, FRAME, YEAR)
    widths = [re.search(r'width="([\d.]+)pt"', shown[1][kind])[1] for kind in ("image/svg+xml", publish.NARROW)]
    assert [float(width) * 96 / 72 for width in widths] == [612, 360]


def test_a_figure_is_closed_and_the_same_bytes_twice(shown):
    import matplotlib.pyplot as plt

    def chart(data):
        fig, ax = plt.subplots(figsize=(2, 1))
        ax.plot([1, 2], [1, 2])
        return fig

    for _ in range(2):
        publish.figure("toy.shown", chart, FRAME, YEAR)
    assert plt.get_fignums() == []
    assert shown[:2] == shown[2:]


def test_every_fault_of_a_figure_is_named(shown):
    with pytest.raises(InputError) as error:
        publish.figure("toy.shown", lambda data, **words: drawing(), FRAME.iloc[:0], YEAR, texts={"alt": "head.name"})
    assert [problem.split(":")[1].strip() for problem in error.value.problems] == [
        "alt has 4 characters",
        "the data behind it are empty",
    ]
    assert shown == []


def test_bundles_reach_a_notebook(catalogue, capsys):
    publish.value("toy.x", 1)  # IPython's own display, outside a notebook, prints what it would send
    assert "toy.x" in capsys.readouterr().out


def test_a_sentence_picks_its_facts(shown):
    publish.sentence("toy.marks", "refuted", {"name": "A", "other": 1})
    publish.finding("toy.marks", "refuted", {"name": "A"}, name="B")
    assert [bundle[SENTENCE]["text"] for bundle in shown] == ["A fell", "B fell"]
    with pytest.raises(InputError, match="fact 'other' is not in the template"):
        publish.sentence("toy.marks", None, {"name": "A"}, other=1)


def test_a_table_takes_its_words_from_the_catalogue(shown):
    publish.table("toy.shown", FRAME, {"name": "text", ("x", "x"): ".2f"}, {"year": 2021})
    publish.table("toy.shown", FRAME, {"x": ".2f"}, {"year": 2021}, texts={"title": "toy.shown.other"})
    publish.table("toy.shown", FRAME.rename(columns={"x": "y2021"}), {"y2021": ".2f"}, {"year": 1},
                  heads={"y2021": "2021"})  # fmt: skip
    one, two, three = (bundle[TABLE] for bundle in shown)
    assert (one["title"], one["note"], one["head"]) == ("A title of 2021", "A note.", ["Name", "X, points"])
    assert one["cells"] == [["A", "1.28"], ["B", "\u2013"]]
    assert (two["title"], two["head"], three["head"]) == ("Another of 2021", ["X, points"], ["2021"])


def test_a_table_without_columns_is_its_csv(shown):
    publish.table("toy.shown", FRAME, facts={"year": 2021})
    assert shown[0][TABLE]["cells"] == []
    assert shown[0][TABLE]["csv"].count("\n") == 3


def test_a_head_that_is_not_in_the_catalogue_is_refused(shown):
    with pytest.raises(InputError, match=r"no sentence has the key 'head\.y'"):
        publish.table("toy.shown", FRAME.assign(y=1), {"y": "int"}, {"year": 2021})


def test_a_figure_is_one_call(shown):
    told = {}

    def chart(data, **words):
        told.update(words)
        return drawing()

    facts = {"year": 2021, "top": 2}
    publish.figure(
        "toy.shown", chart, FRAME, facts, csv=FRAME.iloc[:1], texts={"subtitle": "toy.shown.other"}, form="d"
    )
    assert told == {"form": "d"}, "words are text of the page"
    about = shown[1][FIGURE]
    words = {"heading": "A title of 2021", "subtitle": "Another of 2021", "source": "Source: nobody"}
    assert {name: about[name] for name in words} == words
    assert (about["title"], about["alt"]) == ("A line", "A line that rises from one to 2.")
    assert about["csv"] == "name,x\nA,1.275\n"


def small(data: pd.DataFrame) -> Figure:
    with matplotlib.rc_context(sheet.RC):
        fig, ax = sheet.sheet(1.0)
        ax.plot(data["x"])
    return fig


DRAWN = pd.DataFrame({"x": [1.0, 2.0]})
TEXTS = dict.fromkeys(("title", "subtitle", "caption", "source"), "toy.marks") | {"alt": "toy.plain"}
FACTS = {"name": "Kota X", "year": 2021, "x": 1.0, "gain": 1, "n": 2, "share": 0.5}


def test_a_drawing_is_an_svg_with_its_words_beside_it(shown):
    publish.drawing("toy.f", small, DRAWN, FACTS, texts=TEXTS)
    words, figure = shown
    assert "Kota X" in words["text/markdown"]
    assert figure["image/svg+xml"].startswith("<svg")
    assert "Kota X" not in figure["image/svg+xml"], "words are text of the page"
    about = figure[FIGURE]
    assert {about[name] for name in ("title", "heading", "subtitle", "source")} == {"Kota X fell"}
    assert about["data_sha256"] == hashlib.sha256(about["csv"].encode()).hexdigest()


@pytest.mark.parametrize(("key", "data", "texts"), [
    ("toy", DRAWN, TEXTS), ("toy.f", DRAWN.iloc[:0], TEXTS), ("toy.f", DRAWN, TEXTS | {"alt": "toy.marks"}),
])  # fmt: skip
def test_a_drawing_without_name_data_or_words_is_refused(shown, key, data, texts):
    with pytest.raises(InputError, match="toy"):
        publish.drawing(key, small, data, FACTS, texts=texts)
    assert shown == []


def test_links_show_every_text_to_the_letter(shown):
    publish.links("toy.links", [("A [b] *c*", "https://example.org/x"), ("No address", "")])
    [bundle] = shown
    assert bundle["text/markdown"].splitlines() == [r"- [A \[b\] \*c\*](https://example.org/x)", "- No address"]


def test_no_links_are_refused(shown):
    with pytest.raises(InputError, match=r"toy\.links"):
        publish.links("toy.links", [])
