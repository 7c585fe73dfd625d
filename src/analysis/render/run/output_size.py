"""How much of what a cell puts out is kept, and how much of that does a page show?

The executed notebook keeps `KEPT` bytes and `PIECES` pieces a cell, a page `LINES` lines of at most `WIDTH` characters.
What is left out is told where it was. What `analysis.present.publish` shows is no print-out: it is never cut.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

KEPT = 1_000_000  # bytes as UTF-8
PIECES = 1_000  # displays and stretches of printed text
LINES, LAST = 200, 50  # shown of one output; of these, the last ones
WIDTH = 1_000  # characters of a line that are shown
CUT = "application/vnd.spbe.cut+json"  # marks the note that stands for what was left out: {"bytes": how many}
PUBLISHED = ("application/vnd.spbe.", "image/")


def limited(outputs: Iterable[dict]) -> list[dict]:
    """The outputs of one cell, in order, as far as the executed notebook keeps them.

    Kept are the first bytes, in whole lines where it is printed text; of a display only the kinds that still have room.
    One note stands where the first was left out. Depends on the outputs alone, so that it is the same each time.
    """
    room, pieces, lost = KEPT, PIECES, 0
    kept: list[dict] = []
    note: dict | None = None
    for output in outputs:
        if any(kind.startswith(PUBLISHED) for kind in output.get("data", ())):
            kept.append(output)
            continue
        whole = _size(output)
        shown = None if pieces <= 0 else _within(output, room) if whole > room else output
        left = _size(shown) if shown else 0
        kept += [shown] if shown else []
        room, pieces, lost = room - left, pieces - 1, lost + whole - left
        if whole > left and note is None:
            note = {"output_type": "display_data", "metadata": {}, "data": {}}
            kept.append(note)
    if note is not None:
        why = f"a cell may print {KEPT:,} bytes in {PIECES:,} pieces"
        note["data"] = {CUT: {"bytes": lost}, "text/plain": f"[{lost:,} bytes more were put out and are cut: {why}]"}
    return kept


def _size(output: dict) -> int:
    return sum(len(text.encode("utf-8", "surrogatepass")) for text in _texts(output).values())


def _texts(output: dict) -> dict[str, str]:
    """Kind -> text of an output; of a stream the one kind is "text"."""
    data = {"text": output["text"]} if output["output_type"] == "stream" else output.get("data", {})
    return {kind: json.dumps(x) if isinstance(x, dict) else "".join(x) for kind, x in data.items()}


def _within(output: dict, room: int) -> dict | None:
    """The output in at most `room` bytes; None where nothing is left of it."""
    if output["output_type"] == "stream":
        text = _head(_texts(output)["text"], room)
        return output | {"text": text} if text else None
    data = {}
    for kind, text in sorted(_texts(output).items(), key=lambda pair: pair[0] != "text/plain"):
        size = len(text.encode("utf-8", "surrogatepass"))
        if size > room and kind == "text/plain":
            text = _head(text, room)
            size = len(text.encode("utf-8", "surrogatepass"))
            data |= {kind: text} if text else {}
            room -= size
        elif size <= room:
            data[kind] = output["data"][kind]
            room -= size
    return output | {"data": data} if data else None


def _head(text: str, room: int) -> str:
    """The first `room` bytes of a text, in whole lines unless that would take away half of them."""
    head = text.encode("utf-8", "surrogatepass")[:room].decode("utf-8", "ignore")
    end = head.rfind("\n") + 1
    return head[:end] if 2 * end > len(head) else head


def shortened(
    text: str,
    more_lines: Callable[[int], str] = "[{:,} lines more]".format,
    more_characters: Callable[[int], str] = "[{:,} characters more]".format,
) -> str:
    """The first and last lines of a text, each cut at `WIDTH`. The functions word what is left out, by its number."""
    lines = text.split("\n")
    if len(lines) > LINES:
        lines[LINES - LAST : -LAST] = [more_lines(len(lines) - LINES)]
    return "\n".join(
        line if len(line) <= WIDTH else f"{line[:WIDTH]} {more_characters(len(line) - WIDTH)}" for line in lines
    )
