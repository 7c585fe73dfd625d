"""The answer of `spbe movement` in a terminal: a line a question, places with their sign, warnings in words."""

from __future__ import annotations

from analysis.present.command import movement
from analysis.studies.shared import survey
from analysis.studies.un_movement import movement_document


def answer(*arguments) -> dict:
    return movement.document(movement_document.document(*arguments))


def test_lines_for_a_terminal():
    lines = movement.lines(answer("IDN", 2020, 2022))
    assert lines[0] == "Indonesia (IDN)"
    said = {line[: movement.WIDTH].strip(): line[movement.WIDTH :] for line in lines[1:-1]}
    assert said["published rank"] == "88 in 2020, 77 in 2022"
    assert said["score"] == "+0.0548"
    assert said["only it moves"] == "rank 68"
    assert said["places, own"] == "OSI +8.02, TII +6.82, HCI +0.93"
    assert said["places, others"] == "OSI +3.05, TII -5.53, HCI -2.28"
    assert said["places, both"] == "OSI +10.33, TII +1.83, HCI -1.17"
    assert said["each weight at least"].split() == ["0", "0.1", "0.2", "0.25", "0.3"]
    assert said["ranks of 2020"].startswith("74 to 102  ")
    assert lines[-1].endswith("plus is up.")


def test_nought_has_no_sign():
    assert any("OSI 0.00, TII 0.00, HCI 0.00" in line for line in movement.lines(answer("DNK", 2020, 2022)))


def test_warnings_are_said_in_words():
    assert [warning.split(":")[0] for warning in answer("IDN", 2008, 2010)["warnings"]] == [
        "the editions touch or span 2008, when the UN weighted the components .34/.33/.33",
        "the editions touch or span 2010, when the UN weighted the components .34/.33/.33",
        "rank 109 was published for 2010, the recomputed one is 110",
        "states ranked in only one of the two editions",
    ]
    assert answer("IDN", 2018, 2020)["warnings"] == []


def test_a_new_edition_whose_measures_are_not_recorded_is_warned_of(monkeypatch):
    monkeypatch.setattr(survey, "recorded", lambda: (2018, 2022))
    [warning] = answer("IDN", 2022, 2024)["warnings"]
    assert "after 2022" in warning
