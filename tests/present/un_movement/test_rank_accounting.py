"""Whose move it was, as told: for a rise, a fall, no move, recomputed ranks, and any country."""

from __future__ import annotations

import io
import re

import pandas as pd
import pytest

from analysis.data.plan import plan
from analysis.present.un_movement import rank_accounting as show_rank_accounting
from analysis.studies.un_movement import rank_accounting
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown

CASES = [("IDN", 2020, 2022), ("VNM", 2020, 2022), ("UKR", 2018, 2024), ("DNK", 2020, 2022), ("IDN", 2003, 2012)]
CASES += [("VCT", 2018, 2020), ("SSD", 2012, 2014), ("SOM", 2018, 2020)]


def shown(monkeypatch, country="IDN", start=2020, end=2022) -> Shown:
    page = Shown(monkeypatch)
    result = rank_accounting.study(country, start, end)
    for block in (
        show_rank_accounting.answer,
        show_rank_accounting.steps_between,
        show_rank_accounting.parts,
        show_rank_accounting.steps,
        show_rank_accounting.variants,
        show_rank_accounting.cloud,
    ):
        block(result)
    return page


def test_indonesia_as_published(monkeypatch):
    page = shown(monkeypatch)
    said = page.sentences["un.accounting.answer"]
    assert said == (
        "Indonesia went from rank 88 in 2020 to rank 77 in 2022. Averaged over all orders of counting, its own online "
        "services moved it up 8 places, its telecommunication up 7 and its human capital up 1; the scores of the other "
        "states moved it down 5 in all. The UN changed how it measures online services between the two; part of these "
        "places may come from that."
    )
    said = page.sentences["un.accounting.sides"]
    assert "To one decimal" in said
    assert "moved it up 15.8 places from 2020 to 2022, and the scores of the other states moved it down 4.8" in said
    assert "is not Indonesia’s work" in said
    said = page.sentences["un.accounting.order"]
    assert "up 9 places if counted first, up 7 if counted last, up 8.0 on average; up 10.3 if the other" in said
    said = page.sentences["un.accounting.other_way"]
    assert "had only the others moved, Indonesia would be ranked 87; had only it moved, 68." in said
    said = page.sentences["un.accounting.cloud"]
    assert (
        said == "In 173 of the 192 other states own online services were worth less than in Indonesia (up 8.0 places)."
    )
    assert page.keys("figure") == ["un.accounting.waterfall", "un.accounting.cloud"]
    assert page.keys("table") == ["un.accounting.players", "un.accounting.steps", "un.accounting.variants"]
    findings = [about["key"] for about in page.about("sentence") if about.get("finding")]
    assert findings == ["un.accounting.answer"]


def test_the_other_way_to_ask_stands_right_after_the_waterfall(monkeypatch):
    page = Shown(monkeypatch)
    show_rank_accounting.steps_between(rank_accounting.study("IDN", 2020, 2022))
    assert [kind for kind in ("figure", "sentence") for _ in page.about(kind)] == ["figure", "sentence"]
    assert "application/vnd.spbe.sentence+json" in page.bundles[-1]


def test_values_of_all_steps(monkeypatch):
    values = shown(monkeypatch).values
    for step in ("2018_2020", "2020_2022", "2022_2024"):
        own, others = (
            [values[f"un.shapley.{step}.{side}.{c}"] for c in ("osi", "tii", "hci")] for side in ("own", "others")
        )
        assert sum(own + others) == pytest.approx(sum(values[f"un.paired.{step}.{c}"] for c in ("osi", "tii", "hci")))
    assert (values["un.own_only.2020_2022"], values["un.others_only.2020_2022"]) == (68, 87)
    assert (values["un.own_only.2018_2020"], values["un.others_only.2018_2020"]) == (69, 118)
    assert values["un.shapley.2018_2020.own.tii"] == pytest.approx(18.15)


def test_what_is_decided_is_an_arithmetic_fact_as_planned(monkeypatch):
    question = plan()["questions"]["rank_move"]
    decided = [about for about in shown(monkeypatch).about("sentence") if about["decision"]]
    assert decided
    for about in decided:
        assert about["decision"] in question["words"]
        assert any(about["key"].startswith(key) for key in question["keys"])


def added_up(said: str) -> int:
    """Places gained in all, added up as a reader would: three own components and the others."""
    parts = re.findall(r"(?:moved it|telecommunication|human capital) (?:(up|down) )?(\d+)", said)
    assert len(parts) == 4
    return sum(int(places) * (-1 if way == "down" else 1) for way, places in parts)


@pytest.mark.parametrize(("country", "start", "end"), CASES)
def test_any_country_and_direction(monkeypatch, country, start, end):
    page = shown(monkeypatch, country, start, end)
    result = rank_accounting.study(country, start, end)
    facts, said = result.facts, page.sentences["un.accounting.answer"]
    if facts["gained"]:
        begins = f"{result.name} went from rank {facts['rank_from']} in {start} to rank {facts['rank_to']} in {end}."
    else:
        begins = f"{result.name} was ranked {facts['rank_to']} in {start} and again in {end}."
    assert said.startswith(begins)
    assert added_up(said) == facts["rank_from"] - facts["rank_to"]
    assert ("may come from that" in said) == bool(result.redefined)
    for figure in (show_rank_accounting.waterfall_figure(result), show_rank_accounting.cloud_figure(result)):
        assert fits(figure)
        assert collisions(figure) == []


