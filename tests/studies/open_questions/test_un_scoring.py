"""Forecasts are scored when their edition is in the tables, and not before."""

import numpy as np
import pytest

from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from tests.studies.open_questions import worlds
from tests.studies.open_questions.computed import scored


def test_without_the_edition_there_is_nothing_to_score():
    result = scored()
    assert result.state == "awaited"
    assert result.scored[["came", "where", "score_50", "score_90"]].isna().all(axis=None)
    assert len(result.scored) == 6
    assert result.values == {"link.verdict": CANNOT_BE_DECIDED}


def test_a_planted_edition_is_scored_by_the_written_limits(monkeypatch):
    worlds.with_edition(monkeypatch, rank=90, egdi=0.75, osi=0.6)
    result = scored()
    rows = result.scored.set_index(["variant", "measure"])
    assert result.state == "came"
    assert len(rows) == 6
    assert rows.loc[("without_link", "rank"), "where"] == "above90"
    assert rows.loc[("without_link", "rank"), "score_90"] == pytest.approx((88 - 43) + 20 * (90 - 88))
    assert rows.loc[("without_link", "rank"), "score_50"] == pytest.approx((74 - 57) + 4 * (90 - 74))
    assert rows.loc[("with_link", "egdi"), "where"] == "below50"
    assert result.values["scored.2026.with_link.osi.where"] == "below90"


@pytest.mark.parametrize("osi", [0.6, 0.65, 0.8, 1.0])
def test_with_so_little_power_hardly_any_score_decides(monkeypatch, osi):
    worlds.with_edition(monkeypatch, osi=osi)
    assert scored().facts["decision"] == "inconclusive"


def test_another_country_has_one_forecast_and_no_link_of_its_own(monkeypatch):
    worlds.with_edition(monkeypatch)
    result = scored("VNM")
    assert set(result.scored["variant"]) == {"without_link"}
    assert "link_osi_came" in result.facts


def test_a_country_without_a_rank_has_nothing_to_score(monkeypatch):
    worlds.with_edition(monkeypatch, rank=np.nan)
    result = scored()
    assert result.state == "unranked"
    assert result.scored["came"].isna().all()
    assert result.facts["decision"] == CANNOT_BE_DECIDED
