"""Is the calculator usable: by keyboard alone, on a phone, with files, in both languages, on paper, offline?"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from analysis.data.levels import LARGEST, read_levels
from analysis.methods.errors import InputError
from analysis.methods.rounding import display
from analysis.render.write import calculator
from analysis.studies.shared.scorecard import instrument, rescored
from tests.browser import PHONE, WIDE
from tests.render.pages import edition

LEVELS = {str(n): str(1 + 3 * n % 5) for n in range(1, 48)}
PAGES = {"id": "calculator.html", "en": "en/calculator.html"}
DROP = """
async ([name, bytes]) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(bytes)], name));
  document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
  await new Promise(done => setTimeout(done, 30));
}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("institutions")
    for tongue, name in PAGES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(calculator.page(tongue, edition()), encoding="utf-8")
    return folder


def csv_of(levels: dict[str, str]) -> str:
    return "indicator,level\n" + "".join(f"{item},{level}\n" for item, level in levels.items())


def drop(page, text: str | bytes, name: str = "levels.csv") -> None:
    page.evaluate(DROP, [name, list(text.encode() if isinstance(text, str) else text)])


def text(page, id: str) -> str:
    return page.locator(f"#{id}").text_content()


def focused(page) -> list[str]:
    return page.evaluate(
        "[document.activeElement.id, document.activeElement.name || '', document.activeElement.value || '']"
    )


def test_levels_typed_with_the_keys_of_a_keyboard_come_to_the_index(site, visit):
    page = visit.open(site / PAGES["id"], width=PHONE)
    for _ in range(30):
        page.keyboard.press("Tab")
        if focused(page)[1] == "level-1":
            break
    for level in LEVELS.values():
        page.keyboard.press(level)
    score = instrument("47").score(LEVELS)
    assert text(page, "index") == display(score.index).replace(".", ",")
    assert text(page, "predicate") == score.predicate
    for domain, value in score.domains.items():
        assert page.locator(f"[data-value='domain {domain}']").text_content() == display(value).replace(".", ",")
    effect = rescored([float(value) for value in score.domains.values()])["effect"]
    assert text(page, "weights").endswith(display(effect, 4).replace(".", ",").replace("-", "\u2212"))
    assert focused(page)[1:] == ["level-47", LEVELS["47"]]
    page.keyboard.press("Backspace")
    assert focused(page)[1:] == ["level-47", ""]
    partial = instrument("47").partial({item: level for item, level in LEVELS.items() if item != "47"})
    assert all(display(end).replace(".", ",") in text(page, "index") for end in (partial.low, partial.high))
    page.keyboard.press("ArrowRight")
    assert focused(page)[1:] == ["level-47", "1"], "arrows too choose a level"


def test_everything_is_reached_by_tab_and_the_instrument_chosen_by_arrows(site, visit):
    page = visit.open(site / PAGES["en"])
    seen = []
    for _ in range(20):
        page.keyboard.press("Tab")
        seen.append(focused(page)[0] or focused(page)[1])
        if seen[-1] == "instrument":
            page.keyboard.press("ArrowRight")
    assert [name for name in seen if name in ("other-language", "instrument", "file")] == [
        "other-language", "instrument", "file",
    ]  # fmt: skip
    assert "level-1" in seen
    assert page.locator("[data-item]").count() == len(instrument("35").items)


def test_decimals_are_typed_with_a_comma_or_a_point(site, visit):
    page = visit.open(site / PAGES["id"], fragment="#instrument=20")
    levels = {part.id: f"{1.26 + 0.17 * n:.2f}" for n, part in enumerate(instrument("20").indicators)}
    for n, (item, level) in enumerate(levels.items()):
        page.locator(f"[name='level-{item}']").press_sequentially(level.replace(".", ",") if n % 2 else level)
    assert text(page, "index") == display(instrument("20").score(levels).index).replace(".", ",")
    page.locator("[name='level-3']").fill("5,01")
    page.keyboard.press("Tab")
    assert page.locator("[name='level-3']").get_attribute("aria-invalid") == "true"
    assert "5,01" in text(page, "wrong-3")
    assert text(page, "missing").startswith(
        page.evaluate("document.getElementById('missing').textContent.split('3')[0]")
    )
    assert instrument("20").partial({k: v for k, v in levels.items() if k != "3"}).missing == ("3",)
    assert " 3." in text(page, "missing")


