from __future__ import annotations

import random
from dataclasses import replace

import pytest

from analysis.data.levels import read_levels
from analysis.data.read import evaluation_pdf
from analysis.data.read.evaluation_pdf import SWAPPED, EvaluationReport
from analysis.studies.shared import evaluation_report, scorecard
from tests.data.read.reports import random_levels, shown, values


@pytest.fixture
def report(monkeypatch) -> EvaluationReport:
    levels = random_levels("35", random.Random(1))
    printed = {part: shown(value, comma=True) for part, value in values("35", levels).items()}
    made = EvaluationReport(
        institution="PEMERINTAH KAB. MADIUN",
        institution_id="kabupaten-madiun",
        year=2020,
        instrument="35",
        levels=levels,
        aspects={id: text for (level, id), text in printed.items() if level == "aspect"},
        domains={id: text for (level, id), text in printed.items() if level == "domain"},
        index=printed["index", ""],
        warnings=(SWAPPED,),
    )
    monkeypatch.setattr(evaluation_pdf, "read", lambda path: made)
    return made


def test_what_is_printed_in_numbers_and_whose_it_is(report, tmp_path):
    found = evaluation_report.document(tmp_path)
    assert (found["institution"], found["institution_printed"]) == ("Kabupaten Madiun", report.institution)
    assert (found["year"], found["index"]) == (2020, report.index)
    for id, text in report.domains.items():
        assert found["domains"][id] == float(text.replace(",", "."))
    scored = scorecard.scorecard(scorecard.instrument("35"), report.levels)
    assert found["predicate"] == scored["predicate"]
    assert found["warnings"][0] == {"warning": SWAPPED}


@pytest.mark.parametrize(("printed", "id"), [
    ("PEMKAB MADIUN", "kabupaten-madiun"), ("PEMERINTAH KABUPATEN REKAAN", ""), ("MADIUN", ""), ("", ""),
])  # fmt: skip
def test_other_spellings_of_a_name(report, monkeypatch, tmp_path, printed, id):
    other = replace(report, institution=printed, institution_id="")
    monkeypatch.setattr(evaluation_pdf, "read", lambda path: other)
    found = evaluation_report.document(tmp_path)
    assert found["institution_id"] == id
    assert found["institution"] == ("Kabupaten Madiun" if id else printed)


def test_the_levels_are_a_file_that_can_be_scored(report, tmp_path):
    path = tmp_path / "levels.csv"
    path.write_text(evaluation_report.levels_file(evaluation_report.document(tmp_path)), encoding="utf-8")
    file = read_levels(path)
    assert file.levels == {item: str(level) for item, level in report.levels.items()}
    assert scorecard.scorecard(scorecard.instrument("35"), file.levels)["aspects"].keys() == report.aspects.keys()
