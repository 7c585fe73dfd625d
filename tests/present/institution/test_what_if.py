from __future__ import annotations

import pytest

from analysis.present.institution import what_if as show
from analysis.studies.institution import what_if
from tests.present.institution.told import of, tell

ALWAYS = ["what_if.next", "what_if.together", "what_if.caution"]


@pytest.mark.parametrize(("institution", "wanted", "columns"), [
    ("kabupaten-merangin", ALWAYS, 5),
    ("kabupaten-grobogan", [*ALWAYS[:2], "what_if.none_alone", ALWAYS[2]], 4),
    ("kabupaten-pacitan", ["what_if.at_cut", *ALWAYS[1:]], 5),
    ("kementerian-pertanian", [ALWAYS[0], ALWAYS[2]], 5),
    ("kota-bandung", ["what_if.top"], 0),
    ("kabupaten-buru", [], 0),
])  # fmt: skip
def test_what_is_said(shown, institution, wanted, columns):
    assert tell(shown, what_if, show, institution) == wanted
    assert [len(table["head"]) for table in of(shown, "table")] == [columns] * bool(columns)


def test_the_next_predicate_and_the_steps_to_it_are_named(shown):
    tell(shown, what_if, show, "kabupaten-merangin")
    first, second, _ = of(shown, "sentence")
    assert "Sangat Baik" in first["text"]
    assert "10 to 12" in second["text"]
