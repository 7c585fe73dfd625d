"""Does axe-core find barriers on any page of the report, does a finger miss its aim, and does paper hold it well?

All its rules for WCAG 2.2 A and AA and for good practice are asked. A dark page differs from a light one in colours
alone, so there the rules on colour are.
"""

from __future__ import annotations

import io
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests import browser
from tests.browser import PHONE, WIDE
from tests.render import site

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TOUCHED = Path(__file__).with_name("touched.js").read_text(encoding="utf-8")
SMALL_PHONE, ALONE, LEAST = 360, 44, 24  # CSS pixels: width of a window, and of what is touched
ASKED = {
    "light": {
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"],
        "rules": {"target-size": {"enabled": True}},
    },
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}
FOUND = """async (asked) => {
  const {violations} = await axe.run(document, {...asked, resultTypes: ["violations"], preload: false});
  return violations.flatMap(({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 120)}`));
}"""
# Tables and code unfolded, of many alike the first ones; contents lie over the text when open, and stand at
# the side of a wide page anyhow.
UNFOLD = """() => {
  document.querySelectorAll("tbody tr:nth-child(n + 7), #list li:nth-child(n + 7)").forEach((one) => one.remove());
  [...document.querySelectorAll("details.code")].slice(3).forEach((one) => one.remove());
  document.querySelectorAll("details:not(.fold)").forEach((details) => { details.open = true; });
  document.documentElement.classList.add("code-shown");
}"""


@pytest.fixture(scope="module")
def pages(request) -> dict[str, Path]:
    if browser.found() is None:
        pytest.skip(browser.NOT_RUN)
    return site.pages(request.getfixturevalue("whole_report"))


def barriers(page, wide: int = WIDE) -> list[str]:
    """What axe-core finds on a page that is open, at both widths and in light and dark."""
    page.evaluate(AXE)
    page.evaluate(UNFOLD)
    found = []
    for width in (wide, PHONE):
        page.set_viewport_size({"width": width, "height": 844})
        for scheme, asked in ASKED.items():
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme} {barrier}" for barrier in page.evaluate(FOUND, asked)]
    return found


@pytest.mark.thorough
def test_no_page_has_a_barrier(pages, visit):
    assert len(pages) > 35
    page = visit.open(next(iter(pages.values())))
    found = {}
    for name, path in pages.items():
        page.goto(path.as_uri())
        found[name] = barriers(page)
    assert not any(found.values()), {name: problems for name, problems in found.items() if problems}


@pytest.mark.thorough
@pytest.mark.parametrize("width", [SMALL_PHONE, PHONE])
def test_everything_fits_a_phone_and_can_be_touched(pages, visit, width):
    page = visit.open(next(iter(pages.values())), width=width)
    found = {}
    for name, path in pages.items():
        page.goto(path.as_uri())
        page.evaluate(UNFOLD)
        page.evaluate("document.querySelectorAll('.fold').forEach((fold) => { fold.open = true; })")
        found[name] = page.evaluate(TOUCHED, [ALONE, LEAST])
    assert not any(found.values()), {name: problems for name, problems in found.items() if problems}


def test_what_is_too_small_or_too_wide_is_found(visit, tmp_path):
    path = tmp_path / "page.html"
    small = '<p>See <a href="#">a link</a>.</p><p><button>Do</button></p><div style="width: 500px">x</div>'
    path.write_text(f'<meta name="viewport" content="width=device-width">{small}', encoding="utf-8")
    found = visit.open(path, width=PHONE).evaluate(TOUCHED, [ALONE, LEAST])
    assert ["wide" in found[0], *(one.split(": ")[1][:6].strip() for one in found[1:])] == [True, "A  in", "BUTTON"]


@pytest.mark.thorough
def test_contents_stay_in_reach_and_close_behind_a_jump(pages, visit):
    page = visit.open(pages["un_movement.html"], width=PHONE)
    fold = page.locator("details.fold")
    page.evaluate("window.scrollTo(0, 4000)")
    top = fold.bounding_box()
    assert abs(top["y"]) < 1
    at_its_head = (100, top["height"] / 2)
    page.mouse.click(*at_its_head)
    assert abs(page.evaluate("window.scrollY") - 4000) < 2  # a drawing that is loaded meanwhile may move it by one
    assert page.evaluate("document.querySelector('.fold').open")
    link = fold.locator("a").last
    link.click()
    assert fold.get_attribute("open") is None
    place = page.locator(f"[id='{link.get_attribute('href')[1:]}']").bounding_box()
    assert top["height"] <= place["y"] < 3 * top["height"]
    page.mouse.click(*at_its_head)
    page.mouse.click(10, 830)
    assert fold.get_attribute("open") is None


