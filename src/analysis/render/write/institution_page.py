"""How does the run of one institution become its page? One light file for a phone, without code and empty sections.

It loads nothing. The data behind each table and figure are in the page itself, to be saved from it.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from analysis.present import language
from analysis.render.collect import outline
from analysis.render.collect.model import Block, Code, Edition, Figure, Markdown, Output, Page, Sentence, Table
from analysis.render.write import html
from analysis.render.write.prose import Prose

HEADING = re.compile(r"^##? ", re.M)
OTHER = {"id": "en", "en": "id"}
FOLDER = {"id": "", "en": "en/"}  # of each language, from that of the first language


def institution_page(page: Page, edition: Edition, translated: bool = True) -> str:
    """The HTML of one institution's page, in the edition's language.

    translated: whether there is one in the other language too, to link to.
    Raises InputError for Markdown that cannot be shown, as `html.run_page` does.
    """
    prose = Prose(page.title, f"run {page.run}")
    first = said_first(page)
    rest = shown([block for block in page.blocks if not any(block is one for one in first)])
    blocks = [(type(b).__name__, b, html.extra(b, prose, edition.language)) for b in rest]
    identity = {name: page.values.get(f"institution.{name}", "") for name in ("id", "name", "type", "province")}
    return html.render(
        "institution.html.j2",
        edition,
        page=page,
        its=identity,
        kind=language.fill(f"institution.kind.{identity['type']}", edition.language),
        answers=first,
        blocks=blocks,
        numbers=outline.numbers([page]),
        entries=[(f"#{s.anchor}", s.title) for s in prose.sections],
        csv=csv_address,
        **frame(edition, f"{identity['id']}.html", translated),
    )


def frame(edition: Edition, file: str, translated: bool = True) -> dict[str, object]:
    """What the head of a page in this folder leads to: the report, its neighbours, itself in the other language.

    file: the page's own, in the folder of its language.
    """
    tongue, other = edition.language, OTHER[edition.language]
    up = "../" if FOLDER[tongue] else ""
    home = f"{up}../{edition.folder if tongue in edition.languages else ''}"
    address = (other, f"{up}{FOLDER[other]}{file}", language.fill(f"page.in.{other}", tongue))
    return {
        "home": home,
        "glossary_at": f"{home}glossary.html",
        "look_up": "index.html",
        "calculator": "calculator.html",
        "translations": [address] if translated else [],
    }


def said_first(page: Page) -> list[Sentence]:
    """What stands under the name: the page's answer, and what else it marks for readers in a hurry."""
    found = outline.results(page)
    return found[:1] + [one for one in found[1:] if one.finding]


def shown(blocks: list[Block]) -> list[Block]:
    """The blocks that readers of the page see: no code, and no heading of a section that holds nothing."""
    kept: list[Block] = []
    for block in reversed([block for block in blocks if not isinstance(block, Code)]):
        empty = not kept or (isinstance(kept[-1], Markdown) and HEADING.search(kept[-1].text) is not None)
        heads_nothing = isinstance(block, Markdown) and block.text.startswith("## ") and empty
        silent = isinstance(block, Output) and not block.text.strip() and not block.html
        if not (heads_nothing or silent):
            kept.append(block)
    return kept[::-1]


def csv_address(block: Table | Figure) -> str:
    """The CSV behind a block as an address that holds it."""
    return "data:text/csv;charset=utf-8," + quote(block.csv, safe=" ,:;/()*!@$-_.")
