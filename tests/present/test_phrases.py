"""Facts are picked by name; phrases, spans of editions and lists are the catalogue's."""

import numpy as np
import pytest

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.present import language
from analysis.present.phrases import (
    bodies,
    capital,
    country,
    editions,
    heading,
    in_a_row,
    listed,
    named,
    phrase,
    type_word,
    yes_or_no,
)


def test_a_phrase_is_the_filled_text_of_the_catalogue():
    assert phrase("un.positions.caption", country="Viet Nam") == "Position of Viet Nam in each component"
    with pytest.raises(InputError, match="no sentence has the key"):
        phrase("un.no_such_phrase")


def test_every_state_has_its_name_as_the_survey_prints_it():
    printed = tables.load("egdi").drop_duplicates("iso3", keep="last").set_index("iso3")["country"].to_dict()
    assert {iso3: country(iso3, plain=True) for iso3 in printed} == printed
    assert len(printed) == tables.load("states")["iso3"].nunique()


def test_a_state_has_its_article_in_running_text_alone():
    assert [country("NLD"), country("NLD", plain=True), country("IDN")] == [
        "the Netherlands", "Netherlands", "Indonesia",
    ]  # fmt: skip
    assert named({"country": "NLD", "n": 1}) == {"country": "the Netherlands", "n": 1}
    assert heading("un.accounting.side.own", country=country("PHL")) == "The Philippines' own scores"


def test_every_state_has_a_name_in_indonesian(monkeypatch):
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    states = tables.load("egdi")["iso3"].unique()
    assert len({country(iso3) for iso3 in states}) == len(states)
    assert country("USA") == country("USA", plain=True) == "Amerika Serikat"


def test_a_sentence_that_begins_with_an_article_has_a_capital():
    text = "the Netherlands rose. the Gambia fell: the Gambia's rank"
    assert language.finished(text, "en") == "The Netherlands rose. The Gambia fell: the Gambia's rank"
    assert language.finished("the Bahamas's rank", "en") == "The Bahamas' rank"
    assert language.finished(text, "id") == text


def test_a_span_of_editions_has_one_form():
    assert editions(2018, np.int64(2024)) == "2018 to 2024"


def test_names_in_a_row():
    assert [listed(names) for names in (["a"], ["a", "b"], ("a", "b", "c"))] == ["a", "a and b", "a, b and c"]


def test_a_row_of_three_has_its_comma_in_indonesian(monkeypatch):
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    assert [listed(names) for names in (["a"], ["a", "b"], ["a", "b", "c"])] == ["a", "a dan b", "a, b, dan c"]
    assert editions(2018, 2024) == "2018–2024"


def test_a_word_that_stands_alone_has_a_capital():
    assert capital("of two words") == "Of two words"
    assert capital("") == ""


def test_whom_a_count_is_of():
    assert bodies("all") != type_word("all")
    assert bodies("kota") == type_word("kota")


def test_rows_are_read_out_one_after_the_other():
    rows = [{"name": "a", "n": 1}, {"name": "b", "n": 2}]
    assert in_a_row("words.name_and_number", rows) == "a (1); b (2)"
    assert yes_or_no(True) != yes_or_no(False)
