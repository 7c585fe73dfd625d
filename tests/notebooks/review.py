"""Does every notebook, run again with its default parameters, show what is stored in it?

`make review`. nbval compares the outputs; beside it stand the checks that nbval lacks: that something was compared
at all, that every figure was drawn again (nbval does not look at images; the data behind a figure are compared), that
no rule of the notebooks is broken, and that the numbers agree with those kept in tests/golden. Numbers agree within
the tolerance of `tests.notebooks.tolerance`; the table says how many needed it. A last table has the claims and
numbers themselves, as stored and as recomputed (`tests.notebooks.headlines`).
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from nbformat import NotebookNode

from analysis.cli import write_every_character
from analysis.methods.errors import InputError
from analysis.render.project import Project
from analysis.render.run import environment, surroundings
from tests.notebooks import conventions, headlines
from tests.notebooks.cells import code_cells, read, refusals
from tests.notebooks.tolerance import FIGURE, VALUE, tolerated
from tests.tree import ROOT

GOLDEN = ROOT / "tests" / "golden" / "values.json"
PNG, SVG = "image/png", "image/svg+xml"
SMALLEST_FIGURE = 1000  # bytes of a picture; a canvas with nothing on it has fewer
MOST_NAMED = 5  # keys in one problem; the last table has them all
WIDEST = 400  # characters of a line of a difference; a whole table may stand on one
ANSI = re.compile(r"\x1b\[[0-9;]*m")
MISSING = {"outcome": "missing", "compared": 0, "tolerated": 0, "why": "", "shown": []}  # what is told of no cell


@dataclass
class Review:
    """What was found about one notebook."""

    notebook: str
    compared: int = 0  # cells with stored outputs that nbval compared
    figures: int = 0  # drawn again
    values: int = 0  # published again
    tolerated: int = 0  # numbers that were equal within the tolerance only
    problems: list[str] = field(default_factory=list)
    diffs: list[str] = field(default_factory=list)
    claims: list[headlines.Claim] = field(default_factory=list)
    numbers: list[headlines.Number] = field(default_factory=list)


def rerun(paths: list[Path], variables: Mapping[str, str] | None = None) -> dict[str, dict[str, dict]]:
    """Notebook -> number of the code cell -> what the recorder saw, from one strict run of nbval.

    `variables` are set in the environment of the kernels. Raises RuntimeError when pytest could not do its work (its
    status is then neither "passed" nor "failed").
    """
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record.json"
        command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "--nbval-cell-timeout=600"]
        plugins = ["-p", "tests.notebooks.tolerance", "-p", "tests.notebooks.recorder", "-p", "no:cacheprovider"]
        quiet = ["-q", "--no-header", "--tb=short", "--color=no", "-c", str(ROOT / "pyproject.toml")]
        command += [*plugins, "--record", str(record), *quiet, *map(str, paths)]
        kernels = environment.of_kernel(Path(folder), given=os.environ | (variables or {}))
        done = subprocess.run(command, cwd=ROOT, env=kernels, capture_output=True, encoding="utf-8")
        if done.returncode not in (0, 1) or not record.exists():
            raise RuntimeError(f"nbval could not run the notebooks:\n{done.stdout}\n{done.stderr}")
        return json.loads(record.read_text(encoding="utf-8"))


def judge(nb: NotebookNode, name: str, record: dict[str, dict], golden: dict[str, object]) -> Review:
    """All that is wrong with one notebook, given what the recorder saw of it."""
    review = Review(name, problems=conventions.problems(nb))
    for number, (where, cell) in enumerate(code_cells(nb)):
        seen = record.get(str(number), MISSING)
        if seen["outcome"] != "passed":
            review.problems.append(f"{where}: {seen['outcome']} when run again")
        if seen["why"]:
            why = "\n".join(line[:WIDEST] for line in ANSI.sub("", seen["why"]).splitlines())
            review.diffs.append(f"{name}, {where}\n{why}")
        if cell.outputs and not seen["compared"]:
            review.problems.append(f"{where}: its stored outputs were not compared")
        review.compared += bool(seen["compared"])
        review.tolerated += seen["tolerated"]
        _judge_figures(review, where, cell, seen["shown"])
        _judge_values(review, where, seen["shown"], golden)
    shown = headlines.as_document(record)
    review.claims, review.numbers = headlines.claims(nb, shown, name), headlines.numbers(nb, shown)
    if differing := headlines.differing(review.claims, review.numbers):
        review.problems.append(f"not recomputed as stored: {', '.join(differing[:MOST_NAMED])}{_more(differing)}")
    if not review.compared:
        review.problems.append("nothing was compared")
    review.problems = list(dict.fromkeys(review.problems))
    return review


def _more(keys: list[str]) -> str:
    return f" and {len(keys) - MOST_NAMED} more" if len(keys) > MOST_NAMED else ""


def _judge_figures(review: Review, where: str, cell: NotebookNode, shown: list[dict]) -> None:
    stored = [output.data[FIGURE]["key"] for output in cell.outputs if FIGURE in output.get("data", {})]
    drawn = {data[FIGURE]["key"]: _picture(data) for data in shown if FIGURE in data}
    for key in stored:
        picture = drawn.get(key, b"")
        if picture.startswith((b"\x89PNG", b"<svg")) and len(picture) >= SMALLEST_FIGURE:
            review.figures += 1
        else:
            review.problems.append(f"{where}: figure {key} was not drawn again ({len(picture)} bytes of a picture)")


def _picture(data: dict) -> bytes:
    return data[SVG].encode() if SVG in data else base64.b64decode(data.get(PNG, ""))


def _judge_values(review: Review, where: str, shown: list[dict], golden: dict[str, object]) -> None:
    published = {key: x for data in shown for key, x in data.get(VALUE, {}).get("values", {}).items()}
    review.values += len(published)
    for key, x in published.items():
        if key in golden and tolerated(golden[key], x) is None:
            review.problems.append(f"{where}: {key} is {x}, in tests/golden/values.json it is {golden[key]}")


def review(paths: list[Path], variables: Mapping[str, str] | None = None) -> list[Review]:
    """One Review a notebook, in the order given; `variables` are set in the environment of the kernels."""
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    refused = {path: found for path in paths if (found := refusals(path))}
    sound = [path for path in paths if path not in refused]
    record = rerun(sound, variables) if sound else {}
    return [
        Review(path.stem, problems=refused[path])
        if path in refused
        else judge(read(path), path.stem, record.get(str(path), {}), golden)
        for path in paths
    ]


def report(reviews: list[Review]) -> str:
    """An aligned table, then what is wrong, with the difference in each failing cell."""
    width = max(len("notebook"), *(len(review.notebook) for review in reviews))
    lines = [f"{'notebook':{width}}  {'cells':>5}  {'figures':>7}  {'values':>6}  {'tolerated':>9}  result"]
    for r in reviews:
        result = "same" if not r.problems else f"{len(r.problems)} problem{'s'[: len(r.problems) > 1]}"
        lines.append(f"{r.notebook:{width}}  {r.compared:5}  {r.figures:7}  {r.values:6}  {r.tolerated:9}  {result}")
    for r in reviews:
        lines += ["", *(f"{r.notebook}: {problem}" for problem in r.problems)] if r.problems else []
    return "\n".join(lines + [f"\n{diff.rstrip()}" for r in reviews for diff in r.diffs])


def main(names: list[str]) -> int:
    """Review the named notebooks, or all; 0 when every one shows what is stored in it."""
    write_every_character()
    paths = [Path(name).resolve() for name in names] or sorted((ROOT / "notebooks").glob("*.ipynb"))
    if not paths:
        print("review: no notebooks found in notebooks/", file=sys.stderr)
        return 1
    try:
        surroundings.require(Project())
    except InputError as error:
        print(*(f"review: {problem}" for problem in error.problems), sep="\n", file=sys.stderr)
        return 1
    print(f"review: running {len(paths)} notebooks again, with their default parameters", flush=True)
    reviews = review(paths)
    failed = sum(bool(review.problems) for review in reviews)
    print(report(reviews), headlines.table(reviews), sep="\n\n")
    print(f"\nreview: asked {len(reviews)}, same {len(reviews) - failed}, failed {failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
