"""Through which component the places were gained, as told: for a rise, a fall, no move, and any country."""

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
from analysis.studies.shared import survey
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
        show_rank_accounting.measures,
        show_rank_accounting.cloud,
    ):
        block(result)
    return page


def exact() -> list[float]:
    """The places of each component for all states at once, as accepted for Indonesia from 2020 to 2022."""
    return [kept.golden()[f"un.paired.2020_2022.{c}"] for c in COMPONENTS]


def test_indonesia_as_published(monkeypatch):
    page = shown(monkeypatch)
    facts = rank_accounting.study("IDN", 2020, 2022).facts
    osi, tii, hci = exact()
    assert osi > 0 < tii > 0 > hci, "else up and down are other words"
    for key, parts in {
        ANSWER: (f"up {osi:.1f} places", f"up {tii:.1f}", f"down {-hci:.1f}"),
        "un.accounting.order": (f"up {facts['paired_osi_first']} places", f"up {facts['paired_osi_last']} places"),
        CLOUD: (str(facts["less"]), str(facts["states"]), f"up {osi:.1f} places"),
    }.items():
        assert all(part in page.sentences[key] for part in parts), key
    assert page.keys("figure") == [WATERFALL, CLOUD]
    assert page.keys("table") == ["un.accounting.players", "un.accounting.steps"]
    assert page.findings == [ANSWER]


def test_the_finding_does_not_change_with_a_shift_and_own_parts_do(monkeypatch):
    """A constant added to online services of all states in 2022: the sentence stays, the split as printed does not."""
    said = shown(monkeypatch).sentences[ANSWER]
    printed = rank_accounting.study("IDN", 2020, 2022).facts
    of = survey.components
    monkeypatch.setattr(survey, "components", lambda year: of(year).add([0.05 * (year == 2022), 0, 0]))
    survey.move.cache_clear()
    assert shown(monkeypatch).sentences[ANSWER] == said
    shifted = rank_accounting.study("IDN", 2020, 2022).facts
    survey.move.cache_clear()
    assert shifted["own_osi"] > printed["own_osi"] + 2
    assert [shifted[pair] for pair in rank_accounting.PAIRS] == pytest.approx(
        [printed[pair] for pair in rank_accounting.PAIRS]
    )


def test_values_of_all_steps(monkeypatch):
    values = shown(monkeypatch).values
    for step in ("2018_2020", "2020_2022", "2022_2024"):
        own, others = (
            [values[f"un.shapley.{step}.{side}.{c}"] for c in ("osi", "tii", "hci")] for side in ("own", "others")
        )
        assert sum(own + others) == pytest.approx(sum(values[f"un.paired.{step}.{c}"] for c in ("osi", "tii", "hci")))
    assert {f"un.{side}_only.{step}" for side in ("own", "others") for step in ("2018_2020", "2022_2024")} < set(values)
    accounted = [key for key in values if not key.startswith("un.split.")]
    assert len(accounted) < len(values)
    for key in accounted:
        assert values[key] == kept.near(key), key


def test_what_is_decided_is_as_planned(monkeypatch):
    question = plan()["questions"]["rank_move"]
    decided = {key: word for key, word in shown(monkeypatch).decisions.items() if word}
    assert set(decided.values()) == {rank_accounting.DECISION} <= set(question["words"])
    assert all(key.startswith(tuple(question["keys"])) for key in decided)


def added_up(said: str) -> float:
    """Places gained in all, added up as a reader would: three components, each rounded by itself."""
    parts = re.findall(r"(?:moved it|telecommunication|human capital) (?:(up|down) )?(\d+\.\d)", said)
    assert len(parts) == 3
    return sum(float(places) * (-1 if way == "down" else 1) for way, places in parts)


@pytest.mark.parametrize(("iso3", "start", "end"), CASES)
def test_any_country_and_direction(monkeypatch, iso3, start, end):
    page = shown(monkeypatch, iso3, start, end)
    result = rank_accounting.study(iso3, start, end)
    facts, said = result.facts, page.sentences[ANSWER]
    went = phrase("un.accounting.went" if facts["gained"] else "un.accounting.stayed", facts)
    assert said.startswith(f"{country(iso3)} {went}.")
    assert added_up(said) == pytest.approx(facts["rank_from"] - facts["rank_to"], abs=0.16)
    assert ("un.accounting.redefined" in page.sentences) == bool(result.redefined)
    for figure in page.figures.values():
        assert fits(figure)
        assert collisions(figure) == []


@pytest.mark.parametrize(
    ("case", "title"),
    [
        (("IDN", 2020, 2022), "From {rank_from} to {rank_to}: up {osi:.1f} places through"),
        (("SSD", 2012, 2014), "From {rank_from} to {rank_to}: down {osi:.1f} places through"),
        (("DNK", 2020, 2022), "Rank {rank_to} both times: {osi:.1f} places through"),
        (("IDN", 2008, 2010), "From {rank_from} to {rank_to} (recomputed): down {osi:.1f} places through"),
    ],
)
def test_titles_follow_the_direction(monkeypatch, case, title):
    facts = rank_accounting.study(*case).facts
    started = title.format(**facts, osi=abs(facts["paired_osi"]))
    assert any(text.startswith(started) for text in shown(monkeypatch, *case).read(WATERFALL))


