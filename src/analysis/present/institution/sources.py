"""Whose figures are on the page of one institution? A list of links."""

from __future__ import annotations

import re

import pandas as pd

from analysis.present import language, publish
from analysis.studies.institution.history import Result

REPOSITORY = re.compile(r"github:([\w.-]+/[\w.-]+)")
MONTH, DAY = re.compile(r"\d{4}-\d{2}"), re.compile(r"\d{4}-\d{2}-\d{2}")


def links(result: Result) -> None:
    """Every source of the figures above, with its address where there is one."""
    rows = result.figures.drop_duplicates("source_id").to_dict("records")
    if rows:
        publish.links("institution.sources", [(_named(row), address(row["url"])) for row in rows])


def address(url: object) -> str:
    """Where a source is on the web; empty where that is not known."""
    text = "" if pd.isna(url) else str(url)
    if found := REPOSITORY.search(text):
        return f"https://github.com/{found[1]}"
    return text if re.fullmatch(r"https?://[^\s()<>]+", text) else ""


def when(date: str) -> str:
    """The day or the month in words, in the reader's language; a year, and whatever else is printed, as it is."""
    if DAY.fullmatch(date):
        return language.date(date, language.current())
    if MONTH.fullmatch(date):
        return language.date(f"{date}-01", language.current()).removeprefix("1 ")
    return date


def _named(row: dict[str, object]) -> str:
    parts = {part: str(row[part]) for part in ("title", "publisher", "date") if row[part]}
    return ", ".join(dict.fromkeys(when(text) if part == "date" else text for part, text in parts.items()))
