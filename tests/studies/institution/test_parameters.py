from __future__ import annotations

import pytest

from analysis.methods.errors import InputError
from analysis.studies.institution import parameters

USUAL = {"institution": "kabupaten-grobogan", "year": 2024, "language": "id", "evaluation": ""}


def test_the_usual_ones_pass():
    parameters.check(**USUAL)


@pytest.mark.parametrize(("name", "value", "meant"), [
    ("institution", "kabupaten-groboga", "kabupaten-grobogan"),
    ("institution", "Kabupaten Grobogan", "kabupaten-grobogan"),
    ("year", 2022, "2023"),
    ("language", "ms", "id"),
    ("evaluation", "nowhere.csv", "nowhere.csv"),
])  # fmt: skip
def test_others_are_refused_with_what_may_be_meant(name, value, meant):
    with pytest.raises(InputError, match=meant):
        parameters.check(**{**USUAL, name: value})


def test_a_file_that_is_there_passes(tmp_path):
    (tmp_path / "levels.csv").write_text("indicator,level\n1,3\n", encoding="utf-8")
    parameters.check(**{**USUAL, "evaluation": str(tmp_path / "levels.csv")})
