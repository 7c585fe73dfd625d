"""What of a page goes into the report that is handed over? The rest is in its annex.

By rule, for any study: the answer; the tables right under it, or else the first figure and the paragraph under that,
which says what it shows and does not show; and the marked findings.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import takewhile

from analysis.render.collect import outline
from analysis.render.collect.model import Block, Figure, Markdown, Page, Sentence, Table

LEAD_IN = "**"  # how a paragraph on what a figure shows begins, unlike one that opens a section


def short(page: Page) -> Page:
    """The page with these blocks alone: what opens it fills its first sheet, and its findings follow."""
    return replace(page, blocks=[*(_under_the_answer(page) or _figure(page)), *_sentences(page)])


def _sentences(page: Page) -> list[Block]:
    return [one for one in outline.results(page) if one.finding or one is outline.answer(page)]


def _under_the_answer(page: Page) -> list[Block]:
    """Tables that give the answer in full: they follow it at once."""
    shown = [block for block in outline.body(page) if isinstance(block, Figure | Table | Sentence)]
    return list(takewhile(lambda block: isinstance(block, Table), shown))


def _figure(page: Page) -> list[Block]:
    """The first figure, and the first paragraph after it that is on what it shows."""
    place = next((i for i, block in enumerate(page.blocks) if isinstance(block, Figure)), None)
    if place is None:
        return []
    after = (block for block in page.blocks[place:] if isinstance(block, Markdown))
    said = next(after, None)
    return [page.blocks[place], *([said] if said and said.text.lstrip().startswith(LEAD_IN) else [])]
