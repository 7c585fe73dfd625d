"""Whose move it was, as told: for a rise, a fall, no move, recomputed ranks, and any country."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pandas as pd
import pytest

from analysis.data.plan import plan
from analysis.present import language
from analysis.present.phrases import country, editions, phrase
from analysis.present.un_movement import rank_accounting as show_rank_accounting
from analysis.studies.shared.survey import COMPONENTS
from analysis.studies.un_movement import rank_accounting
from tests.golden import kept
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


def exact() -> list[float]:
    """The places of each part, own before others, as they were accepted for Indonesia from 2020 to 2022."""
    return [kept.golden()[f"un.shapley.2020_2022.{side}.{c}"] for side in ("own", "others") for c in COMPONENTS]


def test_indonesia_as_published(monkeypatch):
    page = shown(monkeypatch)
    facts = rank_accounting.study("IDN", 2020, 2022).facts
    own, others = sum(exact()[:3]), sum(exact()[3:])
    assert own > 0 > others, "else up and down are other words"
    through = kept.golden()["un.paired.2020_2022.osi"]
    for key, parts in {
        "un.accounting.sides": (f"up {own:.1f} places", f"down {-others:.1f}"),
        "un.accounting.order": (
            f"up {facts['own_osi_first']} places", f"up {facts['own_osi_last']}",
            f"up {exact()[0]:.1f}", f"up {through:.1f}",
        ),
        "un.accounting.other_way": (str(facts["others_only"]), str(facts["own_only"])),
        CLOUD: (str(facts["less"]), str(facts["states"]), f"up {exact()[0]:.1f} places"),
    }.items():  # fmt: skip
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
    assert {f"un.{side}_only.{step}" for side in ("own", "others") for step in ("2018_2020", "2022_2024")} < set(values)
    for key, value in values.items():
        assert value == kept.near(key), key


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
        (("IDN", 2020, 2022), "From {rank_from} to {rank_to}: own scores up {own} places, others down {others}"),
        (("SSD", 2012, 2014), "From {rank_from} to {rank_to}: own scores down {own} places, others up {others}"),
        (("DNK", 2020, 2022), "Rank {rank_to} both times: own scores 0 places, others 0"),
        (
            ("IDN", 2008, 2010),
            "From {rank_from} to {rank_to} (recomputed): own scores down {own} places, others down {others}",
        ),
    ],
)
def test_titles_follow_the_direction(monkeypatch, case, title):
    facts = rank_accounting.study(*case).facts
    facts |= {side: abs(facts[f"{side}_whole"]) for side in ("own", "others")}
    assert title.format(**facts) in words(shown(monkeypatch, *case).figures[WATERFALL])


def test_one_place_is_one_place():
    assert [show_rank_accounting._whole(places) for places in (1, -1, 2, 0)] == [
        "up 1 place", "down 1 place", "up 2 places", "0 places",
    ]  # fmt: skip
    assert show_rank_accounting._whole_short(-1) == "down 1"


def test_bars_lead_in_whole_places_from_rank_to_rank(monkeypatch):
    facts = rank_accounting.study("IDN", 2020, 2022).facts
    bars = shown(monkeypatch).figures[WATERFALL].axes[0].patches
    starts, ends = zip(*((bar.get_y(), bar.get_y() + bar.get_height()) for bar in bars), strict=True)
    assert (starts[0], ends[-1]) == (facts["rank_from"], facts["rank_to"])
    assert starts[1:] == ends[:-1]
    assert [a - b for a, b in zip(starts, ends, strict=True)] == [facts[f"{p}_whole"] for p in rank_accounting.COLUMNS]


def test_the_data_of_the_waterfall_are_exact_and_whole_gains(monkeypatch):
    figure = shown(monkeypatch).about("figure")[0]
    frame = pd.read_csv(io.StringIO(figure["csv"]))
    assert frame.columns.tolist() == ["side", "component", "gained", "gained_whole"]
    assert (frame["gained_whole"] - frame["gained"]).abs().max() < 1
    assert frame["gained_whole"].sum() == pytest.approx(frame["gained"].sum())
    assert frame["gained"].tolist() == pytest.approx(exact(), abs=1e-6)
    first, second = frame["gained_whole"][:2]
    assert f"online services up {first}; telecoms up {second}" in figure["alt"]


@pytest.mark.parametrize(("case", "redefined"), [(("IDN", 2020, 2022), ["osi"]), (("SSD", 2012, 2014), [])])
def test_a_new_measure_is_told_in_the_figure(monkeypatch, case, redefined):
    texts = " ".join(words(shown(monkeypatch, *case).figures[WATERFALL]))
    said = phrase("un.accounting.waterfall.redefined", components=phrase("un.accounting.component.osi"))
    assert (said in texts) == bool(redefined)


def test_recomputed_ranks_are_said_to_be_so(monkeypatch):
    page = shown(monkeypatch, "IDN", 2008, 2010)
    assert page.findings == ["un.accounting.answer_recomputed"]
    said = page.sentences["un.accounting.answer_recomputed"]
    facts = rank_accounting.study("IDN", 2008, 2010).facts
    published = f"{facts['published_from']} and {facts['published_to']}"
    assert f"(published: {published})" in said
    assert added_up(said) == facts["rank_from"] - facts["rank_to"] != facts["published_from"] - facts["published_to"]
    assert any(published in text for text in words(page.figures[WATERFALL]))


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
    facts = rank_accounting.study("IDN", 2020, 2022).facts
    osi = [facts["own_osi_first"], facts["own_osi_last"], exact()[0]]
    assert players["cells"][1][1:] == [
        language.number(x, form, "en") for x, form in zip(osi, ("+d", "+d", "+.1f"), strict=True)
    ]
    row = [language.number(x, "+.1f", "en") for x in [*exact()[:3], sum(exact()[3:])]]
    ranks = f"{facts['rank_from']} to {facts['rank_to']}"
    assert [editions(2020, 2022), ranks, *row, f"{facts['gained']:+d}"] in steps["cells"]
    assert variants["cells"][1][0] == "TII"
    assert len(variants["cells"]) == 3
    assert variants["cells"][0][1:] == [language.number(x, "+.1f", "en") for x in exact()]


def test_plus_is_a_gain_in_every_table_csv_and_value(monkeypatch):
    page = shown(monkeypatch)
    players, steps, variants, bars, cloud = (
        pd.read_csv(io.StringIO(about["csv"])) for about in [*page.about("table"), *page.about("figure")]
    )
    osi = page.values["un.shapley.2020_2022.own.osi"]
    assert osi == kept.near("un.shapley.2020_2022.own.osi")
    own = steps.set_index("edition_from").loc[2020, "own_osi"], cloud.set_index("iso3").loc["IDN", "own_osi"]
    assert [players["average"][0], variants["own_osi"][0], bars["gained"][0], *own] == pytest.approx([osi] * 5)
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
