"""What a check of the tables yields: findings, and how many cases it looked at."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Finding:
    """Something that does not agree: where (a key that an exception can name) and what was found."""

    where: str
    text: str


@dataclass(frozen=True)
class Result:
    """Outcome of one check: cases looked at, findings listed by name with their reason, and what fails."""

    check: str
    question: str
    cases: int
    listed: list[tuple[Finding, str]]
    failed: list[Finding]
