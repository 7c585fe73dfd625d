"""Who fell is told for every choice of parameters; words and figure agree with what the study found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.data.plan import plan
from analysis.present.change_by_type import change as show_change
from analysis.present.change_by_type.names import group_word
from analysis.studies.change_by_type import change
from analysis.studies.change_by_type.type_means import NATION
from tests.present.change_by_type.told import CHOICES, studied, told
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown

TABLES = {
    "change",
    "domains",
    "new_basis",
    "series",
    "shares",
    "contributions",
    "weightings",
    "compared",
    "leads",
    "levels",
}


@pytest.mark.parametrize("chosen", CHOICES)
def test_the_whole_page_publishes_what_it_promises(chosen):
    page = told(*chosen)
    assert set(page.keys("table")) == {f"types.{name}" for name in TABLES}
    assert page.keys("figure") == ["types.two_scales"]
    assert len(page.findings) == 3
    assert any(key.startswith("types.old_weights") for key in page.findings), "beside what is printed, the old weights"
    assert len(page.keys("sentence")) == len(set(page.keys("sentence")))
    for group in ("kementerian", "lembaga", "lainnya", "provinsi", "kabupaten", "kota"):
        for key in ("2020.index_35", "2021.index_47", "2021.index_35"):
            assert f"instrument.types.{group}.{key}" in page.values


@pytest.mark.parametrize("chosen", CHOICES)
def test_every_decision_word_is_one_that_the_question_allows(chosen):
    allowed = plan()["questions"]["change_by_type"]["words"]
    assert {word for word in told(*chosen).decisions.values() if word} <= set(allowed)


@pytest.mark.parametrize("chosen", CHOICES)
def test_the_sentence_follows_from_who_fell(chosen):
    page, facts = told(*chosen), studied(*chosen)["change"].facts
    assert ("types.fell" in page.findings) == bool(facts["across_fell"])
    assert ("types.rose" in page.findings) == (not facts["across_fell"])
    assert ("types.old_weights" in page.sentences) == bool(facts["at_old_weights_fell"])
    assert ("types.needed" in page.sentences) == (facts["top"] in facts[change.OPEN])
    for group in facts[change.BELOW]:
        assert group_word(group) in page.sentences["types.new_basis"].lower()


@pytest.mark.parametrize("chosen", CHOICES)
def test_the_figure_keeps_to_its_frame_and_ends_with_the_nation(chosen):
    fig = told(*chosen).figures["types.two_scales"]
    assert fits(fig)
    assert collisions(fig) == []
    drawn = [label.get_text().lower() for label in fig.axes[0].get_yticklabels()]
    assert len(drawn) == len(studied(*chosen)["change"].change)
    assert drawn[-1] == group_word(NATION)


def test_a_year_in_which_all_fell_is_told_too(monkeypatch):
    found = studied(2021, 0)["change"]
    facts = found.facts | {"across_fell": found.facts["group_names"], "across_rose": []}
    page = Shown(monkeypatch)
    show_change.printed(replace(found, facts=facts))
    assert page.findings == ["types.fell_all"]
