"""Answers beside what was seen: every side and every verdict has its own sentence."""

from dataclasses import replace

import pytest

from analysis.present import second_look as show
from analysis.studies.second_look import answers
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown


def one_of_each(column):
    """A state of every kind in a column of the states of 2022."""
    states = answers.study("IDN", "shares").states
    if column == "side":
        kinds = states["difference"].map(lambda d: "ahead" if d > 0 else "behind" if d < 0 else "level")
    else:
        kinds = states["beyond"]
    return {kind: kinds.index[kinds == kind][0] for kind in sorted(set(kinds))}


@pytest.mark.parametrize("column", ["side", "beyond"])
def test_every_kind_of_state_is_told_in_its_own_sentence(monkeypatch, column):
    family = "second_look.answers" if column == "side" else "second_look.limits"
    found = one_of_each(column)
    assert len(found) == 3
    for kind, country in found.items():
        page = Shown(monkeypatch)
        result = answers.study(country, "shares")
        show.answers.answer(result)
        assert f"{family}.{kind}" in page.findings
        assert str(result.facts["place_osi"]) in page.sentences[f"second_look.answers.{result.facts['side']}"]


@pytest.mark.parametrize("combination", answers.COMBINATIONS)
def test_the_parts_publish_what_they_promise(monkeypatch, combination):
    page = Shown(monkeypatch)
    result = answers.study("IDN", combination)
    show.answers.cloud(result)
    show.answers.choices(result)
    show.answers.counts(result)
    assert set(page.keys("table")) == {"second_look.combinations", "second_look.counts"}
    assert fits(page.figures["second_look.cloud"])
    assert collisions(page.figures["second_look.cloud"]) == []
    assert len(page.table("second_look.counts")["cells"]) == len(answers.COUNTS)
    assert page.about("figure")[0]["csv"].count("\n") == len(result.states) + 1


@pytest.mark.parametrize(("at_highest", "key"), [(0, "highest_none"), (3, "highest")])
def test_a_country_without_a_highest_value_is_told_so(monkeypatch, at_highest, key):
    page, result = Shown(monkeypatch), answers.study("IDN", "shares")
    show.answers.counts(replace(result, facts=result.facts | {"at_highest": at_highest}))
    assert page.keys("sentence") == [f"second_look.{key}"]
    assert all((result.counts["tied"] > 1) | (result.counts["own"] < result.counts["highest"])), "others have it too"
