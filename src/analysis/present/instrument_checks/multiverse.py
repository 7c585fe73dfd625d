"""What every specification of the plan answers: two curves, what each choice moves, and the plan's own hash."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.present import publish
from analysis.present.charts.specification_curve import specification_curve
from analysis.present.phrases import capital, phrase
from analysis.studies.instrument_checks.multiverse import (
    DECISION,
    EFFECT,
    MAIN_EFFECT,
    MAIN_FALL,
    UNEXPLAINED,
    Result,
)

HEADS = ("choice_name", "low_name", "low", "high_name", "high", "moves")


def plan(result: Result) -> None:
    """The plan's hash and when it was declared, and the values of both curves."""
    declared = phrase("instrument.multiverse.declared")  # what the plan says of itself, in the reader's language
    publish.sentence("instrument.multiverse.plan", None, result.facts["plan"], declared=declared)
    publish.values("instrument", result.values)


def effects(result: Result) -> None:
    """The mean effect under every specification: sentence, curve and what moves it."""
    facts = result.facts["effects"]
    publish.sentence("instrument.multiverse.effects", DECISION, facts)
    reference = (0, phrase("instrument.multiverse.no_effect"))
    _curve("instrument.multiverse.effects", result.effects, EFFECT, facts, main=MAIN_EFFECT, reference=reference)
    _influence("instrument.multiverse.influence", result.effects_influence, "+.3f", ".3f")


def falls(result: Result) -> None:
    """The share of unexplained falls under every specification: sentence, curve and what moves it."""
    facts = {**result.facts["falls"], "choice": _choice(result.facts["falls"]["choice"])}
    publish.sentence("instrument.multiverse.falls", DECISION, facts)
    frame, ends = result.falls.dropna(subset=[UNEXPLAINED]), (-0.06, 1.06)
    _curve("instrument.multiverse.falls", frame, UNEXPLAINED, facts, main=MAIN_FALL, form=".1%", limits=ends)
    _influence("instrument.multiverse.falls_influence", result.falls_influence, ".1%", ".1%")


def _curve(key: str, frame: pd.DataFrame, value: str, facts: Mapping[str, object], **options: object) -> None:
    """Each choice's options stand in the order of the plan, with their words."""
    choices = [column for column in frame if column not in (value, "n")]
    publish.figure(
        key,
        specification_curve,
        frame,
        facts,
        texts={"source": "instrument.multiverse.source"},
        value=value,
        choices={choice: capital(_choice(choice)) for choice in choices},
        options={choice: {option: _option(choice, option) for option in frame[choice].unique()} for choice in choices},
        **options,
    )


def _influence(key: str, frame: pd.DataFrame, form: str, moves: str) -> None:
    words = {"choice_name": [capital(_choice(choice)) for choice in frame["choice"]]}
    for end in ("low", "high"):
        words[f"{end}_name"] = [_option(*row) for row in zip(frame["choice"], frame[f"{end}_option"], strict=True)]
    columns = dict(zip(HEADS, ("text", "text", form, "text", form, moves), strict=True))
    heads = {column: phrase(f"instrument.multiverse.head.{column}") for column in HEADS}
    publish.table(key, frame.assign(**words), columns, heads=heads)


def _choice(choice: str) -> str:
    return phrase(f"instrument.multiverse.choice.{choice}")


def _option(choice: str, option: object) -> str:
    if choice == "criteria_shift":
        side = f"{'minus' if option < 0 else 'plus'}_{100 * abs(option):.0f}"
        return phrase(f"instrument.multiverse.shift.{side}")
    if choice == "old_floor":
        return phrase(f"instrument.multiverse.floor.{option}")
    return phrase(f"instrument.multiverse.option.{option}") if isinstance(option, str) else str(option)
