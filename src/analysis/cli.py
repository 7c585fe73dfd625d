"""The command `spbe`: one subcommand a task; an answer is exit status 0, a refusal is not, without a traceback."""

from __future__ import annotations

import argparse
import os
import sys

from analysis.commands import (
    add,
    claims,
    data,
    explain_fall,
    institution,
    institutions,
    movement,
    read_report,
    render,
    score,
)  # fmt: skip
from analysis.methods.errors import InputError
from analysis.render.run import environment

WINDOWS = "spbe: Windows itself is not supported; install WSL (`wsl --install` in PowerShell) and work in its Linux"


def write_every_character() -> None:
    """Let stdout and stderr write what the encoding of the terminal lacks as an escape, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


class _Version(argparse.Action):
    """`--version`: told only when it is asked for, since git is asked too."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from analysis.commands import version

        print(version.told())
        parser.exit()


def build_parser() -> argparse.ArgumentParser:
    """The parser of the command with all its subcommands."""
    parser = argparse.ArgumentParser(prog="spbe", description=__doc__)
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and the commit, and exit")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for group in (data, add, score, explain_fall, institution, movement, read_report, claims, render, institutions):
        group.add(commands)
    return parser


def _answer(argv: list[str] | None) -> int:
    args = build_parser().parse_args(argv)
    try:
        return args.run(args) or 0
    except InputError as error:
        for problem in error.problems:
            print(f"spbe {args.command}: {problem}", file=sys.stderr)
        return 1


def _discard_stdout() -> None:
    """Let Python end without writing again what could not be written."""
    if sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand. Returns the exit status: 0 answered, 1 refused or a check failed, 2 wrong usage."""
    if sys.platform in ("win32", "cygwin"):  # file locks, forks and the pins are for Linux and macOS
        print(WINDOWS, file=sys.stderr)
        return 1
    write_every_character()
    if argv is None:
        environment.restart_clean(sys.argv[1:])
    try:
        try:
            return _answer(argv)
        finally:
            print(end="", flush=True)  # a full disk or a closed pipe is met here, not while Python ends
    except BrokenPipeError:  # whoever reads, such as `head`, has enough
        _discard_stdout()
    except OSError as error:
        what = f"{error.filename or 'output'}: {error.strerror or error}"
        print(f"spbe: {what}; see that it can be read and written", file=sys.stderr)
        _discard_stdout()
    return 1


if __name__ == "__main__":
    sys.exit(main())