def test_a_file_that_is_dropped_is_scored_and_saved_as_spbe_score_reads_it(site, visit, tmp_path):
    page = visit.open(site / PAGES["id"])
    drop(page, csv_of(LEVELS), "ours.csv")
    assert text(page, "index") == display(instrument("47").score(LEVELS).index).replace(".", ",")
    assert "ours.csv" in text(page, "message")
    with page.expect_download() as saved:
        page.locator("#save").click()
    saved.value.save_as(tmp_path / "saved.csv")
    assert read_levels(tmp_path / "saved.csv").levels == LEVELS
    page.locator("#file").set_input_files(tmp_path / "saved.csv")
    page.wait_for_function("document.getElementById('message').textContent.includes('saved.csv')")
    assert page.locator("#save").is_enabled()
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#clear").click()
    assert (text(page, "index"), text(page, "missing")) == ("–", "")
    assert page.locator("#save").is_disabled()


@pytest.mark.parametrize(("name", "text_of_file"), [
    ("20", csv_of({str(n): "2.5" for n in range(1, 21)})),
    ("20", csv_of({str(n): "2" for n in range(1, 21)})),
    ("35", csv_of({str(n): "0" for n in range(1, 36)} | {"35-2": "0", "35-3": "0"})),
    ("35", csv_of({str(n): "3" for n in range(1, 36)})),
    ("47", csv_of(LEVELS)),
    ("47", csv_of({"1": "3", "40": "2"})),
    ("20", "indicator;level\r\n1;2,51\r\n2;\"3,1\"\r\n"),
])  # fmt: skip
def test_a_file_finds_its_instrument(site, visit, name, text_of_file):
    page = visit.open(site / PAGES["id"])
    drop(page, text_of_file)
    assert page.locator("#message").get_attribute("class") == ""
    assert page.locator("[name=instrument]:checked").input_value() == name


# What data/levels.py refuses, the page refuses at the same rows, and what it reads it reads alike.
FILES = [
    b"indicator,level\n1,3\n35-2, 2.5 \n\n2,0\n",
    b"\xef\xbb\xbfindicator,level\n1,3\n",
    b"indicator,level\r\n1,3\r\n",
    b"indicator,level\r1,3",
    b'"indicator","level"\n"1","3"\n',
    b'indicator,level\n1,"3\n"\n',
    b'indicator,level\n1,3"\n',
    b"indicator,level\n1,three\n2,3\n2,4\n,1\n5,\n6\n7,3,5\n1,2\n8,nan\n",
    b"",
    b" \n\n",
    b"\xef\xbb\xbf",
    b"1,3\n2,4\n",
    b"level,indicator\n3,1\n",
    b"indicator,level,note\n1,3,x\n",
    b"indicator,level\n",
    b'indicator,level\n1,"3\n',
    b'indicator,level\n1,"3"x\n',
    b'indicator,level\n1,"3"',
    b'indicator,level\n\n1,"3',
    b"indicator,level\n1,3\xb9\n2,4\n",
    b"indicator,level\n1\xc3",
    "indicator,level\n1,3\n".encode("utf-16"),
    b"\x89PNG\r\n\x1a\n\0\0\0",
    b"indicator,level\n   \n1,3\n",
    b"\n\nindicator,level\n1,3\n",
    b'indicator,level\n"1\n",3\n2,\n',
    b'indicator,level\n"1""",3\n',
    b"indicator,level\n1,2\n1,\n1,3\n",
    b'indicator;level\r\n1;2,51\r\n2;"3,1"\r\n3;4\r\n',
    b'indicator,level\n1,"2,51"\n2,"2,510"\n3,"1.234,5"\n4,",5"\n5,"2,"\n',
    b"indicator;level\n1,3\n",
    b"\n \nindicator;level\n1;0,125\n2;0,5\n",
]
READ_ALL = """
files => files.map(bytes => {
  try {
    const { levelsIn, textOf } = calculator;
    return levelsIn(textOf(new Uint8Array(bytes))).map(row => [row.indicator, row.level, row.row]);
  } catch (error) {
    return { rows: error.problems.map(problem => problem.row ?? 0) };
  }
})
"""


def rows_of(path: Path) -> object:
    """Rows as read, or the rows of the refusals; 0 where a refusal is about the whole file."""
    try:
        file = read_levels(path)
    except InputError as error:
        places = [problem.split(":")[0].rpartition(", row ")[2] for problem in error.problems]
        return {"rows": [int(place) if place.isdigit() else 0 for place in places]}
    return [[item, level, int(file.where[item].rpartition(" ")[2])] for item, level in file.levels.items()]


def test_files_are_read_and_refused_as_by_the_command(site, visit, tmp_path):
    page = visit.open(site / PAGES["id"])
    found = page.evaluate(READ_ALL, [list(content) for content in FILES])
    path = tmp_path / "levels.csv"
    for content, theirs in zip(FILES, found, strict=True):
        path.write_bytes(content)
        mine = rows_of(path)
        if isinstance(mine, dict) and isinstance(theirs, dict):  # the header is row 1, which the page says in words
            mine["rows"] = [0 if row == 1 else row for row in mine["rows"]]
        assert theirs == mine, content


