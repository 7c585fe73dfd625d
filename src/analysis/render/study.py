"""Which runs does the study ask for? Reads study.yml and refuses, all at once, whatever cannot be run as written."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from analysis.methods.errors import InputError
from analysis.render import notebook, parameters
from analysis.render.project import Project

LANGUAGES = ("en", "id")
STUDY_KEYS = {"title": str, "subtitle": str, "language": str, "seed": int, "runs": list}
RUN_KEYS = {"id": str, "notebook": str, "main": bool, "parameters": dict}
RUN_ID = re.compile(r"[a-z][a-z0-9_]*")
TAKEN = ("index", "institutions", "report", "tables", "values")  # names in reports/ that are no run's


@dataclass(frozen=True)
class Run:
    id: str  # also the page's file name
    notebook: str  # for instance 10_un_movement
    main: bool
    parameters: dict[str, object]
    source: str  # the notebook file's text, as checked


@dataclass(frozen=True)
class Study:
    title: str
    subtitle: str
    language: str
    seed: int
    runs: tuple[Run, ...]


class _Loader(yaml.SafeLoader):
    """Safe YAML in which a key given twice is an error rather than a silent overwrite."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        keys = [key.value for key, _ in node.value]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f"{', '.join(twice)} given twice", node.start_mark)
        return super().construct_mapping(node, deep)


def read(project: Project) -> Study:
    """The study as study.yml states it, each run checked against its notebook's parameters cell.

    Raises InputError with every problem at once: unknown or missing keys, a run id used twice, a notebook that does
    not exist or has not exactly one main run, a parameter that is unknown, missing, of another type or not allowed.
    """
    document = _document(project)
    problems = _wrong_keys(document, STUDY_KEYS, "study.yml")
    if problems:
        raise InputError(problems)
    if document["language"] not in LANGUAGES:
        problems.append(f"study.yml: language: {document['language']!r} is unknown; choose {' or '.join(LANGUAGES)}")
    if document["seed"] < 0:
        problems.append(f"study.yml: seed: {document['seed']} is negative; write a whole number from 0 on")
    entries = []
    for number, entry in enumerate(document["runs"], start=1):
        wrong = _wrong_keys(entry, RUN_KEYS, f"study.yml: {_name(entry, number)}")
        problems += wrong
        entries += [] if wrong else [entry]
    problems += _wrong_ids(entries)
    if len(entries) == len(document["runs"]):
        problems += _wrong_mains(entries)
    runs, wrong = _runs(project, entries)
    problems += wrong
    if not document["runs"]:
        problems.append("study.yml: runs: none; list at least one")
    if problems:
        raise InputError(problems)
    return Study(*(document[key] for key in STUDY_KEYS if key != "runs"), runs=tuple(runs))


def _document(project: Project) -> object:
    if not project.study.is_file():
        raise InputError(f"study.yml: not found in {project.root}; restore it, or use the project's own .venv/bin/spbe")
    try:
        return yaml.load(project.study.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        raise InputError(f"study.yml: {line}{getattr(error, 'problem', error)}; correct the YAML") from error


def _name(entry: object, number: int) -> str:
    known = isinstance(entry, dict) and isinstance(entry.get("id"), str)
    return f"run {entry['id']}" if known else f"run number {number}"


def _wrong_keys(entry: object, expected: dict[str, type], where: str) -> list[str]:
    if not isinstance(entry, dict):
        return [f"{where}: must be a mapping with {', '.join(expected)}"]
    problems = [f"{where}: {key}: unknown; known are {', '.join(expected)}" for key in entry if key not in expected]
    for key, kind in expected.items():
        if key not in entry:
            problems.append(f"{where}: {key}: missing; add it" + (" (`{}` for none)" if kind is dict else ""))
        elif type(entry[key]) is not kind or entry[key] == "":
            problems.append(f"{where}: {key}: must be {kind.__name__}, is {entry[key]!r}; correct it")
    return problems


def _wrong_ids(entries: list[dict]) -> list[str]:
    problems = []
    ids = [entry["id"] for entry in entries]
    for name in dict.fromkeys(ids):
        if ids.count(name) > 1:
            problems.append(f"study.yml: run {name}: {ids.count(name)} runs have this id; rename all but one")
        if not RUN_ID.fullmatch(name) or name in TAKEN:
            problems.append(
                f"study.yml: run {name}: the id is a file name; use lower-case letters, digits and _, starting with a "
                f"letter, and none of {', '.join(TAKEN)}"
            )
    return problems


def _wrong_mains(entries: list[dict]) -> list[str]:
    problems = []
    for name in dict.fromkeys(entry["notebook"] for entry in entries):
        mains = [entry["id"] for entry in entries if entry["notebook"] == name and entry["main"]]
        if len(mains) != 1:
            found = f"{len(mains)} runs ({', '.join(mains)}) are main" if mains else "no run is main"
            problems.append(f"study.yml: notebook {name}: {found}; set `main: true` on exactly one of its runs")
    return problems


def _runs(project: Project, entries: list[dict]) -> tuple[list[Run], list[str]]:
    runs, problems = [], []
    known: dict[str, tuple[str, dict | None]] = {}
    for entry in entries:
        name = entry["notebook"]
        if name not in known:
            known[name], wrong = _notebook(project, name, entry["id"])
            problems += wrong
        text, declared = known[name]
        if declared is not None:
            where = f"study.yml: run {entry['id']} (notebook {name})"
            values, wrong = parameters.check(entry["parameters"], declared, where)
            problems += wrong
            runs.append(Run(entry["id"], name, entry["main"], values, text))
    return runs, problems


def _notebook(project: Project, name: str, run: str) -> tuple[tuple[str, dict | None], list[str]]:
    """Text and declared parameters of a notebook; None for the latter where they cannot be told."""
    path = project.notebook(name)
    if "/" in name or not path.is_file():
        there = ", ".join(sorted(p.stem for p in project.notebooks.glob("*.ipynb"))) or "none"
        return ("", None), [f"study.yml: run {run}: notebook {name} does not exist; notebooks there are: {there}"]
    text, where = path.read_text(encoding="utf-8"), project.name(path)
    try:
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
