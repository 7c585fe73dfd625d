"""The power study is told as a refusal of a method, not as an estimate."""

from analysis.present.instrument_checks import power as show_power
from analysis.studies.instrument_checks import power
from tests.present.shown import Shown


def test_it_publishes_what_it_promises(monkeypatch):
    page = Shown(monkeypatch)
    result = power.study()
    show_power.power(result)
    assert page.decisions == {"instrument.power.answer": "inconclusive"}
    before, after = power.points()
    assert result.facts["n"] == before + after
    assert page.keys("table") == ["instrument.power.by_noise", "instrument.power.by_memory"]
    head = page.table("instrument.power.by_noise")["head"]
    assert all(f"{before} + {after}" in label for label in head[1:3])
    assert all(f"{before + 1} + {after}" in label for label in head[3:])
    assert set(page.values) >= {"instrument.power.power", "instrument.power.detectable", "instrument.power.loudest"}
