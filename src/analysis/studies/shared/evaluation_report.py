"""What does an official evaluation report amount to? What it prints, whose it is, and the predicate of its levels."""

from __future__ import annotations

from pathlib import Path

from analysis.data import tables
from analysis.data.read import evaluation_pdf
from analysis.data.read.agreement import number
from analysis.methods.errors import InputError
from analysis.studies.shared import institution_names, scorecard

Document = dict[str, object]


def document(path: Path) -> Document:
    """The report in a PDF file as one dictionary of plain numbers; values as printed, the index as it is written.

    `institution` is our name of it where the printed one is known, else the printed one, and `institution_id` empty.
    Raises InputError like `evaluation_pdf.read`.
    """
    report = evaluation_pdf.read(path)
    id = report.institution_id or _found(report.institution)
    scored = scorecard.scorecard(scorecard.instrument(report.instrument), report.levels)
    return {
        "institution": _name(id) if id else report.institution,
        "institution_id": id,
        "institution_printed": report.institution,
        "year": report.year,
        "instrument": report.instrument,
        "levels": report.levels,
        "aspects": _numbers(report.aspects),
        "domains": _numbers(report.domains),
        "index": report.index,
        "predicate": scored["predicate"],
        "warnings": [*[{"warning": word} for word in report.warnings], *scored["warnings"]],
    }


def levels_file(found: Document) -> str:
    """The levels as a CSV file that `spbe score` reads."""
    return "".join(["indicator,level\n", *[f"{item},{level}\n" for item, level in found["levels"].items()]])


def _found(printed: str) -> str:
    """The id of an institution from another spelling of its name; empty where the name says less than that."""
    try:
        found = institution_names.find(printed)
    except InputError:
        return ""
    return found.institution_id if found.how == institution_names.NAME else ""


def _name(id: str) -> str:
    return str(tables.load("institutions").set_index("institution_id").loc[id, "name"])


def _numbers(printed: dict[str, str]) -> dict[str, float]:
    return {id: float(number(text)) for id, text in printed.items()}
