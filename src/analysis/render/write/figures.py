"""Which files are the pictures of the pages? For each figure an SVG, one for phones, and a PNG to be taken away."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.render.collect import outline
from analysis.render.collect.model import Figure, Page


def files(pages: Iterable[Page]) -> dict[str, bytes]:
    """Path, from the report's folder, -> content of every picture."""
    shown = [(page, block) for page in pages for block in page.blocks if isinstance(block, Figure)]
    pictures = {
        outline.figure_path(page, figure, ending): content
        for page, figure in shown
        for ending, content in pictures_of(figure).items()
    }
    return dict(sorted(pictures.items()))


def pictures_of(figure: Figure) -> dict[str, bytes]:
    """What a figure has, by the ending of its file."""
    every = {"svg": figure.svg.encode(), "narrow.svg": figure.narrow.encode(), "png": figure.png}
    return {ending: content for ending, content in every.items() if content}
