"""How `spbe institution` tells what the tables say about one institution."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.present.command.words import aligned, decimal, said, signed, warned

WIDTH = 20  # characters of what a line is about


def document(found: Mapping[str, object]) -> dict[str, object]:
    """The answer of `studies.institution.institution_document.document` with its warnings in words."""
    return {**found, "warnings": warned(found["warnings"])}


def lines(found: Mapping[str, object]) -> list[str]:
    """The answer of `document` line by line: a line a year, then the places, then the pair; values half up."""
    years = [(str(year["year"]), _year(year)) for year in found["years"]]
    place = found["place"]
    rows = [
        *years,
        (said("command.institution.in_type"), _place(place["in_type"], place["why_no_type"], place)),
        (said("command.institution.in_province"), _place(place["in_province"], place["why_no_province"], place)),
        (said("command.institution.pair"), _pair(found["pair"])),
    ]
    return [_first(found), *aligned(rows, WIDTH), *_covers(found)]


def _first(found: Mapping[str, object]) -> str:
    return said("command.institution.name_local" if found["province"] else "command.institution.name_central", found)


def _year(year: Mapping[str, object]) -> str:
    predicate = year["predicate"] or said("command.institution.no_predicate")
    text = said("command.institution.year", index=decimal(year["index"]), instrument=year["instrument"],
                predicate=predicate)  # fmt: skip
    if year["effect"] is None:
        return text
    facts = {"index_35": decimal(year["index_35"]), "effect": signed(year["effect"])}
    return text + said("command.institution.effect", facts)


def _place(place: Mapping[str, object] | None, why: str | None, of: Mapping[str, object]) -> str:
    if place is None:
        return said(f"command.institution.no_place.{why}")
    is_one = place["best"] == place["worst"]
    return said("command.institution.place_one" if is_one else "command.institution.place_range", {**of, **place})


def _pair(pair: Mapping[str, object] | None) -> str:
    if pair is None:
        return said("command.institution.no_pair")
    facts = {**pair, "before": decimal(pair["before"]), "after": decimal(pair["after"])}
    text = said("command.institution.totals", facts)
    if pair["fall"] <= 0:
        return text + said("command.institution.rose" if pair["fall"] < 0 else "command.institution.same")
    verdict = said(f"command.explain_fall.verdict.{pair['verdict'].replace(' ', '_')}")
    return text + said("command.institution.fell", pair, verdict=verdict)


def _covers(found: Mapping[str, object]) -> list[str]:
    """What the effect covers and how a place is counted, each where it was told."""
    place = found["place"]
    effect = [said("command.institution.effect_covers")] * any(year["effect"] is not None for year in found["years"])
    counts = [said("command.institution.place_counts", place)] * bool(place["in_type"] or place["in_province"])
    return [*effect, *counts]
