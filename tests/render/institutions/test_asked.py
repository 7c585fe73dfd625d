from __future__ import annotations

import pytest

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.render.institutions.asked import Asked, in_shard, institutions, language_of, pages, seen_from
from analysis.render.project import Project

EVERY = list(tables.load("institutions")["institution_id"])


def test_the_files_of_a_page_and_of_its_translation():
    page = Asked("kota-a", "id")
    assert (page.file, page.translation) == ("kota-a.html", "en/kota-a.html")
    assert (Asked("kota-a", "en").file, Asked("kota-a", "en").translation) == (page.translation, page.file)
    assert [language_of(file) for file in (page.file, page.translation)] == ["id", "en"]


def test_all_a_type_or_some():
    assert institutions(Project()) == EVERY
    kinds = tables.load("institutions").set_index("institution_id")["type"]
    assert set(kinds[institutions(Project(), kind="kota")]) == {"kota"}
    assert len(institutions(Project(), kind="kota")) == (kinds == "kota").sum()
    assert institutions(Project(), ["kota-bandung", "kabupaten-sleman"], "kota") == ["kota-bandung"]


def test_names_of_another_type_are_refused():
    with pytest.raises(InputError, match="leave out"):
        institutions(Project(), ["kota-bandung"], "provinsi")


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_every_institution_is_in_one_shard(parts):
    found = [institutions(Project(), shard=(which, parts)) for which in range(1, parts + 1)]
    assert sorted(name for part in found for name in part) == sorted(EVERY)
    assert max(map(len, found)) < 1.5 * len(EVERY) / parts


def test_a_shard_is_the_same_on_every_machine():
    assert [in_shard(name, (1, 4)) for name in ("kota-bandung", "kabupaten-sleman", "provinsi-bali")] == [
        int.from_bytes(__import__("hashlib").sha256(name.encode()).digest(), "big") >> 192 & 3 == 0
        for name in ("kota-bandung", "kabupaten-sleman", "provinsi-bali")
    ]


def test_pages_are_told_from_those_beside_them():
    files = {"a.html", "en/a.html", "index.html", "en/calculator.html"}
    assert pages(files) == {"a.html", "en/a.html"}
    assert pages(files, "en") == {"en/a.html"}


def test_links_are_as_a_page_names_them():
    files = {"a.html", "en/b.html"}
    assert {"a.html", "en/b.html", "index.html", "en/index.html"} <= seen_from(files, "id")
    assert {"../a.html", "b.html", "index.html", "../index.html", "calculator.html"} <= seen_from(files, "en")
    assert not {"b.html", "../a.html"} & seen_from(files, "id")
    assert "a.html" not in seen_from(files, "en")
