"""The front page of the institutions in a browser: does it find, filter, order and compare as the CSVs say?"""

from __future__ import annotations

import random
import re
from collections import Counter
from functools import cache
from pathlib import Path
from statistics import fmean

import pytest

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.studies.shared import institution_names
from tests.render.write.front_page import LISTS, NOWHERE, data, institutions, latest, named, written
from tests.studies.by_hand import rows

LEAST_TEXT, LEAST_IN_MAP, LEAST_TARGET = 16, 11, 44  # CSS pixels
FIRST_SHOWN = 40  # rows before one asks for more
PREDICATES = ["Memuaskan", "Sangat Baik", "Baik", "Cukup", "Kurang"]
NAMES = '#list li :is(a[href$=".html"], span)'
TILE = '.tiles button[data-province="DI Yogyakarta"]'


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Both front pages, and a page of one institution."""
    folder = tmp_path_factory.mktemp("institutions")
    (folder / "en").mkdir()
    for tongue, name in (("id", "index.html"), ("en", "en/index.html")):
        (folder / name).write_text(written(tongue), encoding="utf-8")
    (folder / "kabupaten-sleman.html").write_text("<title>Sleman</title>", encoding="utf-8")
    return folder


@pytest.fixture
def start(visit, folder):
    """Opens the front page in a window."""
    pages = {"id": folder / "index.html", "en": folder / "en" / "index.html"}
    return lambda fragment="", tongue="id", **window: visit.open(pages[tongue], fragment=fragment, **window)


def shown(page) -> list[str]:
    """The names in the list."""
    return page.locator(NAMES).all_inner_texts()


def hits(page) -> int:
    """How many the page says it found."""
    return int(page.inner_text("#hits").split()[0])


def of(**about: str) -> list[str]:
    """Institutions of a type, of a province."""
    return [id for id, row in institutions().items() if all(row[key] == value for key, value in about.items())]


@cache
def indices() -> dict[tuple[str, int], float]:
    """The index of each institution in each complete list."""
    held = [row for row in rows("spbe_index") if row["source_id"] in LISTS]
    return {(row["institution_id"], LISTS[row["source_id"]]): float(row["index"]) for row in held}


def indonesian(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


TYPED = (
    "sleman", "kab sleman", "Kab. Sleman", "KOTA  BANDUNG", "pemkot bandung", "Jatim", "kemenkeu", "d.k.i. jakarta",
    "komunikasi dan informatika", "Pemprov Babel", "jogja", "Slémàn",
)  # fmt: skip


def meant(text: str) -> set[str]:
    """The names that the command reads a text as."""
    try:
        return {institution_names.find(text).name}
    except InputError as error:
        return {name for name in named(institutions()) if name in str(error)}


def test_typing_finds_what_the_command_finds(start):
    opened = start()
    assert shown(opened) == sorted(named(institutions()))[:FIRST_SHOWN]
    for text in TYPED:
        opened.fill("#q", text[:-3])
        opened.press("#q", "End")
        opened.keyboard.type(text[-3:])
        assert meant(text) <= set(shown(opened)), text
        assert 0 < hits(opened) == len(shown(opened)) <= 6, text
    opened.fill("#q", "Kota Bandung")
    assert shown(opened) == ["Kota Bandung"]


FIND = """texts => texts.map(text => {
  const q = document.getElementById("q");
  q.value = text;
  q.dispatchEvent(new Event("input", {bubbles: true}));
  return [...document.querySelectorAll("#list li :is(a, span)")].map(item => item.textContent);
})"""


def test_every_spelling_finds_its_own_and_a_typo_is_offered_it(start):
    opened = start()
    names = {id: row["name"] for id, row in institutions().items()}
    spelled = {row["spelling"]: names[row["institution_id"]] for row in rows("names") if row["institution_id"] in names}
    found = opened.evaluate(FIND, list(spelled))
    assert not [text for text, hits in zip(spelled, found, strict=True) if spelled[text] not in hits]
    draw, typos = random.Random(12), {}
    for name in draw.sample(sorted(names.values()), 60):
        at = draw.randrange(1, len(name) - 1)
        typos[name] = name[:at] + name[at + 1 :]
    offered = opened.evaluate(FIND, list(typos.values()))
    assert sum(name in hits for name, hits in zip(typos, offered, strict=True)) >= 57
    assert opened.evaluate(FIND, ["qqqq xxxx"]) == [[]]


def test_filters_keep_what_the_tables_say(start):
    opened = start()
    kinds = Counter(row["type"] for row in institutions().values())
    options = opened.locator("#type option").evaluate_all("all => all.map(o => [o.value, o.textContent])")
    assert {value: int(text.split("(")[-1][:-1]) for value, text in options[1:]} == kinds
    for kind in ("kota", "lainnya"):
        opened.select_option("#type", kind)
        assert hits(opened) == kinds[kind]
    opened.select_option("#type", "kota")
    opened.select_option("#province", "Bali")
    assert shown(opened) == named(of(type="kota", province="Bali"))
    opened.select_option("#province", "pusat")
    assert shown(opened) == []
    opened.click("#reset")
    assert hits(opened) == len(institutions())
    opened.select_option("#province", "pusat")
    assert hits(opened) == len(of(province=""))
    opened.click("#more")
    assert shown(opened) == sorted(named(of(province="")))
    assert opened.evaluate("document.activeElement.textContent") == shown(opened)[FIRST_SHOWN]


def test_orders(start):
    opened = start("#province=Papua&sort=index")
    here = of(province="Papua")
    assert shown(opened) == named(sorted(here, key=lambda id: (-float(latest()[id][1]), institutions()[id]["name"])))
    opened.select_option("#sort", "predicate")
    by_predicate = sorted(here, key=lambda id: (PREDICATES.index(latest()[id][2]), institutions()[id]["name"]))
    assert shown(opened) == named(by_predicate)
    opened.select_option("#sort", "")
    assert shown(opened) == sorted(named(here))
    opened.click("#reset")
    opened.select_option("#type", "lembaga")
    opened.select_option("#sort", "index")
    assert shown(opened)[-1] == institutions()[NOWHERE]["name"], "who has no index comes last"


def test_a_tile_lists_its_province_and_says_what_it_shows(start):
    opened = start()
    texts = opened.locator(".tiles button").evaluate_all(
        "all => all.map(t => [t.dataset.province, t.querySelector('b').textContent, t.ariaLabel])"
    )
    assert len(texts) == 38
    for province, mean, label in texts:
        local = [*of(type="kabupaten", province=province), *of(type="kota", province=province)]
        held = [float(latest()[id][1]) for id in local if latest()[id][0] == 2024]
        assert mean == (indonesian(fmean(held) + 1e-9) if len(held) >= 5 else "–")
        assert label.startswith(province)
        assert (mean in label and str(len(held)) in label) == (len(held) >= 5)
    opened.click(TILE)
    assert shown(opened) == sorted(named(of(province="DI Yogyakarta")))
    assert opened.input_value("#province") == "DI Yogyakarta"
    pressed = opened.locator('.tiles [aria-pressed="true"]')
    assert pressed.evaluate_all("all => all.map(t => t.dataset.province)") == ["DI Yogyakarta"]
    opened.click(TILE)
    assert (hits(opened), pressed.count()) == (len(institutions()), 0)


def compared(page) -> list[list[str]]:
    """The cells of the comparison."""
    return page.locator("#compare tr").evaluate_all("rows => rows.map(r => [...r.cells].map(c => c.textContent))")


def compare(page, a: str, b: str) -> list[str]:
    """Asks for a comparison of two by the address; what is said of them."""
    page.evaluate("hash => { location.hash = hash; }", f"#compare={a},{b}")
    page.wait_for_function(
        "names => names.every(name => document.querySelector('#table thead')?.textContent.includes(name))",
        arg=named([a, b]),
    )
    return page.locator("#said p").all_inner_texts()


def pick(page, text: str) -> None:
    page.fill("#q", text)
    page.check("#list input")


def test_two_are_compared_side_by_side(start):
    opened = start()
    pick(opened, "sleman")
    assert not opened.is_visible("#compare")
    pick(opened, "kota bandung")
    opened.click("#see")
    assert opened.evaluate("document.activeElement.id") == "compare-title"
    cells = compared(opened)
    assert cells[0][1:3] == ["Kabupaten Sleman", "Kota Bandung"]
    for year in LISTS.values():
        one, other = (indices()[id, year] for id in ("kabupaten-sleman", "kota-bandung"))
        [line] = [texts for label, *texts in cells if str(year) in label]
        assert line[:2] == [indonesian(one), indonesian(other)]
        assert line[2].split(" ")[0].rstrip(",") == indonesian(abs(one - other))
    pick(opened, "grobogan")
    assert compared(opened)[0][1:3] == ["Kabupaten Sleman", "Kabupaten Grobogan"], "a third replaces the second"
    opened.click("#drop")
    assert not opened.is_visible("#compare")
    assert not opened.is_visible("#tray")


def apart(low: int, high: int) -> tuple[str, str]:
    """Two kabupaten whose indices of 2024 differ by more than `low` hundredths and not more than `high`."""
    held = {id: round(100 * float(latest()[id][1])) for id in of(type="kabupaten") if latest()[id][0] == 2024}
    return next((a, b) for a in held for b in held if a != b and low < abs(held[a] - held[b]) <= high)


def test_what_is_said_of_a_difference_goes_by_the_noise(start):
    low, high = data()["bands"][0]
    assert 0 < low < high
    opened = start()
    ends = {"equal": (-1, 0), "inside": (0, low), "open": (low, high), "beyond": (high, high + 9)}
    for kind, (least, most) in ends.items():
        for a, b in {apart(least, most), apart(most - 1, most), apart(least, least + 1)}:
            difference = abs(float(latest()[a][1]) - float(latest()[b][1]))
            facts = {"difference": difference, "low": low / 100, "high": high / 100}
            facts = {"year": 2024} | {name: indonesian(x) for name, x in facts.items()}
            assert compare(opened, a, b) == [language.catalogue("id")[f"institutions.said.{kind}"].format(**facts)]


def difference(a: float | None, b: float | None, band: list[int]) -> str:
    """What the last column says of two figures."""
    if a is None or b is None:
        return ""
    apart, (low, high) = round(100 * abs(a - b)), band
    kind = "difference_inside" if apart <= low else "difference_open" if apart <= high else "difference"
    facts = {"difference": indonesian(apart / 100), "low": indonesian(low / 100), "high": indonesian(high / 100)}
    return language.catalogue("id")[f"institutions.{kind}"].format(**facts)


def test_domains_and_indices_are_subtracted_within_one_year_and_held_against_their_noise(start):
    values = {(r["unit"], r["year"], r["part_id"]): float(r["value"]) for r in rows("spbe_parts")
              if r["level"] == "domain" and r["preferred"] == "yes" and r["value"]}  # fmt: skip
    bands, opened, draw = data()["bands"], start(), random.Random(12)
    pairs = [draw.sample(of(type="kabupaten"), 2) for _ in range(4)]
    pairs += [("kementerian-pertanian", "kota-bandung"), (only(2023), "kabupaten-sleman")]
    for a, b in pairs:
        compare(opened, a, b)
        last = [texts[-1] for texts in compared(opened)[1:]]
        years = [latest()[id][0] for id in (a, b)]
        domains = [
            [values.get((id, str(year), part)) for id, year in zip((a, b), years, strict=True)] for part in "1234"
        ]
        of_indices = [difference(indices().get((a, year)), indices().get((b, year)), bands[0]) for year in (2023, 2024)]
        of_domains = [difference(*pair, bands[1 + i]) if years[0] == years[1] else "" for i, pair in enumerate(domains)]
        assert last == ["", "", *of_indices, "", *of_domains, "", ""], (a, b)


def only(year: int) -> str:
    """An institution that is in the list of this year alone."""
    [other] = set(LISTS.values()) - {year}
    return next(id for id in latest() if (id, year) in indices() and (id, other) not in indices())


def test_other_types_other_years_and_doubtful_values_are_said(start):
    expected = {
        ("kabupaten-sleman", "kota-bandung"): set(),
        ("kabupaten-sleman", "kabupaten-banyuasin"): {"below_floor"},
        (only(2023), only(2024)): {"never"},
        (only(2023), "kabupaten-sleman"): {"years"},
        (NOWHERE, "kabupaten-sleman"): {"never"},
    }
    opened = start(tongue="en")
    for (a, b), kinds in expected.items():
        said = " ".join(compare(opened, a, b))
        kinds |= {"types"} if institutions()[a]["type"] != institutions()[b]["type"] else set()
        for kind in ("types", "years", "never", "below_floor"):
            piece = max(re.split(r"{.*?}", language.catalogue("en")[f"institutions.said.{kind}"]), key=len)
            assert (piece in said) == (kind in kinds), (a, b, kind)
    assert not any(row[3] for row in compared(opened)[1:]), "nothing is subtracted from what is not known"


def test_the_address_keeps_what_is_asked_and_goes_along_to_the_other_language(start):
    asked = {"q": "ban", "type": "kota", "province": "Jawa Barat", "sort": "index"}
    opened = start("#q=ban&type=kota&province=Jawa+Barat&sort=index&compare=kota-bandung,kota-banjar")
    assert {name: opened.input_value(f"#{name}") for name in asked} == asked
    assert set(shown(opened)) == {"Kota Bandung", "Kota Banjar"}
    assert opened.is_visible("#compare")
    opened.fill("#q", "band")
    opened.click("#drop")
    assert opened.url.split("#")[1] == "q=band&type=kota&province=Jawa+Barat&sort=index"
    opened.click("#other-language")
    assert opened.evaluate("document.documentElement.lang") == "en"
    assert shown(opened) == ["Kota Bandung"]
    opened.click("#reset")
    assert "#" not in opened.url
    opened.evaluate("location.hash = 'type=nothing&compare=nobody,kota-bandung&province=Atlantis'")
    opened.wait_for_selector("#tray", state="visible")
    assert hits(opened) == len(institutions()), "what is no choice is no filter"


def test_a_page_opens_by_a_press(start):
    opened = start("#q=sleman", width=390)
    opened.tap("#list a")
    opened.wait_for_url("**/kabupaten-sleman.html")
    assert opened.title() == "Sleman"
    opened.go_back()
    assert shown(opened) == ["Kabupaten Sleman"]


FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  return [at.id, style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
}"""


