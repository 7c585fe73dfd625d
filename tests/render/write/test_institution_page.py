from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest

from analysis.present.charts import svg
from analysis.render.collect.model import Code, Figure, Markdown, Output, Page, Sentence
from analysis.render.institutions.asked import REPORT, seen_from
from analysis.render.project import sha256
from analysis.render.write.institution_page import csv_address, institution_page, shown
from tests.present.charts.test_svg import figure as drawn
from tests.render.pages import edition, table

CSV = 'name,x\n"Kota ""X"", #1 100%",1\n'
SVG = svg.svg(drawn())
HEAD, FULL, EMPTY = Markdown("# Is it so?\n\nWe ask."), Markdown("## Full\n\nText."), Markdown("## Empty\n\nNothing.")
SENTENCE = Sentence("toy.s", "It is so.", None)
DRAWING = Figure("toy.f", "F", "A line that rises, in words", SVG, sha256(CSV), CSV, "It rose", "Points", "Source: x")
VALUES = {"institution.id": "kota-x", "institution.name": "Kota <X>", "institution.type": "kota",
          "institution.province": "Jawa Tengah"}  # fmt: skip


def page(*blocks: object) -> Page:
    return Page("x", "50_institution", True, "Is it so?", {}, list(blocks), dict(VALUES))


@pytest.mark.parametrize(("blocks", "kept"), [
    ([HEAD, EMPTY, FULL, SENTENCE], [HEAD, FULL, SENTENCE]),
    ([HEAD, FULL, SENTENCE, EMPTY], [HEAD, FULL, SENTENCE]),
    ([HEAD, EMPTY, Output(" \n"), FULL, Code("x"), SENTENCE], [HEAD, FULL, SENTENCE]),
    ([HEAD, FULL, Markdown("- a link")], [HEAD, FULL, Markdown("- a link")]),
    ([HEAD, EMPTY, EMPTY], [HEAD]),
])  # fmt: skip
def test_a_section_without_content_is_left_out(blocks, kept):
    assert shown(blocks) == kept


@pytest.mark.parametrize(("tongue", "other"), [("id", "en/kota-x.html"), ("en", "../kota-x.html")])
def test_it_leads_to_the_other_language_and_to_all_institutions(tongue, other):
    html = institution_page(page(HEAD, FULL, SENTENCE), edition(language=tongue))
    assert f'<html lang="{tongue}">' in html
    assert {other, "index.html", "calculator.html"} <= set(re.findall(r'href="([^"#:]+)"', html))
    assert re.search(r"<h1>Kota &lt;X&gt;</h1>", html)
    assert ", Jawa Tengah" in html


@pytest.mark.parametrize(("tongue", "languages", "home"), [
    ("id", ("en", "id"), "../id/"), ("en", ("en", "id"), "../../"), ("en", ("id", "en"), "../../en/"),
    ("id", ("en",), "../"), ("en", (), "../../"),
])  # fmt: skip
def test_its_head_leads_to_the_report_in_its_language_or_else_to_the_first(tongue, languages, home):
    html = institution_page(page(HEAD, FULL, SENTENCE), edition(language=tongue, languages=languages))
    links = set(re.findall(r'href="(?!data:|#)([^"#:]+)', html))
    assert {f"{home}{name}" for name in REPORT} <= links
    assert links <= seen_from({"kota-x.html", "en/kota-x.html"}, tongue)
    assert html.count('id="cite"') == 1


def test_data_are_in_the_page_to_the_letter():
    html = institution_page(page(HEAD, FULL, DRAWING, table()), edition())
    found = [unquote(address.partition(",")[2]) for address in re.findall(r'href="(data:text/csv[^"]*)"', html)]
    assert found[0] == CSV
    assert next(csv.DictReader(io.StringIO(found[0])))["name"] == 'Kota "X", #1 100%'
    assert len(re.findall(r'download="[a-z_]+\.csv"', html)) == len(found) == 2


def test_a_drawing_stands_under_its_words_with_nothing_loaded():
    html = institution_page(page(HEAD, FULL, DRAWING), edition())
    assert html.index("It rose") < html.index("Points") < html.index("<img") < html.index("Source: x")
    [address] = re.findall(r'<img src="data:image/svg\+xml,([^"]*)" width="360" height="\d+"', html)
    assert unquote(address) == SVG
    assert not re.search(r'(src|href)="https?:', html)


def test_an_address_survives_every_character_of_a_csv():
    for text in ("a,b\n", 'é"<>&#%\n', "1;2\t3\r\n", "Kab. + Kota = 'x'\n"):
        address = csv_address(replace(DRAWING, csv=text))
        assert not re.search(r'["<>&#\n]', address)
        assert unquote(address.partition(",")[2]) == text


def test_what_the_page_marks_stands_once_under_the_name_and_before_its_text():
    marked = [Sentence("toy.first", "One.", "identified"), Sentence("toy.next", "Two.", "bounded", finding=True)]
    later = Sentence("toy.later", "Three.", "bounded")
    html = institution_page(page(HEAD, *marked, FULL, later), edition(language="en")).partition("<body>")[2]
    places = [html.index(text) for text in ("<h1>", "One.", "Two.", "We ask.", "Three.")]
    assert places == sorted(places)
    assert [html.count(one.text) for one in (*marked, later)] == [1, 1, 1]
