"""Is reports/ what the finished runs give, and if not, what belongs in it? Written only when all of it is in order."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from analysis import SourceLoader
from analysis.data.build.manifest import stamp
from analysis.methods.errors import InputError
from analysis.render.collect import edition
from analysis.render.collect.model import Edition, Page
from analysis.render.depends.cache import Entry, beside_modules
from analysis.render.depends.reached import Sources
from analysis.render.project import Project, sha256
from analysis.render.run import notebook
from analysis.render.run.study import Study
from analysis.render.write import crate, staging

RECORD = ".build.json"
PAGES = "pages"  # the folder of single pages in that of the cache


@dataclass(frozen=True)
class Writers:
    """What turns pages into files: `html` and `pdf` beside this module, or stand-ins in tests."""

    run_page: Callable[[Page, list[Page], Edition], str]
    pages_beside: Callable[[list[Page], Edition], dict[str, str]]  # file name -> page, of no single run
    pdfs: Callable[[list[Page], Edition], dict[str, bytes]]  # file name -> PDF


def default_writers() -> Writers:
    """The project's own writers."""
    from analysis.render.write import front, html
    from analysis.render.write.pdf import files

    return Writers(html.run_page, front.pages_beside, files.pdfs)


def update(
    entries: dict[str, Entry],
    plan: Study,
    project: Project,
    writers: Writers | None = None,
    made_of: Edition | None = None,
) -> bool:
    """Write reports/ from finished runs (by run id), unless it already is what they give. True if it was written.

    made_of: the edition as it was when the runs were begun; the present one by default.
    Raises InputError, leaving reports/ as it was, where what the runs published cannot be one report.
    """
    made_of = made_of or edition.of(plan, project)
    sources = Sources(project)
    digest = _digest(made_of, entries, plan, sources)
    if _is_current(project, digest):
        return False
    _preflight(plan, project)
    files = _files(entries, plan, made_of, project, writers or default_writers())
    if changed := _changed(sources):
        raise InputError(f"{name}: changed since this build began; build again" for name in changed)
    record = {"digest": digest, "files": {name: sha256(content) for name, content in sorted(files.items())}}
    staging.write(project.reports, files | {RECORD: _json(record)})
    return True


def write_pages(
    entries: dict[str, Entry],
    plan: Study,
    project: Project,
    writers: Writers | None = None,
    made_of: Edition | None = None,
) -> list[Path]:
    """Write the pages of some runs alone (`entries` by run id), as a small report in the cache. Returns their files.

    reports/ is left alone, so that it stays one whole; a link to the page of a run that was not asked for leads
    nowhere here. Raises InputError, leaving the pages written before, where the pages may not be published.
    """
    folder = project.cache / PAGES
    staging.recover(folder)
    first = {run.id for run in plan.runs if run.name in entries}
    asked = replace(plan, runs=tuple(run for run in plan.runs if run.id in first))
    _preflight(plan, project, first)
    elsewhere = {f"{run.name}.html" for one in plan.editions for run in one.runs}
    made_of = made_of or edition.of(plan, project)
    staging.write(folder, _files(entries, asked, made_of, project, writers or default_writers(), elsewhere))
    return [folder / f"{run.name}.html" for one in asked.editions for run in one.runs]


def _preflight(plan: Study, project: Project, ids: Collection[str] | None = None) -> None:
    """Refuse what the pages cannot show, of these runs or all."""
    from analysis.render import preflight

    for one in plan.editions:
        preflight.check(one, [run for run in one.runs if ids is None or run.id in ids], (), project)


def size(project: Project) -> int:
    """Bytes of everything in reports/."""
    return sum(path.stat().st_size for path in project.reports.rglob("*") if path.is_file())


def _changed(sources: Sources) -> list[str]:
    """Files that are not what this process made the pages with: changed while it did, or since it was started."""
    loaders = [getattr(module, "__loader__", None) for module in list(sys.modules.values())]
    ran = {loader.path: loader.source for loader in loaders if isinstance(loader, SourceLoader)}

    def is_still(path: Path) -> bool:
        try:
            return stamp(path) == sources.stamps[path] and path.read_bytes() == ran.get(str(path), path.read_bytes())
        except OSError:
            return False

    return sorted(sources.project.name(path) for path in sources.stamps if not is_still(path))


