"""How `spbe explain-fall` tells what the change of instrument can explain of a fall."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.methods.effects.bounds import REFUTED
from analysis.methods.rounding import display
from analysis.present.command.words import aligned, decimal, marked, said, warned

WIDTH = 25  # characters of what a line is about
ROUNDING = 0.01  # how far a difference of two totals with two decimals may be off


def document(found: Mapping[str, object]) -> dict[str, object]:
    """The answer of `studies.shared.explanation.document`, what it covers, a sentence, warnings in words."""
    told = {name: x for name, x in found.items() if name != "warnings"}
    told |= {"covers": said("command.explain_fall.covers"), "sentence": sentence(found)}
    return told | {"warnings": warned(found["warnings"])}


def sentence(found: Mapping[str, object]) -> str:
    """The verdicts in words, for a person who asked whether the new indicators made a total fall."""
    facts = {name: _total(found[name]) for name in ("before", "after", "fall", "largest_fall")}
    if found["fall"] <= 0:
        return said("command.explain_fall.told.no_fall", facts)
    if found["rounding_decides"]:
        within = found["fall"] <= ROUNDING
        return said("command.explain_fall.told.tiny" if within else "command.explain_fall.told.rounding", facts)
    if found["verdict"] != REFUTED:
        return said("command.explain_fall.told.feasible", facts)
    is_too_much = found["verdict_all_new"] == REFUTED
    return said("command.explain_fall.told.refuted" if is_too_much else "command.explain_fall.told.all_new", facts)


def lines(found: Mapping[str, object]) -> list[str]:
    """The answer of `document` line by line; numbers half up, four decimals."""
    rounding = said("command.explain_fall.by_rounding") if found["rounding_decides"] else ""
    rows = {
        said("command.explain_fall.fall"): _four(found["fall"]),
        said("command.explain_fall.management"): _verdict(found["verdict"]) + rounding,
        **_largest(found),
        said("command.explain_fall.needed_level_flat"): _needed(found, "needed_level_flat", "verdict"),
        said("command.explain_fall.all_new"): _verdict(found["verdict_all_new"]),
        said("command.explain_fall.needed_level"): _needed(found, "needed_level_all_new", "verdict_all_new"),
        said("command.explain_fall.old_profile"): _range(found["effect_at_old_profile"]),
        said("command.explain_fall.new_profile"): _range(found["effect_at_new_profile"]),
        said("command.explain_fall.least_real_fall"): _four(found["least_real_fall"]),
    }
    return [*aligned(rows, WIDTH), said("command.explain_fall.floor", found), found["sentence"]]


def _largest(found: Mapping[str, object]) -> dict[str, str]:
    """How far the management domain lowers the total; of totals below the new scale, how far it raises them."""
    low, high = found["largest_fall_interval"]
    if found["largest_fall"] < 0:
        facts = {"largest": _four(-found["largest_fall"]), "interval": _range((-high, -low))}
        return {said("command.explain_fall.least_rise"): said("command.explain_fall.at_most", facts)}
    name = said("command.explain_fall.largest_fall")
    facts = {"largest": _four(found["largest_fall"]), "interval": _range((low, high))}
    if found["largest_share"] is None:
        return {name: said("command.explain_fall.at_most", facts)}
    share = decimal(100 * found["largest_share"], 1)
    return {name: said("command.explain_fall.at_most_share", facts, share=share)}


def _needed(found: Mapping[str, object], level: str, verdict: str) -> str:
    """A level that would have to be, and what it means where no indicator can stand there or none has to."""
    shown = _four(found[level])
    if found["fall"] <= 0:
        return shown + said("command.explain_fall.needed.no_fall")
    if found[level] >= found["lowest_level"]:
        return shown
    is_out = found[verdict] == REFUTED
    return shown + said("command.explain_fall.needed.impossible" if is_out else "command.explain_fall.needed.uneven")


def _verdict(verdict: str) -> str:
    return said(f"command.explain_fall.verdict.{verdict.replace(' ', '_')}")


def _range(ends: tuple[float, float]) -> str:
    low, high = (_four(x) for x in ends)
    return said("number.range", low=low, high=high)


def _four(x: float) -> str:
    return decimal(x, 4)


def _total(x: float) -> str:
    """Two decimals, and up to four where the number has them."""
    two, four = display(x, 2), display(x, 4)
    return marked(two if float(two) == float(four) else four.rstrip("0"))
