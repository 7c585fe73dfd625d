from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.present.institution import alike as show
from analysis.studies.institution import alike
from analysis.studies.institution.subject import subject
from tests.present.institution.told import keys, of, tell


@pytest.mark.parametrize(("institution", "wanted", "figures"), [
    ("kabupaten-merangin", ["alike.one", "alike.wide", "alike.counted", "alike.selected"], 1),
    ("kabupaten-aceh-barat", ["alike.nearest_one", "alike.wide", "alike.counted", "alike.selected"], 1),
    ("kabupaten-grobogan", ["alike.one", "alike.counted", "alike.selected"], 1),
    ("kabupaten-asmat", ["alike.one", "alike.counted", "alike.few"], 0),
    ("kabupaten-banyuasin", [], 0),
    ("kabupaten-buru", ["alike.one", "alike.wide", "alike.counted", "alike.selected"], 1),
    ("kabupaten-tolikara", [], 0),
])  # fmt: skip
def test_what_is_said(shown, institution, wanted, figures):
    assert tell(shown, alike, show, institution) == wanted
    assert len(of(shown, "figure")) == figures


def test_counts_are_those_of_the_study(shown):
    tell(shown, alike, show, "kabupaten-merangin")
    near, wide = alike.study(subject("kabupaten-merangin", 2024)).groups.itertuples()
    one, other = (sentence["text"] for sentence in of(shown, "sentence")[:2])
    assert f" {near.n} " in one
    assert f"{wide.rose} of {wide.n}" in other


@pytest.mark.parametrize(("near", "wide", "wanted"), [(0, 0, ["none", "wide_none"]), (0, 3, ["none", "wide"])])
def test_none_is_a_word_and_no_number(shown, near, wide, wanted):
    result = alike.study(subject("kabupaten-merangin", 2024))
    show.tell(replace(result, facts={**result.facts, "rose": near, "rose_wide": wide}))
    assert keys(shown)[:2] == [f"alike.{key}" for key in wanted]
    assert " 0 " not in of(shown, "sentence")[0]["text"]
