from __future__ import annotations

import pytest

from analysis.present.institution import change as show
from analysis.studies.institution import change
from analysis.studies.institution.subject import subject
from tests.present.institution.told import keys, of, tell


@pytest.mark.parametrize(("institution", "wanted"), [
    ("kabupaten-grobogan", ["change.up", "change.inside", "change.least"]),
    ("kabupaten-asmat", ["change.inside"]),
    ("kabupaten-banyuwangi", ["change.up", "change.inside", "change.together", "change.least"]),
    ("dewan-pers", ["change.other_unit"]),
    ("kabupaten-banyuasin", ["change.below_floor"]),
    ("kabupaten-buru", []),
    ("provinsi-jawa-timur", ["change.up", "change.inside", "change.least", "change.missing"]),
])  # fmt: skip
def test_what_is_said(shown, institution, wanted):
    assert tell(shown, change, show, institution) == wanted
    drawn = bool(wanted) and wanted[-1] not in ("change.other_unit", "change.below_floor")
    assert keys(shown, "figure") == ["change.band"] * drawn
    assert keys(shown, "table") == ["change.domains"] * drawn


def test_each_domain_is_named_on_its_own_side(shown):
    tell(shown, change, show, "kabupaten-grobogan")
    texts = {one["key"].rsplit(".", 1)[1]: one["text"] for one in of(shown, "sentence")}
    for row in change.study(subject("kabupaten-grobogan", 2024)).marks.itertuples():
        assert [side for side in ("up", "inside", "down") if row.domain in texts.get(side, "")] == [row.side]


def test_both_names_of_a_doubtful_unit_are_said(shown):
    tell(shown, change, show, "dewan-pers")
    [one] = of(shown, "sentence")
    assert "“Dewan Pers”" in one["text"]
    assert "“Sekretariat Dewan Pers”" in one["text"]
