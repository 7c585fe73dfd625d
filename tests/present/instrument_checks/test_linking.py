"""Linking is told for either year, with the decision that the flag gives."""

from dataclasses import replace

import pytest

from analysis.present.instrument_checks import linking as show_linking
from analysis.present.phrases import type_word
from analysis.studies.instrument_checks import linking
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown

PREFIX = "instrument.linking"


@pytest.fixture(scope="module", params=[2023, 2024])
def result(request):
    return linking.study(request.param)


def test_every_part_publishes_what_it_promises(monkeypatch, result):
    page = Shown(monkeypatch)
    for part in (show_linking.functions, show_linking.accuracy, show_linking.invariance):
        part(result)
    assert page.keys("figure") == [f"{PREFIX}.by_type"]
    assert page.keys("table") == [
        f"{PREFIX}.{name}" for name in ("functions", "accuracy", "national", "known", "invariance", "rmsd")
    ]
    assert page.decisions == {f"{PREFIX}.{name}": word for name, word in linking.DECISIONS.items()} | {
        f"{PREFIX}.invariance": result.facts["decision"]
    }
    assert page.values[f"{PREFIX}.rmsd.linear"] == pytest.approx(result.rmsd["linear_rmsd"].max())


def test_the_decision_is_the_studys(monkeypatch, result):
    page = Shown(monkeypatch)
    calm = replace(result, facts=result.facts | {"flagged": 0, "decision": "arithmetic fact"})
    show_linking.invariance(calm)
    assert page.decisions == {f"{PREFIX}.invariance": "arithmetic fact"}


def test_every_type_is_drawn_and_read_out(monkeypatch, result):
    page = Shown(monkeypatch)
    show_linking.invariance(result)
    figure, about = page.figures[f"{PREFIX}.by_type"], page.about("figure")[0]
    assert fits(figure)
    assert collisions(figure) == []
    assert all(type_word(name) in about["alt"] for name in result.by_type["type"])
    assert about["csv"].startswith("type,")
