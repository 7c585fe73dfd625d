"""How the checks of the figures are shown: every question with its outcome, and what is listed by name.

A check of `analysis.data.checks` is told here by its name, a finding by its kind and facts. Why a finding is left as it
is, the reason, is data of our own (data/raw/corrections.yml) and stays in its language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from analysis.methods.errors import InputError
from analysis.present import publish
from analysis.present.charts import style
from analysis.present.phrases import country, figures, phrase
from analysis.studies.sources.holdings import Result, check_table, listed_findings

PARTS = ("domain", "aspect")  # of keys of findings, each before a number
WORDS = (*PARTS, "overall", "aspects", "indicators")
FIGURES = {"figures", "quantities"}  # facts that are printed figures in a row


def checks(results: list[Result]) -> None:
    """Every check with its outcome, and the findings that are listed by name."""
    frame, listed = check_table(results), listed_findings(results)
    totals = {"checks": len(frame), "listed": len(listed)}
    totals |= {column: int(frame[column].sum()) for column in ("cases", "failed")}
    publish.sentence("sources.checks", None, totals)
    publish.values("sources.checks", totals)
    publish.table(
        "sources.check_list",
        frame.assign(question=[phrase(f"check.{name}") for name in frame["check"]]),
        {"question": "text", "cases": "int", "listed": "int", "failed": "int"},
    )
    rows = [
        {
            "check": row["check"],
            "question": phrase(f"check.{row['check']}"),
            "key": row["key"],
            "where": place(row),
            "found": found(row),
            "reason": row["reason"],
        }
        for row in listed.to_dict("records")
    ]
    columns = dict.fromkeys(("where", "found", "reason"), "text")
    publish.table("sources.exceptions", pd.DataFrame(rows), columns, group="question")


def place(finding: Mapping[str, object]) -> str:
    """Where a finding lies, in words: the name first, then year, part and figure."""
    if finding["kind"] == "concordance":
        return phrase("finding.place.concordance", finding["facts"])
    rest = _words(finding["rest"])
    if finding["of"] == "nothing":
        return ", ".join(rest)
    name = country(str(finding["name"]), plain=True) if finding["of"] == "state" else finding["name"]
    return ", ".join([phrase(f"finding.of.{finding['of']}", {"name": name}), *rest])


def found(finding: Mapping[str, object]) -> str:
    """What was found, in words. Raises InputError for a finding of which readers are not told."""
    if not finding["kind"]:
        raise InputError(f"{finding['check']}: {finding['key']}: no text for readers: yield it by `told`, with a kind")
    facts = dict(finding["facts"])
    if "apart" in facts:
        facts["apart"] = "; ".join(phrase(f"finding.apart.{row['level']}", row) for row in facts["apart"])
    for name in FIGURES & facts.keys():
        facts[name] = figures([_word(word) for word in facts[name].split(", ")])
    return phrase(f"finding.{finding['kind']}", facts)


def _words(rest: list[str]) -> list[str]:
    """The other words of a finding's key; a part is told with its number: aspect 7."""
    words: list[str] = []
    for before, word in zip(["", *rest], rest, strict=False):
        if before in PARTS:
            words[-1] += f" {word}"
        else:
            words.append(_word(word))
    return words


def _word(word: str) -> str:
    if word in WORDS:
        return phrase(f"finding.word.{word}")
    return style.written(float(word), ".2f") if re.fullmatch(r"\d\.\d\d", word) else word
