from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, strategies as st

from analysis.render.run.terminal_text import encodable, terminal_text

MARKS = ["\x1b", "\x1b[", "\x1b[31m", "\x1b[2K", "\x1b[K", "\x1b]0;", "\x1b]8;;", "\x07", "\x1b\\", "\x1b(B", "\x9b",
         "\x9d", "\x9c", "\r", "\b", "\t", "\n", "\0", "\x01", "\x7f", "\x85", "\u2028", "\ud83d", "\ude00", ";", "K",
         "a", "m"]  # fmt: skip
PRINTED = st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=3)), max_size=30).map("".join)


@pytest.mark.parametrize(("printed", "shown"), [
    ("\x1b[31mred\x1b[0m \x1b[1;38;2;1;2;3mbold\x1b[m", "red bold"),
    ("\x9b31mred\x9b0m", "red"),
    ("\x1b[?25l\x1b[2J\x1b[3;4Hthere\x1b[?25h", "there"),
    ("\x1b[>4;2m\x1b[!p\x1b[1 qx", "x"),
    ("\x1b]0;a title\x07text", "text"),
    ("\x1b]8;;https://example.org\x1b\\a link\x1b]8;;\x1b\\.", "a link."),
    ("\x9d0;a title\x9ctext", "text"),
    ("\x1bPq#0;2\x1b\\\x1b_note\x1b\\\x1b^note\x1b\\\x1bXnote\x1b\\text", "text"),
    ("\x1b(B\x1b)0\x1b%Gtext\x1b#8\x1b7\x1b8\x1bc\x1b=", "text"),
    ("lone \x1b", "lone "),
    ("lone \x1b\nnext", "lone \nnext"),
    ("open \x1b]0;title\nnext", "open 0;title\nnext"),
    ("open \x1b[12", "open 12"),
    ("C1 \x84\x8d\x96all", "C1 all"),
])  # fmt: skip
def test_escape_sequences_leave_nothing(printed, shown):
    assert terminal_text(printed) == shown


@pytest.mark.parametrize(("printed", "shown"), [
    ("  0%\r 50%\r100%\n", "100%\n"),
    ("longer\rshort", "shortr"),
    ("longer\r\x1b[Kshort", "short"),
    ("longer\r\x1b[2Kshort", "short"),
    ("longer\x1b[2Kx", "      x"),
    ("longer\x1b[2K\b\b\bxy\rz", "z  xy"),
    ("longer\x1b[2Kx\b\b\b\x1b[Ky", "    y"),
    ("longer\r      \r", ""),
    ("one\r\ntwo\r\r\n", "one\ntwo\n"),
    ("abc\b\bX", "aXc"),
    ("\b\b\ba", "a"),
    ("_\bu_\bn", "un"),
    ("a\tb", "a\tb"),
    ("a\vb\fc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
    ("a\0b\x01c\x07d\x7fe", "abcde"),
    ("\ud83d\ude00 \ud800.", "\U0001f600 \ufffd."),
    ("end \ud800", "end \ufffd"),
])  # fmt: skip
def test_returns_and_backspaces_overwrite_and_other_control_characters_go(printed, shown):
    assert terminal_text(printed) == shown


@given(PRINTED)
@example("\x1b\x1b[0m[0m")
@example("\x1b\x00[31m")
@example("\x1b\rK")
def test_only_line_ends_and_tabs_are_left_and_a_second_reading_changes_nothing(printed):
    shown = terminal_text(printed)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\n\t"]
    assert terminal_text(shown) == shown
    shown.encode()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], include_characters="\n\t")))
def test_plain_text_is_unchanged(text):
    assert terminal_text(text) == text


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])))
def test_colours_hide_no_text(text):
    assert terminal_text("".join(f"\x1b[1m{c}\x1b[0m" for c in text)) == text


@pytest.mark.parametrize(
    "unit", ["\x1b[0", "\x1b]", "\x9d", "\x9b0", "\x1b", "ab\r", "a\b", "\x1b(", "a\x1b[2K", "\r\n"]
)
def test_a_megabyte_of_one_mark_is_read_in_one_pass(unit):
    """Grows with the text, not with its square: the latter would not end within the time a test may take."""
    assert len(terminal_text(unit * (1_000_000 // len(unit)))) <= 1_000_000


def test_what_no_file_can_hold_is_replaced():
    assert encodable("a\x1bb\n") == "a\x1bb\n"
    assert encodable("\ud83d\ude00\udc00") == "\U0001f600\ufffd"
