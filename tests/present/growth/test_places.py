"""Every word on neighbours has its sentence."""

import pytest

from analysis.present import growth as show
from analysis.studies.growth import places
from analysis.studies.shared.lists import TYPES
from tests.present.growth.pages import studied, told
from tests.present.shown import Shown


@pytest.mark.parametrize("word", ["associated only", "not supported", "inconclusive"])
def test_every_word_on_places_has_its_sentence(monkeypatch, word):
    page, found = Shown(monkeypatch), studied("all")["places"]
    show.places.shares(type(found)(found.table, dict.fromkeys(places.QUANTITIES, word), found.facts, found.values))
    assert list(page.decisions.values()).count(word) == len(places.QUANTITIES)
    assert len(page.sentences) == len(places.QUANTITIES)


@pytest.mark.parametrize("institution_type", TYPES)
def test_a_type_of_which_a_province_has_one_says_so(institution_type):
    page, _ = told(institution_type)
    several = institution_type in ("kabupaten", "kota")
    assert ("growth.places.none" in page.sentences) == (not several)
    assert ("growth.places.shares" in page.tables) == several
