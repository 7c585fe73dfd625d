from __future__ import annotations

import pytest

from analysis.present.institution import expected as show
from analysis.studies.institution import expected
from analysis.studies.institution.subject import subject
from tests.present.institution.told import of, tell


@pytest.mark.parametrize(("institution", "wanted"), [
    ("kota-bandung", ["expected.inside", "expected.far"]),
    ("provinsi-jawa-timur", ["expected.outside", "expected.far"]),
    ("dewan-pers", []),
    ("kabupaten-banyuasin", []),
    ("kabupaten-buru", []),
])  # fmt: skip
def test_what_is_said(shown, institution, wanted):
    assert tell(shown, expected, show, institution) == wanted
    assert len(of(shown, "figure")) == bool(wanted)


def test_the_count_is_that_of_the_study(shown):
    tell(shown, expected, show, "provinsi-jawa-timur")
    facts = expected.study(subject("provinsi-jawa-timur", 2024)).facts
    assert f" {facts['far']} of {facts['n']} " in of(shown, "sentence")[1]["text"]


def test_no_count_among_too_few(shown, monkeypatch):
    monkeypatch.setattr(expected, "_distances", lambda _: [0.1, 0.2, 0.3, 0.4])
    assert tell(shown, expected, show, "kota-bandung") == ["expected.inside"]
