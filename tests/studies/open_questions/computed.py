"""The studies of the page, computed once a process where nothing is planted."""

from __future__ import annotations

from functools import cache

from analysis.studies.open_questions import five_studies, index_forecast, link, un_forecast, un_scoring


@cache
def forecast(country: str = "IDN") -> un_forecast.Result:
    """`un_forecast.study` of one country."""
    return un_forecast.study(country)


@cache
def linked() -> link.Result:
    """`link.study`."""
    return link.study()


def scored(country: str = "IDN") -> un_scoring.Result:
    """`un_scoring.study` of the survey as it is at the time."""
    return un_scoring.study(forecast(country), linked())


@cache
def index() -> index_forecast.Result:
    """`index_forecast.study`."""
    return index_forecast.study()


@cache
def studies() -> five_studies.Result:
    """`five_studies.study`."""
    return five_studies.study(linked())
