"""The page of any move can be told: each part publishes what it promises, whatever the country and the editions."""

import pytest

from analysis.present.un_movement import movement as show_movement
from analysis.studies.un_movement import movement
from tests.present.shown import Shown

PARTS = (
    show_movement.answer,
    show_movement.rank_path,
    show_movement.path_table,
    show_movement.positions,
    show_movement.contributions,
    show_movement.counterfactuals,
    show_movement.limits,
)


def shown(monkeypatch, *arguments) -> Shown:
    caught = Shown(monkeypatch)
    result = movement.study(*arguments)
    for part in PARTS:
        part(result)
    return caught


def test_the_move_that_is_quoted(monkeypatch):
    page = shown(monkeypatch, "IDN", 2020, 2022)
    assert page.sentences["un.answer"].startswith(
        "The score of Indonesia changed by +0.0548 from 2020 to 2022: +0.0273"
    )
    assert "Indonesia would be ranked 68" in page.sentences["un.counterfactual"]
    assert page.sentences["un.counterfactual"].endswith("among the others of 2022, 87.")
    assert page.sentences["un.deviations"].endswith("Indonesia is not among them.")
    assert page.keys("figure") == ["un.rank_path", "un.positions", "un.contributions"]
    assert page.values["un.rank.2022"] == 77


def test_nothing_here_is_a_finding_of_the_report(monkeypatch):
    assert not any(about.get("finding") for about in shown(monkeypatch, "IDN", 2020, 2022).about("sentence"))


def test_plus_is_places_gained(monkeypatch):
    [table] = [about for about in shown(monkeypatch, "IDN", 2018, 2020).about("table") if "counter" in about["key"]]
    assert [row[1:] for row in table["cells"]] == [["107", "0"], ["69", "+38"], ["118", "−11"], ["88", "+19"]]
    assert table["head"][-1] == "Places gained"
    assert [line.split(",")[-2:] for line in table["csv"].splitlines()][:3] == [
        ["rank", "gained"],
        ["107", "0"],
        ["69", "38"],
    ]


@pytest.mark.parametrize(("country", "start", "end"), [("VNM", 2020, 2022), ("UKR", 2018, 2024), ("SSD", 2012, 2024)])
def test_other_countries_and_editions(monkeypatch, country, start, end):
    page = shown(monkeypatch, country, start, end)
    assert len(page.keys("figure")) == 3
    assert f"{start}" in page.sentences["un.answer"]


def test_a_state_whose_recomputed_rank_differs_is_told_so(monkeypatch):
    page = shown(monkeypatch, "ISL", 2020, 2022)
    assert "Iceland is among them" in page.sentences["un.deviations_own"]


def test_editions_with_other_weights_carry_a_caution(monkeypatch):
    page = shown(monkeypatch, "IDN", 2005, 2012)
    assert "2008" in page.sentences["un.warning_1"]
    assert "2010" in page.sentences["un.warning_2"]


def test_no_deviations_at_all_can_be_said(monkeypatch):
    page = shown(monkeypatch, "IDN", 2012, 2014)
    assert "for 0 states" in page.sentences["un.deviations"]
    assert "un.deviations" not in page.keys("table")
