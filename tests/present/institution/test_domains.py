from __future__ import annotations

from analysis.present.institution import domains as show
from analysis.studies.institution import domains
from analysis.studies.institution.subject import subject
from tests.present.institution.told import keys, of, tell


def test_sides_are_told_and_drawn(shown):
    assert tell(shown, domains, show, "kabupaten-grobogan") == ["domains.sides"]
    assert keys(shown, "figure") == ["domains.spine"]
    [table] = of(shown, "table")
    spine = domains.study(subject("kabupaten-grobogan", 2024)).spine
    assert [row[0] for row in table["cells"]] == [name.capitalize() for name in spine["domain"]]
    assert len(table["head"]) == 7
    assert f"{spine['best'].iloc[0]} to {spine['worst'].iloc[0]}" in table["cells"][0]


def test_a_province_is_drawn_only_where_it_has_enough(shown):
    tell(shown, domains, show, "kabupaten-asmat")
    assert len(of(shown, "table")[0]["head"]) == 6


def test_what_is_missing_is_said(shown):
    assert tell(shown, domains, show, "provinsi-jawa-timur") == ["domains.sides", "domains.missing"]
    assert "policy" in of(shown, "sentence")[1]["text"]


def test_below_the_scale_nobody_is_placed(shown):
    assert tell(shown, domains, show, "kabupaten-banyuasin", 2023) == ["domains.below_floor"]
    assert keys(shown, "figure") == []
    assert len(of(shown, "table")) == 1


def test_nothing_where_it_is_not_listed(shown):
    assert tell(shown, domains, show, "kabupaten-buru") == []
    assert shown == []
