"""What the notebooks publish, without kernels: `python -m tests.notebooks.published FILE HOW [RUN ...]`.

Every run executes the code of its notebook in this process and keeps what `publish` would display, pictures too. HOW
is `plain`; `reversed`, where all ties come out the other way round (tests/house/ties.py); or `planted`, the same with
one sort by one column alone put back.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from functools import cache
from pathlib import Path

import nbformat
import pandas as pd
from nbformat import NotebookNode, v4

from analysis.present import publish
from analysis.present.instrument_change import totals_before_after as show_totals_before_after
from tests.house import ties
from tests.notebooks.cells import code_cells, outputs, tags
from tests.tree import ROOT

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
CHANGE, CHECKS, CAUSES = "20_instrument_change", "21_instrument_checks", "22_other_explanations"
TYPES, GROWTH = "23_change_by_type", "24_growth"
MOVEMENT, RELATION = "10_un_movement", "30_spbe_and_un"


def move(country: str, edition_from: int, edition_to: int, **others: object) -> dict[str, object]:
    usual = {"min_weight": 0.1, "draws": 2000, "comparison_band": 20}
    return {"country": country, "edition_from": edition_from, "edition_to": edition_to} | usual | others


# A type, the other floor, the narrowest definition, one year before, and an institution that both claims fail.
REGENCIES = {
    "institution_type": "kabupaten",
    "year": 2024,
    "new_definition": "management",
    "old_floor": 1,
    "before_year": "2019",
    "institution": "kabupaten-badung",
}
# A type without any pair, a year without type means, and an institution that rose.
AGENCIES = {
    "institution_type": "lembaga",
    "year": 2022,
    "new_definition": "with_splits",
    "old_floor": 0,
    "before_year": "2018",
    "institution": "kabupaten-trenggalek",
}
PARAMETERS = {
    "regencies": (CHANGE, REGENCIES),
    "agencies": (CHANGE, AGENCIES),
    "regencies_checked": (CHECKS, REGENCIES),
    "agencies_checked": (CHECKS, AGENCIES),
    "regencies_explained": (CAUSES, {"institution_type": "kabupaten", "before_year": "2019"}),
    "agencies_explained": (CAUSES, {"institution_type": "lembaga", "before_year": "last"}),
    "two_groups_by_type": (TYPES, {"year": 2023, "old_floor": 1}),  # a type without a mean of its own
    "regencies_growth": (GROWTH, {"institution_type": "kabupaten"}),
    "others_growth": (GROWTH, {"institution_type": "lainnya"}),
    "viet_nam": (MOVEMENT, move("VNM", 2020, 2022)),
    "ukraine": (MOVEMENT, move("UKR", 2018, 2024, min_weight=0.25, comparison_band=30)),
    # A state that fell in a field that others joined or left, editions with other weights, a state at the very top.
    "fell": (MOVEMENT, move("MCO", 2012, 2014, min_weight=0)),
    "other_weights": (MOVEMENT, move("MNE", 2008, 2012, min_weight=0.2)),
    "first": (MOVEMENT, move("DNK", 2018, 2020, min_weight=0.3)),
    "lagged": (RELATION, {"pairing": "lag", "outcome": "hci", "donors": "region", "treatment_year": 2018}),
    "backdated": (RELATION, {"pairing": "same_year", "outcome": "egdi", "donors": "all", "treatment_year": 2014}),
}
# Lists of one type, no pairs at all, and a state that fell.
OTHERS = ("regencies", "regencies_checked", "regencies_explained", "agencies", "agencies_checked", "fell")
RUNS = {name: (name, {}) for name in NOTEBOOKS} | {name: PARAMETERS[name] for name in OTHERS}


def stored(notebook: str) -> NotebookNode:
    """A notebook as it is committed: with what its default run published, without pictures."""
    return nbformat.read(ROOT / "notebooks" / f"{notebook}.ipynb", 4)


def executed(notebook: str, parameters: Mapping[str, object]) -> NotebookNode:
    """A notebook with what one run of it publishes in the place of its outputs."""
    nb, names = stored(notebook), {"__name__": "__main__"}
    plain = publish.display
    try:
        for name, cell in code_cells(nb):
            cell.outputs = shown = []

            def display(data: dict, shown: list = shown, **_: object) -> None:
                shown.append(v4.new_output("display_data", data=data))

            publish.display = display
            exec(compile(cell.source, f"{notebook}, {name}", "exec"), names)
            if "parameters" in tags(cell):
                names |= parameters
    finally:
        publish.display = plain
    return nb


@cache
def page(run: str) -> NotebookNode:
    """The notebook of a run of PARAMETERS, executed once a process."""
    return executed(*PARAMETERS[run])


def published(nb: NotebookNode) -> dict[str, str]:
    """Kind and key -> what the outputs of a notebook publish, as JSON."""
    return dict(_keyed(output.data) for _, output in outputs(nb))


def _keyed(data: Mapping[str, object]) -> tuple[str, str]:
    (mime,) = (name for name in data if name.startswith("application/vnd.spbe"))
    about = data[mime]
    name = about.get("key") or " ".join(sorted(about["values"]))
    return f"{mime.split('.')[-1]} {name}", json.dumps(data, sort_keys=True)


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
        found = {run: published(executed(*RUNS[run])) for run in runs}
    Path(target).write_text(json.dumps(found), encoding="utf-8")
