"""The page can be told for every choice of parameters; its words agree with what the studies found."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from analysis.data.plan import plan
from analysis.present import change_by_type as show
from analysis.studies.change_by_type import change, explanations, known_levels, national_mean
from analysis.studies.change_by_type.parameters import choices
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown

PARTS = {
    "change": (
        show.change.printed,
        show.change.figure,
        show.change.old_weights,
        show.change.new_basis,
        show.change.later,
        show.change.behind,
    ),
    "nation": (show.national_mean.hidden, show.national_mean.split),
    "reasons": (
        show.explanations.instrument,
        show.explanations.catching_up,
        show.explanations.open_ones,
        show.explanations.referee,
    ),
    "levels": (show.known_levels.levels,),
}
TABLES = {
    "change",
    "new_basis",
    "series",
    "shares",
    "contributions",
    "weightings",
    "compared",
    "leads",
    "levels",
}


def studied(year: int, floor: int) -> dict:
    types = change.study(year)
    return {
        "change": types,
        "nation": national_mean.study(types),
        "reasons": explanations.study(types, floor),
        "levels": known_levels.study(floor),
    }


@pytest.fixture(scope="module", params=list(itertools.product(*choices().values())))
def results(request):
    return studied(*request.param)


@pytest.fixture(scope="module")
def page(results) -> Shown:
    """The whole page, published once."""
    with pytest.MonkeyPatch.context() as patch:
        page = Shown(patch)
        for name, parts in PARTS.items():
            for part in parts:
                part(results[name])
    return page


def test_every_part_publishes_what_it_promises(page):
    assert set(page.keys("table")) == {f"types.{name}" for name in TABLES}
    assert page.keys("figure") == ["types.two_scales"]
    assert len(page.findings) == 2
    assert len(page.keys("sentence")) == len(set(page.keys("sentence")))
    for group in ("kementerian", "lembaga", "lainnya", "provinsi", "kabupaten", "kota"):
        for key in ("2020.index_35", "2021.index_47", "2021.index_35"):
            assert f"instrument.types.{group}.{key}" in page.values


def test_every_decision_word_is_one_that_the_question_allows(page):
    allowed = plan()["questions"]["change_by_type"]["words"]
    assert {word for word in page.decisions.values() if word} <= set(allowed)


def test_the_words_follow_from_who_fell(page, results):
    found = results["change"]
    assert ("types.fell" in page.findings) == bool(found.facts["across_fell"])
    assert ("types.rose" in page.findings) == (not found.facts["across_fell"])
    assert ("types.hidden" in page.findings) == (results["nation"].facts["falls"] < 0)
    assert ("types.old_weights" in page.sentences) == bool(found.facts["at_old_weights_fell"])
    assert ("types.needed" in page.sentences) == (found.facts["top"] in found.facts[change.OPEN])
    assert ("types.floor" in page.sentences) == (results["reasons"].old_floor == 0)


def test_what_cannot_be_decided_says_so(page):
    decisions = page.decisions
    for key in ("types.hidden_exact", "types.counted", "types.cause"):
        assert decisions[key] == "cannot be decided"
    assert decisions["types.lead"] == decisions["types.higher"] == "associated only"


def test_the_figure_keeps_to_its_frame_and_ends_with_the_nation(page, results):
    fig = page.figures["types.two_scales"]
    assert fits(fig)
    assert collisions(fig) == []
    drawn = [label.get_text() for label in fig.axes[0].get_yticklabels()]
    assert len(drawn) == len(results["change"].change)
    assert drawn[-1] == "The nation"


def test_a_year_in_which_all_fell_is_told_too(monkeypatch):
    found = change.study(2021)
    facts = found.facts | {"across_fell": found.facts["group_names"], "across_rose": []}
    page = Shown(monkeypatch)
    show.change.printed(replace(found, facts=facts))
    assert page.findings == ["types.fell_all"]
