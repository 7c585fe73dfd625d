"""How does a notebook hand a result to the report?

One display bundle a call, collected from the executed notebook: nothing is written here. Keys are dotted lower
case and name the same thing for ever. Numbers travel as `analysis.methods.rounding.published` leaves them; rounding
for display is done in the sentence or the table alone.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import html
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from numbers import Integral

import matplotlib
import numpy as np
import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure
from PIL import Image

from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, published
from analysis.present import language, tables
from analysis.present.charts import style
from analysis.present.charts.narrow import sheet
from analysis.present.language import NONE
from analysis.present.phrases import heading, phrase
from analysis.studies.shared.decisions import DECISIONS

Facts = Mapping[str, object]
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
COLOURS = 128  # of a figure's palette
SHORTEST_ALT = 20  # characters: less cannot say what a figure shows
MIME = "application/vnd.spbe.{}+json"


def value(key: str, x: Number | str | datetime.date) -> None:
    """Publish one number or text. Raises InputError for a wrong key, or for what is missing or not finite."""
    _publish_values({key: x})


def values(prefix: str, mapping: Mapping[str, object]) -> None:
    """Publish several under `prefix.name`; a mapping inside a mapping adds its name to the key."""
    _publish_values(dict(_flatten(prefix, mapping)))


def sentence(key: str, decision: str | None = None, facts: Facts = NONE, /, **more: object) -> None:
    """Publish the catalogue's sentence `key`, filled. With a decision word it is a result, shown with that word.

    The template picks what it names from `facts`; what is given by name must be used.
    """
    _sentence(key, decision, facts, more)


def finding(key: str, decision: str, facts: Facts = NONE, /, **more: object) -> None:
    """Publish a sentence for the report's page of findings: one of the few results of a page, in plain words.

    A page without any lists every sentence that has a decision word.
    """
    _sentence(key, decision, facts, more, finding=True)


def _sentence(key: str, decision: str | None, facts: Facts, more: Mapping[str, object], finding: bool = False) -> None:
    _check_key(key)
    if decision is not None and decision not in DECISIONS:
        raise InputError(f"sentence {key}: decision {decision!r} is unknown: use one of {', '.join(DECISIONS)}")
    tongue = language.current()
    text = language.finished(language.fill(key, tongue, facts, **more), tongue)
    shown = _plain(text)
    if decision:
        shown = f"**{language.decision_word(decision, tongue)}.** {shown}"
    about = {"key": key, "text": text, "decision": decision} | ({"finding": True} if finding else {})
    _show("sentence", about, {"text/markdown": shown, "text/plain": text})


def links(key: str, rows: Iterable[tuple[str, str]]) -> None:
    """Publish a list of texts, each linked to its address; without a link where the address is empty."""
    _check_key(key)
    listed = [f"- {_plain(text)}" if not url else f"- [{_plain(text)}]({url})" for text, url in rows]
    if not listed:
        raise InputError(f"links {key}: it needs at least one row: leave the call out")
    _show("links", {"key": key}, {"text/markdown": "\n".join(listed), "text/plain": "\n".join(listed)})


def table(
    key: str,
    frame: pd.DataFrame,
    columns: Mapping[str | tuple[str, str], str] | None = None,
    facts: Facts = NONE,
    *,
    group: str | None = None,
    heads: Mapping[str, str] = NONE,
    texts: Mapping[str, str] = NONE,
) -> None:
    """Publish a frame as a table for readers and as the CSV behind it, which has every column of the frame.

    `columns` maps a column, or a pair of columns (low, high), to its format: text, year, int, .2f, +.2f or .1%. With
    none only the CSV is offered, for tables too long to read. `group` is a column whose values become headings
    between the rows. Words come from the catalogue by the key: `<key>.title`; `<key>.note`, where there is one; and
    the head of a column, `<key>.head.<column>` or else `head.<column>` (of a pair, its first); all are filled with
    `facts`. `texts` names another text for title or note, `heads` gives heads that are data, such as years. Raises
    InputError for a wrong key, no rows, a text that is not there, more than seven columns, or a cell that its format
    cannot show.
    """
    title = heading(texts.get("title", f"{key}.title"), facts)
    note = texts.get("note") or (f"{key}.note" if language.has(f"{key}.note") else "")
    named = {name: (heads.get(_first(name)) or _head(key, _first(name), facts), form)
             for name, form in (columns or {}).items()}  # fmt: skip
    note = heading(note, facts) if note else ""
    _check_key(key)
    if frame.empty:
        raise InputError(f"table {key}: it needs at least one row: say in a sentence that there is none")
    try:
        csv = tables.to_csv(frame)
        body = None if columns is None else tables.shown(tables.flat(frame), named, group, language.current())
    except InputError as error:
        raise InputError([f"table {key}: {problem}" for problem in error.problems]) from error
    _table({"key": key, "title": title, "note": note}, body, csv)


def figure(
    key: str,
    draw: Callable[..., Figure],
    data: pd.DataFrame,
    facts: Facts = NONE,
    *,
    csv: pd.DataFrame | None = None,
    texts: Mapping[str, str] = NONE,
    **options: object,
) -> None:
    """Draw a figure, and publish it with the data behind it: `csv`, or else the data that are drawn.

    `draw` is a chart of `analysis.present.charts`, called with the data, `options` and its texts. Words come from the
    catalogue by the key, filled with `facts`: `<key>.title`, the finding, and `<key>.subtitle`, what is drawn and its
    unit, both in the figure; `<key>.caption`, its name in a few words; `<key>.alt`, what a reader would see; and
    `<first part of the key>.source`. `texts` names another text for one of the five. Raises InputError for a wrong
    key, a text that is not there, no data, or an alt under 20 characters.
    """
    words = _words(key, facts, texts)
    drawn = draw(data, **{part: words[part] for part in ("title", "subtitle", "source")}, **options)
    _figure(key, drawn, data if csv is None else csv, alt=words["alt"], title=words["caption"])


def drawing(
    key: str,
    draw: Callable[..., Figure],
    data: pd.DataFrame,
    facts: Facts = NONE,
    *,
    csv: pd.DataFrame | None = None,
    texts: Mapping[str, str] = NONE,
    **options: object,
) -> None:
    """Draw a figure for the width of a phone, as SVG, and publish it with the data behind it.

    `draw` is a chart of `analysis.present.charts.narrow`, called with the data and `options`. Words come from the
    catalogue as those of `figure`; title, subtitle and source are text of the page and not of the picture. Raises
    InputError as `figure` does.
    """
    words = _words(key, facts, texts)
    csv_text = _checked(key, data if csv is None else csv, words["alt"])
    svg = sheet.svg(draw(data, **options))
    # Readers of a page see these words from the bundle below; those of a notebook see them here.
    _show("heading", {"key": key}, {"text/markdown": f"**{words['title']}** \n{words['subtitle']}", "text/plain": ""})
    about = _about(key, words["caption"], words["alt"], csv_text)
    about |= {"heading": words["title"], "subtitle": words["subtitle"], "source": words["source"]}
    _show("figure", about, {"image/svg+xml": svg, "text/plain": f"figure {key}: {words['alt']}"})


def _words(key: str, facts: Facts, texts: Mapping[str, str]) -> dict[str, str]:
    """Title, subtitle, caption, alt and source of a figure, from the catalogue."""
    names = {part: texts.get(part, f"{key}.{part}") for part in ("title", "subtitle", "caption", "alt")}
    names["source"] = texts.get("source", f"{key.split('.')[0]}.source")
    return {part: heading(name, facts) for part, name in names.items()}


def _plain(text: str) -> str:
    """A text as Markdown that shows it to the letter."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)


