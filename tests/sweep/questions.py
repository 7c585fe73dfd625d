"""What readers ask, and the way from the first page to the sentence that answers: docs/questions.md.

The pages are made as `make report` makes them, without pictures: in English of what is stored in the notebooks, in
another language of notebooks that are executed in this process. Then the links are followed, by what they say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from nbformat import NotebookNode

from analysis.data.files import write_whole
from analysis.present import language
from analysis.present.charts import svg
from analysis.render.collect import edition
from analysis.render.collect.collect import FIGURE, NARROW, PNG, SVG, collect
from analysis.render.project import Project
from analysis.render.run import study
from analysis.render.run.study import Run
from analysis.render.write import front, html
from analysis.studies.shared.decisions import DECISIONS
from tests.notebooks import published
from tests.notebooks.cells import outputs
from tests.tree import ROOT

DOCUMENT = ROOT / "docs" / "questions.md"
CLICKS = 2  # at most, from the first page
BLANK = '<svg xmlns="http://www.w3.org/2000/svg" width="1pt" height="1pt"/>'
HEAD = """# Ten questions of readers, and more

Each is answered from the first page of the report within two clicks, in both of its languages. The tables are written
by `make accept`, which makes the pages and follows the links; `tests/sweep/test_questions.py` does so again.
"""
TOLD = {
    "en": ("In English, from `reports/index.html`", "question", "clicks", "sentence"),
    "id": ("Dalam bahasa Indonesia, dari `reports/id/index.html`", "pertanyaan", "klik", "kalimat"),
}


@dataclass(frozen=True)
class Asked:
    """A question in each language, the texts of the links to click (keys of the catalogue), and what answers.

    answer: how the anchor of the element that answers begins.
    """

    asked: Mapping[str, str]
    clicks: tuple[str, ...]
    answer: str


def _asked(english: str, indonesian: str, clicks: str, answer: str) -> Asked:
    return Asked({"en": english, "id": indonesian}, tuple(clicks.split()), answer)


QUESTIONS = (
    _asked(
        "Did the change of instrument lower scores?",
        "Apakah pergantian instrumen menurunkan nilai?",
        "report.question.lowered",
        "sentence-instrument-findings-lower",
    ),
    _asked(
        "And ours? (The page of one institution, here of an example.)",
        "Dan nilai kami? (Halaman satu instansi, di sini sebuah contoh.)",
        "report.question.my_score",
        "sentence-institution-answer-effect",
    ),
    _asked(
        "Why did the UN rank go from 88 to 77?",
        "Mengapa peringkat PBB berpindah dari 88 ke 77?",
        "report.question.why_rank",
        "sentence-un-accounting-answer",
    ),
    _asked(
        "Does SPBE lift the UN rank?",
        "Apakah SPBE menaikkan peringkat PBB?",
        "report.question.lifts_rank",
        "sentence-relation-answer",
    ),
    _asked(
        "Were the falls of 2021 the fault of management?",
        "Apakah penurunan tahun 2021 akibat manajemen?",
        "report.question.management",
        "sentence-instrument-findings-management_alone",
    ),
    _asked(
        "Is it true what the article on Blora says, to be among the 58 best?",
        "Benarkah tulisan tentang Blora, termasuk 58 terbaik?",
        "report.question.press 40_claims.40c1a1-10",
        "sentence-claims-evidence-blora_58_by_index",
    ),
    _asked(
        "What would change the conclusions?", "Apa yang akan mengubah kesimpulannya?", "report.question.mind", "change"
    ),
    _asked(
        "Where do the figures come from?", "Dari mana angkanya?", "report.question.sources", "sentence-sources-answer"
    ),
    _asked("May I use them?", "Bolehkah saya memakainya?", "report.question.use", "use"),
    _asked("What does “inconclusive” mean?", "Apa arti “belum dapat disimpulkan”?", "report.question.meaning", "word-"),
    _asked(
        "What will the UN rank of 2026 be?",
        "Berapa peringkat PBB tahun 2026?",
        "report.question.next_rank",
        "sentence-forecast-un-answer",
    ),
    _asked(
        "How can I check a number, or compute it again?",
        "Bagaimana memeriksa atau menghitung ulang sebuah angka?",
        "report.question.check",
        "check",
    ),
    _asked(
        "What happened to ministries and to regencies?",
        "Apa yang terjadi pada kementerian dan kabupaten?",
        "report.question.who_fell",
        "sentence-types-fell",
    ),
    _asked("How sure is a score?", "Seberapa pasti sebuah nilai?", "report.question.sure_score", "sentence-growth"),
    _asked("How sure is a UN rank?", "Seberapa pasti peringkat PBB?", "report.question.sure_rank", "sentence-un-"),
    _asked(
        "Which studies would settle it?",
        "Kajian apa yang dapat memastikannya?",
        "report.question.settle",
        "sentence-forecast-studies",
    ),
)


@dataclass(frozen=True)
class Way:
    """A question, the texts clicked, and the answer that stands where they lead; where it ends, as file#anchor."""

    question: str
    clicks: tuple[str, ...]
    answer: str
    place: str


