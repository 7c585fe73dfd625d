"""Which characters can the report not show? Asked of the typesetter, with the fonts that come with it.

The PDF is refused as a whole where a font lacks one character (PDF/UA-1, ISO 14289-1, 7.21.4). So each text is asked
about first, and all are refused together, by place. A page in a browser could show more, but both are one report.
What is asked is a character with the marks that combine with it, once in the font of the text and once in that of code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import matplotlib
import typst

from analysis.render.run.terminal_text import encodable

TEXT_FONTS = ["Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"]  # each where those before lack a glyph
CODE_FONTS = ["DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern"]
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")  # \ufffd stands where text was damaged
JOINERS = ("\u200c", "\u200d")
LONGEST = 16  # characters that are asked about together
AT_ONCE = 400  # questions in one document: what Typst says about its faults grows with their square
NAMED = 5  # characters that a refusal names
PROBE = """#set document(title: "-")
#set text(font: {text}, lang: "en", fallback: false)
#show raw: set text(font: {code})
"""
_known: dict[str, bool] = {}  # cluster -> whether it can be typeset; the fonts are part of the typesetter


@dataclass(frozen=True)
class Place:
    """A text of the report. Data are not typeset; of printed text the control characters are out already."""

    where: str
    text: str
    kind: str = "shown"  # or "printed", "data"


def refusals(places: Iterable[Place]) -> list[str]:
    """A line for each place with characters that cannot be shown, naming them and the remedy."""
    read = [(place, set() if place.kind == "data" else _clusters(place.text)) for place in places]
    _ask({cluster for _, clusters in read for cluster in clusters})
    problems = []
    for place, clusters in read:
        bad = [
            c for c in sorted(clusters) if not _known[c] and (len(c) == 1 or all(_known.get(one, True) for one in c))
        ]
        bad += [] if place.kind == "printed" else sorted(set(CONTROL.findall(place.text)))
        if bad:
            named = ", ".join(map(_named, bad[:NAMED])) + (f" and {len(bad) - NAMED} more" if bad[NAMED:] else "")
            problems.append(f"{place.where}: the report cannot show {named}; write it in words, or leave it out")
    return list(dict.fromkeys(problems))


@cache
def fonts() -> typst.Fonts:
    """The fonts that come with the typesetter, the same on every machine."""
    return typst.Fonts(include_system_fonts=False)


def fonts_of_figures(folder: Path) -> typst.Fonts:
    """These and, put into the new `folder`, the one of figures, which comes with matplotlib."""
    folder.mkdir()
    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        (folder / name).write_bytes((Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name).read_bytes())
    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])


@lru_cache(maxsize=10_000)  # the texts of the catalogues come again
def _clusters(text: str) -> frozenset[str]:
    """Every distinct character outside ASCII with the marks on it, and each by itself."""
    if text.isascii():
        return frozenset()
    found, cluster = set(), ""
    for c in [*CONTROL.sub(" ", text), " "]:
        joins = c in JOINERS or cluster[-1:] == JOINERS[-1] or unicodedata.category(c)[0] == "M"
        if cluster and joins and len(cluster) < LONGEST:
            cluster += c
        else:
            found.add(cluster)
            cluster = c
    found = {cluster for cluster in found if not cluster.isascii()}
    return frozenset(found | {c for cluster in found for c in cluster if not c.isascii()})


def _ask(clusters: set[str]) -> None:
    """Have it known of each cluster whether it can be typeset."""
    asked = sorted(clusters - _known.keys())
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        head = PROBE.format(text=_array(TEXT_FONTS), code=_array(CODE_FONTS))
        lines = [f'#"{_escaped(c)}" #raw("{_escaped(c)}") #parbreak()' for c in part]
        document = (head + "\n".join(lines)).encode()
        refused: set[int] = set()
        try:
            typst.compile(document, font_paths=fonts(), ignore_system_fonts=True, pdf_standards=["ua-1"], timestamp=0)
        except typst.TypstError as error:
            first = head.count("\n") + 1
            refused = {int(line) - first for line in re.findall(r"\.typ:(\d+):", error.diagnostic)}
            if not refused <= set(range(len(part))) or not refused:
                raise RuntimeError(f"the typesetter refuses the question itself: {error.message}") from error
        _known.update((c, number not in refused) for number, c in enumerate(part))


def _array(names: list[str]) -> str:
    return "(" + ", ".join(f'"{name}"' for name in names) + ")"


def _escaped(text: str) -> str:
    return "".join(f"\\u{{{ord(c):x}}}" for c in encodable(text))


def _named(cluster: str) -> str:
    """Code points and their names: U+1F600 'GRINNING FACE'."""
    return " with ".join(
        f"U+{ord(c):04X} " + (f"'{name}'" if (name := unicodedata.name(c, "")) else _nameless(c)) for c in cluster
    )


def _nameless(c: str) -> str:
    kinds = {"Cc": "control character", "Cs": "half a character", "Co": "private use"}
    return f"({kinds.get(unicodedata.category(c), 'unassigned')})"
