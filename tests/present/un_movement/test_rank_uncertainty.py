"""The uncertainty of any rank and move can be told, whatever the country and the editions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from matplotlib.colors import to_hex

from analysis.present.un_movement import rank_uncertainty as show
from analysis.studies.un_movement import rank_uncertainty
from tests.present.drawn import collisions, fits, png, words
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
    text = page.sentences["un.certainty.uncertainty_gained"]
    move = {key.rsplit(".", 1)[1]: x for key, x in page.values.items() if key.startswith("un.uncertainty.move.")}
    ends = {year: [page.values[f"un.uncertainty.{year}.{end}"] for end in ("low", "high")] for year in (2020, 2022)}
    assert text.startswith("By published ranks Indonesia rose by 11 from 2020 to 2022. Of 20,480 other ways")
    assert "each component at least 10%" in text
    assert (
        "all let it gain places, none leave it where it was and none let it lose some; "
        f"{move['as_large_share']:.0%} give a gain at least as large as the published one."
    ) in text
    assert f"{ends[2020][0]} to {ends[2020][1]} in 2020 and {ends[2022][0]} to {ends[2022][1]} in 2022" in text
    assert f"+{move['low']} to +{move['high']} places" in text
    weights = {key: page.values[f"un.sobol.move.weights.{key}"] for key in ("first", "total")}
    assert (
        f"the weighting moves the answer most: alone it accounts for {weights['first']:.0%}"
        in (page.sentences["un.certainty.uncertainty_choice"])
    )
    assert "In the middle 90% of the ways its rank is" in text
    assert text.endswith("These are shares of the ways that we tried, no probabilities.")
    table, sobol = page.about("table")
    assert "values under 0.01 count as 0.01" in table["note"]
    assert "Middle 90%" in table["head"]
    assert {"Alone, 95%", "With others, 95%"} <= set(sobol["head"])
    assert page.keys("figure") == ["un.certainty.distribution"]
    assert page.keys("table") == ["un.certainty.uncertainty", "un.certainty.sobol"]
    decisions = {about["key"]: (about["decision"], about.get("finding", False)) for about in page.about("sentence")}
    assert decisions == {
        "un.certainty.uncertainty_gained": ("arithmetic fact", False),
        "un.certainty.uncertainty_choice": ("bounded", False),
    }


def test_a_country_that_kept_its_rank(monkeypatch):
    page = shown(monkeypatch, "VNM", 2020, 2022, 0.1, 1000)
    text = page.sentences["un.certainty.uncertainty_kept"]
    [about] = [about for about in page.about("sentence") if about["key"] == "un.certainty.uncertainty_kept"]
    assert (about["decision"], about.get("finding", False)) == ("arithmetic fact", False)
    assert text.startswith("Viet Nam has the same published rank in 2020 and 2022.")
    shares = {key.rsplit(".", 1)[1]: x for key, x in page.values.items() if key.endswith("_share")}
    assert f"{shares['gained_share']:.0%} let it gain places, {shares['same_share']:.0%} leave it where it was" in text


def test_a_country_that_lost_places(monkeypatch):
    page = shown(monkeypatch, "FRA", 2020, 2024, 0.1, 1000)
    text = page.sentences["un.certainty.uncertainty_lost"]
    assert text.startswith("By published ranks France fell by 15 from 2020 to 2024. Of 1,280 other ways")
    assert "give a loss at least as large as the published one" in text


def test_what_most_ways_say_is_told_where_the_published_move_is_the_exception(monkeypatch):
    page = shown(monkeypatch, "EGY", 2008, 2014, 0.1, 2000)
    share = {key.rsplit(".", 1)[1]: x for key, x in page.values.items() if key.endswith("_share")}
    assert share["gained_share"] > 0.5 > share["lost_share"] == share["as_large_share"]
    assert (
        f"{share['gained_share']:.0%} let it gain places, {share['same_share']:.0%} leave it where it was and "
        f"{share['lost_share']:.0%} let it lose some; {share['as_large_share']:.0%} give a loss at least as large"
    ) in page.sentences["un.certainty.uncertainty_lost"]


def test_no_choice_accounts_for_more_than_all(monkeypatch):
    page = shown(monkeypatch, "VNM", 2020, 2022, 0.1, 2000)
    assert page.values["un.sobol.move.weights.total"] > 1
    text = page.sentences["un.certainty.uncertainty_choice"]
    assert "and for about all of it with what it does together with the others" in text
    assert "102%" not in text
    assert [show._part(x) for x in (1.02, 0.995, 0.99, 0.006, 0.004, -0.01)] == [
        "about all", "about all", "99%", "1%", "hardly any", "hardly any",
    ]  # fmt: skip


def test_a_country_that_no_choice_moves(monkeypatch):
    page = shown(monkeypatch, "DNK", 2020, 2022, 0.3, 1000)
    assert (
        "its rank is 1 in 2020 and 1 in 2022, and the move 0 places"
        in (page.sentences["un.certainty.uncertainty_kept"])
    )
    assert "under all 1,280 ways" in page.sentences["un.certainty.uncertainty_choice_none"]
    assert "un.certainty.sobol" not in page.keys("table")


def test_choices_that_the_draws_do_not_tell_apart(monkeypatch):
    page = shown(monkeypatch, "SGP", 2022, 2024, 0.2, 1000, apart=False)
    text = page.sentences["un.certainty.uncertainty_choice_close"]
    assert text.startswith("No single choice moves the answer most")
    assert "weighting" in text
    assert "scaling" in text


@pytest.mark.parametrize(
    ("share", "said"), [(1.0, "all"), (0.9999, "over 99%"), (0.99, "99%"), (0.004, "under 1%"), (0.0, "none")]
)
def test_all_and_none_are_kept_for_what_holds_without_exception(monkeypatch, share, said):
    page = shown(monkeypatch, "IDN", 2020, 2022, 0.1, 1000, gained_share=share)
    assert f"the three components, {said} let it gain places" in page.sentences["un.certainty.uncertainty_gained"]


@pytest.mark.parametrize(
    "arguments",
    [("IDN", 2020, 2022, 0.1), ("UKR", 2018, 2024, 0), ("DNK", 2020, 2022, 0.3), ("SSD", 2012, 2024, 0.2)],
)
def test_the_figure_marks_the_published_ranks_and_is_legible(arguments):
    result = rank_uncertainty.study(*arguments, 1000)
    drawn = show.distribution_figure(result)
    for answer in result.summary["published"].iloc[:2]:
        assert f"published {answer}" in words(drawn)
    assert {str(result.edition_from), str(result.edition_to)} <= set(words(drawn))
    blue = {
        (bar.get_y(), round(bar.get_x() + 0.45))
        for bar in drawn.axes[0].patches
        if to_hex(bar.get_facecolor()) == show.WITHIN
    }
    inside = result.distribution[result.distribution["within"]]
    assert blue == {(year == result.edition_to, rank) for year, rank in inside[["edition", "rank"]].to_numpy()}
    assert fits(drawn)
    assert collisions(drawn) == []
    assert png(lambda: show.distribution_figure(result)) == png(lambda: show.distribution_figure(result))
