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


def test_of_many_things_a_line_is_said_now_and_then(monkeypatch):
    clock = iter(range(0, 1000, 4))
    monkeypatch.setattr("analysis.render.progress.time.monotonic", lambda: next(clock))
    stream = io.StringIO()
    with Progress("institutions", 40, stream, unit="page", often=False) as progress:
        progress.skip(30)
        for _ in range(10):
            progress.finished("never said")
    lines = stream.getvalue().splitlines()
    assert 1 < len(lines) < 10
    assert "never said" not in stream.getvalue()
    assert lines[0].startswith("institutions: 3")
    assert "to go" in lines[0]
    assert lines[-1].startswith("institutions: 40/40 ")
    assert "to go" not in lines[-1]


def test_a_bar_tells_the_unit():
    stream = Terminal()
    with Progress("institutions", 2, stream, unit="page", often=False) as progress:
        progress.skip(1)
        progress.finished("a made")
    assert "2/2 [" in stream.getvalue()
    assert "page" in stream.getvalue()
    assert "a made" not in stream.getvalue()