def test_bars_lead_from_rank_to_rank(monkeypatch):
    facts = rank_accounting.study("IDN", 2020, 2022).facts
    bars = shown(monkeypatch).figures[WATERFALL].axes[0].patches
    starts, ends = zip(*((bar.get_y(), bar.get_y() + bar.get_height()) for bar in bars), strict=True)
    assert (starts[0], ends[-1]) == pytest.approx((facts["rank_from"], facts["rank_to"]))
    assert starts[1:] == pytest.approx(ends[:-1])
    gained = [a - b for a, b in zip(starts, ends, strict=True)]
    assert gained == pytest.approx([facts[pair] for pair in rank_accounting.PAIRS])


def test_the_data_of_the_waterfall_are_exact_gains(monkeypatch):
    figure = shown(monkeypatch).about("figure")[0]
    frame = pd.read_csv(io.StringIO(figure["csv"]))
    assert frame.columns.tolist() == ["component", "gained"]
    assert frame["gained"].tolist() == pytest.approx(exact(), abs=1e-6)
    assert f"up {exact()[0]:.1f}" in figure["alt"]


@pytest.mark.parametrize(("case", "redefined"), [(("IDN", 2020, 2022), ["osi"]), (("SSD", 2012, 2014), [])])
def test_a_new_measure_is_told_in_the_figure(monkeypatch, case, redefined):
    texts = " ".join(shown(monkeypatch, *case).read(WATERFALL))
    said = phrase("un.accounting.waterfall.redefined", components=phrase("un.accounting.component.osi"))
    assert (said in texts) == bool(redefined)


def test_recomputed_ranks_are_said_to_be_so(monkeypatch):
    page = shown(monkeypatch, "IDN", 2008, 2010)
    assert page.findings == ["un.accounting.answer_recomputed"]
    said = page.sentences["un.accounting.answer_recomputed"]
    facts = rank_accounting.study("IDN", 2008, 2010).facts
    published = f"{facts['published_from']} and {facts['published_to']}"
    assert f" {published}." in said
    recomputed = facts["rank_from"] - facts["rank_to"]
    assert added_up(said) == pytest.approx(recomputed, abs=0.16)
    assert recomputed != facts["published_from"] - facts["published_to"]
    assert any(published in text for text in page.read(WATERFALL))


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
    show_rank_accounting.measures(result)
    assert "un.accounting.unrecorded_later" not in page.sentences
    show_rank_accounting.measures(replace(result, facts=result.facts | {"recorded_to": 2022}))
    assert " 2022 " in page.sentences["un.accounting.unrecorded_later"]


def test_the_tables_have_the_parts_by_pairs(monkeypatch):
    players, steps = shown(monkeypatch).about("table")
    facts = rank_accounting.study("IDN", 2020, 2022).facts
    osi = [exact()[0], facts["paired_osi_first"], facts["paired_osi_last"]]
    assert players["cells"][0][1:] == [
        language.number(x, form, "en") for x, form in zip(osi, ("+.1f", "+d", "+d"), strict=True)
    ]
    assert len(players["cells"]) == len(COMPONENTS)
    row = [language.number(x, "+.1f", "en") for x in exact()]
    ranks = f"{facts['rank_from']} to {facts['rank_to']}"
    assert [editions(2020, 2022), ranks, *row, f"{facts['gained']:+d}"] in steps["cells"]


def test_plus_is_a_gain_in_every_table_csv_and_value(monkeypatch):
    page = shown(monkeypatch)
    players, steps, bars, cloud = (
        pd.read_csv(io.StringIO(about["csv"])) for about in [*page.about("table"), *page.about("figure")]
    )
    osi = page.values["un.paired.2020_2022.osi"]
    assert osi == kept.near("un.paired.2020_2022.osi")
    of = steps.set_index("edition_from").loc[2020, "paired_osi"], cloud.set_index("iso3").loc["IDN", "paired_osi"]
    assert [players["average"][0], bars["gained"][0], *of] == pytest.approx([osi] * 4)
    assert (cloud["rank_from"] - cloud["rank_to"] == cloud["gained"]).all()
    assert (steps["rank_from"] - steps["rank_to"] == steps["gained"]).all()


def test_a_scale_that_changes_no_part_is_told_so(monkeypatch):
    result = rank_accounting.study("IDN", 2020, 2022)
    assert "un.accounting.scale" in shown(monkeypatch).sentences
    one = result.split.facts["paired_osi_printed"]
    same = result.split.facts | {"paired_osi_scale_low": one, "paired_osi_scale_high": one}
    page = Shown(monkeypatch)
    show_rank_accounting.parts(replace(result, split=replace(result.split, facts=same)))
    assert "un.accounting.scale_same" in page.sentences


def test_the_cloud_marks_the_country_alone(monkeypatch):
    texts = words(shown(monkeypatch, "VNM").figures[CLOUD])
    assert texts.count("Viet Nam") == 1
    assert "Indonesia" not in texts


def test_names_with_an_article_stand_well_in_sentences_and_labels(monkeypatch):
    page = shown(monkeypatch, "PHL")
    assert page.sentences[ANSWER].startswith("The Philippines went ")
    assert words(page.figures[CLOUD]).count("Philippines") == 1
