from __future__ import annotations

import os

import pytest

from analysis.present import language
from analysis.present.institution import identity
from analysis.present.publish import MIME
from analysis.studies.institution import history
from analysis.studies.institution.subject import subject

SENTENCE, VALUE = MIME.format("sentence"), MIME.format("value")


def begun(monkeypatch, institution: str, tongue: str = "en") -> None:
    monkeypatch.setenv("SPBE_LANGUAGE", "en")
    its = subject(institution, 2024)
    identity.begin(its, tongue)
    identity.latest(its, history.study(its))


@pytest.mark.parametrize(("tongue", "number"), [("id", "3,57"), ("en", "3.57")])
def test_the_page_is_in_its_language_from_the_first_sentence_on(shown, monkeypatch, tongue, number):
    begun(monkeypatch, "kabupaten-grobogan", tongue)
    assert language.current() == tongue == os.environ["SPBE_LANGUAGE"]
    [sentence] = [bundle[SENTENCE] for bundle in shown if SENTENCE in bundle]
    assert number in sentence["text"]


def test_who_is_in_no_complete_list_is_told_so(shown, monkeypatch):
    begun(monkeypatch, "lembaga-penerbangan-dan-antariksa-nasional")
    keys = [bundle[SENTENCE]["key"] for bundle in shown if SENTENCE in bundle]
    assert keys[-1] == "institution.answer.not_listed"


def test_a_body_of_the_nation_has_no_province(shown, monkeypatch):
    begun(monkeypatch, "kementerian-komunikasi-dan-digital")
    values = {key for bundle in shown if VALUE in bundle for key in bundle[VALUE]["values"]}
    assert "institution.province" not in values
    assert "institution.name" in values
