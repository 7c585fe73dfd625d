from __future__ import annotations

import math

import pytest

from analysis.studies.institution import history
from analysis.studies.institution.subject import subject
from tests.studies.institution.test_subject import rows

# weights of the domains of both instruments; the new management domain has no predecessor
NEW, OLD = (0.13, 0.25, 0.165, 0.455), (0.17, 0.28, 0.0, 0.55)


def domains() -> dict[tuple[str, int], list[float]]:
    found: dict[tuple[str, int], dict[str, float]] = {}
    for row in rows("spbe_parts"):
        if row["level"] == "domain" and row["instrument"] == "47" and row["preferred"] == "yes" and row["value"]:
            found.setdefault((row["unit"], int(row["year"])), {})[row["part_id"]] = float(row["value"])
    return {key: [one[k] for k in "1234"] for key, one in found.items() if len(one) == 4}


def test_old_weight_index_and_effect_of_every_institution_and_year():
    known, checked = domains(), 0
    for about in rows("institutions"):
        result = history.study(subject(about["institution_id"], 2024))
        for row in result.years.to_dict("records"):
            values = known.get((about["institution_id"], row["year"]))
            if values is None or row["instrument"] != "47":
                assert math.isnan(row["index_35"])
                continue
            old, new = (sum(w * v for w, v in zip(weights, values, strict=True)) for weights in (OLD, NEW))
            assert row["index_35"] == pytest.approx(old, abs=1e-9)
            assert row["effect"] == pytest.approx(new - old, abs=1e-9)
            checked += 1
    assert checked > 1200


def test_all_published_figures_are_there_those_not_preferred_too():
    count = {about["institution_id"]: 0 for about in rows("institutions")}
    for row in rows("spbe_index"):
        count[row["institution_id"]] += 1
    for institution, n in count.items():
        assert len(history.study(subject(institution, 2024)).figures) == n


@pytest.mark.parametrize(("institution", "fact", "expected"), [
    ("kabupaten-banyuasin", "below_floor", [2023]),
    ("kabupaten-grobogan", "below_floor", []),
    ("kabupaten-mesuji", "differ", 1),
    ("kabupaten-grobogan", "differ", 0),
    ("lembaga-penerbangan-dan-antariksa-nasional", "known", 1),
])  # fmt: skip
def test_what_a_reader_must_know(institution, fact, expected):
    assert history.study(subject(institution, 2024)).facts[fact] == expected


def test_another_name_of_a_list_is_told():
    told = history.study(subject("kementerian-komunikasi-dan-digital", 2024)).facts["renamed"]
    spellings = {
        row["spelling"] for row in rows("spbe_index") if row["institution_id"].endswith("komunikasi-dan-digital")
    }
    assert set(filter(None, told.split("; "))) == spellings - {"Kementerian Komunikasi dan Digital", ""}
