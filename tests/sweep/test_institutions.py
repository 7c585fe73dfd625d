"""Nothing on any institution's page is said that the tables do not say, in either language."""

from __future__ import annotations

import json
import re
from functools import cache

import pandas as pd
import pytest

from tests.sweep import rules
from tests.sweep.cases import Case
from tests.sweep.pages import Said, page
from tests.tree import ROOT

PROCESSED = ROOT / "data" / "processed"
ARROWS = re.compile(r"[←-⇿▲△▴▵▼▽▾▿⬆⬇🔺🔻]")
UNSAID = re.compile(
    r"(better|worse) than expected|lebih (baik|buruk|tinggi|rendah) dari(pada)? (yang )?(di)?(perkira|harap)"
)
FEWEST = 5
PARTS = 8
# One figure alone, the floor, a value below the scale, renamed, without a domain, in one list only, in the press.
HARD = (
    "lembaga-penerbangan-dan-antariksa-nasional", "provinsi-kalimantan-tengah", "kabupaten-banyuasin",
    "kementerian-komunikasi-dan-digital", "kementerian-pertanian", "provinsi-jawa-timur", "kabupaten-buru",
    "kabupaten-merangin", "kabupaten-grobogan", "kabupaten-sarolangun", "kabupaten-blora", "kabupaten-aceh-tengah",
    "kota-parepare", "kabupaten-madiun", "kota-denpasar",
)  # fmt: skip


@cache
def listed(year: int) -> pd.DataFrame:
    """The complete list of a year from the files: type, province and index by institution."""
    index, about = (pd.read_csv(PROCESSED / f"{name}.csv") for name in ("spbe_index", "institutions"))
    return about.merge(index[index["source_id"] == f"panrb_lap{year}"], on="institution_id").set_index("institution_id")


def institutions(part: int) -> list[str]:
    return sorted(pd.read_csv(PROCESSED / "institutions.csv")["institution_id"])[part::PARTS]


def said(institution: str, language: str, drawn: bool = True) -> list[Said]:
    return page(Case("50_institution", json.dumps({"institution": institution, "language": language})), drawn)


def numbers(text: str) -> list[float]:
    """The numbers of an Indonesian text, in order; points set thousands apart, a comma the decimals."""
    found = re.findall(r"[+−]?\d+(?:\.\d{3})*(?:,\d+)?", text)
    return [float(n.replace(".", "").replace(",", ".").replace("−", "-")) for n in found]


def wrong_places(institution: str, page: list[Said]) -> list[str]:
    """What the sentences on places have otherwise than counting in the list."""
    found = []
    rows = listed(2024)
    own = rows.loc[institution] if institution in rows.index else None
    for group in ("type", "province"):
        sentences = [one for one in page if re.fullmatch(rf"institution\.place\.{group}\.(one|range)", one.key)]
        among = rows.iloc[:0]
        if own is not None and group == "type":
            among = rows[rows["type"] == own["type"]]
        elif own is not None and own["type"] in ("kabupaten", "kota"):
            among = rows[(rows["province"] == own["province"]) & rows["type"].isin(["kabupaten", "kota"])]
        if len(among) < FEWEST:
            found += [f"a place among {len(among)}: {one.text}" for one in sentences]
            continue
        others = among["index"].drop(institution)
        ends = [min(max(round(own["index"] + move, 9), 1), 5) for move in (0.05, -0.05)]
        best, worst = (1 + int((others.round(9) > end).sum()) for end in ends)
        told = [numbers(one.text) for one in sentences]
        if len(told) != 1 or len(among) not in told[0] or not {best, worst} <= set(told[0]):
            found.append(f"places {best} to {worst} of {len(among)}: {[one.text for one in sentences]}")
    return found


def wrong(institution: str, language: str, drawn: bool = True) -> list[str]:
    page = said(institution, language, drawn)
    found = [f"{one.key}: {one.text}" for one in page if ARROWS.search(one.text) or UNSAID.search(one.text)]
    found += [str(fault) for fault in rules.faults(page)] if language == "en" else wrong_places(institution, page)
    return [f"{institution}: {fault}" for fault in found]


@pytest.mark.slow
@pytest.mark.thorough
class TestIndonesian:
    @pytest.mark.parametrize("part", range(PARTS))
    def test_every_page_says_what_the_tables_say(self, part):
        assert [fault for name in institutions(part) for fault in wrong(name, "id", drawn=False)] == []


@pytest.mark.slow
@pytest.mark.thorough
class TestEnglish:
    @pytest.mark.parametrize("part", range(PARTS))
    def test_a_page_is_free_of_accidents(self, part):
        assert [fault for name in institutions(part)[part::PARTS] for fault in wrong(name, "en", drawn=False)] == []


@pytest.mark.parametrize("institution", HARD)
def test_hard_cases(institution):
    assert wrong(institution, "id") + wrong(institution, "en") == []


def test_no_text_of_a_page_is_untranslated():
    for institution in ("kabupaten-grobogan", "kota-parepare"):
        english = {(one.where, one.key): one.text for one in said(institution, "en") if one.where == "sentence"}
        indonesian = {(one.where, one.key): one.text for one in said(institution, "id") if one.where == "sentence"}
        assert english.keys() == indonesian.keys()
        assert [key for key, text in english.items() if text == indonesian[key]] == []


def test_a_false_place_is_found():
    true = said("kabupaten-grobogan", "id")
    place = next(one for one in true if one.key == "institution.place.type.range")
    assert wrong_places("kabupaten-grobogan", true) == []
    false = place.text.replace(str(int(numbers(place.text)[2])), "7")
    assert wrong_places("kabupaten-grobogan", [Said(place.where, place.key, false)])


def test_places_among_few_are_found():
    told = Said("sentence", "institution.place.province.range", "Di antara 4 kabupaten dan kota, posisinya 1 sampai 2.")
    few = listed(2024).groupby("province").filter(lambda rows: rows["type"].isin(["kabupaten", "kota"]).sum() < FEWEST)
    local = few[few["type"].isin(["kabupaten", "kota"])]
    assert len(local)
    assert any(fault.startswith("a place") for fault in wrong_places(local.index[0], [told]))
