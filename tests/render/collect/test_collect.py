from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given, strategies as st

from analysis.methods.errors import InputError
from analysis.render.collect.collect import LONGEST_KEY, collect, merge_tables, merge_values
from analysis.render.collect.model import Code, Figure, Markdown, Output, Page, Sentence, Table
from analysis.render.project import sha256
from analysis.render.run.notebook import INJECTED
from analysis.render.run.output_size import PIECES, limited
from analysis.render.run.study import LONGEST_ID, Run
from tests.render.toy import DOT, VND, cell

RUN = Run("toy", "10_toy", True, {"n": 3}, "")
CSV = "a,b\n1,2\n"
TABLE = {
    "key": "toy.t", "title": "T", "note": "", "head": ["a"], "cells": [["1"]], "align": ["right"], "csv": CSV,
}  # fmt: skip
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="270pt" height="90pt"><g id="a"/><use href="#a"/></svg>'
WORDS = {"heading": "It rose", "subtitle": "Points, 1 to 5", "source": "Source: nobody"}
FIGURE = {"key": "toy.f", "title": "F", "alt": "A dot", "data_sha256": sha256(CSV), "csv": CSV} | WORDS
SENTENCE = {"key": "toy.s", "text": "It is so.", "decision": "identified"}
PICTURE = base64.b64encode(DOT).decode() + "\n"
DRAWN = {"image/svg+xml": SVG, "image/png": PICTURE}


def data(kind: str, about: dict, **others: object) -> dict:
    return {VND.format(kind): about, "text/plain": kind} | {k.replace("_", "/"): v for k, v in others.items()}


def executed(*bundles: dict, source: str = "show()") -> dict:
    """A notebook with one code cell a bundle."""
    cells = [cell("# Is it so?\nWe ask.")]
    for bundle in bundles:
        code = cell(source)
        code["outputs"] = [bundle if "output_type" in bundle else {"output_type": "display_data", "data": bundle}]
        cells.append(code)
    return {"cells": cells}


def problems(*bundles: dict) -> list[str]:
    with pytest.raises(InputError) as caught:
        collect(executed(*bundles), RUN)
    return caught.value.problems


def test_a_page_holds_everything_that_was_published_in_order():
    page = collect(
        executed(
            data("value", {"values": {"toy.n": 3, "toy.word": "a"}}),
            data("table", TABLE, text_html=["<table>", "</table>"]),
            data("figure", FIGURE, **DRAWN),
            data("sentence", SENTENCE, text_markdown="**It is so.**"),
            {"output_type": "stream", "name": "stdout", "text": ["x\n", "y\n"]},
            {"output_type": "execute_result", "data": {"text/plain": "\x1b[31m4\x1b[0m", "text/html": "<b>4</b>"}},
            {"text/markdown": "*plain*"},
        ),
        RUN,
    )
    assert (page.run, page.notebook, page.main, page.title, page.parameters) == (
        "toy",
        "10_toy",
        True,
        "Is it so?",
        {"n": 3},
    )
    assert page.values == {"toy.n": 3, "toy.word": "a", "toy.s": "It is so."}
    assert [block for block in page.blocks if not isinstance(block, Code)] == [
        Markdown("# Is it so?\nWe ask."),
        Table(**TABLE, html="<table></table>"),
        Figure(**FIGURE, svg=SVG, png=DOT),
        Sentence("toy.s", "It is so.", "identified"),
        Output("x\ny\n"),
        Output("4", "<b>4</b>"),
        Markdown("*plain*"),
    ]
    assert page.blocks[1] == Code("show()")


def stream(text: str) -> dict:
    return {"output_type": "stream", "name": "stdout", "text": text}


def outputs(*shown: dict) -> list:
    """The blocks of a notebook with one code cell that shows all this, without heading and code."""
    code = cell("show()") | {"outputs": list(shown)}
    return [b for b in collect({"cells": [cell("# Is it so?"), code]}, RUN).blocks if not isinstance(b, Code)][1:]


