"""What of a page goes into the report that is handed over? The rest is in its annex.

By rule, for any study: the answer; the first figure, and the paragraph under it, which says what it shows and does not
show; and the marked findings.
"""

from __future__ import annotations

from dataclasses import replace

from analysis.render.collect import outline
from analysis.render.collect.model import Block, Figure, Markdown, Page, Sentence

LEAD_IN = "**"  # how a paragraph on what a figure shows begins, unlike one that opens a section


def short(page: Page) -> Page:
    """The page with these blocks alone: what opens it fills its first sheet, and its findings follow."""
    return replace(page, blocks=[*_figure(page), *_sentences(page)])


def _sentences(page: Page) -> list[Sentence]:
    return [one for one in outline.results(page) if one.finding or one is outline.answer(page)]


def _figure(page: Page) -> list[Block]:
    """The first figure, and the first paragraph after it that is on what it shows."""
    place = next((i for i, block in enumerate(page.blocks) if isinstance(block, Figure)), None)
    if place is None:
        return []
    after = (block for block in page.blocks[place:] if isinstance(block, Markdown))
    said = next(after, None)
    return [page.blocks[place], *([said] if said and said.text.lstrip().startswith(LEAD_IN) else [])]
