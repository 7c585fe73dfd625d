"""The fall, its cause, and readiness: just true and just false, by the last digit that is printed."""

from fractions import Fraction

import pytest

from analysis.data import tables
from analysis.studies.claims import ledger
from analysis.studies.claims.rules import grobogan
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from analysis.studies.shared.definitions import new_indicators
from tests.studies import by_hand

OWN = "kabupaten-grobogan"
AFTER = {"institution_id": OWN, "year": 2021}
BEFORE = {"institution_id": OWN, "year": 2019}


def mean(altered, unit, part, value):
    altered.set("spbe_parts", {"unit": unit, "year": 2021, "level": "domain", "part_id": part}, value=value)


def printed_elsewhere(altered, before, after):
    """Another newspaper prints both indices."""
    source = {"source_id": "antara_gowa", "preferred": False}
    altered.add("spbe_index", BEFORE, {**source, "index": before})
    altered.add("spbe_index", AFTER, {**source, "index": after})


def domains(altered, *values):
    like = {"unit": "nasional", "year": 2021, "level": "domain", "preferred": True}
    altered.add("spbe_parts", like, *({"unit": OWN, "part_id": str(n), "value": x} for n, x in enumerate(values, 1)))


def levels(altered, lower):
    """What continues at level 4, what is new at 3, but `lower` of the new ones, the first by their ids, at 2."""
    parts = tables.load("instrument_parts")
    every = parts[(parts["instrument"] == "47") & (parts["level"] == "indicator")]["id"]
    new = new_indicators("official")
    given = {id: 4 if id not in new else 2 if id in new[:lower] else 3 for id in every}
    rows = (
        {"institution_id": OWN, "year": 2021, "level": "indicator", "id": id, "value": x} for id, x in given.items()
    )
    altered.add("evaluations", {"level": "indicator", "instrument": "47"}, *rows)


def fewest():
    """How many new indicators must be at 2, so that together they take the fall: by the weights of the regulation."""
    weights = {row["id"]: Fraction(row["weight"]) for row in by_hand.rows("instrument_parts")
               if (row["instrument"], row["level"]) == ("47", "indicator")}  # fmt: skip
    new, taken = new_indicators("official"), Fraction(0)
    whole = sum(weights[id] for id in new)
    for n in range(len(new) + 1):
        lower = sum(weights[id] for id in new[:n])
        taken = (whole + lower) / sum(weights.values())  # one level below what continues, some another one
        if taken >= Fraction("0.49"):
            return n
    raise AssertionError("no number is enough")


def no_list(altered, year, known):
    altered.set("population", {"year": year}, institutions=known)


BOUNDARIES = [
    ("grobogan-fall", "figures", lambda a: None, "circular"),
    ("grobogan-fall", "figures", lambda a: printed_elsewhere(a, 3.00, 2.51), "true"),
    ("grobogan-fall", "figures", lambda a: printed_elsewhere(a, 3.00, 2.52), "false"),
    ("grobogan-cause", "management", lambda a: domains(a, 5, 5, 1, 3.22), "true"),
    ("grobogan-cause", "management", lambda a: domains(a, 5, 5, 1, 3.21), "false"),
    ("grobogan-cause", "added", lambda a: levels(a, fewest()), "true"),
    ("grobogan-cause", "added", lambda a: levels(a, fewest() - 1), "false"),
    ("grobogan-cause", "added", lambda a: a.set("spbe_index", AFTER, index=2.22), "cannot be decided"),
    ("grobogan-cause", "added", lambda a: a.set("spbe_index", AFTER, index=2.21), "false"),
    ("grobogan-unready", "lowest", lambda a: mean(a, "mean-kota", "3", 1.90), "true"),
    ("grobogan-unready", "lowest", lambda a: mean(a, "mean-kota", "3", 1.91), "false"),
    ("grobogan-unready", "below_others", lambda a: mean(a, "mean-lembaga-lain", "3", 1.27), "true"),
    ("grobogan-unready", "below_others", lambda a: mean(a, "mean-lembaga-lain", "3", 1.26), "false"),
    ("grobogan-since", "figure", lambda a: a.add("spbe_index", BEFORE, {"year": 2018}), "true"),
    ("grobogan-since", "figure", lambda a: no_list(a, 2018, 25), "false"),
    ("grobogan-since", "figure", lambda a: no_list(a, 2018, 26), "cannot be decided"),
]


@pytest.mark.parametrize(("claim", "reading", "alter", "verdict"), BOUNDARIES)
def test_the_verdict_turns_at_the_boundary(altered, claim, reading, alter, verdict):
    alter(altered)
    assert altered.verdict(claim, reading) == verdict


def test_what_the_regency_itself_publishes_is_not_independent(altered):
    altered.rows("sources", {})
    altered.set("sources", {"source_id": "antara_gowa"}, publisher="Diskominfo Kabupaten Grobogan")
    printed_elsewhere(altered, 3.00, 2.51)
    assert altered.verdict("grobogan-fall", "figures") == "circular"


def test_management_alone_is_excluded_from_the_fall_on_that_no_profile_reaches(altered):
    """The boundary in the total after: what the largest fall reaches by plain arithmetic, rounding on both sides."""
    after = next(x / 100 for x in range(251, 300) if 3.005 - (x / 100 - 0.005) <= by_hand.largest_fall(2.995, 0))
    altered.set("spbe_index", AFTER, index=after)
    assert altered.verdict("grobogan-cause", "management") == CANNOT_BE_DECIDED
    altered.set("spbe_index", AFTER, index=2.51)
    assert altered.verdict("grobogan-cause", "management") == "false"
    assert by_hand.largest_fall(3.00, 0) < 3.00 - 2.51


def test_without_the_totals_the_cause_is_open(altered):
    altered.drop("spbe_index", AFTER)
    found = ledger.judge(ledger.claims()["grobogan-cause"]).readings
    assert {reading.verdict for reading in found} == {CANNOT_BE_DECIDED}
    assert {reading.lacking for reading in found} == {("totals",)}


def test_the_needed_level_is_that_of_plain_arithmetic():
    _, added = grobogan.cause(ledger.claims()["grobogan-cause"])
    assert added.facts["needed"] == pytest.approx((2.51 - 0.61 * 3.00) / 0.39)
