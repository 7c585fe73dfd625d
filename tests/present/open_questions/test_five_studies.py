"""The five studies as they are told."""

from dataclasses import replace

from analysis.present.open_questions import five_studies as show
from tests.present.shown import Shown
from tests.studies.open_questions import computed


def test_two_tables_have_a_row_a_study(monkeypatch):
    shown, result = Shown(monkeypatch), computed.studies()
    show.answer(result)
    assert len(shown.table("forecast.studies.asked")["cells"]) == 5
    powers = [float(row[4].rstrip("%")) for row in shown.table("forecast.studies.power")["cells"]]
    assert sum(power >= 80 for power in powers) == result.facts["enough"]
    assert shown.values["forecast.studies.double_scoring.size"] == 30


def test_the_study_that_cannot_grow_is_named_only_where_it_needs_more(monkeypatch):
    result = computed.studies()
    for anchors, named in ((25, True), (30, False)):
        shown = Shown(monkeypatch)
        show.answer(replace(result, facts={**result.facts, "anchors": anchors}))
        assert ("forecast.studies.anchors" in shown.sentences) == named