@pytest.mark.parametrize(("size", "is_read"), [(LARGEST, True), (LARGEST + 1, False)])
def test_a_file_as_large_as_the_command_takes_is_taken(site, visit, size, is_read):
    page = visit.open(site / PAGES["id"])
    ask = "n => { try { return calculator.textOf(new Uint8Array(n).fill(49)).length } catch { return 0 } }"
    assert page.evaluate(ask, size) == size * is_read


@pytest.mark.parametrize("tongue", PAGES)
def test_a_refusal_names_the_rows_and_changes_nothing(site, visit, tongue):
    page = visit.open(site / PAGES[tongue])
    drop(page, csv_of({"1": "4"}))
    drop(page, "indicator,level\n1,3\n99,2\n2,7\n3,x\n4,2.5\n", "bad.csv")
    listed = page.locator("#message li").all_text_contents()
    assert [row.split(":")[0].split()[-1] for row in listed] == ["3", "4", "5", "6"]
    assert [part in line for part, line in zip(["99", "7", "x", "2.5"], listed, strict=True)] == [True] * 4
    assert page.locator("[name='level-1']:checked").input_value() == "4"
    assert page.locator("[data-item] input:checked:not([value=''])").count() == 1
    drop(page, "indicator,level\n" + "".join(f"x{n},1\n" for n in range(50)))
    assert page.locator("#message li").count() == 21


def test_the_address_keeps_what_was_typed_and_goes_along_to_the_other_language(site, visit):
    given = calculator.address("35", {"1": 2, "35-2": "0", "2": 9, "x": 1})  # the last two are no levels
    page = visit.open(site / PAGES["id"], fragment=given.removeprefix("calculator.html"))
    assert page.locator("[data-item] input:checked:not([value=''])").count() == 2
    page.locator("label:has([name='level-4'][value='5'])").click()
    address = page.url
    page.locator("#other-language").click()
    assert page.url.endswith("en/calculator.html#" + address.partition("#")[2])
    assert page.locator("[name='level-4']:checked").input_value() == "5"
    page.locator("#other-language").click()
    assert page.url == address


@pytest.mark.parametrize("tongue", PAGES)
@pytest.mark.parametrize("name", calculator.INSTRUMENTS)
def test_on_a_phone_nothing_is_too_small_or_too_wide(site, visit, tongue, name):
    page = visit.open(site / PAGES[tongue], width=PHONE, fragment=f"#instrument={name}&1=2")
    page.locator("summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    small = page.evaluate("""
      [...document.querySelectorAll('body *')].filter(e => e.checkVisibility() && [...e.childNodes].some(
        n => n.nodeType === 3 && n.data.trim()) && parseFloat(getComputedStyle(e).fontSize) < 16).map(e => e.outerHTML)
    """)
    assert small == []
    low = page.evaluate("""
      [...document.querySelectorAll('button, summary, .button, .bar a, label span, input[type=text], #choice label')]
        .map(e => [e.outerHTML, e.getBoundingClientRect()]).filter(([, r]) => r.width < 44 || r.height < 44)
        .map(([html]) => html)
    """)
    assert low == []


@pytest.mark.parametrize("tongue", PAGES)
def test_every_field_has_its_name_and_the_result_is_announced(site, visit, tongue):
    page = visit.open(site / PAGES[tongue], width=WIDE)
    assert page.get_by_role("radiogroup").count() == 47
    for part in instrument("47").indicators[:3]:
        name = page.locator(f"#name-{part.id}").text_content()
        assert page.get_by_role("radiogroup", name=name[len(part.id) :]).count() == 1
    assert page.get_by_role("status").count() == 2, "the result, and what became of a file"
    assert page.locator("[role=radiogroup] input").first.get_attribute("aria-label")
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))")
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_on_paper_the_chosen_levels_stand_and_nothing_to_press(site, visit):
    page = visit.open(site / PAGES["id"], fragment="#instrument=47&1=4&2=3")
    page.emulate_media(media="print")
    assert not page.locator("#save").is_visible()
    shown = [label for label in page.locator("[data-item='1'] label").all() if label.is_visible()]
    assert [label.text_content() for label in shown] == ["4"]


def test_the_page_talks_to_nobody_even_when_a_script_asks(site, visit):
    page = visit.open(site / PAGES["id"])
    told = page.evaluate("fetch('https://example.org/x').then(() => 'sent', () => 'stopped')")
    assert told == "stopped"
    assert visit.asked == []