@pytest.mark.parametrize(
    ("case", "title"),
    [
        (("IDN", 2020, 2022), "From 88 to 77: own scores up 16 places, others down 5"),
        (("SSD", 2012, 2014), "From 175 to 185: own scores down 15 places, others up 5"),
        (("DNK", 2020, 2022), "Rank 1 both times: own scores 0 places, others 0"),
        (("IDN", 2008, 2010), "From 106 to 110 (recomputed): own scores down 3 places, others down 1"),
    ],
)
def test_titles_follow_the_direction(case, title):
    assert title in words(show_rank_accounting.waterfall_figure(rank_accounting.study(*case)))


def test_one_place_is_one_place():
    result = rank_accounting.study("VNM", 2020, 2022)
    assert (result.facts["own_osi_whole"], result.facts["own_hci_whole"]) == (-1, 1)
    with pytest.MonkeyPatch.context() as patch:
        page = Shown(patch)
        show_rank_accounting.answer(result)
    assert "moved it down 1 place, its telecommunication up 2" in page.sentences["un.accounting.answer"]


def test_bars_lead_in_whole_places_from_rank_to_rank():
    bars = show_rank_accounting.waterfall_figure(rank_accounting.study("IDN", 2020, 2022)).axes[0].patches
    levels = [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in bars]
    assert levels == [(88, 80), (80, 73), (73, 72), (72, 69), (69, 75), (75, 77)]


def test_the_data_of_the_waterfall_are_exact_and_whole_gains(monkeypatch):
    figure = shown(monkeypatch).about("figure")[0]
    frame = pd.read_csv(io.StringIO(figure["csv"]))
    assert frame.columns.tolist() == ["side", "component", "gained", "gained_whole"]
    assert frame["gained_whole"].tolist() == [8, 7, 1, 3, -6, -2]
    assert frame["gained"].tolist() == pytest.approx([8.017, 6.817, 0.933, 3.05, -5.533, -2.283], abs=1e-3)
    assert "online services up 8; telecoms up 7" in figure["alt"]


def test_a_new_measure_is_told_in_the_figure():
    texts = " ".join(words(show_rank_accounting.waterfall_figure(rank_accounting.study("IDN", 2020, 2022))))
    assert "The UN changed its measure of online services in between." in texts
    texts = " ".join(words(show_rank_accounting.waterfall_figure(rank_accounting.study("SSD", 2012, 2014))))
    assert "changed its measure" not in texts


def test_recomputed_ranks_are_said_to_be_so(monkeypatch):
    page = shown(monkeypatch, "IDN", 2008, 2010)
    said = page.sentences["un.accounting.answer_recomputed"]
    assert "went from rank 106 in 2008 to rank 110 in 2010 (published: 106 and 109)." in said
    assert added_up(said) == -4
    assert "un.accounting.answer" not in page.sentences
    figure = show_rank_accounting.waterfall_figure(rank_accounting.study("IDN", 2008, 2010))
    assert any("published: 106 and 109" in text for text in words(figure))


def test_changes_of_the_measure_are_named_where_they_are_known(monkeypatch):
    said = shown(monkeypatch).sentences
    assert "changed how it measures online services: part" in said["un.accounting.redefined"]
    assert "may come from the new measure" in said["un.accounting.redefined"]
    assert "un.accounting.unrecorded" not in said
    assert "un.accounting.came_or_left" not in said
    said = shown(monkeypatch, "UKR", 2018, 2024).sentences["un.accounting.redefined"]
    assert "measures online services, telecommunication and human capital: part" in said
    said = shown(monkeypatch, "IDN", 2008, 2010).sentences
    assert "un.accounting.redefined" not in said
    assert "before 2018 are not recorded here" in said["un.accounting.unrecorded"]
    assert "the two editions: 1." in said["un.accounting.came_or_left"]


def test_the_tables_have_both_sides_and_both_at_once(monkeypatch):
    players, steps, variants = shown(monkeypatch).about("table")
    headings = [row[0] for row in players["cells"] if len(row) == 1]
    assert headings == ["Indonesia’s own scores", "The other states’ scores", "Both sides at once"]
    assert players["cells"][1] == ["online services", "+9", "+7", "+8.0"]
    assert ["2020 to 2022", "88 to 77", "+8.0", "+6.8", "+0.9", "−4.8", "+11"] in steps["cells"]
    assert [row[0] for row in variants["cells"]] == ["Nothing", "TII", "OSI, TII and HCI"]
    assert variants["cells"][0][1:] == ["+8.0", "+6.8", "+0.9", "+3.1", "−5.5", "−2.3"]


def test_plus_is_a_gain_in_every_table_csv_and_value(monkeypatch):
    page = shown(monkeypatch)
    for about in page.about("table"):
        assert "places gained" in about["title"]
    players, steps, variants, bars, cloud = (
        pd.read_csv(io.StringIO(about["csv"])) for about in [*page.about("table"), *page.about("figure")]
    )
    exact = page.values["un.shapley.2020_2022.own.osi"]
    assert exact == pytest.approx(8.017, abs=1e-3)
    own = steps.set_index("edition_from").loc[2020, "own_osi"], cloud.set_index("iso3").loc["IDN", "own_osi"]
    assert [players["average"][0], variants["own_osi"][0], bars["gained"][0], *own] == pytest.approx([exact] * 5)
    assert (cloud["rank_from"] - cloud["rank_to"] == cloud["gained"]).all()
    assert (steps["rank_from"] - steps["rank_to"] == steps["gained"]).all()


def test_the_cloud_marks_the_country_alone():
    texts = words(show_rank_accounting.cloud_figure(rank_accounting.study("VNM", 2020, 2022)))
    assert texts.count("Viet Nam") == 1
    assert "Indonesia" not in texts
