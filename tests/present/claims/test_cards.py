import io

import pandas as pd
import pytest

from analysis.present import language
from analysis.present.claims import cards
from analysis.studies.claims import ledger
from analysis.studies.claims.verdicts import Reading, decision


def test_a_card_has_a_sentence_a_reading_with_the_word_of_its_verdict(shown, blora):
    cards.cards(blora)
    expected = {f"claims.evidence.{one.key}_{reading.id}": decision(reading.verdict)
                for one in blora.judged for reading in one.readings}  # fmt: skip
    assert shown.decisions == expected
    headings = [b["text/markdown"] for b in shown.bundles if b.get("text/markdown", "").startswith("### ")]
    assert len(headings) == len(blora.judged)
    assert all(one.claim.statement in text for one, text in zip(blora.judged, headings, strict=True))


def test_every_reading_and_every_figure_is_in_a_table(shown, blora):
    cards.data(blora)
    readings = shown.table("claims.readings")["csv"].splitlines()
    assert len(readings) == 1 + sum(len(one.readings) for one in blora.judged)
    rows = pd.read_csv(io.StringIO(shown.table("claims.figures")["csv"]))
    assert set(rows.loc[rows["statement_id"] == "blora-rise", "value"]) == {2.06, 3.27}
    assert rows["what"].notna().all()


def test_a_statement_without_figures_has_no_table_of_them(shown):
    cards.data(ledger.study(claim="blora-apps"))
    assert list(shown.tables) == ["claims.readings"]


def test_what_would_make_it_true_is_said_once_where_it_is_the_same(shown, blora):
    of = {one.claim.id: one for one in blora.judged}
    assert len(cards.tests(of["blora-22"])) == 1
    assert len(cards.tests(of["blora-58"])) == 2
    assert len(cards.tests(of["blora-significant"])) == 4


def test_a_reading_without_figures_is_told_all_the_same(shown):
    claim = ledger.claims()["blora-rise"]
    readings = (Reading("one_instrument", "cannot be decided", {}, (), ("list_2022",)),)
    cards.card(ledger.Judged(claim, readings, None))
    assert shown.sentences == {}
    assert any("2022" in bundle["text/plain"] for bundle in shown.bundles)


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_every_card_can_be_told_in_every_language(shown, blora, tongue):
    language.use(tongue)
    try:
        cards.cards(blora)
    finally:
        language.use("en")
    assert len(shown.sentences) == sum(len(one.readings) for one in blora.judged)
