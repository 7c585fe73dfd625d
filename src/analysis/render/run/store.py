"""`spbe store`: what does each notebook print with its default parameters? Stored in the notebook itself.

A reader then sees results without running anything, and nbval has something to compare with. Of figures a small
picture is kept, which is not compared (their data are); whatever else differs between two executions is left out:
storing twice gives the same bytes.
No seed is handed over, since a reader's own kernel gets none either: both have the default, which is the study's.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from analysis import paths
from analysis.data.build import manifest
from analysis.data.files import write_whole
from analysis.methods.errors import InputError
from analysis.render.progress import Progress
from analysis.render.project import Project
from analysis.render.run import notebook, small_picture, surroundings
from analysis.render.run.engine import Executed, Failure, Job, Result, default_workers, execute_all

FIGURE, PNG = "application/vnd.spbe.figure+json", "image/png"
SVG, NARROW = "image/svg+xml", "image/vnd.spbe.narrow+svg+xml"
PICTURES = (PNG, SVG, NARROW, "image/jpeg")


def store(names: Sequence[str] = (), project: Project | None = None, workers: int | None = None) -> list[Failure]:
    """Execute notebooks (all by default) and store their outputs in them. Returns those that failed, left as they were.

    Raises InputError, before any is executed, for names that are no notebook and files that are none.
    """
    project = project or Project()
    there = sorted(path.stem for path in project.notebooks.glob("*.ipynb"))
    asked = [name.removesuffix(".ipynb").removeprefix("notebooks/") for name in names] or there
    unknown = [name for name in asked if name not in there]
    if unknown:
        known = ", ".join(there) or "none"
        raise InputError(f"notebooks/{name}.ipynb: not found; notebooks there are: {known}" for name in unknown)
    surroundings.require(project)
    manifest.require_current(project.processed, project.at(paths.RAW), project.package)
    jobs, problems = {}, []
    for name in asked:
        try:
            jobs[name] = _job(name, project)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    failures: list[Failure] = []
    changed = 0
    before = _state(project)
    with Progress("store", len(asked)) as progress:

        def done(result: Result) -> None:
            nonlocal changed
            still = _is_still(jobs[result.notebook], project) and _state(project) == before
            if isinstance(result, Executed) and not still:
                result = Failure(
                    result.run,
                    result.notebook,
                    "it, or what it is made of, was changed while it ran; store it again",
                    {},
                )
            if isinstance(result, Failure):
                failures.append(result)
                progress.finished(f"{result.notebook} FAILED: {result.summary}")
                return
            written = _write(result, project)
            changed += written
            progress.finished(f"{result.notebook} {'stored' if written else 'unchanged'} ({result.seconds:.1f} s)")
            for warning in result.warnings:
                progress.say(f"{result.notebook} warns: {warning}")

        execute_all(list(jobs.values()), workers or default_workers(), done)
        for failure in failures:
            progress.say(str(failure))
        same = len(asked) - changed - len(failures)
        progress.say(f"asked {len(asked)}, stored {changed}, unchanged {same}, failed {len(failures)}")
    return failures


def _job(name: str, project: Project) -> Job:
    path = project.notebook(name)
    source = notebook.text(path, project.name(path))
    notebook.parse(source, project.name(path))
    return Job(
        name, name, source, {}, seed=None, language=None,
        folder=str(project.notebooks), path=str(project.package.parent),
    )  # fmt: skip


def _state(project: Project) -> list[tuple]:
    """All that outputs are made of, beside the notebook: code, texts and tables, each with its stamp."""
    made_of = [path for top in (project.package, project.processed) for path in sorted(top.rglob("*"))]
    return [(path, *manifest.stamp(path)) for path in made_of if path.is_file() and path.suffix != ".pyc"]


def _is_still(job: Job, project: Project) -> bool:
    """Whether the notebook is what it was when it was read."""
    try:
        return _job(job.notebook, project) == job
    except InputError:
        return False


def _write(result: Executed, project: Project) -> bool:
    """Write the notebook if its outputs changed."""
    path = project.notebook(result.notebook)
    stored = path.read_bytes()
    text = storable(result.text, stored.decode(errors="replace"))
    if stored == text.encode():
        return False
    write_whole(path, text.encode())
    return True


def storable(executed: str, before: str = "") -> str:
    """An executed notebook as it is committed: figures as small pictures, cells counted from 1.

    `before`: the notebook as it is stored. Its pictures stay where the new ones look the same.
    """
    import nbformat

    nb = nbformat.reads(executed, as_version=4)
    kept = _pictures(before)
    for cell in nb.cells:
        if cell.cell_type == "code" and not cell.source.strip():
            cell.execution_count, cell.outputs = None, []
    for number, cell in notebook.code_cells(nb):
        cell.execution_count = number
        for output in cell.outputs:
            if "execution_count" in output:
                output.execution_count = number
            _reduce(output, kept)
    return nbformat.writes(nb) + "\n"


def _reduce(output: dict, kept: dict[str, str]) -> None:
    """Put the small picture of a figure in the place of the large one; other pictures go."""
    data = output.get("data", {})
    found = {picture: data.pop(picture, None) for picture in PICTURES}
    for picture in PICTURES:
        output.get("metadata", {}).pop(picture, None)
    png = _small(found) if FIGURE in data else None
    if png:
        stored = kept.get(_about(data), "")
        data[PNG] = stored if small_picture.looks_like(stored, png) else png


def _small(found: dict[str, str | list[str] | None]) -> str | None:
    """The small picture of a figure, of its SVG where it has no other."""
    if found[PNG]:
        return small_picture.small(notebook.joined(found[PNG]))
    drawn = small_picture.of_svg(notebook.joined(found[SVG])) if found[SVG] else None
    return small_picture.small(drawn) if drawn else None


def _pictures(stored: str) -> dict[str, str]:
    """What the stored figures show -> their pictures."""
    try:
        nb = notebook.parse(stored, "the stored notebook")
    except InputError:
        return {}
    shown = [output.get("data", {}) for _, cell in notebook.code_cells(nb) for output in cell["outputs"]]
    return {_about(data): notebook.joined(data[PNG]) for data in shown if FIGURE in data and PNG in data}


def _about(data: dict) -> str:
    """All that a figure says of itself, its data among it."""
    return json.dumps(data[FIGURE], sort_keys=True)
