"""The curves are published with their data, the plan with its hash and its date."""

import io
import math

import pandas as pd

from analysis.data import plan
from analysis.present.instrument_checks import multiverse as show_multiverse
from analysis.studies.instrument_checks import multiverse
from tests.present.shown import Shown


def test_the_whole_section(monkeypatch):
    page = Shown(monkeypatch)
    result = multiverse.study()
    for part in (show_multiverse.plan, show_multiverse.effects, show_multiverse.falls):
        part(result)
    assert page.keys("figure") == ["instrument.multiverse.effects", "instrument.multiverse.falls"]
    assert page.keys("table") == ["instrument.multiverse.influence", "instrument.multiverse.falls_influence"]
    said = page.sentences["instrument.multiverse.plan"]
    assert plan.sha256() in said
    assert plan.plan()["declared"] in said
    assert page.decisions["instrument.multiverse.effects"] == page.decisions["instrument.multiverse.falls"] == "bounded"
    assert page.values["instrument.plan.sha256"] == plan.sha256()
    drawn = pd.read_csv(io.StringIO(page.about("figure")[0]["csv"]))
    options = plan.plan()["universe"]["effects"].values()
    assert len(drawn) == page.values["instrument.multiverse.effects.n"] == math.prod(map(len, options))
    assert drawn["mean_effect"].min() == page.values["instrument.multiverse.effects.low"]
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    show_multiverse.plan(result)
    assert plan.plan()["declared"] not in page.sentences["instrument.multiverse.plan"]
