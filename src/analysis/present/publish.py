"""How does a notebook hand a result to the report?

One display bundle a call, collected from the executed notebook: nothing is written here. Keys are dotted lower
case and name the same thing for ever. Numbers travel as `analysis.methods.rounding.published` leaves them; rounding
for display is done in the sentence or the table alone.
"""

from __future__ import annotations

import datetime
import hashlib
import html
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from numbers import Integral

import numpy as np
import pandas as pd
from IPython.display import display
from matplotlib.figure import Figure

from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, published
from analysis.present import language, tables
from analysis.present.charts import style, svg
from analysis.present.language import NONE
from analysis.present.phrases import heading, phrase
from analysis.studies.shared.decisions import DECISIONS

Facts = Mapping[str, object]
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
SHORTEST_ALT = 20  # characters: less cannot say what a figure shows
MIME = "application/vnd.spbe.{}+json"
PNG, SVG = "image/png", "image/svg+xml"
NARROW = "image/vnd.spbe.narrow+svg+xml"  # the picture for a phone, beside the one for the column of a page


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
    """Draw a figure for a wide and for a narrow page, and publish it with the data behind it: `csv`, or else the data.

    `draw` is a chart of `analysis.present.charts`, called with the data and `options`, once for each width. Words come
    from the catalogue by the key, filled with `facts`: `<key>.title`, the finding; `<key>.subtitle`, what is drawn and
    its unit; `<key>.caption`, its name in a few words; `<key>.alt`, what a reader would see; and `<first part of the
    key>.source`. All are text of the page and none is in the picture. `texts` names another text for one of the five.
    Raises InputError for a wrong key, a text that is not there, no data, or an alt under 20 characters.
    """
    words = _words(key, facts, texts)
    csv_text = _checked(key, data if csv is None else csv, words["alt"])
    with style.drawn_on(style.NARROW):
        narrow = draw(data, **options)
    wide = draw(data, **options)
    pictures = {NARROW: svg.svg(narrow), SVG: svg.svg(wide), PNG: svg.png(wide)}
    if "matplotlib.pyplot" in sys.modules:  # a figure made through pyplot would be shown a second time
        for drawn in (narrow, wide):
            sys.modules["matplotlib.pyplot"].close(drawn)
    _figure(key, words, csv_text, pictures, {PNG: {"width": round(wide.get_figwidth() * 96)}})


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
    """As `figure`, drawn for a narrow page alone: for light pages that hold their pictures.

    `draw` is a chart of `analysis.present.charts.narrow`.
    """
    words = _words(key, facts, texts)
    csv_text = _checked(key, data if csv is None else csv, words["alt"])
    _figure(key, words, csv_text, {SVG: svg.svg(draw(data, **options))})


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


def _figure(
    key: str, words: Mapping[str, str], csv: str, pictures: Mapping[str, str], metadata: Mapping[str, object] = NONE
) -> None:
    # Readers of a page see these words from the bundle below; those of a notebook see them here.
    shown = f"**{_plain(words['title'])}**  \n{_plain(words['subtitle'])}  \n{_plain(words['source'])}"
    _show("heading", {"key": key}, {"text/markdown": shown, "text/plain": ""})
    about = {"key": key, "title": words["caption"], "alt": words["alt"]}
    about |= {"data_sha256": hashlib.sha256(csv.encode()).hexdigest(), "csv": csv}
    about |= {"heading": words["title"], "subtitle": words["subtitle"], "source": words["source"]}
    _show("figure", about, {**pictures, "text/plain": f"figure {key}: {words['alt']}"}, dict(metadata))


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
