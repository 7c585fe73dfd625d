"""What would a terminal show of what a cell printed? Its text without the marks that colour, move and erase.

Control sequences are those of ECMA-48 (1991) and xterm: CSI, control strings (OSC, DCS and their like, ended by BEL or
ST), charset switches and other two-letter escapes, each also in its one-character (C1) form. A carriage return, a
backspace and "erase line" overwrite, so that of a progress bar the last state stays. A sequence that nothing ends loses
its introducer alone: no text is lost for it. Cursor movement to other lines is not followed.
"""

from __future__ import annotations

import re

SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)(?P<given>[0-?]*)[ -/]*(?P<final>[@-~])"
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x80-\x9f\r\n]*(?:\x07|\x1b\\|\x9c)"
    r"|\x1b[ -/]*[0-~]"
)
REST, WHOLE = "\x00", "\x01"  # how "erase to the end of the line" and "erase the line" travel between the two steps
MOVES = re.compile(f"([\r\b{REST}{WHOLE}])")
LINE_ENDS = re.compile("\r*\n|[\v\f\x85\u2028\u2029]")
NOT_TEXT = re.compile(r"[\x00-\x07\x0e-\x1f\x7f-\x84\x86-\x9f]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")  # none of these stays
SURROGATE = re.compile("[\ud800-\udfff]")


def terminal_text(text: str) -> str:
    """`text` as a terminal would show it: of control characters only line ends and tabs are left.

    Text without control characters comes back unchanged; what comes back does so again.
    """
    if not CONTROL.search(text):
        return text
    text = text.replace(REST, "").replace(WHOLE, "")
    text = NOT_TEXT.sub(lambda c: c[0] if c[0] in (REST, WHOLE) else "", SEQUENCE.sub(_erasure, encodable(text)))
    return "\n".join(
        _overwritten(line) if MOVES.search(line) else line for line in LINE_ENDS.sub("\n", text).split("\n")
    )


def encodable(text: str) -> str:
    """`text` with pairs of surrogates joined and single ones, which no file can hold, as U+FFFD."""
    if not SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _erasure(sequence: re.Match) -> str:
    """What is left of a control sequence: nothing, but for the erasing of a line."""
    return {"": REST, "0": REST, "2": WHOLE}.get(sequence["given"], "") if sequence["final"] == "K" else ""


def _overwritten(line: str) -> str:
    """One line after its carriage returns, backspaces and erasures. Blanks at its end are not seen and go."""
    cells: list[str] = []  # those from column `start` on; what is left of it is blank
    start = at = 0
    for piece in MOVES.split(line):
        if piece == "\r":
            at = 0
        elif piece == "\b":
            at = max(at - 1, 0)
        elif piece == REST:
            del cells[max(at - start, 0) :]
        elif piece == WHOLE:
            cells.clear()
        elif piece:
            if not cells:
                start = at
            elif at < start:
                cells[:0] = " " * (start - at)
                start = at
            cells[at - start : at - start + len(piece)] = piece
            at += len(piece)
    return (" " * start + "".join(cells)).rstrip(" ")
