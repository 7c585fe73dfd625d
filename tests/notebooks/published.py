"""What the notebooks publish, without kernels: `python -m tests.notebooks.published FILE HOW [RUN ...]`.

Every run executes the code of its notebook in this process and keeps what `publish` would display, pictures too. HOW
is `plain`; `reversed`, where all ties come out the other way round (tests/ties.py); or `planted`, the same with one
sort by one column alone put back.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

import nbformat
import pandas as pd

from analysis.present import publish
from analysis.present.instrument_change import totals_before_after as show_totals_before_after
from tests import ties
from tests.notebooks.cells import code_cells, tags
from tests.notebooks.test_other_parameters import PARAMETERS
from tests.tree import ROOT

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
# Lists of one type, no pairs at all, and a state that fell.
OTHERS = ("regencies", "regencies_checked", "regencies_explained", "agencies", "agencies_checked", "fell")
RUNS = {name: (name, {}) for name in NOTEBOOKS} | {name: PARAMETERS[name] for name in OTHERS}


def published(notebook: str, parameters: dict[str, object]) -> dict[str, str]:
    """Kind and key -> what one run publishes, as JSON."""
    shown, names = [], {"__name__": "__main__"}
    plain, publish.display = publish.display, lambda data, **_: shown.append(data)
    try:
        for name, cell in code_cells(nbformat.read(ROOT / "notebooks" / f"{notebook}.ipynb", 4)):
            exec(compile(cell.source, f"{notebook}, {name}", "exec"), names)
            if "parameters" in tags(cell):
                names |= parameters
    finally:
        publish.display = plain
    return dict(_keyed(data) for data in shown)


def _keyed(data: dict[str, object]) -> tuple[str, str]:
    (mime,) = (name for name in data if name.startswith("application/vnd.spbe"))
    about = data[mime]
    return f"{mime.split('.')[-1]} {about.get('key') or ' '.join(about['values'])}", json.dumps(data, sort_keys=True)


def by_one_column(frame: pd.DataFrame, *by: str, falling: tuple[str, ...] = ()) -> pd.DataFrame:
    """What `ordered` took the place of."""
    return frame.sort_values(by[0], ascending=by[0] not in falling)


def in_new_process(target: Path, how: str, runs: Sequence[str] = tuple(RUNS)) -> dict[str, dict[str, str]]:
    """Run -> what it publishes."""
    command = [sys.executable, "-m", "tests.notebooks.published", str(target), how, *runs]
    subprocess.run(command, cwd=ROOT, check=True, timeout=1800)
    return json.loads(target.read_text(encoding="utf-8"))


if __name__ == "__main__":
    target, how, *runs = sys.argv[1:]
    if how == "planted":
        show_totals_before_after.ordered = by_one_column
    with nullcontext() if how == "plain" else ties.reverse():
        found = {run: published(*RUNS[run]) for run in runs}
    Path(target).write_text(json.dumps(found), encoding="utf-8")
