from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from analysis.methods.errors import InputError
from analysis.render.collect.model import Figure, Page
from analysis.render.write import gate

ROOT = Path("somewhere") / "study"
FILES = {"index.html", "toy.html", "report.pdf", "tables/a.csv", "figures/toy_f.svg", "institutions/x.html"}
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text>3,57 & more</text></svg>'
PICTURE = '<img src="figures/toy_f.svg">'
EMBEDDED = f'<img src="data:image/svg+xml,{quote(SVG, safe=gate.HARMLESS)}">'


def page(**pictures: object) -> Page:
    return Page("toy", "10_toy", True, "Is it?", {}, [Figure("toy.f", "F", "alt", SVG, "", "", "", "", "", **pictures)])


def problems(html: str, pages: list[Page] | None = None, pdf: bytes = b"%PDF-1.7") -> list[str]:
    try:
        own = [("", one) for one in ([page()] if pages is None else pages)]
        gate.check(own, {"toy.html": html}, {"report.pdf": pdf}, FILES, ROOT)
    except InputError as error:
        return error.problems
    return []


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://example.org/x?y=1">out</a> <a href="mailto:a@example.org">write</a>',
        '<a href="index.html">in</a> <a href="tables/a.csv#row">data</a> <a href="./institutions/x.html">x</a>',
        '<h2 id="a b">A</h2><a href="#a%20b">to A</a><a href="#">top</a>',
        '<style>body { background: url("data:image/png;base64,AAAA"); mask: url(#m) } </style><p id="m">',
        '<svg xmlns="http://www.w3.org/2000/svg"><use href="#s"/><g id="s"></g></svg>',
        "<code>@import url(https://example.org)</code> shown, not loaded",
    ],
)
def test_a_page_that_stands_alone_passes(html):
    assert problems(PICTURE + html) == []


@pytest.mark.parametrize(
    ("html", "url"),
    [
        ('<link rel="stylesheet" href="https://example.org/a.css">', "https://example.org/a.css"),
        ('<script src="//example.org/a.js"></script>', "//example.org/a.js"),
        ('<img src="figure.png">', "figure.png"),
        ('<img srcset="index.html 1x, http://example.org/b.png 2x">', "http://example.org/b.png"),
        ('<iframe src="file:///etc/x"></iframe>', "file:///etc/x"),
        ("<style>@import 'https://example.org/a.css';</style>", "https://example.org/a.css"),
        ('<style>@import url("https://example.org/b.css");</style>', "https://example.org/b.css"),
        ('<p style="background: url(https://example.org/c.png)">', "https://example.org/c.png"),
        ('<object data="x.svg"></object>', "x.svg"),
        ('<base href="https://example.org/">', "https://example.org/"),
        ('<svg><image xlink:href="http://example.org/d.png"/></svg>', "http://example.org/d.png"),
    ],
)
def test_whatever_is_loaded_from_outside_is_refused(html, url):
    assert problems(PICTURE + html) == [
        f"reports/toy.html: loads {url!r}, which is not in the page or the folder; embed it"
    ]


@pytest.mark.parametrize(
    "url", ["nowhere.html", "#nowhere", "/index.html", "file:///x", "../README.md", "http://[x", "http:"]
)
def test_a_link_that_leads_nowhere_is_refused(url):
    expected = f"reports/toy.html: links to {url!r}, which does not exist; correct the link"
    assert problems(f'{PICTURE}<a href="{url}">x</a>') == [expected]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"in {ROOT}/src", f"names the folder {ROOT} of this machine"),
        (f"in {sys.prefix}", f"names the folder {sys.prefix} of this machine"),
        ("&lt;Axes at 0x7f03a1b2&gt;", "shows a memory address, which differs from run to run ('at 0x7f03a1b2')"),
        ("x/ipykernel_312/9.py", "shows a process id, which differs from run to run ('ipykernel_312')"),
    ],
)
def test_what_differs_by_machine_or_run_is_refused(text, message):
    assert len(problems(PICTURE + text)) == 1
    assert message in problems(PICTURE + text)[0]


def test_every_figure_must_be_in_its_page():
    lost = "reports/toy.html: figure toy.f: its picture {} is not shown, or not there; the page writer left it out"
    assert problems("") == [lost.format("figures/toy_f.svg")]
    assert problems(PICTURE, [page(png=b"PNG", narrow=SVG)]) == [
        lost.format("figures/toy_f.narrow.svg"),
        lost.format("figures/toy_f.png"),
    ]


def test_the_pdf_must_be_one():
    assert problems(PICTURE, pdf=b"") == ["reports/report.pdf: no PDF; the PDF writer failed"]


def test_a_link_to_a_place_in_another_page_needs_that_place():
    html = {"toy.html": f"{PICTURE}<h2 id='a'>A</h2>", "b.html": '<a href="toy.html#a">A</a><a href="toy.html#b">B</a>'}
    with pytest.raises(InputError) as caught:
        gate.check([("", page())], html, {}, FILES, ROOT)
    assert caught.value.problems == [
        "reports/b.html: links to 'toy.html#b', which does not exist; correct the link",
    ]


@pytest.mark.parametrize(
    ("html", "files", "found"),
    [
        (EMBEDDED + '<a href="../b.html">b</a>', {"../b.html"}, ""),
        (EMBEDDED + '<a href="b.html">b</a>', {"../b.html"}, "'b.html'"),
        ("no picture", set(), "toy.f"),
        (EMBEDDED + f"in {ROOT}/data", set(), str(ROOT)),
    ],
)
def test_a_page_that_is_made_by_itself_is_held_to_the_same(html, files, found):
    if not found:
        gate.check_alone(page(), html, "en/a.html", files, ROOT)
        return
    with pytest.raises(InputError) as refused:
        gate.check_alone(page(), html, "en/a.html", files, ROOT)
    assert all(text.startswith("en/a.html: ") for text in refused.value.problems)
    assert found in str(refused.value)
