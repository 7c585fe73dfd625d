"""Whose move it was, as told: for a rise, a fall, no move, recomputed ranks, and any country."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pandas as pd
import pytest

from analysis.data.plan import plan
from analysis.present.phrases import country, phrase
from analysis.present.un_movement import rank_accounting as show_rank_accounting
from analysis.studies.un_movement import rank_accounting
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown

CASES = [("IDN", 2020, 2022), ("VNM", 2020, 2022), ("UKR", 2018, 2024), ("DNK", 2020, 2022), ("IDN", 2003, 2012)]
CASES += [("VCT", 2018, 2020), ("SSD", 2012, 2014), ("SOM", 2018, 2020)]
ANSWER, WATERFALL, CLOUD = "un.accounting.answer", "un.accounting.waterfall", "un.accounting.cloud"


def shown(monkeypatch, iso3="IDN", start=2020, end=2022) -> Shown:
    page = Shown(monkeypatch)
    result = rank_accounting.study(iso3, start, end)
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
    for key, parts in {
        "un.accounting.sides": ("up 15.8 places", "down 4.8"),
        "un.accounting.order": ("up 9 places", "up 7", "up 8.0", "up 10.3"),
        "un.accounting.other_way": ("87", "68"),
        CLOUD: ("173", "192", "up 8.0 places"),
    }.items():
        assert all(part in page.sentences[key] for part in parts), key
    assert page.keys("figure") == [WATERFALL, CLOUD]
    assert page.keys("table") == ["un.accounting.players", "un.accounting.steps", "un.accounting.variants"]
    assert page.findings == [ANSWER]


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


def test_what_is_decided_is_as_planned(monkeypatch):
    question = plan()["questions"]["rank_move"]
    decided = {key: word for key, word in shown(monkeypatch).decisions.items() if word}
    assert set(decided.values()) == {rank_accounting.DECISION} <= set(question["words"])
    assert all(key.startswith(tuple(question["keys"])) for key in decided)


def added_up(said: str) -> int:
    """Places gained in all, added up as a reader would: three own components and the others."""
    parts = re.findall(r"(?:moved it|telecommunication|human capital) (?:(up|down) )?(\d+)", said)
    assert len(parts) == 4
    return sum(int(places) * (-1 if way == "down" else 1) for way, places in parts)


@pytest.mark.parametrize(("iso3", "start", "end"), CASES)
def test_any_country_and_direction(monkeypatch, iso3, start, end):
    page = shown(monkeypatch, iso3, start, end)
    result = rank_accounting.study(iso3, start, end)
    facts, said = result.facts, page.sentences[ANSWER]
    went = phrase("un.accounting.went" if facts["gained"] else "un.accounting.stayed", facts)
    assert said.startswith(f"{country(iso3)} {went}.")
    assert added_up(said) == facts["rank_from"] - facts["rank_to"]
    assert ("un.accounting.redefined" in page.sentences) == bool(result.redefined)
    for figure in page.figures.values():
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
def test_titles_follow_the_direction(monkeypatch, case, title):
    assert title in words(shown(monkeypatch, *case).figures[WATERFALL])


def test_one_place_is_one_place():
    assert [show_rank_accounting._whole(places) for places in (1, -1, 2, 0)] == [
        "up 1 place", "down 1 place", "up 2 places", "0 places",
    ]  # fmt: skip
    assert show_rank_accounting._whole_short(-1) == "down 1"


def test_bars_lead_in_whole_places_from_rank_to_rank(monkeypatch):
    bars = shown(monkeypatch).figures[WATERFALL].axes[0].patches
    levels = [(bar.get_y(), bar.get_y() + bar.get_height()) for bar in bars]
    assert levels == [(88, 80), (80, 73), (73, 72), (72, 69), (69, 75), (75, 77)]


def test_the_data_of_the_waterfall_are_exact_and_whole_gains(monkeypatch):
    figure = shown(monkeypatch).about("figure")[0]
    frame = pd.read_csv(io.StringIO(figure["csv"]))
    assert frame.columns.tolist() == ["side", "component", "gained", "gained_whole"]
    assert frame["gained_whole"].tolist() == [8, 7, 1, 3, -6, -2]
    assert frame["gained"].tolist() == pytest.approx([8.017, 6.817, 0.933, 3.05, -5.533, -2.283], abs=1e-3)
    assert "online services up 8; telecoms up 7" in figure["alt"]


@pytest.mark.parametrize(("case", "redefined"), [(("IDN", 2020, 2022), ["osi"]), (("SSD", 2012, 2014), [])])
def test_a_new_measure_is_told_in_the_figure(monkeypatch, case, redefined):
    texts = " ".join(words(shown(monkeypatch, *case).figures[WATERFALL]))
    said = phrase("un.accounting.waterfall.redefined", components=phrase("un.accounting.component.osi"))
    assert (said in texts) == bool(redefined)


def test_recomputed_ranks_are_said_to_be_so(monkeypatch):
    page = shown(monkeypatch, "IDN", 2008, 2010)
    assert page.findings == ["un.accounting.answer_recomputed"]
    said = page.sentences["un.accounting.answer_recomputed"]
    assert "(published: 106 and 109)" in said
    assert added_up(said) == -4
    assert any("106 and 109" in text for text in words(page.figures[WATERFALL]))


@pytest.mark.parametrize(
    ("case", "keys"),
    [
        (("IDN", 2020, 2022), ["redefined"]),
        (("UKR", 2018, 2024), ["redefined"]),
        (("IDN", 2008, 2010), ["unrecorded", "came_or_left"]),
    ],
)
def test_what_the_method_may_have_to_do_with_it_is_told_where_it_is_known(monkeypatch, case, keys):
    told = shown(monkeypatch, *case).decisions
    undecided = [key.removeprefix("un.accounting.") for key, decision in told.items() if decision is None]
    assert undecided == keys


def test_an_edition_after_the_last_recorded_change_is_told_so(monkeypatch):
    page = Shown(monkeypatch)
    result = rank_accounting.study("IDN", 2022, 2024)
    show_rank_accounting.variants(result)
    assert "un.accounting.unrecorded_later" not in page.sentences
    show_rank_accounting.variants(replace(result, facts=result.facts | {"recorded_to": 2022}))
    assert " 2022 " in page.sentences["un.accounting.unrecorded_later"]


def test_the_tables_have_both_sides_and_both_at_once(monkeypatch):
    players, steps, variants = shown(monkeypatch).about("table")
    sides = [phrase(f"un.accounting.side.{side}", {"country": "Indonesia"}) for side in ("own", "others", "both")]
    assert [row[0] for row in players["cells"] if len(row) == 1] == sides
    assert players["cells"][1] == ["online services", "+9", "+7", "+8.0"]
    assert ["2020 to 2022", "88 to 77", "+8.0", "+6.8", "+0.9", "−4.8", "+11"] in steps["cells"]
    assert [row[0] for row in variants["cells"]] == ["Nothing", "TII", "OSI, TII and HCI"]
    assert variants["cells"][0][1:] == ["+8.0", "+6.8", "+0.9", "+3.1", "−5.5", "−2.3"]


def test_plus_is_a_gain_in_every_table_csv_and_value(monkeypatch):
    page = shown(monkeypatch)
    players, steps, variants, bars, cloud = (
        pd.read_csv(io.StringIO(about["csv"])) for about in [*page.about("table"), *page.about("figure")]
    )
    exact = page.values["un.shapley.2020_2022.own.osi"]
    assert exact == pytest.approx(8.017, abs=1e-3)
    own = steps.set_index("edition_from").loc[2020, "own_osi"], cloud.set_index("iso3").loc["IDN", "own_osi"]
    assert [players["average"][0], variants["own_osi"][0], bars["gained"][0], *own] == pytest.approx([exact] * 5)
    assert (cloud["rank_from"] - cloud["rank_to"] == cloud["gained"]).all()
    assert (steps["rank_from"] - steps["rank_to"] == steps["gained"]).all()


def test_the_cloud_marks_the_country_alone(monkeypatch):
    texts = words(shown(monkeypatch, "VNM").figures[CLOUD])
    assert texts.count("Viet Nam") == 1
    assert "Indonesia" not in texts


def test_names_with_an_article_stand_well_in_sentences_and_labels(monkeypatch):
    page = shown(monkeypatch, "PHL")
    assert page.sentences[ANSWER].startswith("The Philippines went ")
    assert page.tables["un.accounting.players"]["cells"][0] == ["The Philippines’ own scores"]
    assert words(page.figures[CLOUD]).count("Philippines") == 1
