"""No correlation without its placebo: how a text shows one alone."""

from __future__ import annotations

import re

SHARE = r"\d+% of countries"
LEADS = r"(?:, matched or exceeded in|,|\s)\s*"
CORRELATION = re.compile(r"\br = \S")
WITH_SHARE = re.compile(rf"\br = \u2212?\d\.\d+{LEADS}{SHARE}")


def alone(text: str) -> bool:
    """Whether a text has a correlation without its share of countries."""
    return len(CORRELATION.findall(text)) != len(WITH_SHARE.findall(text))


def table_problems(about: dict) -> list[str]:
    """Columns of a published table with a correlation that the column of shares does not follow, and odd rows."""
    head, key = about["head"], about["key"]
    places = [i for i, label in enumerate(head) if re.match(r"r\b", label)]
    problems = [f"{key}: column {i}" for i in places if head[i + 1 : i + 2] != ["Share of countries"]]
    if any("Spearman" in label for label in head) and "Share of countries" not in head:
        problems.append(f"{key}: Spearman without a share")
    rows = [row for row in about["cells"] if len(row) == len(head)]
    problems += [f"{key}: {row}" for row in rows for i in places if (row[i] == "\u2013") != (row[i + 1] == "\u2013")]
    return problems
