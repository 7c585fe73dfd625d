from __future__ import annotations

import pytest

from analysis.methods.errors import InputError
from analysis.studies.shared import scorecard
from tests.methods.small_instruments import small

A, B = small("A"), small("B")
LEVELS = {"1": 2, "2": 3, "3": 1, "4": 3, "5": 4, "6": 1, "6-2": 2, "6-3": 2}


def test_a_scorecard_holds_plain_numbers():
    assert scorecard.scorecard(B, {"1": "1.5", "2": 2, "3": 3}) == {
        "instrument": "B",
        "aspects": {"1": 1.5, "2": pytest.approx(2.5833333)},
        "domains": {},
        "index": pytest.approx(2.15),
        "index_display": "2.15",
        "predicate": "Rendah",
        "band": "unrounded",
        "warnings": [],
    }


def test_warnings_of_services_and_bands():
    assert scorecard.scorecard(A, LEVELS)["warnings"] == []
    few = scorecard.scorecard(A, {key: level for key, level in LEVELS.items() if key != "6-3"})
    assert few["warnings"] == [{"warning": scorecard.SERVICES, "indicator": "6", "repeats": 3}]
    edge = {"1": "2.4964", "2": "2.4964", "3": "2.4964"}  # the bands of B part at 2.50
    warned = {"warning": scorecard.BAND, "unrounded": "Rendah", "rounded": "Tinggi"}
    assert scorecard.scorecard(B, edge)["warnings"] == [warned]
    assert scorecard.scorecard(B, edge)["predicate"] == "Rendah"
    assert scorecard.scorecard(B, edge, band="rounded")["predicate"] == "Tinggi"


def test_a_partial_scorecard_gives_an_interval_and_every_predicate_in_it():
    document = scorecard.partial_scorecard(A, {"3": 1, "4": 3, "5": 4, "6": 1})
    assert document["missing"] == ["1", "2"]
    assert document["aspects"] == {"2": 2.5, "3": 2.5}
    assert document["domains"] == {"2": 2.5}
    assert document["index_interval"] == [1.5, 3.5]
    assert document["index_interval_display"] == ["1.50", "3.50"]
    assert document["predicates"] == ["Rendah", "Tinggi"]
    assert scorecard.partial_scorecard(A, LEVELS)["predicates"] == ["Rendah"]


def test_rescored_counts_and_checks_its_values():
    assert scorecard.rescored(["2.21", "1.89", "1.23", "2.81"])["effect"] == -0.2091
    with pytest.raises(InputError, match="3 domain values given; instrument 47 has 4 domains"):
        scorecard.rescored([1, 2, 3])
    with pytest.raises(InputError, match=r"0\.3 is off the scale"):
        scorecard.rescored([1, 2, 3, 0.3])
    with pytest.raises(InputError, match="no domain links from instrument 47 to 35"):
        scorecard.rescored([1, 2, 3], new="35", old="47")


def test_unknown_instrument():
    with pytest.raises(InputError, match="no rows for instrument '36'"):
        scorecard.instrument("36")
