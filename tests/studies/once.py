"""Studies that several tests look at are computed once a process; what they give is read and never altered."""

from __future__ import annotations

from functools import cache

from analysis.studies.instrument_change import other_explanations, totals_before_after
from analysis.studies.spbe_and_un import osi_ceiling, synthetic_control, timing


@cache
def before_and_after() -> totals_before_after.Result:
    """`totals_before_after.study` of the published page."""
    return totals_before_after.study("all", "last", "official", 0, "kabupaten-grobogan")


@cache
def other_explained() -> other_explanations.Result:
    """`other_explanations.study` of all institutions."""
    return other_explanations.study("all")


@cache
def timed(pairing: str = "same_year") -> timing.Result:
    """`timing.study` of one pairing."""
    return timing.study(pairing)


@cache
def ceiling() -> osi_ceiling.Result:
    """`osi_ceiling.study`."""
    return osi_ceiling.study()


@cache
def controlled(rule: str = "nearest", year: int = 2018) -> synthetic_control.Result:
    """`synthetic_control.study` of one rule of donors and year of treatment; every design is made once."""
    declared = (rule, year) == ("nearest", 2018)
    return synthetic_control.study(rule, year, None if declared else controlled("nearest", 2018).designs)
