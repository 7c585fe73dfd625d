"""`spbe new-notebook`: how does a notebook begin? A file that keeps every rule, and what to do with it next."""

from __future__ import annotations

import json
import re

from analysis.data.files import write_whole
from analysis.data.yaml_files import cut
from analysis.methods.errors import InputError
from analysis.render.project import Project, sha256
from analysis.render.run import notebook
from analysis.render.run.study import DEVICES, LONGEST_ID, TAKEN

NAME = re.compile(r"(?:([0-9]{2})_)?([a-z][a-z0-9_]*)")
QUESTION = re.compile(r"\S[^\n]*\?")
STEP = 10  # between the numbers of notebooks, so that one finds its place between two
HIGHEST = 99
NO_OUTPUT = "no-output"
INTRODUCTION = (
    "Change a parameter below and run all cells to see other results. To publish them, add a run to `study.yml`."
)


def create(name: str, question: str = "", project: Project | None = None) -> tuple[str, list[str]]:
    """Write notebooks/NN_name.ipynb and return that name with what to do next, a line each.

    `name`: lower-case words joined by `_`, with a number of two digits before them or without, where the next multiple
    of ten is taken. `question`: the title; one to be overwritten by default. Raises InputError with everything that is
    wrong with them; nothing is ever overwritten.
    """
    project = project or Project()
    number, short = _checked(name, question, project)
    stem = f"{number:02}_{short}"
    path = project.notebook(stem)
    question = question or f"What do the figures say about {short.replace('_', ' ')}?"
    write_whole(path, _text(short, question).encode())
    run = [
        f"  - id: {short}",
        f"    notebook: {stem}",
        "    main: true",
        "    parameters: {country: IDN, edition: 2024}",
    ]
    return project.name(path), [
        "1. change its title, parameters and cells: sentences in Markdown, figures from analysis.studies and .present",
        "2. add a run to study.yml:",
        *run,
        f"3. .venv/bin/spbe store {stem} (or `make store`): its outputs, which a reader sees and the tests compare",
        f"4. .venv/bin/spbe render --only {short} --language en: its page; `make report` takes it into the report",
        "5. make test",
    ]


def _checked(name: str, question: str, project: Project) -> tuple[int, str]:
    """Number and name of the new notebook. Raises InputError with every problem."""
    there = {path.stem for path in project.notebooks.glob("*.ipynb")}
    numbers = {int(stem[:2]): stem for stem in sorted(there) if re.match(r"[0-9]{2}_", stem)}
    problems = []
    found = NAME.fullmatch(name)
    short = found[2] if found else ""
    number = int(found[1]) if found and found[1] else (max(numbers, default=-STEP) // STEP + 1) * STEP
    if not found or short in TAKEN or DEVICES.fullmatch(short) or len(short) > LONGEST_ID:
        problems.append(
            f"name {cut(name)}: it names files; write at most {LONGEST_ID} lower-case letters, digits and _, starting "
            f"with a letter or with two digits and _, such as trust or 45_trust; not {', '.join(TAKEN)}"
        )
    elif same := sorted(stem for stem in there if re.sub(r"^[0-9]{2}_", "", stem) == short):
        problems.append(f"name {name}: notebooks/{same[0]}.ipynb has it; choose another, or edit that one")
    elif number in numbers:
        problems.append(f"name {name}: {numbers[number]} has the number {number:02}; choose another")
    elif number > HIGHEST:
        problems.append(f"name {name}: no number is free above {max(numbers)}; write one, such as 45_{short}")
    if question and not QUESTION.fullmatch(question):
        problems.append(f"question {cut(question)!r}: the title is a question in one line; end it with `?`")
    if problems:
        raise InputError(problems)
    return number, short


def _text(name: str, question: str) -> str:
    """The notebook's file, without outputs, as `spbe store` would write it."""
    cells = [
        _cell(f"# {question}\n\nSay here in two or three sentences what is asked, and why the answer is not plain."),
        _cell(INTRODUCTION, "notebook-only"),
        _cell(
            'country: str = "IDN"  # ISO3 code of the country\nedition: int = 2024  # edition of the UN survey',
            notebook.PARAMETERS, NO_OUTPUT, code=True,
        ),
        _cell(
            "from analysis.present import publish\nfrom analysis.studies.shared import survey", NO_OUTPUT, code=True
        ),
        _cell("## What the figures say\n\nA sentence, a call, a display. Publish numbers, never type them."),
        _cell(
            f'rank = survey.edition(edition).loc[country, "rank"]\npublish.value("{name}.rank", int(rank))', code=True
        ),
        _cell("## Sources and limits\n\nSay here whose figures these are, and what they cannot show."),
    ]  # fmt: skip
    for place, cell in enumerate(cells, start=1):
        cell["id"] = f"{sha256(name)[:6]}-{place:02}"
    metadata = {"kernelspec": notebook.KERNELSPEC, "language_info": {"name": "python"}}
    document = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(document, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _cell(source: str, *tags: str, code: bool = False) -> dict:
    cell = {"cell_type": "code" if code else "markdown", "metadata": {"tags": list(tags)} if tags else {}}
    lines = source.splitlines(keepends=True)
    return cell | {"source": lines} | ({"execution_count": None, "outputs": []} if code else {})
