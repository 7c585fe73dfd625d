"""How `spbe movement` tells what moved a country between two editions of the UN survey."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.present import language
from analysis.present.command.words import aligned, marked, said, signed, warned
from analysis.present.phrases import country
from analysis.studies.shared.survey import SHORT

WIDTH = 22  # characters of what a line is about
SET = 11  # of a range of ranks, at least
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
        said("command.movement.score"): signed(found["score_change"], 4),
    }
    rows |= _sets(found)
    rows |= {said(f"command.movement.places.{side}"): _places(parts) for side, parts in found["shapley"].items()}
    for side in ("own_only", "others_only"):
        rows[said(f"command.movement.{side}")] = said("command.movement.rank", rank=found[side])
    name = country(str(found["iso3"]), plain=True)
    return [
        said("command.movement.country", found, country=name),
        *aligned(rows, WIDTH),
        said("command.movement.told"),
    ]


def _sets(found: Mapping[str, object]) -> dict[str, str]:
    """The ranks of both editions under weights: a row of least weights, then a row an edition, in columns."""
    texts = {said("command.movement.least"): [marked(least) for least in found["rank_interval_to"]]}
    for end in ("from", "to"):
        sets = found[f"rank_interval_{end}"].values()
        ranges = [said("number.range.cell", low=str(best), high=str(worst)) for best, worst in sets]
        texts[said("command.movement.sets", edition=found[f"edition_{end}"])] = ranges
    width = max([SET, *(len(text) + 1 for row in texts.values() for text in row)])
    return {name: "".join(f"{text:<{width}}" for text in row).rstrip() for name, row in texts.items()}


def _places(parts: Mapping[str, float]) -> str:
    return ", ".join(f"{SHORT[component]} {signed(places)}" for component, places in parts.items())
