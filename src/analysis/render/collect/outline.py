"""What do the HTML and the PDF take from a page alike: its answer, its findings, and where its tables are?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.present import language
from analysis.render.collect.collect import prefixed
from analysis.render.collect.model import Block, Card, Edition, Figure, Output, Page, Sentence, Table
from analysis.render.run import output_size


def results(page: Page) -> list[Sentence]:
    """The sentences of a page that carry a decision word, in order."""
    return [block for block in page.blocks if isinstance(block, Sentence) and block.decision]


def cards(pages: Sequence[Page]) -> list[tuple[Page, Card]]:
    """What the first page says, each with the page that shows it."""
    return [(page, card) for page in pages if page.main for card in page.cards]


def findings(pages: Sequence[Page]) -> list[tuple[Page, list[Sentence]]]:
    """What each main page marks for the list of findings, in order, its answer first."""
    found = [(page, [s for s in results(page) if s.finding or s is answer(page)]) for page in pages if page.main]
    return [(page, sentences) for page, sentences in found if sentences]


def answer(page: Page) -> Sentence | None:
    """The answer to the page's question: its first result. None if the page has none."""
    return next(iter(results(page)), None)


def body(page: Page) -> list[Block]:
    """The blocks of a page without its answer, which stands under the title."""
    first = answer(page)
    return [block for block in page.blocks if block is not first]


def full_title(page: Page) -> str:
    """The page's question, with the name that study.yml gives the run where it gives one."""
    return f"{page.title} – {page.name}" if page.name else page.title


def file_name(page: Page) -> str:
    """The page's own file in the report."""
    return f"{page.run}.html"


def csv_path(page: Page, block: Table | Figure) -> str:
    """Where the CSV behind a table or figure is, from the report's folder."""
    return f"tables/{prefixed(page, block.key).replace('.', '_')}.csv"


def figure_path(page: Page, figure: Figure, ending: str) -> str:
    """Where a picture of a figure is, from the report's folder; ending: svg, narrow.svg or png."""
    return f"figures/{prefixed(page, figure.key).replace('.', '_')}.{ending}"


def first_picture(pages: Iterable[Page]) -> str:
    """Where the first picture is that can be shown elsewhere; empty where there is none."""
    found = ((page, block) for page in pages for block in page.blocks if isinstance(block, Figure) and block.png)
    return next((figure_path(page, figure, "png") for page, figure in found), "")


def numbers(pages: Iterable[Page]) -> dict[tuple[str, str], int]:
    """The number of each figure, and of each table that is shown, by run and anchor: counted through all pages."""
    found: dict[tuple[str, str], int] = {}
    counts = {Figure: 0, Table: 0}
    for page in pages:
        for block in page.blocks:
            counted = isinstance(block, Figure) or (isinstance(block, Table) and bool(block.cells))
            if counted and (page.run, anchor(block)) not in found:
                counts[type(block)] += 1
                found[page.run, anchor(block)] = counts[type(block)]
    return found


def cited(page: Page, figure: Figure, number: int, edition: Edition) -> str:
    """How to cite a figure: as its page, by its number and its name."""
    facts = {"number": number, "name": figure.title, "page": full_title(page)}
    return citation(edition, language.fill("page.cite_figure", edition.language, **facts))


def anchor(block: Sentence | Table | Figure) -> str:
    """The id of a block on its page."""
    return f"{type(block).__name__.lower()}-{block.key.replace('.', '-')}"


def rows(block: Table | Figure) -> int:
    """Rows in the CSV behind a block, without its head."""
    return max(len(block.csv.splitlines()) - 1, 0)


def printed(block: Output, tongue: str) -> str:
    """What a page shows of what a cell printed, with a note for what it leaves out; empty where there is nothing."""
    text = output_size.shortened(
        block.text.rstrip(),
        lambda lines: language.fill("page.lines_cut", tongue, lines=lines),
        lambda characters: language.fill("page.line_cut", tongue, characters=characters),
    )
    note = language.fill("page.output_cut", tongue, bytes=block.cut) if block.cut else ""
    return "\n".join(filter(None, (text if text.strip() else "", note)))


def origin(edition: Edition) -> str:
    """Which commit and data this edition was built from, in a sentence; the sources' hash where no commit says."""
    facts = {"data": edition.data_sha256[:12]}
    if edition.commit:
        facts |= {"commit": edition.commit, "day": language.date(edition.date, edition.language)}
    if edition.sources_sha256:
        facts["sources"] = edition.sources_sha256[:12]
    if edition.unknown:
        facts["why"] = language.fill(f"report.unknown_{edition.unknown}", edition.language)
    kind = (
        ("_changed" if "sources" in facts else "") if edition.commit else "_unknown" if "why" in facts else "_outside"
    )
    return language.fill(f"report.origin{kind}", edition.language, **facts)


def version(edition: Edition) -> str:
    """Day and commit in a few words; without a commit the first characters of the sources' hash."""
    if not edition.commit:
        return language.fill("page.version_outside", edition.language, sources=edition.sources_sha256[:10] or "–")
    day = language.date(edition.date, edition.language)
    return language.fill("page.version", edition.language, commit=edition.commit, day=day)


def citation(edition: Edition, title: str) -> str:
    """How to cite a page."""
    facts = {"authors": edition.authors or "–", "study": edition.title, "version": version(edition)}
    if title == edition.title:
        return language.fill("page.citation_whole", edition.language, **facts)
    return language.fill("page.citation", edition.language, title=title, **facts)


def look_up(edition: Edition) -> str:
    """Where readers find an institution, as seen from the pages of this language; empty where there is no such page."""
    own = "institutions/index.html" if edition.language == "id" else "institutions/en/index.html"
    return ("../" if edition.folder else "") + own if edition.look_up else ""


def parameters(page: Page) -> list[tuple[str, str]]:
    """Name and value of each parameter of a run, as text."""
    return [
        (name, ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value))
        for name, value in page.parameters.items()
    ]


def parameter_list(page: Page) -> str:
    """The parameters of a run on one line."""
    return "; ".join(f"{name} = {value}" for name, value in parameters(page))


def other_run(page: Page, tongue: str) -> str:
    """What tells a run from the main run of its notebook; empty for a main run."""
    if page.main:
        return ""
    return language.fill("page.other_run", tongue, run=page.run, parameters=parameter_list(page) or "–")
