"""`spbe render`: is every page of the study up to date, and if not, what has to be made again?

What can be refused without running is refused before the first run. A run whose result cannot be shown has failed, and
the others go on. Runs whose inputs have not changed come from the cache. reports/ is replaced as a whole, and only when
every run and every page succeeded; otherwise it stays as it was, and finished runs are kept for the next build.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from analysis import paths
from analysis.data import files
from analysis.data.build import manifest
from analysis.methods.errors import InputError
from analysis.render.collect import edition
from analysis.render.depends.cache import ENGINES, Cache, Entry, explain
from analysis.render.depends.reached import Sources
from analysis.render.progress import Progress
from analysis.render.project import Project
from analysis.render.run import fork, study, surroundings
from analysis.render.run.engine import Executed, Failure, Job, Result, default_workers, execute_all
from analysis.render.run.study import Run, Study
from analysis.render.write import reports, staging
from analysis.render.write.reports import Writers

RUNS = "runs"  # the folder of finished runs in that of the cache
TABLE, FILE = "table ", "file "  # how the parts of a cache key name a table, and a file beside the modules


@dataclass
class Outcome:
    """What a build came to."""

    asked: int
    made: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    replaced: bool = False  # whether reports/ was written anew
    pages: list[Path] = field(default_factory=list)  # written beside reports/, where only some runs were asked for

    def __str__(self) -> str:
        text = f"asked {self.asked}, made {len(self.made)}, unchanged {len(self.unchanged)}, failed {len(self.failed)}"
        why = "; ".join(f"{failure.run}: {failure.summary}" for failure in self.failed)
        return f"{text} ({why})" if why else text


def build(
    project: Project | None = None,
    workers: int | None = None,
    use_cache: bool = True,
    only: Sequence[str] = (),
    tongue: str | None = None,
    writers: Writers | None = None,
    how: str = "papermill",
) -> Outcome:
    """Bring reports/ up to date with study.yml, notebooks, code and tables.

    how: the engine, papermill or fork. `only` executes these runs into the cache, writes their pages there, and leaves
    reports/ alone; with `tongue` in this language alone, whatever of the others is not translated. Raises InputError
    for an input that is refused; a run that fails is told in the outcome.
    """
    project, started = project or Project(), time.perf_counter()
    if how == fork.NAME:
        fork.require()
    with alone(project):
        packages = surroundings.require(project)
        staging.recover(project.reports)
        plan = study.read(project)
        plan = plan.alone_in(tongue) if only and tongue else plan
        runs = [run for edition in plan.editions for run in _asked(edition, only)]
        sources = Sources(project, packages)
        parts = _explained(runs, plan, sources, how)
        made_of = edition.of(plan, project)  # told now: data and commit may be others when the runs are finished
        require_current(project)
        with Progress("render", len(runs)) as progress:
            workers = workers or default_workers()
            outcome, entries = _run_all(runs, plan, parts, sources, workers, use_cache, progress, how)
            if outcome.failed:
                for failure in outcome.failed:
                    progress.say(str(failure))
                progress.say(f"{outcome}; reports/ is as it was")
            elif only:
                outcome.pages = reports.write_pages(entries, plan, project, writers, made_of)
                progress.say(f"{outcome}; reports/ is as it was, since only some runs were asked for")
            else:
                try:
                    outcome.replaced = reports.update(entries, plan, project, writers, made_of)
                except InputError:
                    progress.say(f"{outcome}; the pages are refused, reports/ is as it was")
                    raise
                state = f"{'replaced' if outcome.replaced else 'unchanged'}, {reports.size(project) / 1e6:.1f} MB"
                progress.say(f"{outcome}; reports/ {state}, in {time.perf_counter() - started:.1f} s")
    return outcome


@contextmanager
def alone(project: Project, name: str = "build") -> Iterator[None]:
    """One build of a name at a time in a project; whatever a build writes to is what it takes it for."""
    for folder in (project.cache, project.reports, project.cache / RUNS):
        files.require_folder(folder, project.name(folder))
    project.cache.mkdir(exist_ok=True)
    lock = project.cache / f"{name}.lock"
    busy = "another build of this project is at work; wait for it, then build again"
    with files.locked(lock, project.name(lock), busy):
        yield


def _asked(plan: Study, only: Sequence[str]) -> list[Run]:
    known = [run.id for run in plan.runs]
    unknown = [name for name in only if name not in known]
    if unknown:
        raise InputError(f"study.yml: no run {name}; its runs are {', '.join(known)}" for name in unknown)
    return [run for run in plan.runs if not only or run.id in only]


def _explained(runs: list[Run], plan: Study, sources: Sources, how: str) -> dict[str, dict[str, str]]:
    """Run's name -> the named parts of its cache key. Raises InputError with what is wrong in all of them."""
    project = sources.project
    parts, problems = {}, []
    require_current(project)
    for run in runs:
        try:
            parts[run.name] = explain(run, plan, sources, ENGINES[how])
        except InputError as error:
            problems += error.problems
    if problems:
        problems += _refusals(lambda: check_first(plan, runs, parts, project))
        raise InputError(dict.fromkeys(problems))
    return parts


