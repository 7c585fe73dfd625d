"""Are the pages of these institutions up to date, and if not, what has to be made again?

A page's notebook is executed where anything that it is made of has changed, and the page alone is written anew where
only that can have changed. A page that fails does not stop the others. reports/institutions/ is replaced when none
failed; what is finished is kept, so that the next build goes on where this one ended.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from analysis.data.files import write_whole
from analysis.render import build as whole
from analysis.render.depends.cache import Cache, Entry, differences
from analysis.render.depends.reached import Sources
from analysis.render.institutions.asked import BESIDE, Asked, Shard, pages, seen_from
from analysis.render.institutions.beside import beside
from analysis.render.institutions.folder import Folder
from analysis.render.institutions.making import Made, Making
from analysis.render.institutions.recipe import Recipe
from analysis.render.progress import Progress
from analysis.render.project import Project
from analysis.render.run import engine, fork, study, surroundings
from analysis.render.run.engine import Failure
from analysis.render.write import staging
from analysis.render.write.institution_page import FOLDER

KEPT = "institutions"  # the folder of finished runs in that of the cache
NAMED = 3  # of the pages that fail for one reason, and of the parts that changed, so many are named


@dataclass
class Outcome:
    """What a build came to. made: pages that were written; executed: notebooks that were executed for them."""

    asked: int
    made: int = 0
    executed: int = 0
    unchanged: int = 0
    failed: list[Failure] = field(default_factory=list)
    replaced: bool = False

    def __str__(self) -> str:
        of = f" ({self.made - self.executed} from kept runs)" if self.made > self.executed else ""
        text = f"asked {self.asked}, made {self.made}{of}, unchanged {self.unchanged}, failed {len(self.failed)}"
        alike: dict[str, list[str]] = {}
        for failure in self.failed:
            alike.setdefault(failure.summary, []).append(failure.run)
        why = [f"{_some(runs)}: {summary}" for summary, runs in alike.items()]
        return f"{text} ({'; '.join(why)})" if why else text


def _some(runs: list[str]) -> str:
    return ", ".join(runs[:NAMED]) + (f" and {len(runs) - NAMED} more" if runs[NAMED:] else "")


def build(
    asked: Sequence[Asked],
    project: Project | None = None,
    how: str = "papermill",
    workers: int | None = None,
    everything: bool = False,
    shard: Shard | None = None,
) -> Outcome:
    """Bring the pages asked for up to date in reports/institutions/.

    how: the engine, papermill or fork. everything: other pages in these languages go. shard: these are a part of the
    pages; their runs are finished and kept, and reports/ is left alone. Raises InputError for an input that is refused;
    a page that fails is told in the outcome.
    """
    project, started = project or Project(), time.perf_counter()
    if how == fork.NAME:
        fork.require()
    with whole.alone(project, "build" if shard is None else f"institutions_{shard[0]}_of_{shard[1]}"):
        packages = surroundings.require(project)
        if shard is None:
            staging.recover(project.reports)
        whole.require_current(project)
        recipe = Recipe(study.read(project), Sources(project, packages), how, {page.language: None for page in asked})
        with Folder(project) as folder, Progress("institutions", len(asked), unit="page", often=False) as said:
            work = _Work(asked, recipe, folder, said, everything)
            work.make(workers or engine.default_workers())
            outcome = work.outcome
            if shard is None and not outcome.failed:
                outcome.replaced = work.replace()
            state = (
                "replaced" if outcome.replaced else "unchanged" if shard is None and not outcome.failed else "as it was"
            )
            said.say(f"{outcome}; reports/institutions/ {state}, in {time.perf_counter() - started:.1f} s")
    return outcome


class _Work:
    """One build: what is asked, what it is made of, and what has come of it so far."""

    def __init__(self, asked: Sequence[Asked], recipe: Recipe, folder: Folder, said: Progress, everything: bool):
        self.asked, self.recipe, self.folder, self.said, self.everything = asked, recipe, folder, said, everything
        self.outcome = Outcome(len(asked))
        self.cache = Cache(recipe.sources.project.cache / KEPT, packed=True)
        files = {page.file for page in asked}
        gone = {file for language in recipe.common for file in pages(folder.there, language)} if everything else set()
        self.files = files | (pages(folder.there) - gone)  # pages of the whole to be
        self.made_of = {page.run: recipe.made_of(page, page.translation in self.files) for page in asked}
        self.by_run = {page.run: page for page in asked}
        self.links = {language: seen_from(self.files, language) for language in recipe.common}

    def make(self, workers: int) -> None:
        """Make what is missing, each page into the new whole."""
        missing = [page for page in self.asked if self.folder.there.get(page.file) != self.made_of[page.run]]
        self.outcome.unchanged = len(self.asked) - len(missing)
        self.said.skip(self.outcome.unchanged)
        makings = [self._making(page) for page in missing]
        if not all(self.cache.has(making.parts) for making in makings):
            self.recipe.check()
        self._say_why(makings)
        if self.recipe.engine == fork.NAME:
            fork.run_all(makings, str(self.recipe.sources.project.package.parent), workers, self._take)
        else:
            self._with_kernels(makings, workers)
        if self.everything and not self.outcome.failed:
            self.cache.prune(len(self.asked))

    def _with_kernels(self, makings: list[Making], workers: int) -> None:
        """As `fork.run_all`, with the portable engine; the pages are written here."""
        waiting = {}
        for making in makings:
            if kept := making.kept():
                self._take(kept)
            else:
                waiting[making.job.run] = making
        jobs = [making.job for making in waiting.values()]
        if jobs:
            engine.execute_all(jobs, workers, lambda result: self._take(waiting[result.run].written(result)))

    def _making(self, page: Asked) -> Making:
        recipe = self.recipe
        return Making(
            recipe.job(page),
            recipe.run(page),
            recipe.edition_in(page.language),
            page.file,
            page.translation in self.files,
            str(recipe.sources.project.root),
            self.links[page.language],
            self.cache,
            recipe.parts(page),
        )

    def _take(self, result: Made | Failure) -> None:
        """Keep what came out, or why nothing did."""
        if isinstance(result, Made) and not self.recipe.is_still():
            run, why = result.result, "its inputs changed while it was made; build again"
            result = Failure(run.run, run.notebook, why, self.recipe.run(self.by_run[run.run]).parameters)
        if isinstance(result, Failure):
            self.outcome.failed.append(result)
            if [failure.summary for failure in self.outcome.failed].count(result.summary) == 1:
                self.said.say(str(result))
            self.said.finished(f"{result.run} FAILED: {result.summary}")
            return
        run, page = result.result, self.by_run[result.result.run]
        if result.anew:
            self.cache.put(self.recipe.parts(page), Entry(run.text, run.warnings))
        for warning in run.warnings if result.anew else ():
            self.said.say(f"{page.run} warns: {warning}")
        self.folder.add(page.file, result.page, self.made_of[page.run])
        self.outcome.made += 1
        self.outcome.executed += result.anew
        self.said.finished(f"{page.run} made")

    def replace(self) -> bool:
        """Put the new pages in place, with those of no institution. Whether anything was to be put."""
        kept = self.files - self.folder.added.keys()
        for language, prefix in FOLDER.items():
            made = {file.removeprefix(prefix).removesuffix(".html") for file in pages(self.files, language)}
            made_of = self.recipe.beside_made_of(language, made)
            files = {prefix + name for name in BESIDE} if made else set()
            if all(self.folder.there.get(file) == made_of for file in files):
                kept |= files
                continue
            for name, text in beside(language, made, self.recipe.edition_in(language)).items():
                self.folder.add(prefix + name, text, made_of)
        return self.folder.replace(kept)

    def _say_why(self, makings: list[Making]) -> None:
        """Why notebooks are executed, told once a language."""
        for language, common in self.recipe.common.items():
            path = self.cache.folder / f"{language}.json"
            old = None
            with suppress(OSError, ValueError):
                old = json.loads(path.read_text(encoding="utf-8"))
            count = sum(making.job.language == language and not self.cache.has(making.parts) for making in makings)
            if count:
                why = (
                    "first time"
                    if old is None
                    else differences(old, common, NAMED) or "no finished run is kept of them"
                )
                self.said.say(f"{count} in language {language} are made: {why}")
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, (json.dumps(common, indent=1) + "\n").encode())
