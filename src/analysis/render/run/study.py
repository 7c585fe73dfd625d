"""Which runs does the study ask for? Reads study.yml and refuses, all at once, whatever cannot be run as written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from analysis.data import yaml_files
from analysis.data.yaml_files import Document, cut
from analysis.data.yaml_schema import Line, Strict, breaches, near
from analysis.methods.errors import InputError
from analysis.render.project import Project
from analysis.render.run import notebook, parameters

Tongue = Literal["en", "id"]  # the languages of `present.language`, which takes long to import
LANGUAGES = get_args(Tongue)
RUN_ID = re.compile(r"[a-z][a-z0-9_]*")
LONGEST_ID = (
    64  # characters: with a key of `collect.LONGEST_KEY` the name of a table stays under the 255 of file systems
)
TAKEN = (  # names in reports/ that are no run's
    "annex", "brief", "data", "figures", "findings", "glossary", "index", "institutions", "report", "tables", "values",
    *LANGUAGES,
)  # fmt: skip
DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9]")  # no file names on Windows, where a reader may unpack reports/


@dataclass(frozen=True)
class Run:
    """One run, in one language."""

    id: str  # also the page's file name
    notebook: str  # for instance 10_un_movement
    main: bool
    parameters: dict[str, object]
    source: str  # the notebook file's text, as checked
    title: str = ""  # what the page is called beside its notebook's question; empty where study.yml gives none
    language: str = LANGUAGES[0]
    folder: str = ""  # of its language's pages in reports/

    @property
    def name(self) -> str:
        """What tells it from the other runs, in all languages."""
        return self.folder + self.id


@dataclass(frozen=True)
class Study:
    """The study in one language, that of `study.read` being the first; `editions` has all."""

    title: str
    subtitle: str
    language: str
    seed: int
    runs: tuple[Run, ...]
    titles: Mapping[str, Mapping[str, str]]  # title and subtitle by language, those of the first language first
    address: str = ""  # where reports/ is on the web, with a slash at its end; empty where it is not

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the report."""
        return tuple(self.titles)

    @property
    def folder(self) -> str:
        """Where the pages of this language are in reports/: those of the first are in reports/ itself."""
        return "" if self.language == self.languages[0] else f"{self.language}/"

    @property
    def editions(self) -> tuple[Study, ...]:
        """The study in each of its languages."""
        return tuple(map(self.in_language, self.languages))

    def alone_in(self, tongue: str) -> Study:
        """The study as if it had this language only."""
        return replace(self.in_language(tongue), titles={tongue: self.titles.get(tongue, {})})

    def in_language(self, tongue: str) -> Study:
        """The same runs in another language; a parameter `language` that names the first language follows."""
        other = replace(self, language=tongue, **self.titles.get(tongue, {}))
        return replace(other, runs=tuple(_translated(run, other) for run in self.runs))


def _translated(run: Run, plan: Study) -> Run:
    given = run.parameters.get("language") == run.language
    own = run.parameters | ({"language": plan.language} if given else {})
    return replace(run, parameters=own, language=plan.language, folder=plan.folder)


def _of_a_folder(text: str) -> str:
    if not re.fullmatch(r"https?://[\w.:-]+(/[\w.~%-]+)*/", text):
        raise PydanticCustomError(
            "text", "is no web address of a folder; write https://, the place, and a slash at its end"
        )
    return text


Address = Annotated[Line, AfterValidator(_of_a_folder)]


class _Run(Strict):
    id: Line
    title: Line | None = None
    notebook: Line
    main: bool = False
    parameters: dict[str, Any]


class _Titles(Strict):
    title: Line
    subtitle: Line


class _Study(Strict):
    title: Line
    subtitle: Line
    language: Tongue
    seed: int = Field(ge=0)
    runs: list[_Run] = Field(min_length=1)
    translations: dict[Tongue, _Titles] = Field(default_factory=dict)
    address: Address | None = None


def read(project: Project) -> Study:
    """The study as study.yml states it, each run checked against its notebook's parameters cell.

    Raises InputError with every problem at once: what is no YAML, unknown or missing names, a value of another type, a
    run id used twice or no file name, a notebook that does not exist or has not exactly one main run, a parameter that
    is unknown, missing, of another type or not allowed.
    """
    if not project.study.is_file():
        raise InputError(f"study.yml: not found in {project.root}; restore it, or use the project's own .venv/bin/spbe")
    document = yaml_files.read(project.study, "study.yml")
    wrong = breaches(document, _Study, {"parameters": "`{}` for none"})
    problems = [(document.line(place), problem) for place, problem in wrong]
    if not wrong and document.content["language"] in document.content.get("translations", {}):
        place = ("translations", document.content["language"])
        said = "translations: holds the language of the study itself; remove it there"
        problems.append((document.line(place), f"{document.where(place)}: {said}"))
    listed = document.content.get("runs")
    listed = listed if isinstance(listed, list) else []
    broken = {place[1] for place, _ in wrong if place[:1] == ("runs",) and len(place) > 1}
    entries = {number: entry for number, entry in enumerate(listed) if number not in broken}
    problems += _wrong_ids(document, entries)
    if not broken:
        problems += _wrong_mains(document, entries)
    runs, refused = _runs(project, document, entries)
    problems += refused
    if problems:
        raise InputError([problem for _, problem in sorted(problems, key=lambda problem: problem[0])])
    content = document.content
    first = content["language"]
    own = {"title": content["title"], "subtitle": content["subtitle"]}
    titles = {first: own} | content.get("translations", {})
    given = tuple(replace(run, language=first) for run in runs)
    return Study(
        **own, language=first, seed=content["seed"], runs=given, titles=titles, address=content.get("address") or ""
    )


