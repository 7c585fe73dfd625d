"""A page that travels alone holds its pictures and links to nothing that stayed behind."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from analysis import paths
from analysis.cli import main
from analysis.render.write import figures
from analysis.render.write.html import run_page
from analysis.render.write.single_file import single_file
from tests.browser import PHONE, WIDE
from tests.render.pages import edition, figure, page

LINKS = re.compile(r'<a\b[^>]*? href="(?!#)([^"]*)"')


def alone(**about: object) -> str:
    beside = figures.files([page()])
    return single_file(run_page(page(), [page()], edition(**about)), beside.__getitem__)


def test_both_pictures_of_a_figure_are_in_the_page_to_the_letter():
    found = [unquote(svg) for svg in re.findall(r'(?:src|srcset)="data:image/svg\+xml,([^" ,]*)"', alone())]
    assert found == [figure().narrow, figure().svg]


def test_links_lead_into_the_page_to_the_web_or_nowhere():
    assert set(LINKS.findall(alone())) == {"https://example.org/a_b?c=d#e"}
    assert 'class="bar"' not in alone()


def test_with_an_address_they_lead_there():
    html = alone(address="https://example.org/spbe/", language="id", languages=("en", "id"))
    found = LINKS.findall(html)
    assert all(link.startswith("https://example.org/") for link in found)
    assert {"https://example.org/spbe/toy.html", "https://example.org/spbe/id/glossary.html"} <= set(found)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_it_opens_without_any_other_file(tmp_path, visit, width):
    (tmp_path / "mailed.html").write_text(alone(), encoding="utf-8")
    opened = visit.open(tmp_path / "mailed.html", width)
    asked = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.reload()
    opened.locator("figure img").scroll_into_view_if_needed()
    opened.wait_for_function("() => document.querySelector('figure img').naturalWidth > 0")
    assert [url[:5] for url in asked if not url.startswith("data:")] == ["file:"]
    assert opened.locator(".take a").all_inner_texts()
    assert not opened.get_by_role("link", name="SVG").count()


@pytest.fixture
def reports(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "REPORTS", tmp_path / "reports")
    (tmp_path / "reports" / "id").mkdir(parents=True)
    return tmp_path / "reports"


def test_the_command_writes_the_page_named(reports, tmp_path, capsys):
    (reports / "id" / "index.html").write_text('<img src="a.svg">', encoding="utf-8")
    (reports / "id" / "a.svg").write_text("<svg/>", encoding="utf-8")
    assert main(["single-file", "id/index", str(tmp_path / "out.html")]) == 0
    assert (tmp_path / "out.html").read_text(encoding="utf-8") == '<img src="data:image/svg+xml,%3Csvg/%3E">'
    assert capsys.readouterr().out == f"{tmp_path / 'out.html'}\n"


def test_what_is_not_there_is_refused(reports, tmp_path, capsys):
    assert main(["single-file", "index", str(tmp_path / "out.html")]) == 1
    (reports / "index.html").write_text("x", encoding="utf-8")
    assert main(["single-file", "indx", str(tmp_path / "out.html")]) == 1
    assert main(["single-file", "index", str(tmp_path / "none" / "out.html")]) == 1
    no_report, no_page, no_folder = capsys.readouterr().err.splitlines()
    assert "make report" in no_report
    assert "index meant" in no_page
    assert no_folder.startswith("spbe single-file: file ")
    assert not (tmp_path / "out.html").exists()
