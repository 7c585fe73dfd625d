"""How does a figure become a picture of a page: an SVG that follows the reader's light or dark screen, and a PNG?

Text stays text: a page shows it in DejaVu Sans or Verdana, which is as wide, or in the reader's own font. Colours are
classes, each with a second value for dark screens: dark and light change places, hues stay. The same figure is the
same bytes: no date, no random id, places of two decimals.
"""

from __future__ import annotations

import base64
import colorsys
import io
import re
from collections.abc import Iterable
from html import escape

import matplotlib
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from PIL import Image

from analysis.present.charts import style

PLAIN = {"Date": None, "Creator": None, "Format": None, "Type": None}
FONTS = "'DejaVu Sans', Verdana, sans-serif"
LIGHTER = (  # what a reader of the page would only have to load
    (re.compile(r"\s*<(metadata|defs)>\s*</\1>|<!--.*?-->", re.S), ""),
    (re.compile(r'<path d="[^"]*" style="fill: none"/>'), ""),  # neither filled nor stroked
    (re.compile(r'<g id="[^"]*"'), "<g"),  # nothing refers to a group
    (re.compile(r' transform="rotate\(-0 [^"]*\)"'), ""),
    (re.compile(r"\s*\n\s*"), "\n"),
    (re.compile(r"\n(?=[LCQz\"])"), " "),
)
HALOED = re.compile(rf'<g id="{style.HALO}">(.*?)</g>', re.S)
BARE_GROUP = re.compile(r"<g>\n((?:(?!</?g\b).)*)</g>\n", re.S)  # the innermost ones
TAG = re.compile(r"<[^>]*>")  # numbers in it are places; those between tags are words of the figure
ID = re.compile(r'<[^>]* id="([^"]+)"')
USED_ID = re.compile(r'((?: id="|url\(#|href="#))([^")]+)(["\)])')
OFF_HALF = 0.00031  # points: a place at just half a hundredth must not hang on its last bit
LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
STYLED = re.compile(r'(?: class="(\w+)")? style="([^"]*)"')
COLOUR = re.compile(r"#[0-9a-f]{6}")
DARK = {  # on a dark screen; other colours are turned over by `dark`
    style.PAPER: "#15181c",
    style.INK: "#e4e7eb",
    style.MUTED: "#a3acb7",
    style.GRID: "#30363e",
    style.CROWD: "#5f6873",
    style.SUBJECT: "#6fb1f2",
    style.CONTRAST: "#f0904a",
}
DARKEST, LIGHTEST = 0.1, 0.95  # lightness that white and black become
SIZE = re.compile(r'<svg[^>]* width="([\d.]+)pt" height="([\d.]+)pt"')
NAMES = {"paper": style.PAPER, "ink": style.INK, "muted": style.MUTED}
COLOURS = 128  # of a PNG's palette
HALO_WIDTH = 3


def svg(fig: Figure) -> str:
    """The figure as SVG, with little in it that is not seen."""
    out = io.BytesIO()
    with matplotlib.rc_context(style.RC | {"svg.fonttype": "none", "svg.hashsalt": "spbe-study"}):
        fig.savefig(out, format="svg", metadata=PLAIN)
    text = out.getvalue().decode()
    text = text[text.index("<svg") :].replace("'DejaVu Sans'", FONTS).replace(f" font-family: {FONTS};", "")
    text = HALOED.sub(lambda group: group[0].replace("<text ", f'<text class="{style.HALO}" '), text)
    for pattern, instead in LIGHTER:
        text = pattern.sub(instead, text)
    while BARE_GROUP.search(text):
        text = BARE_GROUP.sub(r"\1", text)
    text = _renamed(_classed(text))
    return TAG.sub(lambda tag: LONG_NUMBER.sub(_two_decimals, tag[0]), text).strip() + "\n"


def png(fig: Figure) -> str:
    """The figure as PNG, two dots a CSS pixel, in base64."""
    for text in fig.findobj(Text):
        if text.get_gid() == style.HALO:
            text.set_path_effects([withStroke(linewidth=HALO_WIDTH, foreground=style.PAPER)])
    large, small = io.BytesIO(), io.BytesIO()
    with matplotlib.rc_context(style.RC):
        fig.savefig(large, format="png", dpi=style.DPI, metadata={"Software": None})
    # With a palette: a third of the size, and no difference that the eye can see.
    picture = Image.open(large).convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    picture.save(small, "png", optimize=True, dpi=(style.DPI, style.DPI))
    return base64.b64encode(small.getvalue()).decode("ascii")


