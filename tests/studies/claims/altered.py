"""Processed tables with a figure changed, a row added or rows lost, as the rules would read them."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import pytest

from analysis.data import tables
from analysis.studies.claims import ledger
from analysis.studies.claims.rules import merangin
from analysis.studies.shared import scorecard, survey

REAL = tables.load


def without_the_link(monkeypatch: pytest.MonkeyPatch) -> None:
    """The study of the link takes seconds and has tests of its own: an answer in its place."""
    answer = lru_cache(lambda: ("inconclusive", {"osi_place": 6, "tii_place": 5, "states": 193}))
    monkeypatch.setattr(merangin, "_answer", answer)


class Altered:
    """`tables.load` gives the changed tables until the test ends."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch):
        self.frames: dict[str, pd.DataFrame] = {}
        without_the_link(monkeypatch)
        monkeypatch.setattr(tables, "load", lambda name, *folder: self.frames.get(name, REAL(name, *folder)))
        self.forget()

    def forget(self) -> None:
        """What was made of other tables."""
        for kept in (merangin._answer, scorecard.instrument, survey.move):
            kept.cache_clear()

    def rows(self, name: str, where: dict[str, object]) -> pd.Index:
        """The labels of the rows that `where` names."""
        frame = self.frames.setdefault(name, REAL(name).copy())
        for column, value in where.items():
            frame = frame[frame[column].isin(value if isinstance(value, list | tuple | set) else [value])]
        return frame.index

    def set(self, name: str, where: dict[str, object], **values: object) -> None:
        """Other values in the rows that `where` names; there is one at least."""
        labels = self.rows(name, where)
        assert len(labels), (name, where)
        for column, value in values.items():
            self.frames[name].loc[labels, column] = value

    def add(self, name: str, like: dict[str, object], *changed: dict[str, object]) -> None:
        """A copy of the first row that `like` names, a copy for each dictionary, changed as that says."""
        first = self.frames[name].loc[self.rows(name, like)[:1]] if self.rows(name, like).size else REAL(name).head(1)
        copies = [first.assign(**values) for values in changed]
        self.frames[name] = pd.concat([self.frames[name], *copies], ignore_index=True)

    def drop(self, name: str, where: dict[str, object]) -> None:
        labels = self.rows(name, where)
        assert len(labels), (name, where)
        self.frames[name] = self.frames[name].drop(labels).reset_index(drop=True)

    def verdict(self, claim: str, reading: str) -> str:
        """The verdict on a reading by its rule, from the tables as they are now."""
        self.forget()
        (found,) = (x.verdict for x in ledger.judge(ledger.claims()[claim]).readings if x.id == reading)
        return found
