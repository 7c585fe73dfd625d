"""Own and others' parts are told as ranges, with the word that fits their ends, for any country."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd
import pytest

from analysis.data.plan import plan
from analysis.present import language
from analysis.present.un_movement import own_and_others as show
from analysis.studies.shared.decisions import BOUNDED, INCONCLUSIVE
from analysis.studies.un_movement import own_and_others
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown

CASES = [("IDN", 2020, 2022), ("IDN", 2018, 2024), ("DNK", 2020, 2022), ("SSD", 2012, 2024), ("PHL", 2003, 2012)]
SPLIT = "un.accounting.split"


def told(monkeypatch, result: own_and_others.Result) -> Shown:
    page = Shown(monkeypatch)
    show.alone(result)
    show.sides(result)
    return page


@pytest.mark.parametrize("case", CASES)
def test_any_country_with_a_word_that_the_plan_allows(monkeypatch, case):
    result = own_and_others.study(*case)
    page, facts = told(monkeypatch, result), result.facts
    assert page.decisions[SPLIT] == own_and_others.decide(facts["own_osi_low"], facts["own_osi_high"])
    question = plan()["questions"]["rank_move"]
    for key, word in page.decisions.items():
        assert word in question["words"]
        assert key.startswith(tuple(question["keys"]))
    for name in ("printed", "low", "high"):
        assert language.number(facts[f"own_osi_{name}"], "+.1f", "en") in page.sentences[SPLIT]
    for side in ("own", "others"):
        assert str(facts[f"{side}_only_low"]) in page.sentences[f"un.counterfactual.{side}"]
        assert str(facts[f"{side}_only_printed"]) in page.sentences[f"un.counterfactual.{side}"]
    [figure] = page.figures.values()
    assert fits(figure)
    assert collisions(figure) == []


def test_a_range_over_both_signs_is_inconclusive(monkeypatch):
    result = own_and_others.study("IDN", 2020, 2022)
    assert told(monkeypatch, result).decisions[SPLIT] == BOUNDED
    other = replace(result, facts=result.facts | {"own_osi_low": -1.0})
    assert told(monkeypatch, other).decisions[SPLIT] == INCONCLUSIVE


def test_the_rows_of_a_column_add_up_in_table_and_figure(monkeypatch):
    page = told(monkeypatch, own_and_others.study("IDN", 2020, 2022))
    [table], [figure] = page.about("table"), page.about("figure")
    for about in (table, figure):
        frame = pd.read_csv(io.StringIO(about["csv"]))
        parts = frame[frame["component"] != own_and_others.ALL]
        for name in ("printed", "median", "mean"):
            assert parts[name].sum() == pytest.approx(11, abs=1e-6)
        assert parts["low"].sum() < 11 < parts["high"].sum()
    assert len([row for row in table["cells"] if len(row) == 1]) == 2
