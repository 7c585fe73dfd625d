"""Whose move it was, as told: for a rise, a fall, no move, recomputed ranks, and any country."""

from __future__ import annotations

import pytest

from analysis.data.plan import plan
from analysis.present import show_accounting
from analysis.studies import rank_accounting
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown

CASES = [("IDN", 2020, 2022), ("VNM", 2020, 2022), ("UKR", 2018, 2024), ("DNK", 2020, 2022), ("IDN", 2003, 2012)]
CASES += [("VCT", 2018, 2020), ("SSD", 2012, 2014), ("SOM", 2018, 2020)]


def shown(monkeypatch, country="IDN", start=2020, end=2022) -> Shown:
    page = Shown(monkeypatch)
    result = rank_accounting.study(country, start, end)
    for block in (
        show_accounting.answer,
        show_accounting.steps_between,
        show_accounting.parts,
        show_accounting.steps,
        show_accounting.variants,
        show_accounting.cloud,
    ):
        block(result)
    return page


def test_indonesia_as_published(monkeypatch):
    page = shown(monkeypatch)
    said = page.sentences["un.accounting.answer"]
    assert said.startswith("Indonesia went from rank 88 in 2020 to rank 77 in 2022.")
    assert "its own online services moved it up 8.0 places; everything else together moved it up 3.0 places" in said
    said = page.sentences["un.accounting.sides"]
    assert "moved Indonesia up 15.8 places; the scores of the other states moved it down 4.8 places" in said
    assert "is not Indonesia’s work" in said
    assert page.keys("figure") == ["un.accounting.waterfall", "un.accounting.cloud"]
    assert page.keys("table") == ["un.accounting.players", "un.accounting.steps", "un.accounting.variants"]
    findings = [about["key"] for about in page.about("sentence") if about.get("finding")]
    assert findings == ["un.accounting.answer", "un.accounting.sides"]


def test_values_of_all_steps(monkeypatch):
    values = shown(monkeypatch).values
    for step in ("2018_2020", "2020_2022", "2022_2024"):
        own, others = (
            [values[f"un.shapley.{step}.{side}.{c}"] for c in ("osi", "tii", "hci")] for side in ("own", "others")
        )
        assert sum(own + others) == pytest.approx(sum(values[f"un.paired.{step}.{c}"] for c in ("osi", "tii", "hci")))
    assert (values["un.own_only.2020_2022"], values["un.others_only.2020_2022"]) == (68, 87)
    assert (values["un.own_only.2018_2020"], values["un.others_only.2018_2020"]) == (69, 118)
    assert values["un.shapley.2018_2020.own.tii"] == pytest.approx(-18.15)


def test_what_is_decided_is_an_arithmetic_fact_as_planned(monkeypatch):
    question = plan()["questions"]["rank_move"]
    decided = [about for about in shown(monkeypatch).about("sentence") if about["decision"]]
    assert decided
    for about in decided:
        assert about["decision"] in question["words"]
        assert any(about["key"].startswith(key) for key in question["keys"])


@pytest.mark.parametrize(("country", "start", "end"), CASES)
def test_any_country_and_direction(monkeypatch, country, start, end):
    page = shown(monkeypatch, country, start, end)
    result = rank_accounting.study(country, start, end)
    facts, said = result.facts, page.sentences["un.accounting.answer"]
    assert said.startswith(f"{result.name} went from rank {facts['rank_from']} in {start} to rank {facts['rank_to']}")
    rest = facts["rest"]
    way = "by 0.0 places" if abs(rest) < 0.05 else "moved it up" if rest < 0 else "moved it down"
    assert way in said.split("everything else together")[1]
    for figure in (show_accounting.waterfall_figure(result), show_accounting.cloud_figure(result)):
        assert fits(figure)
        assert collisions(figure) == []


@pytest.mark.parametrize(
    ("case", "title"),
    [
        (("IDN", 2020, 2022), "Own scores lifted Indonesia 15.8 places, others cost it 4.8"),
        (("SSD", 2012, 2014), "Own scores cost South Sudan 15.3 places, others lifted it 5.3"),
        (("DNK", 2020, 2022), "Own scores moved Denmark 0.0 places, others moved it 0.0"),
    ],
)
def test_titles_follow_the_direction(case, title):
    assert title in words(show_accounting.waterfall_figure(rank_accounting.study(*case)))


def test_recomputed_ranks_are_said_to_be_so(monkeypatch):
    page = shown(monkeypatch, "IDN", 2008, 2010)
    said = page.sentences["un.accounting.answer_recomputed"]
    assert "from 106 in 2008 to 110 in 2010 (published: 106 and 109)" in said
    assert "un.accounting.answer" not in page.sentences
    figure = show_accounting.waterfall_figure(rank_accounting.study("IDN", 2008, 2010))
    assert any("published: 106 and 109" in text for text in words(figure))


def test_changes_of_the_measure_are_named_where_they_are_known(monkeypatch):
    said = shown(monkeypatch).sentences
    assert "changed how it measures online services: part" in said["un.accounting.redefined"]
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
    assert players["cells"][1] == ["online services", "−9", "−7", "−8.02"]
    assert ["2020–2022", "88 to 77", "−8.02", "−6.82", "−0.93", "+4.77", "−11"] in steps["cells"]
    assert [row[0] for row in variants["cells"]] == ["Nothing", "TII", "OSI, TII and HCI"]


def test_the_cloud_marks_the_country_alone():
    texts = words(show_accounting.cloud_figure(rank_accounting.study("VNM", 2020, 2022)))
    assert texts.count("Viet Nam") == 1
    assert "Indonesia" not in texts
