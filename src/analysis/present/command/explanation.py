"""How `spbe explain-fall` tells what the change of instrument can explain of a fall."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.methods.rounding import display
from analysis.present.command.words import said, warned

WIDTH = 25  # characters of what a line is about


def document(found: Mapping[str, object]) -> dict[str, object]:
    """The answer of `studies.shared.explanation.document` with what it covers, and its warnings in words."""
    told = {name: x for name, x in found.items() if name != "warnings"}
    return told | {"covers": said("command.explain_fall.covers"), "warnings": warned(found["warnings"])}


def lines(found: Mapping[str, object]) -> list[str]:
    """The answer of `document` line by line; numbers half up, four decimals."""
    rounding = said("command.explain_fall.by_rounding") if found["rounding_decides"] else ""
    rows = {
        said("command.explain_fall.fall"): _four(found["fall"]),
        said("command.explain_fall.management"): _verdict(found["verdict"]) + rounding,
        said("command.explain_fall.largest_fall"): _largest(found),
        said("command.explain_fall.needed_level_flat"): _four(found["needed_level_flat"]),
        said("command.explain_fall.all_new"): _verdict(found["verdict_all_new"]),
        said("command.explain_fall.needed_level"): _four(found["needed_level_all_new"]),
        said("command.explain_fall.old_profile"): _range(found["effect_at_old_profile"]),
        said("command.explain_fall.new_profile"): _range(found["effect_at_new_profile"]),
        said("command.explain_fall.least_real_fall"): _four(found["least_real_fall"]),
    }
    return [*(f"{name:<{WIDTH}}{text}" for name, text in rows.items()), said("command.explain_fall.floor", found)]


def _largest(found: Mapping[str, object]) -> str:
    facts = {"largest": _four(found["largest_fall"]), "interval": _range(found["largest_fall_interval"])}
    if found["largest_share"] is None:
        return said("command.explain_fall.at_most", facts)
    return said("command.explain_fall.at_most_share", facts, share=display(100 * found["largest_share"], 1))


def _verdict(verdict: str) -> str:
    return said(f"command.explain_fall.verdict.{verdict.replace(' ', '_')}")


def _range(ends: tuple[float, float]) -> str:
    low, high = (_four(x) for x in ends)
    return said("number.range", low=low, high=high)


def _four(x: float) -> str:
    return str(display(x, 4))
