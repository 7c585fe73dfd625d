"""The document of a move: published ranks, the accounting, rank sets as worked out before, and what to be warned of."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest

from analysis.methods.errors import InputError
from analysis.studies.shared import survey
from analysis.studies.un_movement import movement_document
from tests.golden import kept

FIELDS = [
    "iso3", "country", "edition_from", "edition_to", "rank_from", "rank_to", "own_only", "others_only", "shapley",
    "paired", "deviations", "score_change", "rank_interval_from", "rank_interval_to", "warnings",
]  # fmt: skip


def test_indonesia_2018_to_2020_as_published():
    found, golden = movement_document.document("IDN", 2018, 2020), kept.golden()
    assert list(found) == FIELDS
    assert (found["iso3"], found["country"]) == ("IDN", "Indonesia")
    assert (found["rank_from"], found["rank_to"]) == (golden["un.rank.2018"], golden["un.rank.2020"])
    for side in ("own", "others"):
        assert found[f"{side}_only"] == golden[f"un.{side}_only.2018_2020"]
        for component, places in found["shapley"][side].items():
            assert places == kept.near(f"un.shapley.2018_2020.{side}.{component}")
    for component, places in found["paired"].items():
        assert places == kept.near(f"un.paired.2018_2020.{component}")
    for end, year in (("from", 2018), ("to", 2020)):
        for minimum, key in (("0", "w000"), ("0.25", "w025")):
            known = [golden[f"un.rank_interval.{year}.{key}.{side}"] for side in ("best", "worst")]
            assert found[f"rank_interval_{end}"][minimum] == known
    assert {row["country"] for row in found["deviations"] if row["edition"] == 2018} == {"Iraq", "Serbia"}
    assert found["warnings"] == []
    assert json.loads(json.dumps(found)) == found, "plain numbers and texts only"


def test_the_score_change_is_that_of_the_mean_of_the_components():
    found = movement_document.document("VNM", 2020, 2022)
    before, after = (survey.components(year).loc["VNM"].mean() for year in (2020, 2022))
    assert found["score_change"] == pytest.approx(after - before, abs=1e-12)


@pytest.mark.parametrize(("country", "start", "end"), [("UKR", 2018, 2024), ("SSD", 2012, 2014), ("DNK", 2022, 2024)])
def test_rank_intervals_are_nested_and_hold_the_rank_of_equal_weights(country, start, end):
    found = movement_document.document(country, start, end)
    for key, rank in (("rank_interval_from", "rank_from"), ("rank_interval_to", "rank_to")):
        assert list(found[key]) == ["0", "0.1", "0.2", "0.25", "0.3"]
        ends = list(found[key].values())
        for (best, worst), (inner_best, inner_worst) in pairwise(ends):
            assert best <= inner_best <= inner_worst <= worst
        assert ends[-1][0] <= found[rank] <= ends[-1][1]


def test_what_must_be_known_of_an_answer_is_told_by_name():
    warnings = movement_document.document("IDN", 2008, 2010)["warnings"]
    assert [warning["warning"] for warning in warnings] == [
        "other_weights",
        "other_weights",
        "recomputed",
        "ranked_once",
    ]
    assert [warning["year"] for warning in warnings[:2]] == [2008, 2010]
    for warning, (country, year) in (
        (warnings[2], ("IDN", 2010)),
        (*movement_document.document("IRQ", 2018, 2020)["warnings"], ("IRQ", 2018)),
    ):
        scores = survey.components(year).mean(axis=1)
        assert warning["warning"] == "recomputed"
        assert warning["published"] == survey.edition(year).loc[country, "rank"]
        assert warning["recomputed"] == 1 + (scores > scores[country] + 1e-9).sum() != warning["published"]
    once = survey.edition(2008)["rank"].isna() != survey.edition(2010)["rank"].isna()
    assert warnings[3]["states"] == once.sum() > 0


def test_measures_after_the_last_record_are_warned_of(monkeypatch):
    monkeypatch.setattr(survey, "recorded", lambda: (2018, 2022))
    [warning] = movement_document.document("IDN", 2022, 2024)["warnings"]
    assert warning == {"warning": "unrecorded_later", "recorded_to": 2022}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [(("MCO", 2010, 2012), "was not ranked in 2010"), (("ABC", 2010, 2012), "no such state"),
     (("IDN", 2019, 2022), "edition 2019: not an edition of the survey")],
)  # fmt: skip
def test_refusals(arguments, message):
    with pytest.raises(InputError, match=message):
        movement_document.document(*arguments)
