"""Linking is told for either year, with the decision that the flag gives."""

from dataclasses import replace

import pytest

from analysis.present.instrument_checks import linking as show_linking
from analysis.studies.instrument_checks import linking
from tests.present.shown import Shown

PARTS = (show_linking.functions, show_linking.accuracy, show_linking.invariance)


@pytest.fixture(scope="module", params=[2023, 2024])
def result(request):
    return linking.study(request.param)


def test_every_part_publishes_what_it_promises(monkeypatch, result):
    page = Shown(monkeypatch)
    for part in PARTS:
        part(result)
    prefix = "instrument.linking"
    assert page.keys("figure") == [f"{prefix}.by_type"]
    assert page.keys("table") == [
        f"{prefix}.{name}" for name in ("functions", "accuracy", "national", "known", "invariance", "rmsd")
    ]
    decisions = {about["key"]: about["decision"] for about in page.about("sentence")}
    assert decisions[f"{prefix}.functions"] == "associated only"
    assert decisions[f"{prefix}.invariance"] == result.facts["decision"]
    assert "linking, not equating" in page.sentences[f"{prefix}.functions"]
    assert page.values[f"{prefix}.rmsd.linear"] == pytest.approx(result.rmsd["linear_rmsd"].max())


def test_the_decision_is_the_studys(monkeypatch, result):
    page = Shown(monkeypatch)
    calm = replace(result, facts=result.facts | {"flagged": 0, "decision": "arithmetic fact"})
    show_linking.invariance(calm)
    [sentence] = page.about("sentence")
    assert sentence["decision"] == "arithmetic fact"
    assert "0 of 3 functions" in sentence["text"]
