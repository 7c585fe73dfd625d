"""Each rule finds what it is there for, and lets through what only looks like it."""

from __future__ import annotations

import pytest

from tests.sweep import rules
from tests.sweep.pages import Said


def found(text: str, where: str = "sentence", key: str = "toy.said", decision: str | None = None) -> list[str]:
    return [fault.rule for fault in rules.faults([Said(where, key, text, decision)])]


@pytest.mark.parametrize(("text", "rule"), [
    ("Ranks differ for 1 states.", "one of many"),
    ("Of the 1 known falls it covers none.", "one of many"),
    ("Of 5 pairs 1 were left out.", "one of many"),
    ("It lost 12 place of its rank.", "many of one"),
    ("Ranks differ for 0 states in the two editions: none.", "none counted"),
    ("It rose in 3 of 3 steps.", "all counted"),
    ("Found in 1,232 of the 1,232 rows.", "all counted"),
    ("Excluded for 0 of the 19.", "none counted"),
    ("It went from 1 to 1.", "from one to the same"),
    ("The path from rank 86 in 2020 to rank 86 in 2022.", "from one to the same"),
    ("The effect is −0.31 to −0.31 of a point.", "from one to the same"),
    ("It lies between 3% and 3% of all.", "from one to the same"),
    ("It is open: it depends on the weights. 0.00% give a gain.", "open that is decided"),
    ("The score moved -0.0449.", "hyphen for minus"),
    ("It rose by 11 from 2020 to 2022.", "no unit"),
    ("Its own move is +39.", "no unit"),
    ("Two  spaces", "spaces"),
    ("It ended..", "punctuation"),
    ("Jakarta, , Bandung", "punctuation"),
    ("It ended . Then more.", "punctuation"),
    ("A {name} stays", "not filled"),
    ("The mean is nan here.", "missing"),
    ("Its rank is None.", "missing"),
    ("It fell ().", "empty brackets"),
    ("The check index_from_domains holds.", "machine id"),
    ("It was said of kabupaten-grobogan.", "machine id"),
    ("Blora says so (blora-58).", "machine id"),
    ("It was 614 of 620 by 0.24 or −0.3.", "too many numbers"),
    ("The whole change may have moved it by anything from −1.38 to +0.87.", "no if"),
])  # fmt: skip
def test_a_fault_is_found(text, rule):
    assert rule in found(text)


@pytest.mark.parametrize("text", [
    "Ranks differ for 1 state: 2 fell, and 1 is on the list.",
    "1 of 3 states, 11 states. 0.1 points, version 2.1 states. −1 to +1 places.",
    "36 other state bodies; 3 domain values. The index under 47 minus that under 35 domain weights.",
    "None of the 5 states rose, 0 of 1; on the list there is none.",
    "From 1 to 11. From 0.35 to 0.356, from 2018 to 2020, from state to state.",
    "It depends on the weights: 10.00% give a gain and 90.00% a loss.",
    "Since 2018–24, in UTF-8, it moved −0.0449; the sub-regions 3-5.",
    "It rose by 11 places and fell by 0.35. Up 8 places and its others up 7.",
    "It ended ... then, e.g., .34/.33/.33; “so”, (it) said: yes.",
    "It stands at place 34 of 34. Or at place 3 to 7 of 7. It is 1 of 1. It is 3 of 30. It is 3 of 3.5.",
    "None of these is in it. The information is not missing.",
    "The plan is analysis_plan.yml.",
    "If rewording was neutral, the whole change made −0.91 to −0.06 points of it.",
    "The whole change is another thing. It has parts.",
    "“Of 416, 58 are the 22 best of 130”: 2 readings.",
    "From 2018 to 2020 it rose by 0.24 points, 1.5% and 3 places, in 2024. Then came 4 more, 5 and 6.",
])  # fmt: skip
def test_what_only_looks_like_a_fault_is_let_through(text):
    assert found(text) == []


def test_code_in_markdown_is_no_prose_and_a_cell_may_hold_an_id():
    assert found("Use `data_raw` and [this](https://x.example/a_b).", where="markdown") == []
    assert found("kabupaten-grobogan", where="cell") == []
    assert found("-0.5", where="cell") == ["hyphen for minus"]


def test_a_decision_word_agrees_with_its_key():
    assert found("So it is.", key="toy.claim.refuted", decision="bounded") == ["decision"]
    assert found("So it is.", key="toy.claim.refuted", decision="refuted") == []
    assert found("So it is.", key="toy.one_feasible", decision="refuted") == ["decision"]


def test_what_is_said_twice_or_counted_twice_on_a_page():
    said = [Said("sentence", "a.b", "It is 25 known falls that we hold. Short."), Said("note", "a.c", "Short.")]
    assert rules.faults(said) == []
    again = [*said, Said("note", "a.d", "It is 25 known falls that we hold.")]
    assert [fault.rule for fault in rules.faults(again)] == ["said twice"]
    other = [*said, Said("sentence", "a.d", "Of 4 known falls it explains 3.")]
    assert [fault.rule for fault in rules.faults(other)] == ["counted twice"]
