"""What a referee would ask of the sources: every question is answered, with counts of the tables."""

import pytest

from analysis.present import sources as show
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from analysis.studies.sources import holdings
from tests.present.shown import Shown
from tests.studies.by_hand import rows


@pytest.fixture
def page(monkeypatch):
    shown = Shown(monkeypatch)
    show.referee.asked(holdings.coverage(), holdings.check_results(), holdings.agreement()[1])
    return shown


def test_every_question_has_a_word(page):
    assert len(page.decisions) == 3
    assert page.decisions["sources.referee.known"] == CANNOT_BE_DECIDED
    assert all(page.decisions.values())


def test_the_known_years_before_the_change_are_counted(page):
    used = [row for row in rows("spbe_index") if (row["preferred"], row["status"]) == ("yes", "published")]
    early = sum(row["instrument"] == "35" for row in used)
    assert f" {early} " in page.sentences["sources.referee.known"]
