from __future__ import annotations

import io

from analysis.render.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def talk(stream: io.StringIO) -> str:
    with Progress("render", 2, stream) as progress:
        progress.finished("a made")
        progress.say("a said\n\ntwo lines")
        progress.finished("b unchanged")
    return stream.getvalue()


def test_plain_lines_in_a_log():
    assert talk(io.StringIO()) == (
        "render: 1/2 a made\nrender: a said\nrender:\nrender: two lines\nrender: 2/2 b unchanged\n"
    )


def test_a_bar_and_the_same_lines_on_a_terminal():
    written = talk(Terminal())
    assert "2/2 [" in written
    assert "render: 1/2 a made\n" in written
    assert "render: 2/2 b unchanged\n" in written


def test_messages_go_to_stderr(capsys):
    Progress("render", 1).finished("a made")
    assert capsys.readouterr() == ("", "render: 1/1 a made\n")