Told = list[tuple[float, str]]  # the line in study.yml, and the problem


def _wrong_ids(document: Document, entries: dict[int, dict]) -> Told:
    problems: Told = []
    ids = [entry["id"] for entry in entries.values()]
    for number, entry in entries.items():
        name, place = entry["id"], ("runs", number, "id")
        said = None
        if ids.count(name) > 1 and next(n for n, other in entries.items() if other["id"] == name) == number:
            said = f"{ids.count(name)} runs have this id; rename all but one"
        if not RUN_ID.fullmatch(name) or name in TAKEN or DEVICES.fullmatch(name):
            said = (
                "the id is a file name; use lower-case letters, digits and _, starting with a letter, and none of "
                f"{', '.join(TAKEN)}, nor a name that Windows reserves (con, nul, com1, …)"
            )
        elif len(name) > LONGEST_ID:
            said = f"the id is a file name of {len(name)} characters; use {LONGEST_ID} at most"
        if said:
            problems.append((document.line(place), f"{document.where(place)}: run {cut(name)}: {said}"))
    return problems


def _wrong_mains(document: Document, entries: dict[int, dict]) -> Told:
    problems: Told = []
    for name in dict.fromkeys(entry["notebook"] for entry in entries.values()):
        runs = {number: entry for number, entry in entries.items() if entry["notebook"] == name}
        mains = [number for number, entry in runs.items() if entry.get("main", False)]
        if len(mains) != 1:
            ids = ", ".join(cut(runs[number]["id"]) for number in mains)
            found = f"{len(mains)} runs ({ids}) are main" if mains else "no run is main"
            number = (mains or list(runs))[-1]
            place = ("runs", number, *(["main"] if "main" in runs[number] else []))
            said = f"notebook {cut(name)}: {found}; set `main: true` on exactly one of its runs"
            problems.append((document.line(place), f"{document.where(place)}: {said}"))
    return problems


def _runs(project: Project, document: Document, entries: dict[int, dict]) -> tuple[list[Run], Told]:
    runs: list[Run] = []
    problems: Told = []
    known: dict[str, tuple[str, dict | None]] = {}
    there = sorted(path.stem for path in project.notebooks.glob("*.ipynb"))
    for number, entry in entries.items():
        name, place = entry["notebook"], ("runs", number, "notebook")
        if name not in there:
            listed = ", ".join(there) or "none"
            said = f"notebook {cut(name)} does not exist{near(name, there)}; notebooks there are: {listed}"
            problems.append((document.line(place), f"{document.where(place)}: run {cut(entry['id'])}: {said}"))
            continue
        if name not in known:
            known[name], wrong = _notebook(project, name)
            problems += [(float("inf"), problem) for problem in wrong]
        text, declared = known[name]
        if declared is not None:
            values, wrong = parameters.check(entry["parameters"], declared)
            for parameter, said in wrong:
                at = (*place[:2], "parameters", parameter)
                told = f"run {cut(entry['id'])} (notebook {name}): parameter {cut(parameter)}: {said}"
                problems.append((document.line(at), f"{document.where(at)}: {told}"))
            main, title = entry.get("main", False), entry.get("title") or ""
            runs.append(Run(entry["id"], name, main, values, text, title))
    return runs, problems


def _notebook(project: Project, name: str) -> tuple[tuple[str, dict | None], list[str]]:
    """Text and declared parameters of a notebook; None for the latter where they cannot be told."""
    path = project.notebook(name)
    where = project.name(path)
    try:
        text = notebook.text(path, where)
        declared, problems = parameters.declared(notebook.parse(text, where), where)
    except InputError as error:
        return ("", None), error.problems
    return (text, None if problems else declared), problems


def check_with_papermill(runs: list[Run], project: Project) -> None:
    """Before runs are executed: papermill must read their parameters cells as we do. Raises InputError."""
    problems = []
    for run in {run.notebook: run for run in runs}.values():
        where = project.name(project.notebook(run.notebook))
        declared, _ = parameters.declared(notebook.parse(run.source, where), where)
        problems += parameters.unreadable(run.source, declared, where)
    if problems:
        raise InputError(problems)
