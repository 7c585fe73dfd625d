"""Examples at the end of each subcommand's help, as they are typed in the folder of the project."""

from __future__ import annotations

import argparse

COMMAND = ".venv/bin/spbe"
HEAD = "examples:"


def shown(*commands: str) -> dict[str, object]:
    """What `add_parser` takes so that the help ends in these commands, each without the word `spbe`."""
    lines = [HEAD, *(f"  {COMMAND} {command}" for command in commands)]
    return {"epilog": "\n".join(lines), "formatter_class": argparse.RawDescriptionHelpFormatter}
