"""Studies that several tests look at are computed once a process; what they give is read and never altered."""

from __future__ import annotations

from functools import cache

from analysis.studies.spbe_and_un import synthetic_control


@cache
def controlled(rule: str = "nearest", year: int = 2018) -> synthetic_control.Result:
    """`synthetic_control.study` of one rule of donors and year of treatment."""
    return synthetic_control.study(rule, year)
