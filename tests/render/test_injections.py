"""Every kind of awkward text in every place of a report: shown in HTML and PDF, or refused by name."""

from __future__ import annotations

import html
import io
import json
import re
import unicodedata
from dataclasses import replace

import pypdf
import pytest

from analysis.methods.errors import InputError
from analysis.render.project import sha256
from analysis.render.write.pdf.report import annex_pdf
from analysis.render.write.reports import default_writers
from tests.render.pages import pictures
from tests.render.toy import IMPORTS, PARAMETERS, VALUE, Toy, cell, shows
from tests.render.write.pdf.test_report import alternative_texts

NONE = {"brief.pdf": b"%PDF-", "report.pdf": b"%PDF-"}
# The annex has all of each page; brief and report, which are set alike, have some of it and are left out.
WRITERS = replace(default_writers(), pdfs=lambda pages, edition: NONE | {"annex.pdf": annex_pdf(pages, edition)})
PLACES = {
    "prose": "before", "heading": "before", "title": "before", "study title": "before", "parameter": "before",
    "table read": "before", "sentence": "after", "table cell": "after", "table title": "after", "figure title": "after",
    "alt": "after", "shown Markdown": "after", "stdout": "after", "text/plain": "after",
}  # fmt: skip
PRINTED = ("stdout", "text/plain")
ESCAPES = {
    "colour": "\x1b[31mred\x1b[0m", "link": "\x1b]8;;https://example.org\x1b\\red\x1b]8;;\x1b\\",
    "C1": "\x9b31mred\x9b0m", "charset": "\x1b(Bred", "return": "  0%\rred", "backspace": "rex\bd",
    "NUL": "r\0ed", "bell": "red\x07",
}  # fmt: skip
LACKING = {
    "emoji": "\U0001f600",
    "Chinese": "中",
    "Thai": "ไ",
    "unassigned": "\u0378",
    "family": "\U0001f468\u200d\U0001f467",
}
OTHER_FONTS = ["Жизнь", "✓ → ≥", "é “x” ₂", "█░│"]


def with_text(toy: Toy, place: str, text: str) -> Toy:
    """The toy with `text` in one place."""
    said = repr(f"so {text} it is")
    csv = "part,x\nA,1\n"
    figure = {"key": "'toy.f'", "title": "'F'", "alt": "'Two bars'", "data_sha256": repr(sha256(csv)), "csv": repr(csv)}
    figure |= {"heading": "'It rose'", "subtitle": "'Points'", "source": "'Nobody'"}
    table = {"key": "'toy.t'", "title": "'T'", "note": "''", "head": "['a']", "cells": "[['x']]", "align": "['left']"}
    table |= {"csv": repr("a\nx\n")}
    match place:
        case "figure title" | "alt":
            figure |= {place.removeprefix("figure "): said}
        case "table title":
            table |= {"title": said}
        case "table cell":
            table |= {"cells": f"[[{said}]]"}
    code = {
        "sentence": shows("sentence", key="'toy.s'", text=said, decision="None"),
        "shown Markdown": f"display({{'text/markdown': {said}}}, raw=True)",
        "stdout": f"print({said})",
        "text/plain": f"display({{'text/plain': {said}}}, raw=True)",
    }
    shown = repr(pictures()["svg"])
    last = code.get(place) or (
        shows("figure", **figure).replace("'text/plain'", f"'image/svg+xml': {shown}, 'text/plain'")
        if place in ("figure title", "alt")
        else shows("table", **table).replace(
            "'text/plain'", f"'text/html': '<p>' + {table['title']} + {table['cells'][2:-2]} + '</p>', 'text/plain'"
        )
    )
    heads = {"prose": [f"so {text} it is"], "heading": [f"## so {text} it is"]}.get(place, [])
    toy.notebook("10_toy", PARAMETERS, IMPORTS, VALUE, *(cell("# ") | {"source": head} for head in heads), cell(last))
    if place == "title":
        path = toy.project.notebook("10_toy")
        source = json.dumps(f"# so {text} it is")
        path.write_text(path.read_text(encoding="utf-8").replace('"# Is it so?"', source), encoding="utf-8")
    if place == "table read":
        toy.write("data/processed/egdi.csv", f"a\nso {text} it is\n".encode("utf-8", "replace").decode())
        toy.data()
    toy.study(
        toy.run(**({"name": f"so {text} it is"} if place == "parameter" else {})),
        **({"title": f"so {text} it is"} if place == "study title" else {}),
    )
    return toy


def words(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text))


def shown(toy: Toy, place: str) -> tuple[str, str]:
    """What a reader gets of the page and of the PDF, as plain words; of a picture what is read aloud."""
    outcome = toy.build(writers=WRITERS)
    assert [str(failure) for failure in outcome.failed] == []
    page = toy.files()["toy.html"].decode()
    reader = pypdf.PdfReader(io.BytesIO(toy.files()["annex.pdf"]))
    spoken = " ".join(alternative_texts(reader)) if place == "alt" else ""
    aside = r'(?s)<(style|script)>.*?</\1>|<details class="code">.*?</details>'  # no result, and not in the PDF
    page = re.sub(aside + ("" if place == "alt" else "|<[^>]+>"), "", page)
    return words(html.unescape(page)), words(spoken + "".join(sheet.extract_text() for sheet in reader.pages))


