"""What `spbe explain-fall` tells: every verdict, the rounding, the warnings, and the fields of the JSON document."""

import pytest

from analysis.present.command import explanation as told
from analysis.present.command.words import said
from analysis.studies.shared import explanation


def shown(*arguments):
    return told.lines(told.document(explanation.document(*arguments)))


@pytest.mark.parametrize(
    ("totals", "management", "all_new"),
    [
        (("2.50", "2.20", 0), "feasible", "feasible"),
        (("2.50", "2.20", 1), "feasible; the rounding of the totals decides", "feasible"),
        (("2.50", "1.80", 0), "refuted", "refuted"),
        (("2.50", "2.60", 0), "not needed", "not needed"),
    ],
)
def test_the_verdicts(totals, management, all_new):
    lines = {line[: told.WIDTH].rstrip(): line[told.WIDTH :] for line in shown(*totals)[:-2]}
    of_management, of_all_new, largest = (
        lines[said(f"command.explain_fall.{name}")] for name in ("management", "all_new", "largest_fall")
    )
    assert (of_management, of_all_new) == (management, all_new)
    assert ("%" in largest) == (float(totals[0]) > float(totals[1]))


@pytest.mark.parametrize(
    ("totals", "key"),
    [
        (("2.50", "2.20", 0), "feasible"),
        (("2.50", "2.20", 1), "rounding"),
        (("2.50", "2.10", 0), "all_new"),
        (("2.50", "1.80", 0), "refuted"),
        (("2.50", "2.49", 0), "tiny"),
        (("2.50", "2.50", 0), "no_fall"),
        (("0", "1", 0), "no_fall"),
    ],
)
def test_the_last_line_says_the_verdict_in_words(totals, key):
    facts = dict(zip(("before", "after"), (f"{float(total):.2f}" for total in totals), strict=False))
    facts |= {"largest_fall": "0.32", "fall": f"{float(totals[0]) - float(totals[1]):.2f}"}
    assert shown(*totals)[-1] == said(f"command.explain_fall.told.{key}", facts)


def test_totals_with_more_decimals_are_told_with_them():
    last = shown("2.505", "2.10")[-1]
    assert "0.405" in last
    assert "0.3209" in last


NEEDED = ("needed_level_flat", "needed_level")


@pytest.mark.parametrize(
    ("totals", "flat", "all_new"),
    [
        (("2.50", "2.20"), "uneven", None),
        (("2.50", "2.40"), None, None),
        (("2.50", "2.10"), "impossible", None),
        (("2.50", "1.80"), "impossible", "impossible"),
        (("1.05", "1"), "uneven", "impossible"),
        (("0", "1"), "no_fall", "no_fall"),
    ],
)
def test_a_needed_level_that_cannot_be_or_need_not_be_is_marked(totals, flat, all_new):
    lines = {line[: told.WIDTH].rstrip(): line[told.WIDTH :] for line in shown(*totals)}
    for name, mark in zip(NEEDED, (flat, all_new), strict=True):
        number, space, rest = lines[said(f"command.explain_fall.{name}")].partition(" ")
        assert float(number) < 7
        assert space + rest == (said(f"command.explain_fall.needed.{mark}") if mark else "")


def test_what_can_only_raise_a_total_is_not_said_to_lower_it():
    lines = {line[: told.WIDTH].rstrip(): line[told.WIDTH :] for line in shown("0", "1")}
    assert said("command.explain_fall.largest_fall").rstrip() not in lines
    assert lines[said("command.explain_fall.least_rise").rstrip()].startswith("0.1650 ")


def test_numbers_have_four_decimals_and_a_plain_minus():
    assert "0.3016 (100.5% of the fall; totals as rounded: 0.3008 to 0.3025)" in "\n".join(shown("2.50", "2.20", 1))
    assert shown("2.50", "2.60")[0].endswith(" -0.1000")


def test_the_document_ends_with_what_it_covers_and_its_warnings_in_words():
    document = told.document(explanation.document("5", "5"))
    assert list(document)[-3:] == ["covers", "sentence", "warnings"]
    assert document["warnings"][0] == "BEFORE + 0.005 is off the scale; 5 is used for its rounding"
    assert len(document["warnings"]) == 3
