"""What a processed table must look like: columns, types, keys, allowed values. Errors name file, row, rule, remedy."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analysis.data.preference import CONFIDENCES
from analysis.data.tables import COLUMNS, KEYS, NUMBER, WHOLE

INSTRUMENTS = ["35", "47", "20"]
TYPES = ["kementerian", "lembaga", "lainnya", "provinsi", "kabupaten", "kota"]
PREDICATES = ["", "Kurang", "Cukup", "Baik", "Sangat Baik", "Memuaskan"]
KINDS = [
    "un", "official_report", "ministry", "local_government", "paper", "news", "compilation", "instrument",
    "classification",
]  # fmt: skip
REGIONS = ["Africa", "Americas", "Asia", "Europe", "Oceania"]
INCOMES = ["HIC", "UMC", "LMC", "LIC", "INX", ""]  # INX: on the World Bank's list, not classified; empty: not listed
MAY_BE_MISSING = {"egdi": {"rank", "egdi", "osi", "tii", "hci", "epi"}, "instruments": {"last_year"}}

ALLOWED = {
    "institutions": {"type": TYPES},
    "names": {"join": ["certain", "doubtful"]},
    "sources": {"kind": KINDS},
    "spbe_index": {"instrument": INSTRUMENTS, "predicate": PREDICATES, "confidence": list(CONFIDENCES),
                   "status": ["published", "derived"]},
    "spbe_parts": {"instrument": INSTRUMENTS, "level": ["domain", "aspect"]},
    "spbe_means": {"instrument": INSTRUMENTS},
    "states": {"region": REGIONS, "income": INCOMES, "fragile": ["", "conflict", "fragility"]},
    "instruments": {"instrument": INSTRUMENTS, "decimal_levels": ["yes", "no"]},
    "instrument_parts": {"instrument": INSTRUMENTS, "level": ["domain", "aspect", "indicator"]},
    "bands": {"instrument": INSTRUMENTS, "to_inclusive": ["yes", "no"]},
    "crosswalk": {"from_instrument": INSTRUMENTS, "to_instrument": INSTRUMENTS, "level": ["domain", "indicator"],
                  "relation": ["reworded", "split", "new", "dropped", "continues", "contributes", "partial"],
                  "certainty": ["official", "medium", "low"]},
    "evaluations": {"instrument": INSTRUMENTS, "level": ["overall", "domain", "aspect", "indicator"],
                    "status": ["published", "conflict"]},
}  # fmt: skip

# Scores from 0 (level 0 of the old instrument) to 5; UN figures from 0, with the Human Capital Index of 2003 above 1.
RANGES = {
    ("spbe_index", "index"): (0, 5), ("spbe_parts", "value"): (0, 5), ("spbe_means", "value"): (0, 5),
    ("evaluations", "value"): (0, 5), ("egdi", "egdi"): (0, 1), ("egdi", "osi"): (0, 1), ("egdi", "tii"): (0, 1),
    ("egdi", "hci"): (0, 1.5), ("egdi", "epi"): (0, 1), ("egdi", "rank"): (1, 193),
    ("spbe_index", "year"): (2018, 2100), ("spbe_parts", "year"): (2018, 2100), ("spbe_means", "year"): (2018, 2100),
}  # fmt: skip

TEXTS_THAT_MAY_BE_EMPTY = {
    "why", "province", "predicate", "note", "listed_under", "parent", "url", "date", "from_id", "to_id", "location",
    "id", "quantities", "speaker", "not_computed", "income", "fragile",
}  # fmt: skip


def schema(name: str) -> pa.DataFrameSchema:
    """The strict pandera schema of the processed table `name`."""
    columns = {}
    for column, kind in COLUMNS[name].items():
        checks = []
        if column in ALLOWED.get(name, {}):
            checks.append(pa.Check.isin(ALLOWED[name][column]))
        if (name, column) in RANGES:
            checks.append(pa.Check.in_range(*RANGES[name, column]))
        if kind == "str" and column not in TEXTS_THAT_MAY_BE_EMPTY:
            checks.append(pa.Check.str_length(min_value=1))
        nullable = kind in (WHOLE, NUMBER) and column in MAY_BE_MISSING.get(name, set())
        columns[column] = pa.Column(kind, checks=checks, nullable=nullable)
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=KEYS[name])


def problems(name: str, table: pd.DataFrame) -> list[str]:
    """Every breach of the schema of `name`: one line with table, row (by its key), column, value, rule and remedy."""
    try:
        schema(name).validate(table, lazy=True)
        return []
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    lines = []
    for case in cases.to_dict("records"):
        row = ""
        if pd.notna(case["index"]):
            keys = table.iloc[int(case["index"])][KEYS[name]]
            row = f", row {int(case['index']) + 2} ({', '.join(str(value) for value in keys)})"
        lines.append(
            f"{name}.csv{row}: {case['column']} = {case['failure_case']!r} breaks the rule {case['check']}; "
            "mend the raw figure, or add a record to data/raw/corrections.yml or names.csv"
        )
    return sorted(set(lines))
