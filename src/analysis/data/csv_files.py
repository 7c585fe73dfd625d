"""What does a table of ours hold? CSV as text, a row a line of the file, read whole or refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from analysis.data import yaml_files
from analysis.data.yaml_files import shown
from analysis.methods.errors import InputError

REMEDY = "restore the file from version control or, if the change is meant, run `spbe seal`"


def read_csv(path: Path) -> pd.DataFrame:
    """A raw CSV as text, empty cells as empty text.

    Raises InputError where it is missing, empty or no table, and, one line a kind, for rows with fewer or more fields
    than the header (pandas would fill the first and refuse only the second) or with a character that nobody can see.
    """
    name = f"{path.parent.name}/{path.name}"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = csv.reader(file, strict=True)
            header = next(lines, [])
            rows = [(lines.line_num, cells) for cells in lines]
    except FileNotFoundError:
        raise InputError(f"{path.name}: not found in {path.parent.name}; {REMEDY}") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{name}: not a readable table ({error}); {REMEDY}") from None
    if not header or len(set(header)) < len(header):
        twice = ",".join(header)
        raise InputError(f"{name}: no header, or one that names a column twice ({shown(twice)}); {REMEDY}")
    found: dict[str, list[int]] = {}
    for number, cells in [(1, header), *rows]:
        if len(cells) != len(header):
            found.setdefault(f"{len(cells)} fields, the header has {len(header)}", []).append(number)
        if unseen := next(filter(None, map(yaml_files.unwanted, cells)), None):
            found.setdefault(f"the character {unseen} cannot be seen", []).append(number)
    if found:
        raise InputError(f"{name}, {_rows(numbers)}: {problem}; {REMEDY}" for problem, numbers in found.items())
    return pd.DataFrame([cells for _, cells in rows], columns=header, dtype=str)


def _rows(numbers: list[int]) -> str:
    listed = ", ".join(map(str, numbers[:5])) + (f" and {len(numbers) - 5} more" if len(numbers) > 5 else "")
    return f"row{'s'[: len(numbers) > 1]} {listed}"
