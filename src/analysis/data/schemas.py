"""Does a processed table look like its definition: columns, types, key, allowed values?

Errors name file, row, rule and remedy.
"""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa

from analysis.data.definitions.model import NUMBER, TEXT, WHOLE, Column
from analysis.data.tables import TABLES


def _column(about: Column) -> pa.Column:
    checks = []
    if about.allowed:
        checks.append(pa.Check.isin(about.allowed))
    if about.between:
        checks.append(pa.Check.in_range(*about.between))
    if about.kind == TEXT and not about.optional:
        checks.append(pa.Check.str_length(min_value=1))
    return pa.Column(about.kind, checks=checks, nullable=about.optional and about.kind in (WHOLE, NUMBER))


def schema(name: str) -> pa.DataFrameSchema:
    """The strict pandera schema of the processed table `name`."""
    table = TABLES[name]
    columns = {column: _column(about) for column, about in table.columns.items()}
    return pa.DataFrameSchema(columns, strict=True, ordered=True, unique=list(table.key))


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
            keys = table.iloc[int(case["index"])][list(TABLES[name].key)]
            row = f", row {int(case['index']) + 2} ({', '.join(str(value) for value in keys)})"
        lines.append(
            f"{name}.csv{row}: {case['column']} = {case['failure_case']!r} breaks the rule {case['check']}; "
            "mend the raw figure, or add a record to data/raw/corrections.yml or names.csv"
        )
    return sorted(set(lines))
