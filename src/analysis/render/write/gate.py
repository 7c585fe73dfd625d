"""May these pages be published? Nothing is loaded from outside, every link leads somewhere, every figure is there.

Styles are inside the page, pictures beside it or inside. Links out (`a href` to the web) are welcome.
"""

from __future__ import annotations

import posixpath
import re
import sys
from collections.abc import Collection, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from analysis.methods.errors import InputError
from analysis.render.collect import outline
from analysis.render.collect.model import Figure, Page
from analysis.render.write import figures

LOADS = {"src", "poster", "data", "background", "xlink:href"}  # attributes that make a browser fetch something
FOLLOWED = {"a", "area"}  # elements whose href only a reader follows
CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]*)|@import\s+(?!url)['\"]?([^'\";]*)", re.IGNORECASE)
HARMLESS = " =:/;,().*!?@$|[]{}"  # characters of an SVG that stand in a data address, and in an attribute, as they are
PDF = b"%PDF-"
UNSTEADY = {
    re.compile(r"\bat 0x[0-9a-f]{6,}"): "a memory address, which differs from run to run",
    re.compile(r"ipykernel_\d+"): "a process id, which differs from run to run",
}


class _References(HTMLParser):
    """Everything that a page loads, and everything that it links to."""

    def __init__(self, page: str):
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self._in_style = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_style = tag == "style"
        for name, value in attrs:
            value = (value or "").strip()
            if name == "id":
                self.ids.add(value)
            elif name == "href" and tag in FOLLOWED:
                self.links.append(value)
            elif name == "srcset":
                self.loads += [part.split()[0] for part in value.split(", ") if part.strip()]
            elif name in LOADS or name == "href":
                self.loads.append(value)
            elif name == "style":
                self._css(value)

    def handle_endtag(self, tag: str) -> None:
        self._in_style = False

    def handle_data(self, data: str) -> None:
        if self._in_style:
            self._css(data)

    def _css(self, css: str) -> None:
        self.loads += [url.strip() for found in CSS_URL.findall(css) for url in found if url.strip()]


def check(
    pages: list[tuple[str, Page]], html: dict[str, str], pdfs: dict[str, bytes], files: set[str], root: Path
) -> None:
    """Raises InputError with every reason why the pages may not be published.

    pages: each with its folder. html, pdfs: file name -> content. files: all that will be in reports/, as relative
    paths. root: the project's folder, of which no page may tell.
    """
    problems = []
    ids = {name: _References(page).ids for name, page in html.items()}
    for folder in sorted({posixpath.dirname(name) for name in html}):
        seen = {posixpath.relpath(file, folder or "."): file for file in files}  # as links of this folder's pages say
        own = {link: ids[file] for link, file in seen.items() if file in ids}
        for name in (name for name in html if posixpath.dirname(name) == folder):
            problems += [f"reports/{name}: {problem}" for problem in _problems(html[name], seen, root, own)]
    for folder, page in pages:
        problems += _lost_files(page, html[f"{folder}{page.run}.html"], folder, files)
    wrong = [name for name, pdf in pdfs.items() if not pdf.startswith(PDF)]
    problems += [f"reports/{name}: no PDF; the PDF writer failed" for name in wrong]
    if problems:
        raise InputError(problems)


def check_alone(page: Page, html: str, name: str, files: Collection[str], root: Path) -> None:
    """As `check`, for a page that is made by itself; files: what it may link to, as seen from it."""
    problems = [f"{name}: {problem}" for problem in _problems(html, files, root, {})]
    problems += _not_embedded(page, html, name)
    if problems:
        raise InputError(problems)


def _lost_files(page: Page, html: str, folder: str, files: Collection[str]) -> list[str]:
    """Pictures of a page's figures that it does not show, or that are not written."""
    problems = []
    for figure in (block for block in page.blocks if isinstance(block, Figure)):
        for ending in figures.pictures_of(figure):
            path = outline.figure_path(page, figure, ending)
            if f'"{path}"' not in html or folder + path not in files:
                where = f"reports/{folder}{page.run}.html: figure {figure.key}"
                problems.append(f"{where}: its picture {path} is not shown, or not there; the page writer left it out")
    return problems


def _not_embedded(page: Page, html: str, name: str) -> list[str]:
    """Pictures of a page's figures that it does not hold itself."""
    shown = (block for block in page.blocks if isinstance(block, Figure))
    lost = [figure.key for figure in shown if quote(figure.svg, safe=HARMLESS) not in html]
    return [f"{name}: figure {key}: its picture is not in the page; the page writer left it out" for key in lost]


def _problems(page: str, files: Collection[str], root: Path, ids: Mapping[str, set[str]]) -> list[str]:
    references = _References(page)
    problems = []
    for url in references.loads:
        if not _is_inside(url, references.ids, files):
            problems.append(f"loads {url[:80]!r}, which is not in the page or the folder; embed it")
    for url in references.links:
        leads_out = re.match(r"https?://\w|mailto:", url)
        if not leads_out and not (_is_inside(url, references.ids, files) and _is_there(url, ids)):
            problems.append(f"links to {url!r}, which does not exist; correct the link")
    for path in {str(root), sys.prefix}:
        if path in page:
            problems.append(f"names the folder {path} of this machine; print a relative path, or none")
    for pattern, what in UNSTEADY.items():
        if found := pattern.search(page):
            problems.append(f"shows {what} ({found[0]!r}); print something else")
    return problems


def _is_there(url: str, ids: Mapping[str, set[str]]) -> bool:
    """Whether the place in another page that a link leads to exists; `ids` are those of each page."""
    parts = urlsplit(url)
    page = unquote(parts.path).removeprefix("./")
    return not parts.fragment or page not in ids or unquote(parts.fragment) in ids[page]


def _is_inside(url: str, ids: set[str], files: Collection[str]) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme == "data":
        return True
    if parts.scheme or parts.netloc:
        return False
    if not parts.path:
        return not parts.fragment or unquote(parts.fragment) in ids
    return unquote(parts.path).removeprefix("./") in files
