import pytest

from analysis.data import plan
from analysis.present import language
from analysis.present.claims import words
from analysis.studies.claims import ledger
from analysis.studies.claims.verdicts import VERDICTS, Claim, Reading


def one(**changed):
    fields = {"id": "blora-58", "article": "A", "publisher": "P", "date": "2024", "speaker": "somebody",
              "statement": "s", "quantities": ()}  # fmt: skip
    return ledger.Judged(Claim(**{**fields, **changed}), (), None)


def test_the_catalogue_says_what_table_and_plan_say():
    texts = language.catalogue("en")
    for id, claim in ledger.claims().items():
        key = id.replace("-", "_")
        assert words.statement(ledger.Judged(claim, (), None)) == f"“{claim.statement}”"
        for reading, about in plan.claims()["statements"][id]["readings"].items():
            assert texts[f"claims.means.{key}_{reading}"] == about["means"]
            assert texts[f"claims.test.{key}_{reading}"] == about["true_if"]


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_every_verdict_has_a_word(tongue):
    language.use(tongue)
    try:
        assert len({words.verdict(word) for word in VERDICTS}) == len(VERDICTS)
    finally:
        language.use("en")


def test_what_the_catalogue_does_not_have_is_said_as_the_table_has_it():
    assert "“s”" in words.statement(one(id="new-claim"))
    assert "Somebody" in words.said(one().claim)
    assert "27 May 2024" in words.article(one(date="2024-05-27").claim)
    assert "May 2024" in words.article(one(date="2024-05").claim)


@pytest.mark.parametrize(("verdict", "lacking", "begins"), [
    ("true", (), "This is true"),
    ("false", (), "This is false"),
    ("misleading", (), "This is misleading"),
    ("circular", ("list_2022",), "This is circular"),
    ("cannot be decided", ("list_2022",), "Read as"),
])  # fmt: skip
def test_a_sentence_begins_with_the_verdict_or_names_what_is_lacking(verdict, lacking, begins):
    said = words.read(one(), Reading("by_index", verdict, {"n": 1}, (), lacking))
    assert said.startswith(begins)
    assert ("2022" in said) == bool(lacking)


def test_a_range_is_one_number_where_it_closes():
    told = words.facts(Reading("by_index", "false", {"best": 3, "worst": 3, "count_low": 1, "count_high": 2}))
    assert (told["place"], told["count"]) == ("3", "1 to 2")