def refused(toy: Toy, when: str) -> list[str]:
    """What is refused, before or after the run; reports/ is not written, nor is anything kept of the run."""
    if when == "before":
        with pytest.raises(InputError) as caught:
            toy.build(writers=WRITERS)
        found = caught.value.problems
    else:
        found = [failure.summary for failure in toy.build(writers=WRITERS).failed]
    assert toy.executed == ([] if when == "before" else ["toy"])
    assert not toy.project.reports.exists()
    assert list(toy.project.cache.rglob("executed.ipynb")) == []
    return found


@pytest.mark.parametrize("place", [place for place in PLACES if place != "table read"])
def test_what_another_bundled_font_has_is_shown_everywhere(quick, place):
    for text in OTHER_FONTS:
        for where, found in zip(("page", "PDF"), shown(with_text(quick, place, text), place), strict=True):
            assert words(f"so {text} it is") in found, (where, text)


@pytest.mark.parametrize("kind", LACKING)
@pytest.mark.parametrize("place", PLACES)
def test_what_no_font_has_is_refused_by_place_and_character(quick, place, kind):
    text = LACKING[kind]
    toy = with_text(quick, place, text)
    if place == "alt":
        assert all(words(f"so {text} it is") in found for found in shown(toy, place)), "is read aloud, not set"
        return
    [problem] = refused(toy, PLACES[place])
    if kind == "family" and problem.startswith("study.yml: line "):
        assert "the character U+200D cannot be seen; remove it" in problem, "the joiner between the two"
        return
    assert f"U+{ord(text[-1]):04X}" in problem
    assert problem.endswith("; write it in words, or leave it out")
    named = {
        "study title": "study.yml: title", "parameter": "study.yml: run toy: parameter name",
        "table read": "data/processed/egdi.csv: line 2", "title": "notebooks/10_toy.ipynb: cell at place 1 (",
        "prose": "notebooks/10_toy.ipynb: cell at place 5 (", "heading": "notebooks/10_toy.ipynb: cell at place 5 (",
    }  # fmt: skip
    assert problem.startswith(named.get(place, "what it shows is refused: cell 4: "))


@pytest.mark.parametrize("kind", ESCAPES)
@pytest.mark.parametrize("place", PLACES)
def test_control_characters_are_applied_in_print_outs_and_refused_elsewhere(quick, place, kind):
    toy = with_text(quick, place, ESCAPES[kind])
    if place in PRINTED:
        said = "red it is" if kind == "return" else "so red it is"
        for found in shown(toy, place):
            assert said in found
            assert "0%" not in found
    elif place == "table read" and kind == "return":
        assert all("Is it so?" in found for found in shown(toy, place)), "it only ends a line of the CSV"
    else:
        [problem] = refused(toy, PLACES[place])
        asked = ("(control character)", "holds the character U+0000; remove it")  # a notebook's own reader takes no NUL
        assert problem.startswith("study.yml: ") or any(words in problem for words in asked)


@pytest.mark.parametrize("place", [place for place in PLACES if place not in ("table read", *PRINTED)])
def test_half_a_character_is_refused(quick, place):
    [problem] = refused(with_text(quick, place, "\ud800"), PLACES[place])
    assert problem.startswith("study.yml: ") or re.search("U[+](D800|FFFD)", problem)


@pytest.mark.parametrize("place", PRINTED)
def test_half_a_character_that_was_printed_is_shown_as_damaged(quick, place):
    assert all("so \ufffd it is" in found for found in shown(with_text(quick, place, "\ud800"), place))


def test_sixty_thousand_lines_make_a_page_of_two_hundred(quick):
    quick.notebook("10_toy", PARAMETERS, IMPORTS, VALUE, cell("for i in range(60_000): print(f'line {i} ' + 'x' * 40)"))
    for found in shown(quick, "stdout"):
        assert all(f"line {i} x" in found for i in (0, 149))
        assert "line 150 x" not in found
        assert "lines left out" in found
        assert re.search(r"\[\.\.\. [\d,]+ bytes left out: a cell may print one million\]", found)
    files = quick.files()
    assert len(files["toy.html"]) < 100_000
    assert len(files["annex.pdf"]) < 300_000
    [executed] = quick.project.cache.rglob("executed.ipynb")
    assert 1_000_000 < executed.stat().st_size < 1_500_000


def test_tabs_stand_in_columns(quick):
    quick.notebook("10_toy", PARAMETERS, IMPORTS, VALUE, cell("print('a\\tb\\nlonger\\tc')"))
    for found in shown(quick, "stdout"):
        assert "a b" in found
        assert "longer c" in found
