"""Tables of the UN survey with an edition more, or with planted moves."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.studies.shared import survey


def with_edition(monkeypatch: pytest.MonkeyPatch, edition: int = 2026, **country: object) -> pd.DataFrame:
    """The survey with one more edition, a copy of the last one, in which Indonesia has the given figures."""
    table = survey.table()
    last = table[table["edition"] == table["edition"].max()].assign(edition=edition)
    last.loc[last["iso3"] == "IDN", list(country)] = list(country.values())
    grown = pd.concat([table, last], ignore_index=True)
    monkeypatch.setattr(survey, "table", lambda: grown)
    return grown


def moving(monkeypatch: pytest.MonkeyPatch, rise: float) -> None:
    """A survey in which every state starts where it did in 2008 and rises by the same in every edition; ranks stay."""
    table = survey.table()
    first = table[(table["edition"] == 2008) & table["rank"].notna()]
    editions = [edition for edition in survey.editions() if edition >= 2008]
    parts = [
        first.assign(edition=edition, egdi=first["egdi"] / 2 + rise * k, osi=first["osi"] / 2 + rise * k)
        for k, edition in enumerate(editions)
    ]
    monkeypatch.setattr(survey, "table", lambda: pd.concat(parts, ignore_index=True))
