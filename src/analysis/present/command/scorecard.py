"""How `spbe score` and `spbe rescore` tell what levels and domain values amount to."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.methods.scores.scoring import Instrument
from analysis.present.command.words import decimal, marked, part_name, said, warned
from analysis.studies.shared.scorecard import Document

RESCORED = {"index_47": "command.rescore.index_47", "index_35": "command.rescore.index_35",
            "effect": "command.rescore.effect"}  # fmt: skip


def document(found: Document) -> Document:
    """A scorecard with its warnings in words."""
    return {**found, "warnings": warned(found["warnings"])}


def lines(chosen: Instrument, found: Document) -> list[str]:
    """A scorecard line by line: the index, the domains and the aspects, values half up."""
    parts = [*_parts(said("command.score.domain"), chosen.domains, found["domains"]),
             *_parts(said("command.score.aspect"), chosen.aspects, found["aspects"])]  # fmt: skip
    if "index" in found:
        facts = {"index": marked(found["index_display"]), "unrounded": marked(f"{found['index']:.6g}")}
        return [said("command.score.index", facts, predicate=found["predicate"]), *parts]
    low, high = map(marked, found["index_interval_display"])
    predicates = said("command.score.or").join(found["predicates"])
    missing = ", ".join(found["missing"]) or said("command.score.none")
    first = said("command.score.index_between", low=low, high=high, predicates=predicates)
    return [first, said("command.score.missing", missing=missing), *parts]


def rescored(found: Document) -> Document:
    """The answer of `studies.shared.scorecard.rescored` with what it covers."""
    told = {name: x for name, x in found.items() if name != "warnings"}
    return told | {"covers": said("command.rescore.covers"), "warnings": warned(found["warnings"])}


def rescored_lines(found: Document) -> list[str]:
    """The answer of `rescored` line by line, values half up to four decimals."""
    names = {name: said(key) for name, key in RESCORED.items()}
    width = max(map(len, names.values()))
    numbers = [f"{told:<{width}}{decimal(found[name], 4):>8}" for name, told in names.items()]
    return [*numbers, said("command.rescore.told", found)]


def _parts(word: str, parts: tuple, values: Mapping[str, float]) -> list[str]:
    return [
        f"{word:<7}{part.id:>3}  {decimal(values[part.id]):>5}  {part_name(part)}"
        for part in parts
        if part.id in values
    ]
