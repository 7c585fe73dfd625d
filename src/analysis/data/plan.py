"""What was planned? `analysis_plan.yml`, read once and checked, with the hash that the report prints."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, create_model
from pydantic_core import PydanticCustomError

from analysis.data import files, yaml_files
from analysis.data.yaml_files import Document, shown
from analysis.data.yaml_schema import Line, Number, Scalar, Strict, Text, breaches, in_words, scalar
from analysis.methods.errors import InputError
from analysis.paths import PLAN

NUMBERS = (
    "linking_invariance_points", "few_clusters", "criteria_shift_assumed", "random_concordances", "fewest_falls",
    "power_wanted", "placebo_share", "synthetic_control_treatment", "synthetic_control_backdated",
    "synthetic_control_donors", "synthetic_control_poor_fit", "synthetic_control_p", "synthetic_control_effect",
    "ministries_known", "growth_fewest", "growth_quarters", "growth_forecast_gain", "growth_places_small",
)  # fmt: skip


def _different(items: list) -> list:
    twice = next((item for item in items if list(map(str, items)).count(str(item)) > 1), None)
    if twice is not None:
        raise PydanticCustomError("text", "{item} is given twice; keep one", {"item": shown(twice)})
    return items


def _ruled(value: Any) -> Any:
    """A rule that no code reads by name: a text, a number, or a list of numbers."""
    for item in value if isinstance(value, list) else [value]:
        scalar(item)
    return value


Options = Annotated[list[Scalar], Field(min_length=1), AfterValidator(_different)]
Words = Annotated[list[Line], AfterValidator(_different)]


class _Question(Strict):
    asks: Text
    estimand: Text
    words: Words
    keys: Words
    covers: Text = ""
    leaves_out: Text = ""


class _Control(Strict):
    id: Line
    is_: Text = Field(alias="is")
    expects: Text


class _Rule(Strict):
    """Rules with a number that the code reads; all others are texts, numbers or lists of numbers."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[str, Annotated[Any, AfterValidator(_ruled)]]


_Rules = create_model("_Rules", __base__=_Rule, **dict.fromkeys(NUMBERS, (Number, ...)))


class _Limits(Strict):
    """Of a forecast: the ends of the intervals that should hold half and nine tenths, and the median."""

    low90: Number
    low50: Number
    median: Number
    high50: Number
    high90: Number


class _Measures(Strict):
    rank: _Limits
    egdi: _Limits
    osi: _Limits


class _UnForecast(Strict):
    without_link: _Measures
    with_link: _Measures


class _IndexLine(Strict):
    n: int
    constant: Number
    slope: Number
    spreads: Annotated[list[Number], Field(min_length=1)]


class _Forecasts(Strict):
    """What was forecast before it was known: rules in words, the numbers they take, the numbers they gave."""

    declared: Line
    seen: Text
    country: Line
    un_from: int
    un_edition: int
    first_start: int
    nearest: int
    un_rule: Text
    national: dict[str, Number]
    link_rule: Text
    link_decision: Text
    un: _UnForecast
    index_before: int
    index_from: int
    index_year: int
    index_parts: int
    index_rule: Text
    index_line: _IndexLine


class _Verdict(Strict):
    decision: Line
    is_: Text = Field(alias="is")


class _Reading(Strict):
    means: Text
    decided_by: Text
    true_if: Text


class _Statement(Strict):
    """How a statement may be read; `speaker` is the reading that the speaker's words leave, where they leave one."""

    readings: dict[str, _Reading]
    speaker: Line = ""


class _Claims(Strict):
    """Statements, their readings, and one map from verdicts to decision words."""

    declared: Line
    verdicts: dict[str, _Verdict]
    almost_all: Annotated[list[Number], Field(min_length=2, max_length=2)]
    almost_all_is: Text
    most: Annotated[list[Number], Field(min_length=2, max_length=2)]
    most_is: Text
    unusual: Annotated[list[Number], Field(min_length=2, max_length=2)]
    unusual_is: Text
    statements: dict[str, _Statement]


class _Plan(Strict):
    declared: Line
    decision_words: Words
    questions: dict[str, _Question]
    universe: dict[str, dict[str, Options]]
    negative_controls: list[_Control]
    rules: _Rules
    forecasts: _Forecasts
    claims: _Claims


def plan(path: Path = PLAN) -> dict:
    """The plan of record. Raises InputError where a part is missing, unknown or of another kind.

    A universe maps each choice to its options; a decision word that a question may use are its `words`, and `keys` the
    beginnings of the keys of its sentences.
    """
    document = yaml_files.read(path, path.name)
    problems = [problem for _, problem in breaches(document, _Plan)] or [
        *_unknown_words(document),
        *_unknown_readings(document),
    ]
    if problems:
        raise InputError(problems)
    return document.content


def forecasts() -> dict:
    """The section `forecasts` of the plan, as it is written; read once while the file stays as it is."""
    return _forecasts(PLAN.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _forecasts(_stamp: int) -> dict:
    return plan()["forecasts"]


def claims() -> dict:
    """The section `claims` of the plan, as it is written; read once while the file stays as it is."""
    return _claims(PLAN.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _claims(_stamp: int) -> dict:
    return plan()["claims"]


def _unknown_readings(document: Document) -> list[str]:
    """A speaker's reading that is not listed, and a verdict whose decision word is not known."""
    claims, known = document.content["claims"], document.content["decision_words"]
    named = [
        (("claims", "statements", id, "speaker"), about.get("speaker"), list(about["readings"]), "its readings")
        for id, about in claims["statements"].items()
    ] + [
        (("claims", "verdicts", word, "decision"), about["decision"], known, ", ".join(known))
        for word, about in claims["verdicts"].items()
    ]
    return [
        f"{document.where(place)}: {': '.join(in_words(document, place))}: {shown(word)} is none of {of}; choose from "
        + (", ".join(allowed) if allowed is not known else "these")
        for place, word, allowed, of in named
        if word and word not in allowed
    ]


def _unknown_words(document: Document) -> list[str]:
    known = document.content["decision_words"]
    places = [
        ("questions", name, "words", number)
        for name, question in document.content["questions"].items()
        for number, word in enumerate(question["words"])
        if word not in known
    ]
    return [
        f"{document.where(place)}: {': '.join(in_words(document, place))}: "
        f"{shown(document.content['questions'][place[1]]['words'][place[3]])} is none of {', '.join(known)}; "
        "choose from these"
        for place in places
    ]


def sha256(path: Path = PLAN) -> str:
    """The hash of the plan as committed, hexadecimal."""
    return files.sha256(path)
