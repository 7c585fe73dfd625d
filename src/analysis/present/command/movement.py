"""How `spbe movement` tells what moved a country between two editions of the UN survey."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.methods.rounding import display
from analysis.present import language
from analysis.present.command.words import said, warned
from analysis.studies.shared.survey import SHORT

WIDTH = 22  # characters of what a line is about
SET = 11  # of a range of ranks
CODE = 3  # letters of a state


def country_names() -> dict[str, str]:
    """Name -> code of the states in every language of the catalogue that has them."""
    named = {}
    for one in language.LANGUAGES:
        for key, name in language.catalogue(one).items():
            room, _, code = key.partition(".")
            if room == "country" and len(code) == CODE:
                named[name] = code
    return named


def document(found: Mapping[str, object]) -> dict[str, object]:
    """The answer of `studies.un_movement.movement_document.document` with its warnings in words."""
    return {**found, "warnings": warned(found["warnings"])}


def lines(found: Mapping[str, object]) -> list[str]:
    """The answer of `document` line by line: places to two decimals, plus is up.

    First what no shift of a component can change; own and others' parts as printed come last.
    """
    rows = {
        said("command.movement.published"): said("command.movement.ranks", found),
        said("command.movement.places.both"): _places(found["paired"]),
        said("command.movement.score"): _signed(found["score_change"], 4),
    }
    rows[said("command.movement.least")] = _row(found["rank_interval_to"])
    for end in ("from", "to"):
        sets = found[f"rank_interval_{end}"].values()
        row = _row([said("number.range.cell", low=str(best), high=str(worst)) for best, worst in sets])
        rows[said("command.movement.sets", edition=found[f"edition_{end}"])] = row
    rows |= {said(f"command.movement.places.{side}"): _places(parts) for side, parts in found["shapley"].items()}
    for side in ("own_only", "others_only"):
        rows[said(f"command.movement.{side}")] = said("command.movement.rank", rank=found[side])
    aligned = [f"{name:<{WIDTH}}{text}" for name, text in rows.items()]
    return [said("command.movement.country", found), *aligned, said("command.movement.told")]


def _row(texts: list[str] | Mapping[str, object]) -> str:
    return "".join(f"{text:<{SET}}" for text in texts).rstrip()


def _places(parts: Mapping[str, float]) -> str:
    return ", ".join(f"{SHORT[component]} {_signed(places, 2)}" for component, places in parts.items())


def _signed(x: float, digits: int) -> str:
    written = display(x, digits)
    return f"+{written}" if x > 0 and written.strip("0.") else written
