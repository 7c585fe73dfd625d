from __future__ import annotations

import pytest

from analysis.present.institution import effect as show
from analysis.studies.institution import effect
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED, IDENTIFIED, REFUTED
from tests.present.institution.told import keys, of, tell

ALWAYS = ["effect.identity.below", "effect.supposes", "effect.counts"]
END = ["effect.rewording_none", "effect.whole"]


@pytest.mark.parametrize(("institution", "year", "wanted"), [
    ("kabupaten-grobogan", 2024, [*ALWAYS, "effect.pair.refuted", *END]),
    ("kota-bandung", 2024, [*ALWAYS, "effect.pair.feasible", "effect.rounding", *END]),
    ("kabupaten-merangin", 2024, [*ALWAYS, *END]),
    ("kota-bogor", 2024, [*ALWAYS, "effect.pair.not_needed", "effect.low", *END]),
    ("kementerian-komunikasi-dan-digital", 2024, [ALWAYS[0], "effect.rounded", *ALWAYS[1:], *END]),
    ("kabupaten-asmat", 2023, ["effect.identity.like", *ALWAYS[1:], "effect.floor", *END]),
    ("provinsi-jawa-timur", 2024, []),
    ("kabupaten-buru", 2024, []),
])  # fmt: skip
def test_what_is_said(shown, institution, year, wanted):
    assert tell(shown, effect, show, institution, year) == wanted
    assert keys(shown, "figure") == ["effect.level"] * bool(wanted)


def test_a_verdict_and_its_sentence_carry_one_word(shown):
    tell(shown, effect, show, "kabupaten-grobogan")
    words = {one["key"].removeprefix("institution.effect."): one["decision"] for one in of(shown, "sentence")}
    assert words["pair.refuted"] == REFUTED
    assert words["identity.below"] == IDENTIFIED
    assert words["rewording_none"] == CANNOT_BE_DECIDED


def test_the_cloud_holds_everybody(shown):
    tell(shown, effect, show, "kota-bandung")
    [figure] = of(shown, "figure")
    assert figure["csv"].count("\n") == 1 + len(effect.of_type("kota", 2024))


def test_a_pair_is_told_where_no_list_has_the_institution(shown, monkeypatch):
    monkeypatch.setattr(effect, "of_type", lambda *_: effect._scored().iloc[:0])
    assert tell(shown, effect, show, "kota-bandung") == [
        "effect.pair.feasible",
        "effect.rounding",
        "effect.rewording_none",
    ]
