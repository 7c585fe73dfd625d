"""The answer of `spbe institution` in a terminal: a line a year, places as ranges, and the pair with its verdict."""

from __future__ import annotations

import pytest

from analysis.data import tables
from analysis.present.command import institution
from analysis.present.command.words import said
from analysis.studies.institution import institution_document
from analysis.studies.institution.institution_document import WARNINGS
from analysis.studies.institution.place import REASONS


def answer(text: str) -> dict:
    return institution.document(institution_document.document(text))


def told(found: dict) -> dict[str, str]:
    lines = institution.lines(found)[1:]
    return {line[: institution.WIDTH].rstrip(): line[institution.WIDTH :] for line in lines}


def of(key: str) -> str:
    return said(f"command.institution.{key}")


def test_lines_for_a_terminal():
    found = answer("grobogan")
    lines = told(found)
    assert institution.lines(found)[0] == "Kabupaten Grobogan (kabupaten, Jawa Tengah)"
    for year in found["years"]:
        assert lines[str(year["year"])].startswith(f"{year['index']:.2f} under {year['instrument']}, ")
    place = found["place"]["in_type"]
    assert lines[of("in_type")].startswith(f"{place['best']} to {place['worst']} of {place['n']} ")
    assert found["pair"]["verdict"] in lines[of("pair")]


def test_a_year_without_domains_has_no_effect_and_a_body_of_the_nation_no_province():
    found = answer("kemenkeu")
    effects = [year["effect"] for year in found["years"]]
    assert None in effects
    lines = told(found)
    for year, effect in zip(found["years"], effects, strict=True):
        assert ("old weights" in lines[str(year["year"])]) is (effect is not None)
    assert lines[of("in_province")] == of("no_place.central")
    assert institution.lines(found)[0].endswith("(kementerian)")


def test_a_rise_has_no_verdict_on_a_fall():
    found = answer("kabupaten sampang")
    assert found["pair"]["fall"] < 0
    assert told(found)[of("pair")].endswith(of("rose"))
    same = found | {"pair": found["pair"] | {"fall": 0.0}}
    assert told(same)[of("pair")].endswith(of("same"))
    assert told(answer("sleman"))[of("pair")] == of("no_pair")


def test_only_what_was_told_is_explained():
    gone = answer("lembaga penerbangan dan antariksa nasional")
    assert told(gone)[of("in_type")] == of("no_place.unlisted")
    assert len(institution.lines(gone)) == 1 + len(gone["years"]) + 3
    some = answer("sleman")
    assert len(institution.lines(some)) == 1 + len(some["years"]) + 3 + 2


@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_its_words(reason):
    assert of(f"no_place.{reason}")


def test_every_warning_has_its_words():
    texts = ["jatim", "asmat", "banyuasin", "kota bogor", "kabupaten sragen", "kemenko perekonomian",
             "kabupaten landak", "dewan pers", "komdigi", "kabupaten trenggalek"]  # fmt: skip
    seen = {warning["warning"] for text in texts for warning in institution_document.document(text)["warnings"]}
    assert seen >= set(WARNINGS) - {"pair_rounding"}
    assert all(isinstance(warning, str) for text in texts for warning in answer(text)["warnings"])
    assert said("command.warning.pair_rounding")


def test_every_institution_can_be_told():
    for institution_id in tables.load("institutions")["institution_id"].iloc[3::15]:
        assert len(institution.lines(answer(institution_id))) > 4
