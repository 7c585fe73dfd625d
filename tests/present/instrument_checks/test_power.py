"""The power study is told as a refusal of a method, not as an estimate."""

from analysis.present.instrument_checks import power as show_power
from analysis.studies.instrument_checks import power
from tests.present.shown import Shown


def test_it_publishes_what_it_promises(monkeypatch):
    page = Shown(monkeypatch)
    show_power.power(power.study())
    assert page.keys("table") == ["instrument.power.by_noise", "instrument.power.by_memory"]
    [about] = page.about("sentence")
    assert about["decision"] == "not supported"
    assert "n = 7" in about["text"]
    assert page.about("table")[0]["head"] == [
        "If noise is", "Found, 3 + 4", "Step needed, 3 + 4", "Found, 4 + 4", "Step needed, 4 + 4",
    ]  # fmt: skip
    assert set(page.values) >= {"instrument.power.power", "instrument.power.detectable", "instrument.power.loudest"}
