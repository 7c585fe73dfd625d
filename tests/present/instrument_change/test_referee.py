"""A referee's questions about the change of instrument are answered for every type."""

import pytest

from analysis.present.instrument_change import referee
from analysis.studies.instrument_change import effects, totals_before_after
from tests.present.shown import Shown

PREFIX = "instrument.referee."


def told(monkeypatch, kind):
    page = Shown(monkeypatch)
    fall = totals_before_after.study(kind, "last", "official", 0, "kabupaten-grobogan")
    effect = effects.study(kind, 2021)
    referee.questions(effect, fall)
    return page, effect, fall


def test_four_questions_without_a_decision(monkeypatch):
    page, effect, fall = told(monkeypatch, "all")
    assert page.decisions == dict.fromkeys(f"{PREFIX}{name}" for name in ("caused", "pairs", "rounding", "counts"))
    counts = page.sentences[f"{PREFIX}counts"]
    assert all(str(effect.facts[name]) in counts for name in ("listed_first", "kept_first", "stayed", "stayed_kept"))
    assert str(fall.facts["first_one_article"]) in page.sentences[f"{PREFIX}pairs"]


@pytest.mark.parametrize(("kind", "asked"), [("lembaga", ["caused", "counts"]), ("kementerian", None)])
def test_what_has_no_pairs_is_not_asked(monkeypatch, kind, asked):
    page, _, _ = told(monkeypatch, kind)
    assert [key.removeprefix(PREFIX) for key in page.sentences] == (asked or ["caused", "pairs", "rounding", "counts"])
