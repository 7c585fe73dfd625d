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
    lines = {line[: told.WIDTH].rstrip(): line[told.WIDTH :] for line in shown(*totals)[:-1]}
    of_management, of_all_new, largest = (
        lines[said(f"command.explain_fall.{name}")] for name in ("management", "all_new", "largest_fall")
    )
    assert (of_management, of_all_new) == (management, all_new)
    assert ("%" in largest) == (float(totals[0]) > float(totals[1]))


def test_numbers_have_four_decimals_and_a_plain_minus():
    assert "0.3016 (100.5% of the fall; totals as rounded: 0.3008 to 0.3025)" in "\n".join(shown("2.50", "2.20", 1))
    assert shown("2.50", "2.60")[0].endswith(" -0.1000")


def test_the_document_ends_with_what_it_covers_and_its_warnings_in_words():
    document = told.document(explanation.document("5", "5"))
    assert list(document)[-3:] == ["largest_fall_profile", "covers", "warnings"]
    assert document["warnings"][0] == "BEFORE + 0.005 is off the scale; 5 is used for its rounding"
    assert len(document["warnings"]) == 3