def check_first(plan: Study, runs: list[Run], parts: dict[str, dict[str, str]], project: Project) -> None:
    """Refuse what can be refused without running. `parts`: of each run's key, by its name. Raises InputError."""
    from analysis.render import preflight  # reads Markdown and asks the typesetter: an unchanged build does without

    names = {name for explained in parts.values() for name in explained}
    tables = {name.removeprefix(TABLE) for name in names if name.startswith(TABLE)}
    texts = {Path(name).stem for name in names if name.startswith(FILE) and name.endswith(".po")}
    problems = []
    for edition_of in plan.editions:
        own = [run for run in runs if run.language == edition_of.language]
        problems += _refusals(lambda e=edition_of, r=own: preflight.check(e, r, tables, project, texts)) if own else []
    if problems:
        raise InputError(dict.fromkeys(problems))


def _refusals(*checks: Callable[[], None]) -> list[str]:
    """What several checks refuse, together."""
    problems = []
    for check in checks:
        try:
            check()
        except InputError as error:
            problems += error.problems
    return problems


def require_current(project: Project) -> None:
    """Raises InputError where the tables are not as the raw files and the code would make them now."""
    manifest.require_current(project.processed, project.at(paths.RAW), project.package)


def _run_all(
    runs: list[Run],
    plan: Study,
    parts: dict[str, dict[str, str]],
    sources: Sources,
    workers: int,
    use_cache: bool,
    progress: Progress,
    how: str,
) -> tuple[Outcome, dict[str, Entry]]:
    """Execute what is not in the cache. Each result is kept as soon as it is there."""
    project = sources.project
    cache, outcome = Cache(project.cache / RUNS), Outcome(len(runs))
    entries = {run.name: entry for run in runs if use_cache and (entry := cache.get(parts[run.name]))}
    missing = {run.name: run for run in runs if run.name not in entries}
    if missing:
        refused = _refusals(
            lambda: check_first(plan, runs, parts, project),
            lambda: study.check_with_papermill(list(missing.values()), project),
        )
        if refused:
            raise InputError(refused)
    for run in runs:
        if run.name in entries:
            outcome.unchanged.append(run.name)
            progress.finished(f"{run.name} ({run.notebook}) unchanged")
        elif use_cache:
            progress.say(f"{run.name} ({run.notebook}) is made: {cache.why(parts[run.name])}")

    def done(result: Result) -> None:
        what = f"{result.run} ({result.notebook})"
        run = missing[result.run]
        if isinstance(result, Executed) and not _is_still(parts[run.name], run, plan, sources, how):
            result = Failure(run.name, run.notebook, "its inputs changed while it ran; build again", run.parameters)
        if isinstance(result, Executed):
            result = _usable(result, run)
        if isinstance(result, Executed):
            entries[result.run] = Entry(result.text, result.warnings)
            cache.put(parts[result.run], entries[result.run])
            outcome.made.append(result.run)
            progress.finished(f"{what} made in {result.seconds:.1f} s")
        else:
            outcome.failed.append(result)
            progress.finished(f"{what} FAILED: {result.summary}")

    if missing:
        execute = fork.execute_all if how == fork.NAME else execute_all
        execute([_job(run, plan, project) for run in missing.values()], workers, done)
    for run in runs:
        for warning in entries[run.name].warnings if run.name in entries else ():
            progress.say(f"{run.name} ({run.notebook}) warns: {warning}")
    if len(runs) == len(plan.runs) * len(plan.languages):
        cache.prune(len(runs))
    return outcome, entries


def _usable(result: Executed, run: Run) -> Result:
    """The result, or why no page can be made of it. Such a result is not kept: the next build says the same again."""
    from analysis.render.collect import collect
    from analysis.render.run import notebook

    try:
        collect.collect(notebook.parse(result.text, run.id), run, run.language)
    except InputError as error:
        problems = [problem.removeprefix(f"{collect.where(run)}: ") for problem in error.problems]
        more = f", and {len(problems) - 1} more" if problems[1:] else ""
        return Failure(
            run.name, run.notebook, f"what it shows is refused: {problems[0]}{more}", run.parameters,
            traceback="\n".join(problems) if more else "",
        )  # fmt: skip
    return result


def _is_still(parts: dict[str, str], run: Run, plan: Study, sources: Sources, how: str) -> bool:
    """Whether a run's inputs were left alone since its key was made: a change that was undone counts as well."""
    now = Sources(sources.project, sources.packages)
    try:
        return explain(run, plan, now, ENGINES[how]) == parts and now.stamps.items() <= sources.stamps.items()
    except InputError:
        return False


def _job(run: Run, plan: Study, project: Project) -> Job:
    return Job(
        run.name, run.notebook, run.source, run.parameters, plan.seed, run.language,
        folder=str(project.notebooks), path=str(project.package.parent),
    )  # fmt: skip
