import re

from analysis.present.claims import overview
from analysis.studies.claims import ledger
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED


def test_the_answer_counts_the_verdicts(shown, blora):
    overview.answer(blora)
    (key,) = shown.findings
    assert key == "claims.answer.many"
    text = shown.sentences[key]
    assert "5 statements" in text
    assert "2 false" in text
    assert shown.values["claims.blora_58.verdict"] == "false"
    assert "claims.blora_significant.verdict" not in shown.values
    assert shown.values["claims.blora_58.reading.on_java"] == "misleading"


def test_one_statement_is_named_with_its_verdict_or_as_open(shown):
    overview.answer(ledger.study(claim="blora-58"))
    overview.answer(ledger.study(claim="blora-significant"))
    assert shown.findings == ["claims.answer.one", "claims.answer.several"]
    assert "misleading" in shown.sentences["claims.answer.one"]


def test_a_table_an_article_a_row_a_statement(shown, blora):
    overview.tables(blora)
    assert list(shown.tables) == ["claims.overview.blora"]
    rows = shown.table("claims.overview.blora")["cells"]
    assert [row[1] for row in rows] == ["circular", "by reading", "false", "false", CANNOT_BE_DECIDED]
    assert "Pojokjateng" in shown.table("claims.overview.blora")["title"]


def test_no_sentence_has_more_than_three_numbers(shown):
    overview.answer(ledger.study())
    told = shown.sentences["claims.answer.many"].split(". ")
    assert max(len(re.findall(r"\d+", sentence)) for sentence in told) == 3
