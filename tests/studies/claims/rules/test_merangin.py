"""Ranks, their field and the link to SPBE: just true and just false, by the last digit that is printed."""

import csv

import pytest

from analysis.paths import RAW
from analysis.studies.claims.rules import merangin
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from analysis.studies.spbe_and_un import osi_ceiling

OWN = {"iso3": "IDN", "edition": 2022}
BEFORE = {"iso3": "IDN", "edition": 2020}
SERVICES = {"unit": "nasional", "year": 2021, "level": "domain", "part_id": "4", "preferred": True}


def unranked(altered, left):
    """All but `left` states lose their rank, Indonesia not among them."""
    states = [name for name in altered.frames.get("egdi", merangin.survey.table())["iso3"].unique() if name != "IDN"]
    altered.set("egdi", {"edition": 2022, "iso3": states[: 193 - left]}, rank=None)


BOUNDARIES = [
    ("merangin-rank", "published", lambda a: None, "true"),
    ("merangin-rank", "published", lambda a: a.set("egdi", OWN, rank=78), "false"),
    ("merangin-gain", "published", lambda a: None, "true"),
    ("merangin-gain", "published", lambda a: a.set("egdi", BEFORE, rank=89), "false"),
    ("merangin-field", "ranked", lambda a: unranked(a, 131), "true"),
    ("merangin-field", "ranked", lambda a: unranked(a, 132), "false"),
    ("merangin-implementation", "one_basis", lambda a: a.set("spbe_parts", SERVICES, value=2.47), "true"),
    ("merangin-implementation", "one_basis", lambda a: a.set("spbe_parts", SERVICES, value=2.46), "false"),
    ("merangin-implementation", "one_basis", lambda a: a.drop("spbe_parts", SERVICES), "cannot be decided"),
    ("merangin-local", "score_enters", lambda a: a.set("egdi", OWN, egdi=0.7160), "false"),
    ("merangin-local", "score_enters", lambda a: a.set("egdi", OWN, egdi=0.7161), "cannot be decided"),
    ("merangin-teams", "online_score", lambda a: a.set("egdi", OWN, osi=0.8060), "true"),
    ("merangin-teams", "online_score", lambda a: a.set("egdi", OWN, osi=0.8059), "cannot be decided"),
    ("merangin-teams", "online_score", lambda a: a.set("egdi", OWN, tii=0.7251), "cannot be decided"),
    ("merangin-teams", "online_score", lambda a: a.set("egdi", OWN, tii=0.7252), "false"),
    ("merangin-teams", "online_score", lambda a: a.set("egdi", OWN, osi=0.6), "cannot be decided"),  # no gain to share
    ("merangin-teams", "online_places", lambda a: a.set("egdi", OWN, osi=0.7256), "true"),
    ("merangin-teams", "online_places", lambda a: a.set("egdi", OWN, osi=0.7255), "cannot be decided"),
    ("merangin-teams", "online_places", lambda a: a.set("egdi", OWN, osi=0.7034), "cannot be decided"),
    ("merangin-teams", "online_places", lambda a: a.set("egdi", OWN, osi=0.7033), "false"),
]


@pytest.mark.parametrize(("claim", "reading", "alter", "verdict"), BOUNDARIES)
def test_the_verdict_turns_at_the_boundary(altered, claim, reading, alter, verdict):
    alter(altered)
    assert altered.verdict(claim, reading) == verdict


def test_a_share_just_above_or_below_half_decides_nothing(altered):
    for osi in (0.7644, 0.7649, 0.7655):
        altered.set("egdi", OWN, osi=osi)
        altered.forget()
        *_, score, _ = merangin.teams(merangin_claim("merangin-teams"))
        assert abs(score.facts["low"] - 0.5) < 0.005 < score.facts["high"] - 0.5
        assert (score.verdict, score.lacking) == (CANNOT_BE_DECIDED, ("still",))


@pytest.mark.parametrize(("word", "verdict"), [
    ("inconclusive", "cannot be decided"),
    ("associated only", "cannot be decided"),
    ("not supported", "not supported"),
    ("refuted", "false"),
])  # fmt: skip
@pytest.mark.parametrize(
    ("claim", "reading"), [("merangin-implementation", "rank_shows"), ("merangin-teams", "channel")]
)
def test_the_link_has_the_verdict_of_the_study_that_bears_on_it(altered, monkeypatch, claim, reading, word, verdict):
    facts = {"osi_place": 6, "tii_place": 5, "states": 193}
    answer = lambda: (word, facts)  # noqa: E731
    answer.cache_clear = lambda: None
    monkeypatch.setattr(merangin, "_answer", answer)
    assert altered.verdict(claim, reading) == verdict


@pytest.mark.parametrize(("bodies", "verdict"), [
    (("kementerian-kesehatan", "kementerian-keuangan"), "not supported"),
    (("kementerian-kesehatan", "kota-bandung"), "cannot be decided"),
])  # fmt: skip
def test_regions_are_out_of_sight_only_where_the_whole_list_is_known_at_first_hand(
    altered, monkeypatch, bodies, verdict
):
    assert altered.verdict("merangin-local", "seen") == CANNOT_BE_DECIDED
    known = {body: (body, "same_name", "un_2022") for body in bodies}
    monkeypatch.setattr(osi_ceiling, "ASSESSED", known)
    assert altered.verdict("merangin-local", "seen") == verdict


def test_ranks_and_field_are_those_of_the_raw_files(altered):
    rank, ranked = {}, {}
    for edition in (2020, 2022):
        with (RAW / f"undesa_egdi_{edition}" / "egdi.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        rank[edition] = next(int(row["rank"]) for row in rows if row["iso3"] == "IDN")
        ranked[edition] = sum(bool(row["rank"]) for row in rows)
    (found,) = merangin.rank(merangin_claim("merangin-rank"))
    assert (found.facts["rank_from"], found.facts["rank_to"]) == (rank[2020], rank[2022])
    (field,) = merangin.field(merangin_claim("merangin-field"))
    assert field.facts["ranked"] == ranked[2022]


def merangin_claim(id):
    from analysis.studies.claims import ledger

    return ledger.claims()[id]