def _digest(made_of: Edition, entries: dict[str, Entry], plan: Study, sources: Sources) -> str:
    """One hash of everything that the files of reports/ are made of."""
    project, runs = sources.project, [run for one in plan.editions for run in one.runs]
    modules = sources.of_modules(f"{sources.package}.render.write.reports").modules  # this one leads to all writers
    files = [path for room in ("render", "present") for path in beside_modules(project.package / room)]
    files += [path for path in [project.requirements / "base.txt", *crate.read_from(project)] if path.is_file()]
    return sha256(
        json.dumps([
            vars(made_of),
            [[run.name, run.title, run.notebook, run.main, run.parameters, entries[run.name].sha256] for run in runs],
            [[module, sources.sha256(module)] for module in sorted(modules)],
            [[project.name(path), sha256(sources.content(path))] for path in files],
        ])
    )  # fmt: skip


def _is_current(project: Project, digest: str) -> bool:
    """Whether reports/ was made from just this, and every file of it is still there and unaltered."""
    try:
        record = json.loads((project.reports / RECORD).read_text(encoding="utf-8"))
        if record["digest"] != digest:
            return False
        return all(sha256(project.reports / name) == expected for name, expected in record["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _files(
    entries: dict[str, Entry],
    plan: Study,
    made_of: Edition,
    project: Project,
    writers: Writers,
    elsewhere: set[str] | frozenset[str] = frozenset(),
) -> dict[str, bytes]:
    """Relative path -> content of everything in reports/. Raises InputError with every reason to refuse it.

    elsewhere: files that links may lead to though they are not written here.
    """
    from analysis.render.write import gate

    files, html, written, problems = {}, {}, [], []
    for one in plan.editions:
        try:
            pages = _pages(entries, one)
            own = _of_edition(pages, edition.in_language(made_of, one), writers)
        except InputError as error:
            problems += error.problems
            continue
        files |= {one.folder + name: content for name, content in own.items()}
        written += [(one.folder, page) for page in pages]
    if problems:
        raise InputError(dict.fromkeys(problems))
    html = {name: content.decode() for name, content in files.items() if name.endswith(".html")}
    pdfs = {name: content for name, content in files.items() if name.endswith(".pdf")}
    institutions = project.reports / staging.INSTITUTIONS
    there = {path.relative_to(project.reports).as_posix() for path in institutions.rglob("*")}
    files |= {crate.FILE: crate.metadata(files, plan, made_of, project)}
    gate.check(written, html, pdfs, set(files) | there | elsewhere, project.root)
    return files


def _pages(entries: dict[str, Entry], plan: Study) -> list[Page]:
    """The pages of one language. Raises InputError with what is wrong in all of them."""
    from analysis.render.collect import collect

    pages, problems = [], []
    for run in plan.runs:
        try:
            pages.append(collect.collect(notebook.parse(entries[run.name].executed, run.id), run, plan.language))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return pages


def _of_edition(pages: list[Page], made_of: Edition, writers: Writers) -> dict[str, bytes]:
    """The files of one language, as its folder has them."""
    from analysis.render.collect import collect
    from analysis.render.write import figures

    values, tables = collect.merge_values(pages), collect.merge_tables(pages)
    html = {f"{page.run}.html": writers.run_page(page, pages, made_of) for page in pages}
    html |= writers.pages_beside(pages, made_of)
    files = {name: text.encode() for name, text in html.items()}
    files |= writers.pdfs(pages, made_of) | {"values.json": _json(values)}
    return files | {f"tables/{name}": csv.encode() for name, csv in tables.items()} | figures.files(pages)


def _json(document: object) -> bytes:
    return (json.dumps(document, sort_keys=True, indent=1, ensure_ascii=False) + "\n").encode()