PRESSED = ".bar, .fold, .links, nav, button, details.code, .cite, .take a:not(.number)"
HEADINGS = "[...document.querySelectorAll('main h1, main h2, main h3, dt')].map((one) => one.innerText)"
FIGURES = """[...document.querySelectorAll("figure")].map((one) =>
  [".figure-title", "figcaption .number"].map((part) => one.querySelector(part).innerText))"""


def badly_printed(page) -> list[str]:
    """What is wrong with the sheets of a page that is open: a heading at the foot, a figure that is not on one."""
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    plain = (unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in reader.pages)  # ligatures taken apart
    sheets = ["".join(text.split()) for text in plain]
    page.emulate_media(media="print")
    headings, figures = (
        [["".join(text.split()) for text in texts] for texts in found]
        for found in ([page.evaluate(HEADINGS)], page.evaluate(FIGURES))
    )
    wrong = [f"at the foot: {one}" for sheet in sheets[:-1] for one in headings[0] if one and sheet.endswith(one)]
    for title, number in figures:
        if not any(number in sheet.partition(title)[2] for sheet in sheets if title in sheet):
            wrong.append(f"on two sheets: {number}")
    lost = page.evaluate("[...document.images].filter((image) => !image.naturalWidth).map((image) => image.alt)")
    seen = page.evaluate(f"[...document.querySelectorAll('{PRESSED}')].filter((one) => one.checkVisibility()).length")
    return [*wrong, *(f"not there: {one}" for one in lost), *["something to press"] * bool(seen)]


@pytest.mark.thorough
def test_paper_holds_no_heading_alone_no_figure_in_two_and_nothing_to_press(pages, visit):
    chosen = ["index.html", "un_movement.html", "id/claims.html", f"institutions/{site.INSTITUTION}.html"]
    found = {name: badly_printed(visit.open(pages[name])) for name in chosen}
    assert not any(found.values()), found


def test_bad_sheets_are_found(visit, tmp_path):
    number = '<figcaption><a class="number">Figure 1</a></figcaption>'
    figure = f'<figure><p class="figure-title">It rose</p>{{}}{number}</figure>'
    tall = '<div style="break-before: page"></div>'
    for text, wrong in [
        (figure.format(""), []),
        (figure.format(tall), ["on two sheets: Figure1"]),
        (f"<h2>Alone</h2>{tall}<p>x</p>", ["at the foot: Alone"]),
        ("<button>Do</button>", ["something to press"]),
    ]:
        (tmp_path / "page.html").write_text(f"<main>{text}</main>", encoding="utf-8")
        assert badly_printed(visit.open(tmp_path / "page.html")) == wrong


PLANTED = {
    "image-alt": '<img src="data:,">',
    "color-contrast": '<p style="color: #999; background: #fff">Pale</p>',
    "label": "<input>",
    "target-size": '<button style="all: unset; width: 9px">i</button><button style="all: unset; width: 9px">i</button>',
    "heading-order": "<h4>Deep</h4>",
}


def test_planted_barriers_are_found(visit, tmp_path):
    path = tmp_path / "page.html"
    good = '<!DOCTYPE html><html lang="en"><title>A page</title><style>:root { color-scheme: light dark }</style>'
    path.write_text(f"{good}<main><h1>A page</h1></main>", encoding="utf-8")
    assert barriers(visit.open(path)) == []
    path.write_text(f"{good}<main><h1>A page</h1>{''.join(PLANTED.values())}</main>", encoding="utf-8")
    found = barriers(visit.open(path))
    for rule in PLANTED:
        assert any(f" light {rule}:" in barrier for barrier in found), rule
    assert any(barrier.startswith(f"{PHONE} light") for barrier in found)


def test_a_barrier_on_a_dark_page_alone_is_found(visit, tmp_path):
    dark = "@media (prefers-color-scheme: dark) { body { background: #111 } p { color: #333 } }"
    path = tmp_path / "page.html"
    head = f'<!DOCTYPE html><html lang="en"><title>A page</title><style>{dark}</style>'
    path.write_text(f'{head}<main><h1 style="color: #777">A</h1><p>Dim</p></main>', encoding="utf-8")
    found = [barrier.split(":")[0] for barrier in barriers(visit.open(path)) if "<p>" in barrier]
    assert found == [f"{WIDE} dark color-contrast", f"{PHONE} dark color-contrast"]
