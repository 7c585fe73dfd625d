"""What is the page of an institution made of?

What the pages of one language have in common is told once, and its hash stands in the key of each. Of the notebook's
run all counts that can change what it shows; of the page, that it is written anew, also what decides how it looks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from analysis.data.build.manifest import stamp
from analysis.methods.errors import InputError
from analysis.render import build as whole
from analysis.render.collect import edition
from analysis.render.collect.model import Edition
from analysis.render.depends.cache import ENGINES, beside_modules, explain, key
from analysis.render.depends.reached import Sources
from analysis.render.institutions.asked import Asked
from analysis.render.project import sha256
from analysis.render.run.engine import Job
from analysis.render.run.study import Run, Study
from analysis.studies.institution.place import latest_list

NOTEBOOK = "50_institution"
WRITING = ("render.institutions.making", "render.write.institution_page")  # modules that decide how a page looks
BESIDE = ("render.institutions.beside",)  # and those that are of no institution


class Recipe:
    """The study's run of the notebook, with the parameters of each page.

    Raises InputError where the study has no such run, and as `explain` does.
    """

    def __init__(self, plan: Study, sources: Sources, engine: str, languages: Iterable[str]):
        self.plan, self.sources, self.engine = plan, sources, engine
        main = next((run for run in plan.runs if run.notebook == NOTEBOOK and run.main), None)
        if main is None:
            raise InputError(f"study.yml: no main run of {NOTEBOOK}, which pages of institutions are made of; add it")
        self.main = main
        self.edition = replace(edition.of(plan, sources.project), look_up=False)  # they are what is looked up
        self.common = {language: self._common(language) for language in languages}
        self._look = {language: self._writing(language, WRITING) for language in self.common}

    def _common(self, language: str) -> dict[str, str]:
        run = replace(self.main, id="institutions", parameters={}, language=language)
        return explain(run, self.plan, self.sources, ENGINES[self.engine])

    def _writing(self, language: str, names: tuple[str, ...]) -> str:
        """One hash of what decides how pages look that these modules write."""
        sources, project = self.sources, self.sources.project
        modules = sources.of_modules(*(f"{sources.package}.{name}" for name in names)).modules
        files = [path for room in ("render", "present") for path in beside_modules(project.package / room)]
        parts = [
            vars(self.edition_in(language)),
            [[name, sources.sha256(name)] for name in sorted(modules)],
            [[project.name(path), sha256(sources.content(path))] for path in files],
        ]
        return sha256(json.dumps(parts))

    def check(self) -> None:
        """Refuse what no page could show, before anything runs. Raises InputError, as `preflight.check` does."""
        problems = []
        for language, parts in self.common.items():
            run = replace(self.main, language=language)
            plan = replace(self.plan.alone_in(language), runs=(run,))
            try:
                whole.check_first(plan, [run], {run.name: parts}, self.sources.project)
            except InputError as error:
                problems += error.problems
        if problems:
            raise InputError(dict.fromkeys(problems))

    def edition_in(self, language: str) -> Edition:
        """What a page of a language says of the build."""
        return edition.in_language(self.edition, self.plan.in_language(language))

    def run(self, asked: Asked) -> Run:
        """The run that makes a page: of the latest complete list that has the institution, else of the main run's."""
        own = {"institution": asked.institution, "language": asked.language, "evaluation": asked.evaluation}
        if latest := latest_list(asked.institution):
            own["year"] = latest
        return replace(self.main, id=asked.institution, parameters=self.main.parameters | own, title="")

    def job(self, asked: Asked) -> Job:
        """The run as an engine takes it."""
        run, project = self.run(asked), self.sources.project
        return Job(
            asked.run, run.notebook, run.source, run.parameters, self.plan.seed, asked.language,
            folder=str(project.notebooks), path=str(project.package.parent),
        )  # fmt: skip

    def parts(self, asked: Asked) -> dict[str, str]:
        """The parts of the key of a page's run."""
        parts = {"run": asked.run, "engine": self.engine, "made of": key(self.common[asked.language])}
        parts |= {"parameters": json.dumps(self.run(asked).parameters)}
        return parts | ({"evaluation": sha256(Path(asked.evaluation))} if asked.evaluation else {})

    def made_of(self, asked: Asked, translated: bool) -> str:
        """One word for all that a page is made of."""
        return sha256(f"{key(self.parts(asked))} {self._look[asked.language]} {translated}")[:32]

    def beside_made_of(self, language: str, made: set[str]) -> str:
        """One word for all that the pages of no institution are made of; the edition names the tables."""
        return sha256(f"{self._writing(language, BESIDE)} {' '.join(sorted(made))}")[:32]

    def is_still(self) -> bool:
        """Whether the files that pages are made of were left alone since this was told."""
        with suppress(OSError):
            return all(stamp(path) == before for path, before in self.sources.stamps.items())
        return False
