"""The uncertainty of any rank and move can be told, whatever the country and the editions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex

from analysis.present.phrases import phrase
from analysis.present.un_movement import rank_uncertainty as show
from analysis.studies.shared import survey
from analysis.studies.un_movement import rank_uncertainty
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown


def shown(monkeypatch, *arguments, **facts) -> Shown:
    caught = Shown(monkeypatch)
    result = rank_uncertainty.study(*arguments)
    result = replace(result, facts=result.facts | facts)
    show.uncertainty(result)
    show.choices(result)
    return caught


def test_the_move_that_is_quoted(monkeypatch):
    page = shown(monkeypatch, "IDN", 2020, 2022, 0.1, 20_000)
    assert page.decisions == {
        "un.certainty.uncertainty_gained": rank_uncertainty.DECISION,
        "un.certainty.uncertainty_choice": rank_uncertainty.DECISION_ON_CHOICES,
    }
    assert page.findings == []
    text = page.sentences["un.certainty.uncertainty_gained"]
    move = {key.rsplit(".", 1)[1]: x for key, x in page.values.items() if key.startswith("un.uncertainty.move.")}
    ends = {year: [page.values[f"un.uncertainty.{year}.{end}"] for end in ("low", "high")] for year in (2020, 2022)}
    before, after = survey.move("IDN", 2020, 2022).ranks
    for part in (
        str(before - after),
        "20,480",
        "10%",
        f"{move['as_large_share']:.0%}",
        f"+{move['low']} to +{move['high']}",
    ):
        assert part in text
    assert f"{ends[2020][0]} to {ends[2020][1]} in 2020." in text
    assert f"For 2022 their middle 90% is {ends[2022][0]} to {ends[2022][1]}." in text
    weights = {key: page.values[f"un.sobol.move.weights.{key}"] for key in ("first", "total")}
    choice = page.sentences["un.certainty.uncertainty_choice"]
    assert phrase("un.certainty.choice.weights") in choice
    assert f"{weights['first']:.0%}" in choice
    assert page.keys("figure") == ["un.certainty.distribution"]
    assert page.keys("table") == ["un.certainty.uncertainty", "un.certainty.sobol"]
    assert "0.01" in page.tables["un.certainty.uncertainty"]["note"]


@pytest.mark.parametrize(
    ("arguments", "key"),
    [
        (("VNM", 2020, 2022), "un.certainty.uncertainty_kept"),
        (("FRA", 2020, 2024), "un.certainty.uncertainty_lost"),
        (("EGY", 2008, 2014), "un.certainty.uncertainty_lost"),
    ],
)
def test_the_sentence_follows_the_published_move(monkeypatch, arguments, key):
    page = shown(monkeypatch, *arguments, 0.1, 2000)
    shares = {name.rsplit(".", 1)[1]: x for name, x in page.values.items() if name.endswith("_share")}
    told = [f"{shares[name]:.0%}" for name in ("gained_share", "same_share", "lost_share")]
    at = [page.sentences[key].find(share) for share in told if 0.005 <= float(share[:-1]) / 100 < 0.995]
    assert at
    assert -1 not in at
    assert page.decisions[key] == rank_uncertainty.DECISION


def test_no_choice_accounts_for_more_than_all(monkeypatch):
    page = shown(monkeypatch, "VNM", 2020, 2022, 0.1, 2000)
    total = page.values["un.sobol.move.weights.total"]
    assert total > 1.005, "else the share would not be cut"
    assert phrase("un.certainty.share.about_all") in page.sentences["un.certainty.uncertainty_choice"]
    assert f"{total:.0%}" not in page.sentences["un.certainty.uncertainty_choice"]
    about_all, about_none = (phrase(f"un.certainty.share.{word}") for word in ("about_all", "about_none"))
    assert [show._part(x) for x in (1.02, 0.995, 0.99, 0.006, 0.004, -0.01)] == [
        about_all, about_all, "99%", "1%", about_none, about_none,
    ]  # fmt: skip


def test_a_country_that_no_choice_moves(monkeypatch):
    page = shown(monkeypatch, "DNK", 2020, 2022, 0.3, 1000)
    assert page.keys("sentence") == ["un.certainty.uncertainty_kept", "un.certainty.uncertainty_choice_none"]
    assert "1,280" in page.sentences["un.certainty.uncertainty_choice_none"]
    assert "un.certainty.sobol" not in page.keys("table")


def test_choices_that_the_draws_do_not_tell_apart(monkeypatch):
    page = shown(monkeypatch, "SGP", 2022, 2024, 0.2, 1000, apart=False)
    text = page.sentences["un.certainty.uncertainty_choice_close"]
    for choice in ("weights", "normalisation"):
        assert phrase(f"un.certainty.choice.{choice}") in text


@pytest.mark.parametrize(
    ("share", "word"), [(1.0, "all"), (0.9999, "nearly_all"), (0.99, ""), (0.004, "hardly_any"), (0.0, "none")]
)
def test_all_and_none_are_kept_for_what_holds_without_exception(share, word):
    assert show._share(share) == (phrase(f"un.certainty.share.{word}") if word else "99%")


@pytest.mark.parametrize(
    "arguments",
    [("IDN", 2020, 2022, 0.1), ("UKR", 2018, 2024, 0), ("DNK", 2020, 2022, 0.3), ("SSD", 2012, 2024, 0.2)],
)
def test_the_figure_marks_the_published_ranks_and_is_legible(monkeypatch, arguments):
    page, result = Shown(monkeypatch), rank_uncertainty.study(*arguments, 1000)
    show.uncertainty(result)
    drawn = page.figures["un.certainty.distribution"]
    for rank in result.move.ranks:
        assert phrase("un.certainty.distribution.published", rank=rank) in words(drawn)
    assert set(map(str, result.move.editions)) <= set(words(drawn))
    blue = {
        (bar.get_y(), round(bar.get_x() + 0.45))
        for bar in drawn.axes[0].patches
        if to_hex(bar.get_facecolor()) == show.WITHIN
    }
    inside = result.distribution[result.distribution["within"]]
    last = result.move.editions[1]
    assert blue == {(year == last, rank) for year, rank in inside[["edition", "rank"]].to_numpy()}
    assert fits(drawn)
    assert collisions(drawn) == []
