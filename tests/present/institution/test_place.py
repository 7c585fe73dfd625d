from __future__ import annotations

import pytest

from analysis.present.institution import place as show
from analysis.present.phrases import phrase
from analysis.present.publish import MIME
from analysis.studies.institution import place
from analysis.studies.institution.subject import subject

SENTENCE, FIGURE, VALUE = (MIME.format(kind) for kind in ("sentence", "figure", "value"))


def told(shown, institution: str, year: int = 2024) -> tuple[list[dict], dict[str, object]]:
    its = subject(institution, year)
    show.sentences(its, place.places(its.id, year))
    values = {key: x for bundle in shown if VALUE in bundle for key, x in bundle[VALUE]["values"].items()}
    return [bundle[SENTENCE] for bundle in shown if SENTENCE in bundle], values


@pytest.mark.parametrize(("institution", "keys"), [
    ("kabupaten-grobogan", ["type.range", "province.range"]),
    ("provinsi-aceh", ["type.range", "province.provincial"]),
    ("kementerian-komunikasi-dan-digital", ["type"]),
    ("lembaga-penerbangan-dan-antariksa-nasional", []),
])  # fmt: skip
def test_which_places_are_told(shown, institution, keys):
    sentences, _ = told(shown, institution)
    found = [one["key"].removeprefix("institution.place.") for one in sentences]
    assert len(found) == len(keys)
    assert all(key.startswith(wanted) for key, wanted in zip(found, keys, strict=True))


def test_the_sentence_has_the_numbers_of_the_study(shown):
    held = place.places("kabupaten-grobogan", 2024).in_type
    [first, _], values = told(shown, "kabupaten-grobogan")
    for number in (held.n, held.best, held.worst):
        assert f" {number}" in first["text"]
    assert values["institution.place.type.best"] == held.best


def test_the_figure_holds_everyone_of_its_type(shown):
    its = subject("kota-bandung", 2024)
    places = place.places(its.id, 2024)
    show.figure(its, places, place.bands())
    [figure] = [bundle for bundle in shown if FIGURE in bundle]
    assert figure[FIGURE]["csv"].count("\n") == 1 + places.in_type.n
    assert figure["image/svg+xml"].startswith("<svg")


def test_no_figure_where_there_is_no_place(shown):
    its = subject("lembaga-penerbangan-dan-antariksa-nasional", 2024)
    show.figure(its, place.places(its.id, 2024), place.bands())
    assert shown == []


@pytest.mark.parametrize(("institution", "firm"), [("kabupaten-banyuwangi", True), ("kabupaten-grobogan", False)])
def test_a_firm_place_is_one_number_to_those_who_hear_the_figure(shown, institution, firm):
    held = place.places(institution, 2024)
    show.figure(subject(institution, 2024), held, place.bands())
    [alt] = [bundle[FIGURE]["alt"] for bundle in shown if FIGURE in bundle]
    assert (f"{held.in_type.best} to {held.in_type.worst}" in alt) is not firm


def test_the_source_of_a_place_is_the_list_alone(shown):
    """The press has no part in it; the province's text is another than the type's."""
    for institution in ("kabupaten-banyuwangi", "provinsi-aceh"):
        show.figure(subject(institution, 2024), place.places(institution, 2024), place.bands())
    sources = [bundle[FIGURE]["source"] for bundle in shown if FIGURE in bundle]
    assert sources == [phrase("institution.lists.source")] * 2
