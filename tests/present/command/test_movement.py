"""The answer of `spbe movement` in a terminal: a line a question, places with their sign, warnings in words."""

from __future__ import annotations

from analysis.present.command import movement
from analysis.present.command.words import said
from analysis.studies.shared import survey
from analysis.studies.un_movement import movement_document


def answer(*arguments) -> dict:
    return movement.document(movement_document.document(*arguments))


def of(key: str, *facts, **more) -> str:
    return said(f"command.movement.{key}", *facts, **more)


def test_lines_for_a_terminal():
    found = answer("IDN", 2020, 2022)
    lines = movement.lines(found)
    assert lines[0] == "Indonesia (IDN)"
    told = {line[: movement.WIDTH].rstrip(): line[movement.WIDTH :] for line in lines[1:-1]}
    assert told[of("published")] == of("ranks", found)
    assert told[of("score")] == f"{found['score_change']:+.4f}"
    assert told[of("own_only")] == of("rank", rank=found["own_only"])
    for side, places in {**found["shapley"], "both": found["paired"]}.items():
        signed = [f"{component.upper()} {gained:+.2f}" for component, gained in places.items()]
        assert told[of(f"places.{side}")] == ", ".join(signed)
    assert told[of("least")].split() == list(found["rank_interval_from"])
    best, worst = found["rank_interval_from"]["0"]
    assert told[of("sets", edition=2020)].startswith(f"{best} to {worst}  ")
    assert lines[-1] == of("told")


def test_nought_has_no_sign():
    assert any("OSI 0.00, TII 0.00, HCI 0.00" in line for line in movement.lines(answer("DNK", 2020, 2022)))


def test_warnings_are_said_in_words():
    facts = movement_document.document("IDN", 2008, 2010)["warnings"]
    assert [fact["warning"] for fact in facts] == ["other_weights"] * 2 + ["recomputed", "ranked_once"]
    assert answer("IDN", 2008, 2010)["warnings"] == [said(f"command.warning.{f['warning']}", f) for f in facts]
    assert answer("IDN", 2018, 2020)["warnings"] == []


def test_a_new_edition_whose_measures_are_not_recorded_is_warned_of(monkeypatch):
    monkeypatch.setattr(survey, "recorded", lambda: (2018, 2022))
    [warning] = answer("IDN", 2022, 2024)["warnings"]
    assert "after 2022" in warning
