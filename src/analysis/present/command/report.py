"""How `spbe read-report` tells what an official evaluation report says."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.methods.scores.scoring import Instrument
from analysis.present.command.words import marked, said, warned

Document = dict[str, object]


def document(found: Mapping[str, object]) -> Document:
    """The report with its warnings in words."""
    return {**found, "warnings": warned(found["warnings"])}


def lines(chosen: Instrument, found: Document) -> list[str]:
    """The report line by line: whose it is, the index, domains, aspects, then the level of each indicator."""
    known = said("command.report.known" if found["institution_id"] else "command.report.unknown", found)
    return [
        known,
        said("command.report.index", found),
        *_values(said("command.score.domain"), chosen.domains, found["domains"]),
        *_values(said("command.score.aspect"), chosen.aspects, found["aspects"]),
        *[said("command.report.level", item=f"{item:>5}", level=level, name=chosen.items[item].name_id)
          for item, level in found["levels"].items()],
    ]  # fmt: skip


def _values(word: str, parts: tuple, values: Mapping[str, float]) -> list[str]:
    rows = [(part, marked(f"{values[part.id]:.2f}")) for part in parts if part.id in values]
    return [f"{word:<7}{part.id:>3}  {value:>5}  {part.name_id}" for part, value in rows]
