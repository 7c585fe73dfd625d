"""A tiny project with pages of three institutions, and how to build them without kernels and children."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from analysis import paths
from analysis.render.institutions import build
from analysis.render.institutions.asked import LANGUAGES, Asked, institutions
from analysis.render.institutions.build import Outcome
from tests.render.toy import Toy, cell, execute_here, make_toy, notebook_text, shows

NAMES = ("kota-a", "kota-b", "provinsi-c")
HEADING = json.loads((paths.NOTEBOOKS / "50_institution.ipynb").read_text(encoding="utf-8"))["cells"][0]
PARAMETERS = cell(
    "institution: str = 'kota-a'  # whose\nyear: int = 2024  # which list\n"
    "language: str = 'en'  # of the page; one of: en, id\nevaluation: str = ''  # a file, or none",
    "parameters",
)
ABOUT = (
    "{f'institution.{name}': text for name, text in (('id', institution), ('name', institution.upper()), ('type', {}))}"
)
VALUES = cell(shows("value", values=ABOUT.replace("{}", "'kota'")))
SHOWN = cell("print(f'the page of {institution} in {language}')")
BROKEN = cell("1 / (institution != 'kota-b')")


def make_pages(root: Path, *cells: dict) -> Toy:
    toy = make_toy(root)
    rows = "".join(f"{name},{name.title()},{name.partition('-')[0]},\n" for name in NAMES)
    toy.write("data/processed/institutions.csv", f"institution_id,name,type,province\n{rows}")
    toy.data()
    toy.write("notebooks/50_institution.ipynb", notebook_text(HEADING, PARAMETERS, VALUES, *(cells or (SHOWN,))))
    main = {"institution": "kota-a", "year": 2024, "language": "en", "evaluation": ""}
    toy.study({"id": "one", "notebook": "50_institution", "main": True, "parameters": main})
    return toy


def run_here(makings, path, workers, take) -> None:
    """In the place of `fork.run_all`."""
    for making in makings:
        take(making.kept() or making.written(execute_here(making.job)))


def beside(language: str, made: set[str], edition) -> dict[str, str]:
    """In the place of the front page."""
    return {"index.html": f"{language}: {', '.join(sorted(made))}", "calculator.html": language}


def build_pages(
    toy: Toy, names: Iterable[str] = (), languages: Iterable[str] = LANGUAGES, evaluation: str = "", **options: object
) -> Outcome:
    """Ask for pages; for all of them where none is named."""
    names = list(names)
    found = institutions(toy.project, names, shard=options.get("shard"))
    asked = [Asked(name, language, evaluation) for language in languages for name in found]
    return build.build(asked, toy.project, "fork", everything=not names, **options)


def files(toy: Toy) -> dict[str, str]:
    """The files of reports/institutions, without the record."""
    place = toy.project.reports / "institutions"
    found = {path.relative_to(place).as_posix(): path for path in place.rglob("*") if path.is_file()}
    return {name: path.read_text(encoding="utf-8") for name, path in found.items() if name != ".build.json"}