def plain(**about: str) -> dict:
    return {"output_type": "display_data", "data": {kind.replace("_", "/"): text for kind, text in about.items()}}


def test_what_one_cell_prints_is_one_block_as_a_terminal_shows_it():
    assert outputs(stream("10%\r\x1b[2K100%\n"), plain(text_plain="\x1b[31m4\x1b[0m"), plain(text_plain="5")) == [
        Output("100%\n4\n5")
    ]
    table = {"output_type": "display_data", "data": data("table", TABLE)}
    shown = outputs(stream("a\n"), table, stream("b\n"), plain(text_markdown="c"), stream("d\n"))
    assert [type(block).__name__ for block in shown] == ["Output", "Table", "Output", "Markdown", "Output"]


def test_ten_thousand_small_outputs_are_one_block_with_a_note():
    kept = limited([plain(text_plain=f"{i}") for i in range(10_000)])
    [block] = outputs(*kept)
    assert block.text.splitlines() == [str(i) for i in range(PIECES)]
    assert block.cut == sum(len(str(i)) for i in range(PIECES, 10_000))


EMOJI = "\U0001f600"
SAYS = "the report cannot show U+1F600 'GRINNING FACE'; write it in words, or leave it out"


def test_characters_that_the_report_cannot_show_are_told_by_cell_and_place_all_at_once():
    table = TABLE | {"title": EMOJI, "note": EMOJI, "head": [EMOJI], "cells": [["1"], [EMOJI]]}
    assert problems(
        stream(f"so {EMOJI}\n"),
        {"text/plain": EMOJI},
        {"text/markdown": f"*{EMOJI}*"},
        data("sentence", SENTENCE | {"text": EMOJI}),
        data("table", table),
        data("figure", FIGURE | {"title": EMOJI}, **DRAWN),
        data("value", {"values": {"toy.word": "a\0"}}),
        data("figure", FIGURE | {"key": "toy.g", "alt": "a\x1b"}, **DRAWN),
    ) == [
        f"{WHERE} 1: printed text: {SAYS}",
        f"{WHERE} 2: printed text: {SAYS}",
        f"{WHERE} 3: shown Markdown: {SAYS}",
        f"{WHERE} 4: sentence toy.s: {SAYS}",
        *(f"{WHERE} 5: table toy.t: {part}: {SAYS}" for part in ("title", "note", "head", "row 2")),
        f"{WHERE} 6: figure toy.f: title: {SAYS}",
        f"{WHERE} 7: value toy.word: "
        "the report cannot show U+0000 (control character); write it in words, or leave it out",
        f"{WHERE} 8: figure toy.g: alt: "
        "the report cannot show U+001B (control character); write it in words, or leave it out",
    ]


def test_what_is_read_aloud_or_is_data_needs_no_font():
    about = FIGURE | {"alt": f"A face {EMOJI}"}
    assert outputs({"output_type": "display_data", "data": data("figure", about, **DRAWN)})
    assert outputs({"output_type": "display_data", "data": data("value", {"values": {"toy.word": EMOJI}})}) == []


def test_only_what_the_page_shows_of_a_long_print_out_must_be_showable():
    lines = ["x"] * 1_000
    assert outputs(stream("\n".join([*lines, EMOJI, *lines])))
    assert problems(stream("\n".join([*lines, EMOJI]))) == [f"{WHERE} 1: printed text: {SAYS}"]


def test_markdown_that_is_shown_is_read_as_that_of_cells_is():
    assert problems({"text/markdown": "![x](y.png)"}, {"text/markdown": "[a]()"}) == [
        f"{WHERE} 1: shown text: Markdown has an image: publish it as a figure, with its text and data",
        f"{WHERE} 2: shown text: Markdown has a link without address or words: complete it",
    ]


