"""How the page of one institution is told. A notebook takes it as `show`."""

from analysis.present.institution import (
    alike,
    change,
    domains,
    effect,
    expected,
    history,
    identity,
    levels,
    next_steps,
    place,
    sources,
    what_if,
)

__all__ = [
    "alike",
    "change",
    "domains",
    "effect",
    "expected",
    "history",
    "identity",
    "levels",
    "next_steps",
    "place",
    "sources",
    "what_if",
]
