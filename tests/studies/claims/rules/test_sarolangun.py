"""One of 130, third in the province: open without the lists, and decided by lists that are given."""

import pytest

from analysis.studies.shared.decisions import CANNOT_BE_DECIDED

OWN, PROVINCE = "kabupaten-sarolangun", "Jambi"
LETTER = {"source_id": "identitasnews_manado2020"}
LIKE = {"institution_id": "kabupaten-grobogan", "year": 2019}


def letter(altered, number):
    altered.set("sources", LETTER, states=f"Letter: {number} institutions invited by set criteria")


def order(altered, year, own, **others):
    """A list of the province's regencies and cities: all at 1.50 but those named."""
    bodies = altered.frames.get("institutions", None)
    altered.rows("institutions", {})
    bodies = altered.frames["institutions"]
    ids = bodies[(bodies["province"] == PROVINCE) & bodies["type"].isin(["kabupaten", "kota"])]["institution_id"]
    given = dict.fromkeys(ids, 1.50) | {OWN: own} | others
    rows = ({"institution_id": id, "year": year, "index": x, "preferred": True} for id, x in given.items())
    altered.add("spbe_index", LIKE, *rows)


AHEAD = {"kota-jambi": 3.00, "kabupaten-batang-hari": 2.80}


BOUNDARIES = [
    ("sarolangun-130", "invited", lambda a: letter(a, 130), "true"),
    ("sarolangun-130", "invited", lambda a: letter(a, 131), "false"),
    ("sarolangun-130", "evaluated", lambda a: a.set("population", {"year": 2020}, institutions=130), "true"),
    ("sarolangun-130", "evaluated", lambda a: a.set("population", {"year": 2020}, institutions=129), "false"),
    ("sarolangun-130", "member",
     lambda a: a.add("spbe_index", LIKE, {"institution_id": OWN, "year": 2020}), "true"),
    ("sarolangun-130", "member", lambda a: a.set("population", {"year": 2020}, institutions=21), "false"),
    ("sarolangun-130", "member", lambda a: a.set("population", {"year": 2020}, institutions=22), "cannot be decided"),
    *(
        ("sarolangun-third", f"in_{year}", lambda a, y=year, x=own: order(a, y, x, **AHEAD), verdict)
        for year in (2019, 2020)
        for own, verdict in ((2.79, "true"), (2.80, "false"), (2.81, "false"), (1.50, "false"))
    ),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "reading", "alter", "verdict"), BOUNDARIES)
def test_the_verdict_turns_at_the_boundary(altered, claim, reading, alter, verdict):
    alter(altered)
    assert altered.verdict(claim, reading) == verdict


def test_the_order_of_the_two_ahead_counts(altered):
    order(altered, 2020, 2.5, **{"kota-jambi": 2.80, "kabupaten-batang-hari": 3.00})
    assert altered.verdict("sarolangun-third", "in_2020") == "false"


@pytest.mark.parametrize("year", [2019, 2020])
def test_nothing_is_decided_while_the_list_is_not_held(altered, year):
    assert altered.verdict("sarolangun-third", f"in_{year}") == CANNOT_BE_DECIDED
