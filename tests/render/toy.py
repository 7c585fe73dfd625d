"""A tiny project in a temporary folder, and how to execute its notebooks without kernels."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from analysis import paths
from analysis.data.build import manifest
from analysis.render import build
from analysis.render.collect.model import Figure
from analysis.render.collect.outline import figure_path
from analysis.render.project import Project, sha256
from analysis.render.run import notebook
from analysis.render.run.engine import Executed, Failure, Job
from analysis.render.run.terminal_text import encodable
from analysis.render.write.figures import pictures_of
from analysis.render.write.reports import Writers

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
VND = "application/vnd.spbe.{}+json"
PACKAGE = {
    "__init__.py": (paths.PACKAGE / "__init__.py").read_text(encoding="utf-8"),  # how bytecode is read is not a toy
    "paths.py": '"""Where."""\n',
    "data/__init__.py": '"""Data."""\n',
    "data/tables.py": '"""Loads."""\n\n\ndef load(name):\n    return name\n',
    "studies/__init__.py": '"""Studies."""\n',
    "studies/movement.py": 'from analysis.data import tables\n\n\ndef study():\n    return tables.load("egdi")\n',
    "studies/other.py": 'from analysis.data.tables import load as read\n\nX = read("bands")\n',
    "present/__init__.py": '"""Present."""\n',
    "present/publish.py": '"""Publishes."""\n',
    "present/locale/en/common.po": "",
}


def cell(source: str, *tags: str) -> dict:
    """A code cell; Markdown where the source starts with `#` and a space."""
    kind = "markdown" if source.startswith("# ") else "code"
    made = {"cell_type": kind, "id": sha256(source)[:8], "metadata": {"tags": list(tags)} if tags else {}}
    made["source"] = source
    return made | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def notebook_text(*cells: dict) -> str:
    document = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(document, indent=1, sort_keys=True) + "\n"


def shows(kind: str, **about: object) -> str:
    """Source of a cell that publishes one bundle, as `analysis.present.publish` would; facts are expressions."""
    facts = ", ".join(f"{name!r}: {value}" for name, value in about.items())
    return f"display({{{VND.format(kind)!r}: {{{facts}}}, 'text/plain': '{kind}'}}, raw=True)"


PARAMETERS = cell("n: int = 3  # a number; one of: 3, 4, 5\nname: str = 'a'  # a name", "parameters")
IMPORTS = cell("from analysis.studies import movement", "no-output")
VALUE = cell(shows("value", values="{'toy.n': n}"))


@dataclass
class Toy:
    """A project, and how to change it."""

    project: Project
    executed: list[str] = field(default_factory=list)  # runs executed so far

    def write(self, name: str, text: str) -> Path:
        path = self.project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def notebook(self, name: str = "10_toy", *cells: dict) -> None:
        self.write(
            f"notebooks/{name}.ipynb", notebook_text(cell("# Is it so?"), *(cells or (PARAMETERS, IMPORTS, VALUE)))
        )

    def study(self, *runs: dict, **changes: object) -> None:
        about = {"title": "A toy", "subtitle": "It toys", "language": "en", "seed": 7, "runs": list(runs)}
        self.write("study.yml", yaml.safe_dump(about | changes, sort_keys=False))

    def run(self, id: str = "toy", notebook: str = "10_toy", main: bool = True, **parameters: object) -> dict:
        return {"id": id, "notebook": notebook, "main": main, "parameters": {"n": 3, "name": "a"} | parameters}

    def data(self) -> None:
        """Note the tables as they are now as built from the raw files and the code as they are now."""
        project = self.project
        outputs = {path.name: {"sha256": sha256(path)} for path in sorted(project.processed.glob("*.csv"))}
        noted = {"inputs": manifest.inputs(project.at(paths.RAW)), "code": manifest.code(project.package)}
        self.write("data/processed/manifest.json", json.dumps(noted | {"outputs": outputs}))

    def build(self, **options: object) -> build.Outcome:
        return build.build(self.project, writers=options.pop("writers", WRITERS), **options)

    def files(self) -> dict[str, bytes]:
        reports = self.project.reports
        return {p.relative_to(reports).as_posix(): p.read_bytes() for p in reports.rglob("*") if p.is_file()}


def make_toy(root: Path) -> Toy:
    toy = Toy(Project(root))
    for name, text in PACKAGE.items():
        toy.write(f"src/analysis/{name}", text)
    for table in ("egdi", "bands"):
        toy.write(f"data/processed/{table}.csv", "a\n1\n")
    toy.write("data/raw/names.csv", "a\n")
    toy.data()
    toy.write("requirements/base.txt", "# no packages\n")
    toy.notebook()
    toy.study(toy.run())
    return toy


def execute_here(job: Job) -> Executed | Failure:
    """What a kernel would make of a toy notebook, in which `display` and `print` show things. Imports are left out."""
    nb = notebook.parse(job.source, job.notebook)
    at = next((i for i, c in enumerate(nb["cells"]) if notebook.PARAMETERS in notebook.tags(c)), None)
    if job.parameters:
        source = "\n".join(f"{name} = {value!r}" for name, value in job.parameters.items())
        nb["cells"].insert(at + 1, cell(source, notebook.INJECTED))
    shown: list[dict] = []
    names = {
        "display": lambda bundle, raw: shown.append({"output_type": "display_data", "data": bundle, "metadata": {}}),
        "print": lambda text: shown.append({"output_type": "stream", "name": "stdout", "text": f"{text}\n"}),
    }
    for number, code in notebook.code_cells(nb):
        if not code["source"].startswith("from "):
            try:
                exec(code["source"], names)
            except Exception as error:
                why = f"{type(error).__name__}: {error}"
                return Failure(job.run, job.notebook, why, job.parameters, number, code["source"])
        code["execution_count"] = number
        code["outputs"] = [*shown]
        shown.clear()
    warnings = notebook.clean(nb)
    text = encodable(json.dumps(nb, indent=1, sort_keys=True, ensure_ascii=False)) + "\n"
    return Executed(job.run, job.notebook, text, tuple(warnings), 0.1)


def _run_page(page, pages, edition) -> str:
    shown = [block for block in page.blocks if isinstance(block, Figure)]
    paths = [figure_path(page, figure, ending) for figure in shown for ending in pictures_of(figure)]
    return f"<h1>{page.title}</h1>" + "".join(f'<img src="{path}">' for path in paths)


def _pages_beside(pages, edition) -> dict[str, str]:
    links = "".join(f'<a href="{page.run}.html">{page.title}</a>' for page in pages)
    return {"index.html": f"<p>{edition.commit}</p>{links}"}


WRITERS = Writers(
    _run_page,
    _pages_beside,
    lambda pages, edition: {f"{name}.pdf": b"%PDF-1.7 toy" for name in ("brief", "report", "annex")},
)
