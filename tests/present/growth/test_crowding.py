"""The sentence on crowding out follows sign and interval."""

import pytest

from analysis.present import growth as show
from tests.present.growth.pages import studied, told
from tests.present.shown import Shown


@pytest.mark.parametrize(("clear", "positive", "key"), [
    (True, True, "with"), (True, False, "against"), (False, True, "unclear"),
])  # fmt: skip
def test_the_sentence_on_crowding_follows_sign_and_interval(monkeypatch, clear, positive, key):
    page, found = Shown(monkeypatch), studied("all")["crowding"]
    facts = {**found.facts, "clear": clear, "positive": positive}
    show.crowding.answer(type(found)(found.table, found.decision, facts, found.values), "all")
    assert f"growth.crowding.{key}" in page.sentences


def test_the_table_has_every_other_domain_and_all_together():
    page, found = told("all")
    cells = page.table("growth.crowding.changes")["cells"]
    assert len(cells) == len(found["crowding"].table) == 4
    assert page.decisions["growth.crowding.with"] == found["crowding"].decision
