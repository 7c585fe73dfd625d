"""What does the Markdown of a page say? Read once by mistune into tokens, for the HTML and the PDF alike.

House rules: the page's title is dropped where it is repeated; headings start under it and skip no level; anchors are
unique. Raw HTML is text. An image is refused: pictures are published, so that they have a text and data behind them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import mistune
from mistune.core import BlockState

from analysis.methods.errors import InputError

Token = dict  # as mistune makes it: type, and raw or children, and attrs

PLUGINS = ["table", "def_list"]
KNOWN = {
    "paragraph", "heading", "text", "emphasis", "strong", "codespan", "link", "linebreak", "softbreak", "list",
    "list_item", "block_text", "block_quote", "block_code", "thematic_break", "table", "table_head", "table_body",
    "table_row", "table_cell", "def_list", "def_list_head", "def_list_item",
}  # fmt: skip
DEEPEST = 8  # lists and quotations inside each other; the typesetter gives up between 12 and 20
_PARSER = mistune.create_markdown(renderer=None, plugins=PLUGINS)


@dataclass(frozen=True)
class Section:
    anchor: str
    title: str


@dataclass
class Prose:
    """The Markdown of one page, cell after cell. `sections` are its second-level headings so far."""

    title: str
    where: str  # of the page, for messages
    level: int = 1  # of the heading that all this stands under
    open: list[int] = field(default_factory=list)  # levels, as typed, of the headings that the next may stand under
    sections: list[Section] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)

    def read(self, text: str) -> list[Token]:
        """The tokens of one cell. Raises InputError for a construct that the writers do not know."""
        problems: list[str] = []
        tokens = [t for t in self._known(_PARSER(text), problems) if not self._is_title(t)]
        if problems:
            raise InputError(problems)
        for token in tokens:
            if token["type"] == "heading":
                self._place(token)
        return tokens

    def _known(self, tokens: list[Token], problems: list[str], depth: int = 0) -> Iterator[Token]:
        if depth > DEEPEST:
            problems.append(
                f"{self.where}: Markdown has lists or quotations {depth} deep: write it with {DEEPEST} at most"
            )
            return
        for token in tokens:
            kind = token["type"]
            if kind == "blank_line":
                continue
            if kind in ("inline_html", "block_html"):
                raw = {"type": "text", "raw": token["raw"].rstrip("\n")}
                yield raw if kind == "inline_html" else {"type": "paragraph", "children": [raw]}
                continue
            if kind == "image":
                problems.append(f"{self.where}: Markdown has an image: publish it as a figure, with its text and data")
            elif kind not in KNOWN:
                problems.append(
                    f"{self.where}: Markdown has {kind.replace('_', ' ')!r}, which is not shown: write it plainly"
                )
            elif kind == "heading" and not plain(token).strip():
                problems.append(f"{self.where}: Markdown has a heading without words: write them, or leave it out")
            elif kind == "link" and not (token["attrs"]["url"].strip() and plain(token).strip()):
                problems.append(f"{self.where}: Markdown has a link without address or words: complete it")
            if "children" in token:
                below = depth + (kind in ("list", "block_quote"))
                token["children"] = list(self._known(token["children"], problems, below))
            yield token

    def _is_title(self, token: Token) -> bool:
        return token["type"] == "heading" and token["attrs"]["level"] == 1 and plain(token) == self.title

    def _place(self, token: Token) -> None:
        """Give a heading the level below the one it stands under, and an anchor of its own."""
        typed = token["attrs"]["level"]
        self.open = [*(level for level in self.open if level < typed), typed]
        level = self.level + len(self.open)
        base = re.sub(r"[^\w]+", "-", plain(token).lower()).strip("-") or "section"
        name, n = base, 1
        while name in self.anchors:
            n += 1
            name = f"{base}-{n}"
        self.anchors.add(name)
        token["attrs"] = {"level": level, "id": name}
        if level == 2:
            self.sections.append(Section(name, plain(token)))


def title(nb: dict) -> str | None:
    """The question of a notebook: the words of the first heading of the first level in its Markdown, None without."""
    cells = (cell["source"] for cell in nb["cells"] if cell["cell_type"] == "markdown")
    headings = (t for text in cells for t in _PARSER(text) if t["type"] == "heading" and t["attrs"]["level"] == 1)
    return next((words for t in headings if (words := plain(t).strip())), None)


def plain(token: Mapping) -> str:
    """The words of a token without their marks."""
    if "children" in token:
        return "".join(plain(child) for child in token["children"])
    return " " if token["type"] in ("softbreak", "linebreak") else token.get("raw", "")


def to_html(tokens: list[Token]) -> str:
    """Tokens as HTML; what is not a mark of Markdown is escaped."""
    return _HTML.renderer(tokens, BlockState())


class _Renderer(mistune.HTMLRenderer):
    def block_code(self, code: str, info: str | None = None) -> str:
        return f'<div class="scroll" tabindex="0"><pre><code>{mistune.escape(code)}</code></pre></div>\n'


def _cell(renderer: mistune.HTMLRenderer, text: str, align: str | None = None, head: bool = False) -> str:
    look = ' class="right"' if align == "right" else ""
    return f'<th scope="col"{look}>{text}</th>\n' if head else f"<td{look}>{text}</td>\n"


def _table(renderer: mistune.HTMLRenderer, text: str) -> str:
    return f'<div class="scroll" tabindex="0"><table>\n{text}</table></div>\n'


_HTML = mistune.create_markdown(renderer=_Renderer(escape=True), plugins=PLUGINS)
_HTML.renderer.register("table_cell", _cell)
_HTML.renderer.register("table", _table)
