"""What every specification of the plan answers: two curves, what each choice moves, and the plan's own hash."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.present import publish
from analysis.present.charts.specification_curve import specification_curve
from analysis.present.phrases import only, phrase
from analysis.studies.instrument_checks.multiverse import EFFECT, MAIN_EFFECT, MAIN_FALL, UNEXPLAINED, Result


def plan(result: Result) -> None:
    """The plan's hash and when it was declared, and the values of both curves."""
    publish.sentence("instrument.multiverse.plan", **result.facts["plan"])
    publish.values("instrument", result.values)


def effects(result: Result) -> None:
    """The mean effect under every specification: sentence, curve and what moves it."""
    facts = result.facts["effects"]
    names = (
        "n",
        "n_as_strict",
        "low_as_strict",
        "high_as_strict",
        "low_rescored",
        "high_rescored",
        "low",
        "high",
        "shift",
    )
    publish.sentence("instrument.multiverse.effects", "bounded", **only(facts, *names))
    frame = result.effects
    choices = _choices(frame, EFFECT)
    publish.old_figure(
        "instrument.multiverse.effects",
        specification_curve(
            frame,
            value=EFFECT,
            choices={name: phrase(f"instrument.multiverse.choice.{name}") for name in choices},
            options=_options(frame, choices),
            main=MAIN_EFFECT,
            reference=(0, phrase("instrument.multiverse.no_effect")),
            title=phrase("instrument.multiverse.effects.title", **only(facts, "low_as_strict", "high_as_strict")),
            subtitle=phrase("instrument.multiverse.effects.subtitle", **only(facts, "n")),
            source=phrase("instrument.multiverse.source"),
        ),
        frame,
        title=phrase("instrument.multiverse.effects.caption"),
        alt=phrase("instrument.multiverse.effects.alt", **only(facts, "n", "low", "high")),
    )
    _influence("influence", result.effects_influence, "+.3f", ".3f")


def falls(result: Result) -> None:
    """The share of unexplained falls under every specification: sentence, curve and what moves it."""
    facts = {**result.facts["falls"], "choice": _lower(result.facts["falls"]["choice"])}
    publish.sentence("instrument.multiverse.falls", "bounded", **facts)
    frame = result.falls.dropna(subset=[UNEXPLAINED])
    choices = _choices(frame, UNEXPLAINED)
    publish.old_figure(
        "instrument.multiverse.falls",
        specification_curve(
            frame,
            value=UNEXPLAINED,
            choices={name: phrase(f"instrument.multiverse.choice.{name}") for name in choices},
            options=_options(frame, choices),
            main=MAIN_FALL,
            form=".1%",
            limits=(-0.06, 1.06),
            title=phrase("instrument.multiverse.falls.title", **only(facts, "low", "high", "choice")),
            subtitle=phrase("instrument.multiverse.falls.subtitle", **only(facts, "n", "fewest")),
            source=phrase("instrument.multiverse.source"),
        ),
        frame,
        title=phrase("instrument.multiverse.falls.caption"),
        alt=phrase("instrument.multiverse.falls.alt", **only(facts, "n", "low", "high")),
    )
    _influence("falls_influence", result.falls_influence, ".1%", ".1%")


def _influence(name: str, frame: pd.DataFrame, form: str, moves: str) -> None:
    named = frame.assign(
        choice_name=[phrase(f"instrument.multiverse.choice.{choice}") for choice in frame["choice"]],
        low_name=[_word(c, o) for c, o in zip(frame["choice"], frame["low_option"], strict=True)],
        high_name=[_word(c, o) for c, o in zip(frame["choice"], frame["high_option"], strict=True)],
    )
    publish.old_table(
        f"instrument.multiverse.{name}",
        named,
        title=phrase(f"instrument.multiverse.{name}"),
        columns={
            "choice_name": ("Choice", "text"),
            "low_name": ("Lowest with", "text"),
            "low": ("Mean", form),
            "high_name": ("Highest with", "text"),
            "high": ("Mean", form),
            "moves": ("Moves", moves),
        },
        note=phrase(f"instrument.multiverse.{name}.note"),
    )


def _choices(frame: pd.DataFrame, value: str) -> list[str]:
    return [column for column in frame if column not in (value, "n")]


def _options(frame: pd.DataFrame, choices: Iterable[str]) -> dict[str, dict[object, str]]:
    """Each choice's options in the order of the plan, with their words."""
    return {choice: {option: _word(choice, option) for option in dict.fromkeys(frame[choice])} for choice in choices}


def _word(choice: str, option: object) -> str:
    if choice.endswith("year") and not isinstance(option, str):
        return str(option)
    if choice == "old_floor":
        return phrase(f"instrument.multiverse.option.floor_{option}")
    return phrase(f"instrument.multiverse.option.{option if isinstance(option, str) else format(option, 'g')}")


def _lower(choice: str) -> str:
    word = phrase(f"instrument.multiverse.choice.{choice}")
    return word[0].lower() + word[1:]