def _first(name: str | tuple[str, str]) -> str:
    return name if isinstance(name, str) else name[0]


def _head(key: str, column: str, facts: Facts) -> str:
    own = f"{key}.head.{column}"
    return phrase(own if language.has(own) else f"head.{column}", facts)


def _table(about: dict[str, object], body: tables.Shown | None, csv: str) -> None:
    title, note = str(about["title"]), str(about["note"])
    if body:
        others = {"text/plain": tables.to_text(body, title, note), "text/html": tables.to_html(body, title, note)}
    else:
        body = tables.Shown([], [], [])
        plain = phrase("page.csv_only", title=title, rows=csv.count("\n") - 1)
        others = {"text/plain": plain, "text/html": f"<p>{html.escape(plain)}</p>"}
    _show("table", about | {"head": body.head, "cells": body.cells, "align": body.align, "csv": csv}, others)


def _figure(key: str, fig: Figure, data: pd.DataFrame, *, alt: str, title: str) -> None:
    csv = _checked(key, data, alt)
    png = io.BytesIO()
    with matplotlib.rc_context(style.RC):
        fig.savefig(png, format="png", dpi=style.DPI, metadata={"Software": None})
    png = _fewer_colours(png)
    if "matplotlib.pyplot" in sys.modules:  # a figure made through pyplot would be shown a second time
        sys.modules["matplotlib.pyplot"].close(fig)
    picture = {"image/png": base64.b64encode(png.getvalue()).decode("ascii"), "text/plain": f"figure {key}: {alt}"}
    # Two dots a pixel: without this JupyterLab would show the figure twice as wide.
    metadata = {"image/png": {"width": round(fig.get_figwidth() * style.DPI / 2)}}
    _show("figure", _about(key, title, alt, csv), picture, metadata)