def with_words(picture: str, title: str, subtitle: str, source: str) -> str:
    """A picture with its words above and below, for where there is no page around it.

    Raises ValueError for a picture that is not of `svg`.
    """
    size = SIZE.search(picture)
    if size is None:
        raise ValueError("the picture has no size; make it with svg")
    wide, tall = (float(x) for x in size.groups())
    above, y = _lines([(title, 13.0, "bold", "ink"), (subtitle, 10.0, "normal", "muted")], wide, 4.0)
    below, end = _lines([(source, 9.0, "normal", "muted")], wide, y + tall + 8)
    inner = picture.replace(size[0], size[0].replace('pt"', '"').replace("<svg", f'<svg y="{y + 4:g}"'), 1).strip()
    plain, night = ("".join(f".{n}{{fill:{turn(c)}}}" for n, c in NAMES.items()) for turn in (str, dark))
    frame = f'width="{wide:g}pt" height="{end + 6:g}pt" viewBox="0 0 {wide:g} {end + 6:g}"'
    rules = f"text{{font-family:{FONTS}}}{plain}@media screen and (prefers-color-scheme:dark){{{night}}}"
    ground = '<rect width="100%" height="100%" class="paper"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>\n<style>{rules}</style>\n{ground}'
    return "\n".join([head, *above, inner, *below, "</svg>"]) + "\n"


def _lines(texts: Iterable[tuple[str, float, str, str]], wide: float, y: float) -> tuple[list[str], float]:
    """Texts, each with its size, weight and colour, broken into lines from `y` down, and where they end."""
    lines = []
    for text, size, weight, colour in texts:
        for line in style.wrap(text, size, weight, wide / 72 - 0.1).splitlines():
            y += 1.3 * size
            look = f'font-size="{size:g}" font-weight="{weight}" class="{colour}"'
            lines.append(f'<text x="3" y="{y:g}" {look}>{escape(line)}</text>')
        y += 3
    return lines, y


def dark(colour: str) -> str:
    """What a colour becomes on a dark screen: as dark as it was light, its hue kept."""
    if colour in DARK:
        return DARK[colour]
    hue, lightness, saturation = colorsys.rgb_to_hls(*to_rgb(colour))
    return to_hex(colorsys.hls_to_rgb(hue, LIGHTEST - lightness * (LIGHTEST - DARKEST), saturation))


def _classed(text: str) -> str:
    """Looks that occur in the picture as classes, each once, with their colours for both screens."""
    names: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        look = found[2].rstrip("; ")
        name = names.setdefault(look, f"c{len(names)}")
        return f' class="{f"{found[1]} " if found[1] else ""}{name}"'

    body = STYLED.sub(named, text)
    plain = [f".{name}{{{_short(look)}}}" for look, name in names.items()]
    night = [f".{name}{{{_short(turned)}}}" for look, name in names.items() if (turned := _turned(look))]
    if style.HALO in body:
        width = f"stroke-width:{HALO_WIDTH}px;stroke-linejoin:round"
        plain.append(f".{style.HALO}{{stroke:{style.PAPER};paint-order:stroke;{width}}}")
        night.append(f".{style.HALO}{{stroke:{DARK[style.PAPER]}}}")
    rules = ["*{stroke-linejoin:round;stroke-linecap:butt}", f"text{{font-family:{FONTS}}}", *plain]
    rules.append(f"@media screen and (prefers-color-scheme:dark){{{''.join(night)}}}")
    head, _, tail = body.partition("</style>")
    return head[: head.index("<style")] + "<style>" + "\n".join(rules) + "</style>" + tail


def _turned(look: str) -> str:
    """The colours of a look as a dark screen shows them."""
    parts = [part.strip() for part in look.split(";")]
    return ";".join(COLOUR.sub(lambda colour: dark(colour[0]), part) for part in parts if COLOUR.search(part))


def _short(look: str) -> str:
    return re.sub(r"\s*([:;,])\s*", r"\1", look)


def _renamed(text: str) -> str:
    """The same picture, its ids numbered in order: matplotlib's hang on the last bit of what is drawn."""
    new = {old: f"i{number}" for number, old in enumerate(dict.fromkeys(ID.findall(text)))}
    return USED_ID.sub(lambda use: f"{use[1]}{new[use[2]]}{use[3]}" if use[2] in new else use[0], text)


def _two_decimals(match: re.Match[str]) -> str:
    short = f"{float(match[0]) + OFF_HALF:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short
