"""Weights against main effects can be told for both complete lists."""

import pytest

from analysis.present.instrument_checks import main_effects as show_main_effects
from analysis.studies.instrument_checks import main_effects
from tests.present.shown import Shown


@pytest.mark.parametrize("year", [2023, 2024])
def test_it_publishes_what_it_promises(monkeypatch, year):
    page = Shown(monkeypatch)
    show_main_effects.weights(main_effects.study(year))
    table = page.table("instrument.main_effects.weights")
    assert [row[0] for row in table["cells"]] == ["Policy", "Governance", "Management", "Services"]
    assert table["cells"][2][-2:] == ["–", "–"]
    assert page.decisions == {"instrument.main_effects.weights": "associated only"}
    assert page.values[f"instrument.main_effects.{year}.services.share_47"] < 0.3
