"""What a definition says of a table and of a column: plain data, from which everything else is made.

Made from it: types and keys (`tables`), the schema (`schemas`), what the build refuses (`build.processed`), the check
of references (`checks.keys`) and the codebook `docs/tables.md`.
"""

from __future__ import annotations

from dataclasses import dataclass

TEXT, WHOLE, NUMBER, FLAG = "str", "Int64", "float64", "bool"

# The closed list of units: of processed tables and of the CSVs of the report. Ids, texts and flags count as such.
UNITS = {
    "id": "an id of this study, or of a standard such as ISO 3166",
    "text": "words",
    "yes/no": "a flag: `yes` against `no` or an empty cell, or `true` against `false`",
    "year": "a calendar year, or an edition that is named by one",
    "points": "points of the SPBE scale, which ends at 5 and begins at 0 (instrument 35) or 1 (47 and 20)",
    "UN score": "a UN index: 0 and 1 are the lowest and the highest state of an edition (before 2012: other scales)",
    "rank": "rank or position, 1 is the best; equal scores share the better one",
    "places": "places of rank gained: plus is up, minus is down",
    "share": "a share of 1; a probability counts as one",
    "count": "how many",
    "number": "a number without a unit, such as a correlation, a slope or a ratio",
}


@dataclass(frozen=True)
class Column:
    """One column of a processed table.

    kind: TEXT, WHOLE, NUMBER or FLAG; unit: a key of UNITS. allowed: the only values; between: lowest and highest
    value; optional: whether a cell may be empty. refers_to: `table.column` that holds every value of this one.
    """

    kind: str
    unit: str
    meaning: str
    allowed: tuple[str, ...] = ()
    between: tuple[float, float] | None = None
    optional: bool = False
    refers_to: str = ""


@dataclass(frozen=True)
class Table:
    """A processed table: what a row is, in one sentence; the columns that name a row; its columns in their order."""

    name: str
    sentence: str
    key: tuple[str, ...]
    columns: dict[str, Column]


def source(of: str = "the figure") -> Column:
    """The column that names where a row comes from."""
    return Column(TEXT, "id", f"Source of {of}.", refers_to="sources.source_id")


def why(of: str = "the figure") -> Column:
    """The column beside `preferred`."""
    return Column(TEXT, "text", f"Why {of} is preferred or another one is, by the order of sources.", optional=True)


INSTRUMENTS = ("35", "47", "20")
INSTRUMENT = Column(TEXT, "id", "Instrument of the assessment, by its number of indicators.", allowed=INSTRUMENTS)
YEAR = Column(WHOLE, "year", "Year that was assessed (not the year of publication).", between=(2018, 2100))
PREFERRED = Column(FLAG, "yes/no", "Whether this is the figure that is used where sources differ.")
