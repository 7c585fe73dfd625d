"""What `spbe score` and `spbe rescore` tell, line by line, and their warnings in words."""

from analysis.present.command import scorecard as told
from analysis.studies.shared import scorecard
from tests.methods.small_instruments import small

A, B = small("A"), small("B")
LEVELS = {"1": 2, "2": 3, "3": 1, "4": 3, "5": 4, "6": 1, "6-2": 2, "6-3": 2}


def test_a_scorecard():
    lines = told.lines(A, scorecard.scorecard(A, LEVELS))
    assert lines[0] == "index 2.40 (unrounded 2.4)  Rendah"
    assert lines[1] == "domain   1   2.50  part 1"


def test_a_scorecard_of_which_levels_are_missing():
    assert told.lines(A, scorecard.partial_scorecard(A, {"1": 2, "2": 3})) == [
        "index 1.00 to 4.00  Rendah or Tinggi",
        "missing indicators: 3, 4, 5, 6",
        "domain   1   2.50  part 1",
        "aspect   1   2.50  part 1",
    ]
    assert told.lines(A, scorecard.partial_scorecard(A, LEVELS))[1] == "missing indicators: none"


def test_warnings_in_words():
    edge = {"1": "2.4964", "2": "2.4964", "3": "2.4964"}  # the bands of B part at 2.50
    (band,) = told.document(scorecard.scorecard(B, edge))["warnings"]
    assert "Rendah (unrounded index), Tinggi (rounded index)" in band
    few = scorecard.scorecard(A, {key: level for key, level in LEVELS.items() if key != "6-3"})
    (services,) = told.document(few)["warnings"]
    assert services.startswith("indicator 6: fewer than 3 services;")


def test_both_indices():
    document = told.rescored(scorecard.rescored(["2.21", "1.89", "1.23", "2.81"]))
    assert list(document)[-2:] == ["covers", "warnings"]
    *numbers, covers = told.rescored_lines(document)
    assert numbers[-1] == "effect         -0.2091"
    assert document["covers"] in covers
