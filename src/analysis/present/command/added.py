"""How `spbe add` tells what an added table changed."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.present.command.words import said

Document = Mapping[str, object]
LISTED = 12  # of each kind


def lines(found: Document) -> list[str]:
    """The document of `data.add.take_in` line by line: what was added, what it changed, which pages read that."""
    out = [said("command.add.added" if found["added"] else "command.add.checked", found)]
    if found["new_institutions"]:
        out.append(said("command.add.new_institutions", names=", ".join(found["new_institutions"])))
    if found["institutions_first_held_for_the_year"]:
        out.append(said("command.add.first", n=found["institutions_first_held_for_the_year"]))
    out += _listed("command.add.preferred", "command.add.preferred_one", found["now_preferred"])
    out += _listed("command.add.conflicts", "command.add.conflict", found["conflicts"])
    out += _listed("command.add.names", "", found["names_written"])
    out += _listed("command.add.corrections", "", found["corrections_written"])
    out += _listed("command.add.exceptions", "command.add.exception", found["exceptions_written"])
    out += _listed("command.add.removed", "command.add.exception", found["exceptions_removed"])
    out.append(said("command.add.tables", names=", ".join(found["tables"])))
    pages = ", ".join(found["pages"])
    out.append(said("command.add.pages", names=pages) if pages else said("command.add.no_pages"))
    return [*out, said("command.add.next")] if found["added"] else out


def _listed(head: str, key: str, rows: list[Document]) -> list[str]:
    """How many there are, and the first of them where they have a text of their own; nothing where there is none."""
    if not rows:
        return []
    shown = [said(key, row) for row in rows[:LISTED]] if key else []
    more = len(rows) - LISTED if key else 0
    return [said(head, n=len(rows)), *shown, *([said("command.add.more", n=more)] if more > 0 else [])]
