"""What the tables say about one institution, as one document of plain numbers and texts for a program to read.

The answer of `spbe institution`: the preferred index of each year with its instrument; where four domain values are
known, what the same evaluation gives at the old domain weights (index_35) and the effect of management domain and
weights (47 minus 35); the place in the latest complete list; and the totals on both sides of the change of instrument
with what `spbe explain-fall` says of them.
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from analysis.data import tables
from analysis.studies.institution import history
from analysis.studies.institution.place import MOVE, Place, places
from analysis.studies.institution.subject import subject
from analysis.studies.instrument_change import claims
from analysis.studies.shared import institution_names, institutions
from analysis.studies.shared.explanation import change, explain
from analysis.studies.shared.instruments import NEW
from analysis.studies.shared.lists import COMPLETE, LOWEST

Document = dict[str, object]
# What must be known of an answer: its warnings, a dictionary each with its name under `warning`.
WARNINGS = (
    "read_as", "at_floor", "below_floor", "low_confidence", "disagree", "derived", "one_decimal", "doubtful_join",
    "listed_as", "pair_low", "pair_rounding", "pair_years",
)  # fmt: skip


def document(text: str) -> Document:
    """The answer for the institution that `text` means.

    Fields: institution, institution_id, type, province (None for bodies of the nation), years (a list: year,
    instrument, index, predicate, index_35, effect, confidence, source_id; None where unknown), place (see `_places`),
    pair (None where one side is unknown; see `_pair`), warnings. Raises InputError like `institution_names.find`.
    """
    found = institution_names.find(text)
    of, last = places(found.institution_id), max(COMPLETE)
    about = subject(found.institution_id, of.year or last)
    known = history.study(about)
    pair = _pair(found.institution_id)
    read_as = [] if found.how == institution_names.NAME else [{"typed": text.strip(), "name": found.name}]
    return {
        "institution": about.name,
        "institution_id": about.id,
        "type": about.type,
        "province": about.province or None,
        "years": _years(known.years),
        "place": {
            "year": of.year,
            "move": MOVE,
            "in_type": _place(of.in_type),
            "why_no_type": of.why_no_type or None,
            "in_province": _place(of.in_province),
            "why_no_province": of.why_no_province or None,
        },
        "pair": pair,
        "warnings": [
            *({"warning": "read_as"} | row for row in read_as),
            *_year_warnings(known),
            *_name_warnings(about.id, known.facts["renamed"]),
            *_pair_warnings(pair),
        ],
    }


def _years(frame: pd.DataFrame) -> list[Document]:
    return [
        {
            "year": int(row.year),
            "instrument": row.instrument,
            "index": float(row.index_value),
            "predicate": row.predicate or None,
            "index_35": _number(row.index_35),
            "effect": _number(row.effect),
            "confidence": row.confidence,
            "source_id": row.source_id,
        }
        for row in frame.rename(columns={"index": "index_value"}).itertuples()
    ]


def _place(found: Place | None) -> Document | None:
    """group, n, best and worst (for an index of MOVE more or less) and printed (for the index as it is)."""
    return None if found is None else {name: found.facts[name] for name in ("group", "n", "best", "worst", "printed")}


def _pair(institution_id: str) -> Document | None:
    """The totals nearest to the change on both sides, and whether it could alone have made the fall, old floor 0.

    before_year, before, after_year, after, fall (before minus after; negative for a rise), largest_fall (by the
    management domain and the domain weights), verdict (on these), verdict_all_new (on all officially new indicators),
    rounding_decides, low_confidence, before_source, after_source.
    """
    rows = _pairs().get(institution_id)
    if rows is None:
        return None
    (pair,), (halves,) = rows.to_dict("records"), claims.half_units(rows)
    found = explain(change(), pair["before"], pair["after"], 0, halves, claims.names(pair))
    return {
        "before_year": int(pair["before_year"]),
        "before": float(pair["before"]),
        "after_year": int(pair["after_year"]),
        "after": float(pair["after"]),
        "fall": float(pair["fall"]),
        "largest_fall": float(found["largest_fall"]),
        "verdict": found["verdict"],
        "verdict_all_new": found["verdict_all_new"],
        "rounding_decides": bool(found["rounding_decides"]),
        "low_confidence": bool(pair["low_confidence"]),
        "before_source": pair["before_source"],
        "after_source": pair["after_source"],
    }


@lru_cache(maxsize=1)
def _pairs() -> dict[str, pd.DataFrame]:
    return dict(list(institutions.pairs().groupby("institution_id")))


def _year_warnings(known: history.Result) -> list[Document]:
    """What must be known of the preferred figures, year by year, and where published figures differ."""
    warnings: list[Document] = []
    for row in known.years.rename(columns={"index": "index_value"}).itertuples():
        holds = {
            "at_floor": row.instrument == NEW and row.index_value == LOWEST,
            "below_floor": bool(row.below_floor),
            "low_confidence": row.confidence == institutions.LOW,
            "derived": row.status == "derived",
            "one_decimal": row.decimals == 1,
        }
        warnings += [{"warning": name, "year": int(row.year)} for name, is_so in holds.items() if is_so]
        figures = known.figures[(known.figures["year"] == row.year) & (known.figures["index"] != row.index_value)]
        if others := sorted({f"{x:.2f}" for x in figures["index"]}):
            facts = {"year": int(row.year), "used": float(row.index_value), "others": ", ".join(others)}
            warnings.append({"warning": "disagree"} | facts)
    return warnings


def _name_warnings(institution_id: str, renamed: str) -> list[Document]:
    """Other names in the lists: those of which it is not certain that they are the same body, or else all."""
    names = tables.load("names")
    rows = names[(names["institution_id"] == institution_id) & (names["join"] == "doubtful")]
    if len(rows):
        return [{"warning": "doubtful_join", "spelling": row.spelling} for row in rows.itertuples()]
    return [{"warning": "listed_as", "names": renamed}] if renamed else []


def _pair_warnings(pair: Document | None) -> list[Document]:
    if pair is None:
        return []
    holds = {"pair_low": "low_confidence", "pair_rounding": "rounding_decides"}
    warnings: list[Document] = [{"warning": name} for name, field in holds.items() if pair[field]]
    years = pair["after_year"] - pair["before_year"]
    return [*warnings, *([{"warning": "pair_years", "years": years}] if years > 1 else [])]


def _number(x: float) -> float | None:
    return None if pd.isna(x) else float(x)