def _checked(key: str, data: pd.DataFrame, alt: str) -> str:
    """The CSV behind a figure. Raises InputError for a wrong key, no data, or an alt that cannot say what is shown."""
    _check_key(key)
    problems = []
    if len(alt.strip()) < SHORTEST_ALT:
        problems.append(f"figure {key}: alt has {len(alt.strip())} characters: say what the figure shows")
    if data.empty:
        problems.append(f"figure {key}: the data behind it are empty: pass the frame that was drawn")
    if problems:
        raise InputError(problems)
    return tables.to_csv(data)


def _about(key: str, title: str, alt: str, csv: str) -> dict[str, object]:
    digest = hashlib.sha256(csv.encode()).hexdigest()
    return {"key": key, "title": title, "alt": alt, "data_sha256": digest, "csv": csv}


def _fewer_colours(png: io.BytesIO) -> io.BytesIO:
    """The same picture with a palette: a third of the size, and no difference that the eye can see."""
    small = io.BytesIO()
    picture = Image.open(png).convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    picture.save(small, "png", optimize=True, dpi=(style.DPI, style.DPI))
    return small


def _publish_values(mapping: Mapping[str, object]) -> None:
    if not mapping:
        raise InputError("values: nothing to publish: leave the call out")
    for key in mapping:
        _check_key(key)
    carried = {key: _json(key, x) for key, x in mapping.items()}
    # An empty text, and no text at all: viewers name a kind that they do not know where nothing else is given.
    _show("value", {"values": carried}, {"text/plain": ""})


def _flatten(prefix: str, mapping: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for name, x in mapping.items():
        if isinstance(x, Mapping):
            yield from _flatten(f"{prefix}.{name}", x)
        else:
            yield f"{prefix}.{name}", x


def _json(key: str, x: object) -> int | float | str:
    """`x` as JSON carries it: whole numbers exactly, other numbers as published, dates as ISO text."""
    if isinstance(x, bool | np.bool_):
        raise InputError(f"value {key}: {x!r} is neither number nor text: publish a word, such as yes or no")
    if language.is_missing(x):
        raise InputError(f"value {key}: it is missing ({x!r}): leave it out, or publish why as text")
    if isinstance(x, str):
        return x
    if isinstance(x, datetime.date):
        return x.isoformat()
    if isinstance(x, Integral):
        return int(x)
    try:
        return float(published(x))
    except InputError as error:
        raise InputError(f"value {key}: {error}") from error


def _check_key(key: str) -> None:
    if not KEY.fullmatch(key):
        raise InputError(
            f"key {key!r} must be dotted lower case, such as movement.rank_to: letters, digits, underscores"
        )


def _show(
    kind: str, about: Mapping[str, object], others: Mapping[str, object], metadata: Mapping[str, object] | None = None
) -> None:
    display({MIME.format(kind): dict(about), **others}, raw=True, metadata=metadata)