class Reader(HTMLParser):
    """What a page shows: links as (text, address), and texts by their anchor.

    The text of a paragraph with an anchor is its own, that of a term has its definition, and that of a heading goes on
    to the next anchor.
    """

    def __init__(self, text: str):
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.texts: dict[str, str] = {}  # in order
        self.sections: dict[str, str] = {}  # anchor -> the second-level heading that it stands under, itself for one
        self._section, self._anchor, self._of, self._hidden, self._linked = "", "", "", 0, False
        self.feed(text)
        self.texts = {anchor: " ".join(words.split()) for anchor, words in self.texts.items()}
        self.links = [(" ".join(words.split()), address) for words, address in self.links]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        about = dict(attrs)
        self._hidden += tag in ("script", "style", "title")
        if anchor := about.get("id"):
            self._section = anchor if tag == "h2" else self._section
            self._anchor, self._of = anchor, tag
            self.sections[anchor] = self._section
        elif tag == self._of == "dt":
            self._anchor = self._of = ""
        if tag == "a" and "href" in about:
            self.links.append(("", about["href"]))
            self._linked = True
        self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style", "title")
        self._linked = self._linked and tag != "a"
        if tag == self._of == "p":
            self._anchor = self._of = ""

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        self.texts[self._anchor] = self.texts.get(self._anchor, "") + data
        if self._linked:
            self.links[-1] = (self.links[-1][0] + data, self.links[-1][1])


def report(tongue: str, notebooks: Callable[[Run], NotebookNode] | None = None) -> dict[str, str]:
    """File name -> page of the report in one language."""
    plan, project = study.read(Project()), Project()
    own = next(one for one in plan.editions if one.language == tongue)
    about = edition.in_language(edition.of(plan, project), own)
    make = notebooks or (stored if tongue == language.SOURCE else executed)
    pages = [collect(_pictured(make(run)), run, tongue) for run in own.runs if run.main]
    return {f"{p.run}.html": html.run_page(p, pages, about) for p in pages} | front.pages_beside(pages, about)


def stored(run: Run) -> NotebookNode:
    """The notebook of a run, with what is stored in it."""
    return published.stored(run.notebook)


def executed(run: Run) -> NotebookNode:
    """The notebook of a run, executed in the run's language without drawing."""
    before, drawing = language.current(), svg.svg
    language.use(run.language)
    svg.svg = lambda _: BLANK
    try:
        return published.executed(run.notebook, run.parameters)
    finally:
        svg.svg = drawing
        language.use(before)


def _pictured(nb: NotebookNode) -> NotebookNode:
    """The notebook with an empty picture in the place of each."""
    for _, output in outputs(nb):
        if FIGURE in output.get("data", {}):
            output.data = {kind: x for kind, x in output.data.items() if kind not in (PNG, NARROW)} | {SVG: BLANK}
    return nb


def text_of(key: str, tongue: str) -> str:
    """What a link says: a text of the catalogue, or the heading that a cell of Markdown begins with."""
    if key == "report.question.meaning":
        return language.fill(key, tongue, word=language.decision_word(front.UNSURE, tongue))
    if key.startswith("report."):
        return language.fill(key, tongue)
    text = language.catalogue(tongue).get(key) or _cell(key)
    return re.match(r"#+ (.*)", text)[1].strip()


def _cell(key: str) -> str:
    name, _, cell = key.partition(".")
    return next(one.source for one in published.stored(name).cells if one.id == cell)


def way(asked: Asked, pages: Mapping[str, str], tongue: str) -> Way:
    """Follow the links of one question. Raises AssertionError where one is missing, or the answer is not there."""
    file, anchor, clicked = "index.html", "", []
    assert len(asked.clicks) <= CLICKS, asked
    for key in asked.clicks:
        text = text_of(key, tongue)
        addresses = {address for words, address in Reader(pages[file]).links if words == text}
        assert len(addresses) == 1, f"{tongue}: {file} has {len(addresses)} links {text!r}"
        target, _, anchor = addresses.pop().partition("#")
        file = target or file
        clicked.append(text)
    found = _answer(Reader(pages[file]), anchor, asked.answer)
    assert found, f"{tongue}: no {asked.answer} under {file}#{anchor}"
    return Way(asked.asked[tongue], tuple(clicked), found[1], f"{file}#{found[0]}")


def _answer(page: Reader, anchor: str, begin: str) -> tuple[str, str] | None:
    """Anchor and text of the first element that answers, where the link leads or below in the same section."""
    reached = False
    for name, text in page.texts.items():
        reached = reached or name == anchor
        near = page.sections.get(name) == page.sections.get(anchor)
        if reached and near and name.startswith(begin) and text:
            return name, text
    return None


def ways(tongue: str, pages: Mapping[str, str]) -> list[Way]:
    """Every question with its way."""
    return [way(asked, pages, tongue) for asked in QUESTIONS]


def table(found: list[Way], tongue: str) -> str:
    """The Markdown of one language."""
    title, *head = TOLD[tongue]
    lines = [f"## {title}", "", f"| {' | '.join(head)} |", "|---|---|---|", *_rows(found, tongue)]
    return "\n".join(lines) + "\n"


def _rows(found: list[Way], tongue: str) -> Iterator[str]:
    badges = [f"{language.decision_word(decision, tongue)} " for decision in DECISIONS]
    for one in found:
        badge = next((badge for badge in badges if one.answer.startswith(badge)), "")
        told = f"*{badge.strip()}* {one.answer.removeprefix(badge)}" if badge else one.answer
        cells = (one.question, " → ".join(one.clicks), f"{told} (`{one.place}`)")
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def document() -> str:
    """docs/questions.md."""
    return "\n".join([HEAD, *(table(ways(tongue, report(tongue)), tongue) for tongue in language.LANGUAGES)])


if __name__ == "__main__":
    write_whole(DOCUMENT, document().encode())
