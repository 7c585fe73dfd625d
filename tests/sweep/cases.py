"""Which parameters is each notebook tried with? Every choice of every parameter, one at a time, and pairs of editions.

Choices are read as the build reads them, from the parameters cell or else from the check that the notebook begins with.
For a parameter that has none, or hundreds, OTHERS names values that differ in kind.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.render.run import notebook, parameter_checks, parameters
from analysis.studies.shared import survey
from tests.tree import ROOT

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
DRAWS = 1000  # the fewest that the notebook takes
MOVES = ("country", "edition_from", "edition_to")
OTHERS = {
    "country": ("AFG", "DNK", "KOR", "USA", "VNM"),
    "comparison_band": (1, 2, 5, 200),
    "draws": (DRAWS,),
    "unlisted": ([1], [5, 40]),
    "evaluation": ("",),
    # A fall that both claims fail to explain, that they may, that is small; a rise; every type with a known pair.
    "institution": (
        "kabupaten-badung",
        "kabupaten-bangka",
        "kabupaten-garut",
        "kabupaten-trenggalek",
        "kementerian-koordinator-bidang-perekonomian",
        "kota-bandung",
        "kota-bogor",
        "kota-pariaman",
        "provinsi-gorontalo",
        "provinsi-kepulauan-bangka-belitung",
        "provinsi-sumatera-barat",
    ),
}
PAIRS = (
    *(("AFG", 2018, 2024), ("USA", 2003, 2024), ("USA", 2018, 2020), ("VNM", 2020, 2022), ("VNM", 2003, 2005)),
    *(("TUV", 2012, 2014), ("TUV", 2022, 2024), ("SMR", 2012, 2014), ("SMR", 2018, 2024), ("DNK", 2018, 2020)),
    *(("DNK", 2022, 2024), ("DNK", 2003, 2005), ("KOR", 2010, 2012), ("KOR", 2012, 2014), ("KOR", 2014, 2022)),
    *(("IDN", 2003, 2005), ("IDN", 2004, 2005), ("IDN", 2008, 2010), ("IDN", 2018, 2024), ("MCO", 2012, 2014)),
    *(("MNE", 2008, 2012), ("SSD", 2012, 2014), ("SOM", 2022, 2024), ("UKR", 2018, 2024), ("CAF", 2022, 2024)),
    *(("SGP", 2020, 2022), ("NAM", 2005, 2008), ("PRK", 2020, 2022), ("LIE", 2010, 2012)),
)


@dataclass(frozen=True)
class Case:
    notebook: str
    given: str  # JSON: what is given beside the defaults

    def __str__(self) -> str:
        return " ".join((self.notebook, *(f"{name}={value}" for name, value in self.parameters.items())))

    @property
    def parameters(self) -> dict[str, object]:
        return json.loads(self.given)


def declared(name: str) -> dict[str, parameters.Parameter]:
    """The parameters of a notebook, as the build reads them."""
    path = ROOT / "notebooks" / f"{name}.ipynb"
    found, problems = parameters.declared(notebook.read(path, name), name)
    assert not problems, problems
    return found


def choices(name: str, parameter: parameters.Parameter) -> tuple[object, ...]:
    """The values of a notebook's parameter that are tried; none for one that has no choices and is not in OTHERS."""
    if parameter.name in OTHERS:
        return OTHERS[parameter.name]
    if parameter.choices:
        return tuple(type(parameter.default)(choice) for choice in parameter.choices)
    module = parameter_checks.module_of(notebook.read(ROOT / "notebooks" / f"{name}.ipynb", name))
    return tuple(importlib.import_module(module).choices().get(parameter.name, ())) if module else ()


def cases(name: str) -> list[Case]:
    """The default, each other choice of each parameter, and for a notebook of a move the pairs of editions."""
    known = declared(name)
    usual = {"draws": DRAWS} if "draws" in known else {}
    given = [usual, *(usual | chosen for chosen in _one_at_a_time(name, known))]
    if set(MOVES) <= set(known):
        given += [usual | dict(zip(MOVES, pair, strict=True)) for pair in PAIRS]
    return [Case(name, text) for text in dict.fromkeys(json.dumps(chosen) for chosen in given)]


def _one_at_a_time(notebook_name: str, known: dict[str, parameters.Parameter]) -> Iterator[dict[str, object]]:
    for parameter in known.values():
        for value in choices(notebook_name, parameter):
            if value != parameter.default:
                yield {parameter.name: value} | _in_order(parameter.name, value, known)


def _in_order(name: str, value: object, known: dict[str, parameters.Parameter]) -> dict[str, object]:
    """The other edition where the default would not be on its side of the chosen one: the next one to it."""
    editions = survey.editions()
    if name == "edition_from" and value >= known["edition_to"].default:
        return {"edition_to": next(edition for edition in editions if edition > value)}
    if name == "edition_to" and value <= known["edition_from"].default:
        return {"edition_from": [edition for edition in editions if edition < value][-1]}
    return {}
