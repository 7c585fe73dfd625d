"""What a check of the tables yields: findings, and how many cases it looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Finding:
    """Something that does not agree: where (a key that an exception can name) and what was found.

    `kind` and `facts` say the same to whoever writes it in another language: the page of the sources has a text of that
    name. A finding that is not listed under exceptions needs neither.
    """

    where: str
    text: str
    kind: str = field(default="", compare=False)
    facts: Mapping[str, object] = field(default_factory=dict, compare=False)


def told(kind: str, where: str, template: str, **facts: object) -> Finding:
    """A finding that readers are told of too: `template` is the text, filled with the facts."""
    return Finding(where, template.format(**facts), kind, facts)


@dataclass(frozen=True)
class Result:
    """Outcome of one check: cases looked at, findings listed by name with their reason, and what fails."""

    check: str
    question: str
    cases: int
    listed: list[tuple[Finding, str]]
    failed: list[Finding]
