"""Does the study come out the same on other machines? Run again as if on several of them, and compared.

`make portability`. Processors differ in the kernels that numpy, OpenBLAS and the C library choose, and sum floats in
other orders. Environment variables make them choose otherwise, so that one machine can stand for several. In each
setting every notebook is reviewed and the report is built from nothing, in its first language, since translations have
the same numbers; the report is compared with that of the default setting, byte for byte. A setting whose kernels this
processor does not have is told as not run. Names of settings as arguments: these alone, and the default.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from tests.machines.processors import SETTINGS, Setting, environment, probed, unset
from tests.notebooks.review import review
from tests.tree import ROOT, copied_to

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
BUILD = """import sys
from pathlib import Path
from analysis.commands.render import default_engine
from analysis.render.build import build
from analysis.render.project import Project
outcome = build(Project(Path(sys.argv[1])), how=default_engine())
sys.exit(bool(outcome.failed))"""


@dataclass
class Row:
    """What one setting came to: cell of the table by column. A cell `5 of 6` is a failure."""

    setting: str
    cells: dict[str, str] = field(default_factory=dict)
    not_run: str = ""
    problems: list[str] = field(default_factory=list)

    @property
    def same(self) -> bool:
        return not self.problems and all(_is_whole(cell) for cell in self.cells.values())


COLUMNS = ("notebooks same", "tolerated", "values", "sentences", "tables", "pages", "PDF")


def _is_whole(cell: str) -> bool:
    same, _, every = cell.partition(" of ")
    return not every or same == every != "0"  # nothing compared is nothing shown


def built(setting: Setting, folder: Path) -> tuple[Path, str]:
    """The report of a fresh copy, built under the setting; with what was said where it failed."""
    copy = copied_to(folder)
    study = yaml.safe_load((copy / "study.yml").read_text(encoding="utf-8")) | {"translations": {}}
    (copy / "study.yml").write_text(yaml.safe_dump(study, allow_unicode=True, sort_keys=False), encoding="utf-8")
    command = [sys.executable, "-c", BUILD, str(copy)]
    done = subprocess.run(command, env=environment(setting), cwd=folder, capture_output=True, encoding="utf-8")
    return folder / "reports", done.stdout + done.stderr if done.returncode else ""


def compared(reports: Path, first: Path) -> dict[str, str]:
    """How many values, sentences, tables and pages of two reports are the same bytes, of how many; and the PDF."""
    mine, theirs = (json.loads((folder / "values.json").read_text(encoding="utf-8")) for folder in (reports, first))

    def of_type(*types: type) -> str:
        keys = [key for key in mine.keys() | theirs.keys() if isinstance(mine.get(key, theirs.get(key)), types)]
        return _count(keys, lambda key: key in mine and key in theirs and repr(mine[key]) == repr(theirs[key]))

    def of_files(pattern: str) -> str:
        names = {path.relative_to(folder) for folder in (reports, first) for path in folder.glob(pattern)}
        return _count(names, lambda name: _bytes(reports / name) == _bytes(first / name) != b"")

    return {
        "values": of_type(int, float), "sentences": of_type(str), "tables": of_files("tables/*.csv"),
        "pages": of_files("*.html"), "PDF": of_files("*.pdf"),
    }  # fmt: skip


def _count(things: object, same: Callable[[object], bool]) -> str:
    found = [same(thing) for thing in things]
    return f"{sum(found)} of {len(found)}"


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def judged(setting: Setting, scratch: Path, first: Path | None) -> tuple[Row, Path | None]:
    """The row of one setting, and its report. `first` is the report to compare with; None: its own."""
    row = Row(setting.name, not_run=setting.missing(probed(setting)))
    if row.not_run:
        return row, None
    with ThreadPoolExecutor(2) as pool:  # one process each: the report, and the review
        reviewing = pool.submit(review, NOTEBOOKS, unset() | setting.variables)
        reports, failed = pool.submit(built, setting, scratch / setting.name.replace(" ", "_")).result()
        reviews = reviewing.result()
    row.problems = [f"{found.notebook}: {problem}" for found in reviews for problem in found.problems]
    row.cells["notebooks same"] = _count(reviews, lambda found: not found.problems)
    row.cells["tolerated"] = str(sum(found.tolerated for found in reviews))
    if failed:
        row.problems.append(f"the report was not built:\n{failed}")
    else:
        row.cells |= compared(reports, first or reports)
    return row, None if failed else reports


def table(rows: list[Row]) -> str:
    """The rows as a table of Markdown, which also reads well in a terminal."""
    lines = [["setting", *COLUMNS], *([row.setting, *_cells(row)] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    written = ["| " + " | ".join(cell.ljust(w) for cell, w in zip(line, widths, strict=True)) + " |" for line in lines]
    return "\n".join([written[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *written[1:]])


def _cells(row: Row) -> list[str]:
    return ["not run"] * len(COLUMNS) if row.not_run else [row.cells.get(name, "none") for name in COLUMNS]


def chosen(names: Collection[str]) -> list[Setting]:
    """The settings of these names after the default, or all. Raises SystemExit for a name that there is not."""
    unknown = set(names) - {setting.name for setting in SETTINGS}
    if unknown:
        known = ", ".join(setting.name for setting in SETTINGS)
        raise SystemExit(f"portability: no setting {', '.join(sorted(unknown))}; settings are {known}")
    return [setting for number, setting in enumerate(SETTINGS) if not names or not number or setting.name in names]


def main(names: Collection[str] = ()) -> int:
    """0 when every setting that could be run gives the same; the default's own notebooks came from another machine."""
    rows, first = [], None
    with tempfile.TemporaryDirectory() as scratch:
        for setting in chosen(names):
            print(f"portability: {setting.name}", flush=True)
            row, reports = judged(setting, Path(scratch), first)
            first = first or reports
            rows.append(row)
    print(f"\n{table(rows)}\n")
    for row in rows:
        if row.not_run:
            print(f"portability: {row.setting}: not run: {row.not_run}")
        for problem in row.problems:
            print(f"portability: {row.setting}: {problem}")
    ran = [row for row in rows if not row.not_run]
    same = [row for row in ran if row.same]
    print(f"portability: asked {len(rows)}, same {len(same)}, different {len(ran) - len(same)}, "
          f"not run {len(rows) - len(ran)}")  # fmt: skip
    return 0 if ran and same == ran else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
