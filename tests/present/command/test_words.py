"""The command speaks English whatever language the report is in."""

import pytest

from analysis.methods.errors import InputError
from analysis.present.command.words import said, warned


def test_the_language_of_the_report_does_not_matter(monkeypatch):
    english = said("command.score.missing", missing="7")
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    assert said("command.score.missing", missing="7") == english


def test_a_warning_is_a_name_with_facts():
    assert len(warned([{"warning": "rounding"}, {"warning": "band", "unrounded": "Baik", "rounded": "Cukup"}])) == 2
    assert warned([]) == []
    with pytest.raises(InputError, match="no sentence has the key"):
        warned([{"warning": "unheard_of"}])
