from __future__ import annotations

import os

import pytest

from analysis.present import language
from analysis.present.institution import identity
from analysis.present.publish import MIME
from analysis.studies.institution import change, effect, history
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


@pytest.mark.parametrize(("institution", "year", "said"), [
    ("kabupaten-buru", 2023, True), ("kabupaten-tolikara", 2024, True), ("kabupaten-grobogan", 2024, False),
])  # fmt: skip
def test_who_is_in_one_list_alone_is_told_so(shown, institution, year, said):
    its = subject(institution, year)
    identity.latest(its, history.study(its))
    keys = [bundle[SENTENCE]["key"] for bundle in shown if SENTENCE in bundle]
    assert ("institution.answer.one_list" in keys) is said


def test_a_body_of_the_nation_has_no_province(shown, monkeypatch):
    begun(monkeypatch, "kementerian-komunikasi-dan-digital")
    values = {key for bundle in shown if VALUE in bundle for key in bundle[VALUE]["values"]}
    assert "institution.province" not in values
    assert "institution.name" in values


@pytest.mark.parametrize("tongue", language.LANGUAGES)
@pytest.mark.parametrize(("institution", "year", "wanted"), [
    ("kabupaten-merangin", 2024, ["change.up", "effect.lower"]),
    ("kabupaten-grobogan", 2024, ["change.inside", "effect.lower"]),
    ("kabupaten-kudus", 2024, ["change.same", "effect.lower"]),
    ("kabupaten-asmat", 2024, ["change.inside"]),
    ("lembaga-ketahanan-nasional-ri", 2023, ["effect.higher"]),
    ("provinsi-jawa-timur", 2024, ["change.up"]),
    ("dewan-pers", 2024, ["effect.lower"]),
    ("kabupaten-banyuasin", 2023, []),
    ("kabupaten-buru", 2024, []),
])  # fmt: skip
def test_what_happened_is_said_at_once_where_it_is_known(shown, monkeypatch, tongue, institution, year, wanted):
    monkeypatch.setenv("SPBE_LANGUAGE", tongue)
    its = subject(institution, year)
    identity.happened(change.study(its), effect.study(its))
    sentences = [bundle[SENTENCE] for bundle in shown]
    keys = [one["key"].removeprefix("institution.answer.") for one in sentences]
    assert [key for key in keys if not (institution.startswith("lembaga") and key.startswith("change"))] == wanted
    assert all(one["finding"] for one in sentences)


def test_a_change_at_the_top_of_the_page_is_on_the_side_of_its_mark(shown):
    sides = set()
    for institution in change.two_lists.changed("kota").index:
        shown.clear()
        its = subject(institution, 2024)
        moved = change.study(its)
        identity.happened(moved, effect.study(its))
        own = moved.marks.set_index("domain").loc["index"]
        side = shown[0][SENTENCE]["key"].rsplit(".", 1)[1]
        assert side == ("same" if own["change"] == 0 else own["side"])
        sides.add(side)
    assert {"up", "inside"} <= sides
