"""How does a page travel alone, in a mail for instance? With its pictures in it, and no link that leads nowhere.

Where the study has an address on the web, links lead there; else what only leads elsewhere is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urljoin

ADDRESS = re.compile(r'<meta property="og:url" content="([^"]*)">')
LINK = re.compile(r'(<a\b[^>]*?) href="(?!#|data:|https?:|mailto:)([^"]*)"')
PICTURE = re.compile(r'\b(src|srcset)="(?!data:)([^"]*\.svg)"')
ONLY_LINKS = re.compile(r'<header class="bar">.*?</header>\n|<nav class="turn".*?</nav>\n', re.DOTALL)
WRITTEN = "=:/;()*!@$|"  # characters of an SVG that stand as they are in an attribute, in a list of addresses too


def single_file(html: str, read: Callable[[str], bytes]) -> str:
    """A page of the report as one file; `read` gives the content of a file, by its place as seen from the page."""
    found = ADDRESS.search(html)
    if found:
        html = LINK.sub(lambda link: f'{link[1]} href="{urljoin(found[1], link[2])}"', html)
    else:
        html = LINK.sub(r"\1", ONLY_LINKS.sub("", html))
    return PICTURE.sub(lambda picture: f'{picture[1]}="{_embedded(read(picture[2]))}"', html)


def _embedded(svg: bytes) -> str:
    return "data:image/svg+xml," + quote(svg.decode(), safe=WRITTEN)
