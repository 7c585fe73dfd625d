from __future__ import annotations

import pytest

from analysis.present.institution import alike as show
from analysis.studies.institution import alike
from analysis.studies.institution.subject import subject
from tests.present.institution.told import of, tell


@pytest.mark.parametrize(("institution", "wanted", "figures"), [
    ("kabupaten-merangin", ["alike.two", "alike.selected"], 1),
    ("kabupaten-grobogan", ["alike.one", "alike.selected"], 1),
    ("kabupaten-asmat", ["alike.one", "alike.few"], 0),
    ("kabupaten-banyuasin", [], 0),
    ("kabupaten-buru", ["alike.two", "alike.selected"], 1),
    ("kabupaten-tolikara", [], 0),
])  # fmt: skip
def test_what_is_said(shown, institution, wanted, figures):
    assert tell(shown, alike, show, institution) == wanted
    assert len(of(shown, "figure")) == figures


def test_counts_are_those_of_the_study(shown):
    tell(shown, alike, show, "kabupaten-merangin")
    near, wide = alike.study(subject("kabupaten-merangin", 2024)).groups.itertuples()
    text = of(shown, "sentence")[0]["text"]
    assert f"{wide.rose} of {wide.n}" in text
    assert f" {near.n} " in text
