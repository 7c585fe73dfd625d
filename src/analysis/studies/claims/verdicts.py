"""What is said of a statement? Six words, each with its decision word in the plan; a rule computes which of them.

A statement is read in ways that the plan lists before a rule is asked; each reading gets a verdict of its own. There is
a verdict on the whole statement only where the plan says which reading is the speaker's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

from analysis.data import plan
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED, NOT_SUPPORTED, REFUTED

TRUE, FALSE, MISLEADING, CIRCULAR = "true", "false", "misleading", "circular"
VERDICTS = (TRUE, FALSE, MISLEADING, NOT_SUPPORTED, CIRCULAR, CANNOT_BE_DECIDED)


class Figure(NamedTuple):
    """One figure that decides: of what (an id, or a word of the catalogue), what is measured, when, and whose it is."""

    subject: str
    measure: str
    year: int
    value: float | None
    source_id: str


@dataclass(frozen=True)
class Reading:
    """A way to read a statement, and what the figures make of it.

    facts: what its sentence names. figures: those that decide it. lacking: ids of data without which it is not decided.
    """

    id: str
    verdict: str
    facts: Mapping[str, object] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A row of the table of claims, with the numbers that the statement names."""

    id: str
    article: str
    publisher: str
    date: str
    speaker: str
    statement: str
    quantities: tuple[Fraction, ...]
    printed: tuple[str, ...] = ()  # the same as the table has them

    @property
    def group(self) -> str:
        """The article in one word: what its claims' ids begin with."""
        return self.id.partition("-")[0]


def decision(verdict: str) -> str:
    """The decision word of a verdict: the plan's one map."""
    return plan.claims()["verdicts"][verdict]["decision"]


def shares(name: str) -> tuple[float, float]:
    """The two shares between which the plan leaves a word undecided: `almost_all`, `most`, `unusual`."""
    low, high = plan.claims()[name]
    return low, high


def plain(holds: bool) -> str:
    """The verdict on what the figures decide either way."""
    return TRUE if holds else FALSE


def literal(holds: bool, suggested: bool) -> str:
    """The verdict on what holds to the letter, beside what the sentence suggests.

    Misleading: true to the letter, but of another set, or on another basis, than the sentence suggests, and not true of
    that one.
    """
    return plain(holds) if suggested or not holds else MISLEADING


def almost_all(low: float, high: float) -> str:
    """The verdict on a share, of which `low` and `high` are the bounds, as almost all."""
    return _large(low, high, "almost_all")


def most(low: float, high: float) -> str:
    """The verdict on a share, of which `low` and `high` are the bounds, as most of the whole."""
    return _large(low, high, "most")


def _large(low: float, high: float, word: str) -> str:
    smaller, larger = shares(word)
    if low >= larger:
        return TRUE
    return FALSE if high < smaller else CANNOT_BE_DECIDED


def unusual(low: float, high: float) -> str:
    """The verdict on a place, as a share of those compared with the bounds `low` and `high`, as unusual."""
    smaller, larger = shares("unusual")
    if high <= smaller:
        return TRUE
    return FALSE if low > larger else CANNOT_BE_DECIDED


def of_decision(word: str) -> str:
    """The verdict on a causal statement from the decision word of the study that bears on it.

    That two things go together does not decide it, nor do figures that are too weak.
    """
    return {NOT_SUPPORTED: NOT_SUPPORTED, REFUTED: FALSE}.get(word, CANNOT_BE_DECIDED)


def confirmed(same: int, other: int) -> str:
    """The verdict on a printed figure by independent publishers that print the same, or another one."""
    if other:
        return FALSE
    return TRUE if same else CIRCULAR


def weakest(*verdicts: str) -> str:
    """The verdict on several figures at once: the first of an order, from false to true, that one of them has."""
    order = (FALSE, MISLEADING, NOT_SUPPORTED, CIRCULAR, CANNOT_BE_DECIDED, TRUE)
    return next(word for word in order if word in verdicts)