def test_everything_by_keyboard_and_the_focus_is_seen(start):
    opened = start()
    fields, seen = ["q", "type", "province", "sort", "reset"], []
    for _ in range(18):
        opened.keyboard.press("Tab")
        name, outlined = opened.evaluate(FOCUSED)
        assert outlined, name
        seen.append(name)
    assert [name for name in seen if name in fields] == fields
    opened.focus(TILE)
    opened.keyboard.press("Enter")
    assert opened.input_value("#province") == "DI Yogyakarta"
    opened.focus("#list input")
    for key in ("Space", "Tab", "Tab", "Space"):
        opened.keyboard.press(key)
    assert opened.is_visible("#compare")
    opened.focus("#q")
    opened.keyboard.type("sleman")
    opened.focus("#list a")
    opened.keyboard.press("Enter")
    opened.wait_for_url("**/kabupaten-sleman.html")


SIZES = """([leastText, leastInMap, leastTarget]) => {
  const shown = element => element.checkVisibility({visibilityProperty: true});
  const small = [], narrow = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) {
    const parent = node.parentElement, least = parent.closest(".tiles") ? leastInMap : leastText;
    if (!node.textContent.trim() || !shown(parent) || parent.closest("script, style, option")) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    if (size < least) small.push([node.textContent, size]);
  }
  for (const element of document.querySelectorAll("button, select, #q, summary, .pick, #list a, .bar a")) {
    const {width, height} = element.getBoundingClientRect(), text = element.matches("a, summary");
    if (shown(element) && (height < leastTarget - 0.5 || !text && width < leastTarget - 1))
      narrow.push([element.outerHTML.slice(0, 60), width, height]);
  }
  const over = [...document.querySelectorAll(".tiles button")].filter(tile => tile.scrollWidth > tile.clientWidth + 1);
  return [small, narrow, over.map(tile => tile.textContent), document.documentElement.scrollWidth - innerWidth];
}"""


@pytest.mark.parametrize(("tongue", "width"), [("id", 360), ("id", 390), ("id", 1200), ("en", 360)])
def test_text_and_targets_are_large_enough_and_nothing_is_wider_than_the_window(start, tongue, width):
    longest = max(institutions(), key=lambda name: len(institutions()[name]["name"]))
    opened = start(f"#compare={longest},kabupaten-sleman", tongue=tongue, width=width)
    opened.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    assert opened.evaluate(SIZES, [LEAST_TEXT, LEAST_IN_MAP, LEAST_TARGET]) == [[], [], [], 0]


def test_without_a_script_the_whole_list_is_there(start):
    opened = start(java_script_enabled=False)
    assert opened.locator("#list li:visible").count() == len(institutions())
    assert not opened.is_visible("#find")
    assert not opened.is_visible(".tiles")
    assert opened.locator("#map table tbody tr").count() == 38


def test_on_paper_all_that_was_found_is_there(start):
    opened = start("#type=kabupaten")
    opened.emulate_media(media="print")
    opened.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert len(shown(opened)) == len(of(type="kabupaten"))
    assert not opened.is_visible("#find")
