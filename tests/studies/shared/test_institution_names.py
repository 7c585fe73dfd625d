"""Every name finds its own institution, as people type it; what several have, or none, is refused with names."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.studies.shared import institution_names
from analysis.studies.shared.institution_names import NAME, PART, SHORT, find


def refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        find(text)
    (problem,) = caught.value.problems
    return problem


def test_every_spelling_id_and_name_finds_its_own_institution():
    institutions, names = tables.load("institutions"), tables.load("names")
    own = names[names["institution_id"].isin(institutions["institution_id"])]
    spelled = list(zip(own["spelling"], own["institution_id"], strict=True))
    for row in institutions.itertuples():
        spelled += [(text, row.institution_id) for text in (row.institution_id, row.name, f" {row.name.upper()} ")]
    assert len(spelled) > 2000
    assert [(text, id) for text, id in spelled if (find(text).institution_id, find(text).how) != (id, NAME)] == []


def test_local_governments_are_found_as_people_write_them():
    """Kab., Pemkab, Pemerintah Kota …: for every one of them, and without the kind where no other has the name."""
    local = tables.load("institutions")
    local = local[local["type"].isin(["kabupaten", "kota", "provinsi"])]
    kinds = {"kabupaten": ("Kab.", "kab", "Pemkab"), "kota": ("KOTA", "Pemkot"), "provinsi": ("Prov.", "Pemprov")}
    bare = local["name"].str.split(n=1).str[1]
    of_one = ~bare.isin(bare[bare.duplicated()]) & (bare != "DI Yogyakarta") & (bare != "Yogyakarta")
    for name, row in zip(bare, local.itertuples(), strict=True):
        typed = [f"{kind} {name}" for kind in (*kinds[row.type], f"Pemerintah {row.type}")]
        typed += [name.lower(), name.replace(" ", "-")] if of_one[row.Index] else []
        assert {find(text).institution_id for text in typed} == {row.institution_id}, typed
    assert of_one.sum() > 400


@pytest.mark.parametrize(
    ("typed", "institution_id", "how"),
    [
        ("sleman", "kabupaten-sleman", NAME),
        ("Kab. Sleman", "kabupaten-sleman", NAME),
        ("bau bau", "kota-baubau", NAME),
        ("jakarta", "provinsi-dki-jakarta", NAME),
        ("DKI", "provinsi-dki-jakarta", PART),
        ("Daerah Istimewa Yogyakarta", "provinsi-di-yogyakarta", NAME),
        ("DIY", "provinsi-di-yogyakarta", SHORT),
        ("jatim", "provinsi-jawa-timur", SHORT),
        ("NTB", "provinsi-nusa-tenggara-barat", SHORT),
        ("Kemenkeu", "kementerian-keuangan", SHORT),
        ("Kementerian Keuangan RI", "kementerian-keuangan", NAME),
        ("kominfo", "kementerian-komunikasi-dan-digital", SHORT),
        ("KPK", "komisi-pemberantasan-korupsi", SHORT),
        ("Badan Pertanahan Nasional", "kementerian-agraria-dan-tata-ruang-badan-pertanahan-nasional", NAME),
    ],
)
def test_names_as_people_type_them(typed, institution_id, how):
    found = find(typed)
    assert (found.institution_id, found.how) == (institution_id, how)
    assert found.name == tables.load("institutions").set_index("institution_id").at[institution_id, "name"]


@pytest.mark.parametrize(
    ("typed", "candidates"),
    [
        ("bandung", ["Kabupaten Bandung", "Kota Bandung"]),
        ("Yogyakarta", ["Kota Yogyakarta", "Provinsi DI Yogyakarta"]),
        ("gorontalo", ["Kabupaten Gorontalo", "Kota Gorontalo", "Provinsi Gorontalo"]),
        ("BPS", ["Badan Pengusahaan Sabang", "Badan Pusat Statistik"]),
    ],
)
def test_a_name_that_several_have_is_refused_with_all_of_them(typed, candidates):
    assert f"may be {', '.join(candidates)}; " in refusal(typed)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Kabupaten Surabaya", "Kota Surabaya"),
        ("kota bandng", "Kota Bandung"),
        ("slemn", "Kabupaten Sleman"),
        ("Kabupatan Bandung", "Kabupaten Bandung"),
        ("KabupatenxMelawi", "Kabupaten Melawi"),
    ],
)
def test_a_name_that_none_has_is_refused_with_the_nearest_first(typed, offered):
    assert f"did you mean {offered}" in refusal(typed)


@pytest.mark.parametrize("typed", ["", " ", "-", "kota", "Kabupaten", "xqz"])
def test_no_name_at_all_is_refused_with_an_instance(typed):
    assert refusal(typed).endswith("such as Kabupaten Sleman")


def test_with_one_wrong_letter_the_right_name_is_found_or_offered():
    """One letter left out, put in or exchanged, in every fourth name: few are missed and none taken for another."""
    rng, letters = np.random.default_rng(12), "abcdefghijklmnopqrstuvwxyz"
    names = tables.load("institutions")[["institution_id", "name"]].iloc[::4]
    missed = []
    for institution_id, name in names.itertuples(index=False):
        at, letter = int(rng.integers(len(name))), letters[rng.integers(26)]
        rest = [name[at + 1 :], letter + name[at:], letter + name[at + 1 :]][rng.integers(3)]
        try:
            assert find(name[:at] + rest).institution_id == institution_id
        except InputError as error:
            missed += [name] if name not in str(error) else []
    assert len(names) > 150
    assert len(missed) <= 2, missed


def test_near_names_put_the_kind_that_was_typed_first():
    assert institution_names.near_names("kota bogr")[:2] == ["Kota Bogor", "Kabupaten Bogor"]
    assert institution_names.near_names("kab bogr")[:2] == ["Kabupaten Bogor", "Kota Bogor"]


@pytest.mark.parametrize(("text", "id"), [
    ("KABUPATEN SLEMAN", "kabupaten-sleman"), ("Kab. Sleman", "kabupaten-sleman"), ("Pemkot Bandung", "kota-bandung"),
    ("Pemerintah Provinsi Jawa Barat", "provinsi-jawa-barat"), ("Sleman", None), ("Bandung", None), ("Jatim", None),
    ("Kabupaten Slemann", None), ("", None), ("Kabupaten", None),
])  # fmt: skip
def test_only_a_whole_name_is_the_same(text, id):
    assert institution_names.same(text) == id