@given(st.data())
def test_a_picture_is_read_or_refused_whatever_is_wrong_with_it(draw):
    png = bytearray(DOT)
    for _ in range(draw.draw(st.integers(1, 3))):
        png[draw.draw(st.integers(0, len(png) - 1))] = draw.draw(st.integers(0, 255))
    png = bytes(png[: draw.draw(st.integers(0, len(png)))])
    try:
        shown = data("figure", FIGURE, **DRAWN | {"image/png": base64.b64encode(png).decode()})
        [block] = outputs({"output_type": "display_data", "data": shown})
    except InputError as error:
        [problem] = error.problems
        assert problem.startswith(f"{WHERE} 1: figure toy.f: the picture is damaged (")
    else:
        assert block.png == png


def test_default_parameters_are_left_out_where_others_were_given():
    nb = {"cells": [cell("# Is it so?"), cell("n: int = 3  # n", "parameters"), cell("n = 4", INJECTED), cell("n")]}
    assert [b.source for b in collect(nb, RUN).blocks if isinstance(b, Code)] == ["n = 4", "n"]
    del nb["cells"][2]
    assert [b.source for b in collect(nb, RUN).blocks if isinstance(b, Code)] == ["n: int = 3  # n", "n"]


WHERE = "run toy (notebook 10_toy): cell"


def test_markdown_for_those_who_edit_the_notebook_stays_in_it():
    nb = executed(data("sentence", SENTENCE))
    nb["cells"].append(cell("Parameters are set in study.yml.") | {"metadata": {"tags": ["notebook-only"]}})
    texts = [block.text for block in collect(nb, RUN).blocks if isinstance(block, Markdown)]
    assert texts == ["# Is it so?\nWe ask."]


def test_a_figure_without_picture_is_refused():
    assert problems(data("figure", FIGURE)) == [
        f"{WHERE} 1: figure toy.f has no picture; publish the figure itself with publish.figure"
    ]


def test_a_figure_of_other_data_is_refused():
    assert problems(data("figure", FIGURE | {"csv": "a\n2\n"}, **DRAWN)) == [
        f"{WHERE} 1: figure toy.f: data_sha256 is not that of its csv; publish both from the same table"
    ]


def test_a_damaged_picture_is_refused():
    assert "the picture is damaged" in problems(data("figure", FIGURE, **DRAWN | {"image/png": "AAA"}))[0]


def test_an_unpublished_picture_is_refused_rather_than_lost():
    assert problems({"image/png": PICTURE, "text/plain": "<Figure>"}) == [
        f"{WHERE} 1: a picture (image/png) that was not published; show it with publish.figure"
    ]


@pytest.mark.parametrize(
    ("one", "two", "what"),
    [
        (data("table", TABLE), data("table", TABLE | {"csv": "a\n"}), "table or figure toy.t"),
        (data("figure", FIGURE, **DRAWN), data("table", TABLE | {"key": "toy.f"}), "table or figure toy.f"),
        (data("sentence", SENTENCE), data("sentence", SENTENCE | {"decision": None}), "sentence toy.s"),
        (data("value", {"values": {"toy.n": 1}}), data("value", {"values": {"toy.n": 2}}), "value toy.n"),
        (data("value", {"values": {"toy.s": 1}}), data("sentence", SENTENCE), "value toy.s"),
    ],
)
def test_a_key_stands_for_one_thing(one, two, what):
    assert problems(one, two) == [f"{WHERE} 2: {what} is published twice with different content; rename one"]


def test_the_same_thing_may_be_shown_twice():
    page = collect(executed(data("table", TABLE), data("table", TABLE)), RUN)
    assert sum(isinstance(block, Table) for block in page.blocks) == 2


@pytest.mark.parametrize("value", [True, None, float("nan"), float("inf"), [1]])
def test_a_value_is_a_finite_number_or_a_text(value):
    assert problems(data("value", {"values": {"toy.n": value}})) == [
        f"{WHERE} 1: value toy.n is {value!r}; publish a finite number or a text"
    ]


