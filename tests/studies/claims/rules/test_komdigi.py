"""First place, predicate and gain: just true and just false, by the last digit that is printed."""

import pytest

from tests.studies.claims.raw import complete_list

OWN = "kementerian-komunikasi-dan-digital"
LIST = "panrb_lap2024"
REGENCY = {"institution_id": "kabupaten-banyuwangi", "source_id": LIST}
MINISTRY = {"institution_id": "kementerian-keuangan", "source_id": LIST}
BEST = {"instrument": "47", "predicate": "Memuaskan"}
NEXT = {"instrument": "47", "predicate": "Sangat Baik"}


def band(altered, begins):
    altered.set("bands", BEST, from_inclusive=begins)
    altered.set("bands", NEXT, to=begins)


BOUNDARIES = [
    ("komdigi-first", "of_all", lambda a: a.set("spbe_index", REGENCY, index=4.74), "true"),
    ("komdigi-first", "of_all", lambda a: a.set("spbe_index", REGENCY, index=4.75), "misleading"),
    ("komdigi-first", "of_all", lambda a: a.set("spbe_index", REGENCY, index=4.76), "false"),
    ("komdigi-first", "of_ministries", lambda a: None, "true"),
    ("komdigi-first", "of_ministries", lambda a: a.set("spbe_index", MINISTRY, index=4.76), "false"),
    ("komdigi-first", "count", lambda a: None, "true"),
    ("komdigi-first", "count", lambda a: a.drop("spbe_index", MINISTRY), "false"),
    ("komdigi-predicate", "band", lambda a: band(a, "4.745"), "true"),
    ("komdigi-predicate", "band", lambda a: band(a, "4.746"), "false"),
    ("komdigi-predicate", "printed", lambda a: None, "true"),
    ("komdigi-predicate", "printed",
     lambda a: a.set("spbe_index", {"institution_id": OWN, "source_id": LIST}, predicate="Sangat Baik"), "false"),
    ("komdigi-gain", "lists", lambda a: None, "true"),
    ("komdigi-gain", "lists",
     lambda a: a.set("spbe_index", {"institution_id": OWN, "source_id": "panrb_lap2023"}, index=4.53), "false"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "reading", "alter", "verdict"), BOUNDARIES)
def test_the_verdict_turns_at_the_boundary(altered, claim, reading, alter, verdict):
    alter(altered)
    assert altered.verdict(claim, reading) == verdict


def test_what_was_derived_from_the_article_does_not_count(altered):
    altered.set("spbe_index", {"institution_id": OWN, "status": "derived"}, index=4.00)
    assert altered.verdict("komdigi-gain", "lists") == "true"


def test_the_places_are_those_of_the_raw_list():
    frame = complete_list(2024)
    own = frame.loc["Kementerian Komunikasi dan Informatika", "index"]
    assert len(frame) == 615
    assert 1 + (frame["index"] > own).sum() == 2
    ministries = frame[frame["type"] == "kementerian"]
    assert len(ministries) == 34
    assert (ministries["index"] >= own).sum() == 1
