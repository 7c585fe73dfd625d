"""Pieces of a page that are no results: a heading that no cell of Markdown can announce, and plain paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.present import publish

MIME = publish.MIME.format("plain")


def section(key: str, title: str, *texts: str) -> None:
    """Show the heading of a part of the page, and paragraphs under it."""
    _show(key, [title, *texts], [f"### {_escaped(title)}", *map(_escaped, texts)])


def paragraphs(key: str, *texts: str) -> None:
    """Show paragraphs."""
    _show(key, list(texts), list(map(_escaped, texts)))


def points(key: str, lead: str, texts: Sequence[str]) -> None:
    """Show a line and what it announces, a point each."""
    plain = [lead, *(f"- {text}" for text in texts)]
    marked = _escaped(lead) + "\n\n" + "\n".join(f"- {_escaped(text)}" for text in texts)
    _show(key, plain, [marked])


def _show(key: str, plain: list[str], marked: list[str]) -> None:
    shown = {MIME: {"key": key}, "text/markdown": "\n\n".join(marked), "text/plain": "\n\n".join(plain)}
    publish.display(shown, raw=True, metadata=None)


def _escaped(text: str) -> str:
    """A text as Markdown that shows it to the letter."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)