def test_a_key_names_a_file_that_every_file_system_takes():
    longest = "toy." + "a" * (LONGEST_KEY - 4)
    assert collect(executed(data("value", {"values": {longest: 1}})), RUN).values == {longest: 1}
    assert len(f".{'r' * LONGEST_ID}_{longest}.csv.half".encode()) <= 255
    assert problems(data("value", {"values": {longest + "a": 1}})) == [
        f"{WHERE} 1: key {longest[:40]}…: it names a file; write 150 characters at most"
    ]


def test_a_key_that_is_none_and_a_bundle_that_lacks_a_part_are_refused():
    assert problems(data("value", {"values": {"Toy": 1}}), data("table", {"key": "toy.t"})) == [
        f"{WHERE} 1: key 'Toy': write at least two lower-case words joined by dots",
        f"{WHERE} 2: a published output lacks 'title'; publish it with present.publish",
    ]


def test_a_page_needs_a_heading():
    with pytest.raises(InputError, match="no heading; start it with `# ` and its question in Markdown"):
        collect({"cells": [cell("1 + 1")]}, RUN)


def page(run: str, main: bool = True, values: dict | None = None, tables: dict | None = None) -> Page:
    blocks = [Table(key, "", "", [], [], [], csv, "") for key, csv in (tables or {}).items()]
    return Page(run, f"{run}_notebook", main, "Is it?", {}, blocks, values or {})


def test_main_runs_publish_plain_keys_and_others_prefixed_ones():
    pages = [page("b", values={"x.n": 2, "x.a": 1}), page("c", main=False, values={"x.n": 3})]
    assert json.dumps(merge_values(pages)) == '{"c.x.n": 3, "x.a": 1, "x.n": 2}'


def test_two_runs_may_agree_on_a_key_but_not_disagree():
    assert merge_values([page("b", values={"x.n": 2}), page("d", values={"x.n": 2})]) == {"x.n": 2}
    with pytest.raises(InputError) as caught:
        merge_values([page("b", values={"x.n": 2}), page("d", values={"x.n": 3})])
    assert caught.value.problems == ["key x.n: runs b and d publish it with different content; rename one"]


def test_tables_are_files_named_by_their_keys():
    pages = [page("b", tables={"x.t_u": "1"}), page("c", main=False, tables={"x.t_u": "2"})]
    assert merge_tables(pages) == {"c_x_t_u.csv": "2", "x_t_u.csv": "1"}


def test_two_keys_that_share_a_file_name_are_refused():
    with pytest.raises(InputError, match=r"table x_t_u\.csv: runs b and d publish it with different content"):
        merge_tables([page("b", tables={"x.t_u": "1"}), page("d", tables={"x_t.u": "2"})])


def test_a_drawing_has_its_words_as_text_and_they_are_no_block_of_their_own():
    page = collect(
        executed(
            data("heading", {"key": "toy.f"}, text_markdown="**It rose**"),
            {VND.format("figure"): FIGURE, "image/svg+xml": SVG, "text/plain": "figure"},
        ),
        RUN,
    )
    [figure] = [block for block in page.blocks if not isinstance(block, Markdown | Code)]
    assert (figure.svg, figure.png) == (SVG, b"")
    assert {name: getattr(figure, name) for name in WORDS} == WORDS


@pytest.mark.parametrize("svg", [
    "<svg", "no picture", SVG.replace("<g", '<script>alert("x")</script><g'), SVG.replace("#a", "https://example.org/x"),
    SVG.replace("<use", "<image").replace("#a", "x.png"), SVG.replace("#a", "x.svg#a"),
])  # fmt: skip
def test_a_drawing_that_is_damaged_or_loads_something_is_refused(svg):
    bundle = {VND.format("figure"): FIGURE, "image/svg+xml": svg, "text/plain": "figure"}
    [problem] = problems(bundle)
    assert "figure toy.f" in problem


def test_a_list_of_links_is_read_as_markdown():
    page = collect(executed(data("links", {"key": "toy.l"}, text_markdown="- [A](https://example.org)")), RUN)
    assert page.blocks[-1] == Markdown("- [A](https://example.org)")
