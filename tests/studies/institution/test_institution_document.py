"""The document of an institution: its years, places and pair as the tables and the other commands have them."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analysis.data import tables
from analysis.studies.institution import institution_document
from analysis.studies.institution.institution_document import WARNINGS, document
from analysis.studies.institution.place import places
from analysis.studies.instrument_change import claims
from analysis.studies.shared import explanation, institutions, scorecard

FIELDS = ["institution", "institution_id", "type", "province", "years", "place", "pair", "warnings"]


def warned(text: str) -> list[tuple[str, object]]:
    return [(warning["warning"], warning.get("year")) for warning in document(text)["warnings"]]


def test_fields_and_plain_values():
    found = document("grobogan")
    assert list(found) == FIELDS
    assert found["institution"] == "Kabupaten Grobogan"
    assert (found["type"], found["province"]) == ("kabupaten", "Jawa Tengah")
    assert json.loads(json.dumps(found)) == found, "plain numbers and texts only"
    assert document("kemenkeu")["province"] is None


def test_the_years_are_the_preferred_figures_with_the_effect_where_four_domains_are_known():
    index = tables.load("spbe_index")
    again = institutions.rescored().set_index(["institution_id", "year"])
    for institution_id in ("kabupaten-grobogan", "kota-denpasar", "provinsi-jawa-timur", "kementerian-keuangan"):
        found = document(institution_id)["years"]
        rows = index[(index["institution_id"] == institution_id) & index["preferred"]].set_index("year")
        assert [one["year"] for one in found] == sorted(rows.index)
        for one in found:
            row = rows.loc[one["year"]]
            assert (one["index"], one["instrument"]) == (row["index"], row["instrument"])
            assert (one["predicate"] or "") == row["predicate"]
            key = (institution_id, one["year"])
            expected = tuple(again.loc[key, ["index_35", "effect"]]) if key in again.index else (None, None)
            assert (one["index_35"], one["effect"]) == expected


def test_the_effect_is_that_of_the_command_rescore():
    parts = tables.load("spbe_parts")
    rows = parts[(parts["unit"] == "kota-denpasar") & (parts["year"] == 2024) & (parts["level"] == "domain")]
    values = rows[rows["preferred"]].set_index("part_id")["value"]
    one = document("kota denpasar")["years"][-1]
    other = scorecard.rescored([values[part] for part in "1234"])
    assert (one["year"], one["index_35"], one["effect"]) == pytest.approx((2024, other["index_35"], other["effect"]))


def test_places_are_those_of_the_page():
    found, of = document("sleman")["place"], places("kabupaten-sleman")
    assert found["year"] == of.year
    for name in ("in_type", "in_province"):
        one = getattr(of, name)
        assert found[name] == {"group": one.group, "n": one.n, "best": one.best, "worst": one.worst,
                               "printed": one.printed}  # fmt: skip
    central = document("kementerian keuangan")["place"]
    assert (central["in_province"], central["why_no_province"], central["why_no_type"]) == (None, "central", None)


def test_every_pair_has_the_verdicts_of_explain_fall():
    pairs = institutions.pairs()
    every = claims.claims(pairs, explanation.change(), "official")
    found = {id: institution_document._pair(id) for id in pairs["institution_id"]}
    rose = 0
    for claim, name in ((claims.MANAGEMENT, "verdict"), (claims.ALL_NEW, "verdict_all_new")):
        verdicts = claims.of_claim(every, claim, 0)["verdict"]
        assert {id: pair[name].replace(" ", "_") for id, pair in found.items()} == verdicts.to_dict()
    for row in pairs.itertuples():
        pair = found[row.institution_id]
        assert (pair["before"], pair["after"]) == (row.before, row.after)
        rose += pair["fall"] < 0
        assert (pair["verdict"] == "not needed") is (pair["fall"] <= 0)
        assert pair["verdict"] == explanation.document(row.before, row.after)["verdict"]
    assert 0 < rose < len(pairs)


def test_no_pair_where_one_side_is_unknown():
    assert document("sleman")["pair"] is None


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("jatim", ("read_as", None)),
        ("kabupaten asmat", ("at_floor", 2023)),
        ("banyuasin", ("below_floor", 2023)),
        ("kota bogor", ("low_confidence", 2019)),
        ("kota bogor", ("pair_low", None)),
        ("kabupaten sragen", ("disagree", 2022)),
        ("kemenko perekonomian", ("derived", 2018)),
        ("kabupaten landak", ("one_decimal", 2019)),
        ("dewan pers", ("doubtful_join", None)),
        ("komdigi", ("listed_as", None)),
        ("kabupaten trenggalek", ("pair_years", None)),
    ],
)
def test_what_must_be_known_is_warned_of(text, warning):
    assert warning in warned(text)


def test_nothing_is_warned_of_where_nothing_is_to_be_said():
    assert warned("kabupaten sleman") == []


def test_every_institution_has_a_document_and_only_known_warnings():
    seen = set()
    for institution_id in tables.load("institutions")["institution_id"].iloc[::6]:
        found = document(institution_id)
        assert found["years"], institution_id
        assert all(not pd.isna(one["index"]) for one in found["years"])
        seen |= {warning["warning"] for warning in found["warnings"]}
    assert seen <= set(WARNINGS)
