"""The page about growth, told once a process for each type."""

from __future__ import annotations

from functools import cache

import pytest

from analysis.present import growth as show
from analysis.studies.growth import contributions, crowding, edges, noise, panel, persistence, places
from tests.present.shown import Shown

FEW = ("kementerian", "lembaga", "lainnya")  # of whose policy values hardly any fell


@cache
def studied(institution_type):
    both, weights = panel.panel(institution_type), contributions.weights()
    return {
        "both": both,
        "parts": contributions.study(institution_type),
        "crowding": crowding.study(both, weights),
        "noise": noise.study(both, weights),
        "persistence": persistence.study(both),
        "places": places.study(both),
        "edges": edges.study(both),
    }


@cache
def told(institution_type):
    """The whole page of a type, told once, and what was studied for it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        return _told(monkeypatch, institution_type)


def _told(monkeypatch, institution_type):
    page, found = Shown(monkeypatch), studied(institution_type)
    show.findings.grew(found["parts"])
    show.findings.noisy(found["noise"], institution_type)
    for part in (show.contributions.answer, show.contributions.steps, show.contributions.by_type):
        part(found["parts"])
    show.contributions.ways(found["parts"])
    show.contributions.real(found["parts"])
    show.crowding.who(found["both"])
    show.crowding.answer(found["crowding"], institution_type)
    for part in (show.noise.falls, show.noise.predicates):
        part(found["noise"], institution_type)
    for part in (show.persistence.lines, show.persistence.following, show.persistence.forecast):
        part(found["persistence"], institution_type)
    show.places.shares(found["places"])
    for part in (show.edges.ceiling, show.edges.cut_offs):
        part(found["edges"], institution_type)
    return page, found
