"""The article on Kabupaten Sarolangun in the evaluation of 2020: one of 130, and third in its province."""

from __future__ import annotations

import re

from analysis.data import tables
from analysis.methods.ordering import settled
from analysis.studies.claims import held
from analysis.studies.claims.verdicts import CANNOT_BE_DECIDED, FALSE, TRUE, Claim, Figure, Reading, plain
from analysis.studies.shared.lists import index_table

REGENCY, AHEAD = "kabupaten-sarolangun", ("kota-jambi", "kabupaten-batang-hari")
PROVINCE, OF_PROVINCE = "Jambi", ("kabupaten", "kota")
BEFORE, YEAR = 2019, 2020
INVITATION = "identitasnews_manado2020"  # the source that describes the letter of invitation
INVITED = re.compile(r"(\d+) institutions invited")


def of_130(claim: Claim) -> list[Reading]:
    """How many were invited, how many were evaluated, and was the regency one of them?"""
    stated = claim.quantities[0]
    about = tables.load("sources").set_index("source_id")["states"]
    invited = int(INVITED.search(about[INVITATION])[1])
    population = tables.load("population").set_index("year").loc[YEAR]
    evaluated = int(population["institutions"])
    facts = {"year": YEAR, "invited": invited, "evaluated": evaluated, "stated": int(stated)}
    letter = Figure("institutions", "invited", YEAR, invited, INVITATION)
    decree = Figure("institutions", "evaluated", YEAR, evaluated, population["source_id"])
    own = held.figure(REGENCY, YEAR)
    member = TRUE if own else FALSE if held.complete(YEAR) else CANNOT_BE_DECIDED
    known = held.known(YEAR)
    figures = tuple(filter(None, (own, Figure("institutions", "known", YEAR, known, ""))))
    lacking = (f"list_{YEAR}",) if member == CANNOT_BE_DECIDED else ()
    return [
        Reading("invited", plain(invited == stated), facts, (letter,)),
        Reading("evaluated", plain(evaluated == stated), facts, (decree,)),
        Reading("member", member, facts | {"known": known, "own": int(own is not None)}, figures, lacking),
    ]


def third(claim: Claim) -> list[Reading]:
    """The order among regencies and cities of the province, in each of the evaluations that can be meant."""
    return [_order(f"in_{year}", year, int(claim.quantities[0])) for year in (BEFORE, YEAR)]


def _order(reading: str, year: int, stated: int) -> Reading:
    """Decided where the regency's index and enough of the province's are held; else for want of the list."""
    bodies = tables.load("institutions")
    bodies = bodies[(bodies["province"] == PROVINCE) & bodies["type"].isin(OF_PROVINCE)]["institution_id"]
    index = index_table()
    rows = index[(index["year"] == year) & index["preferred"] & index["institution_id"].isin(bodies)]
    known = settled(rows.set_index("institution_id")["index"].astype(float))
    figures = tuple(Figure(row.institution_id, held.INDEX, year, float(row.index_value), row.source_id)
                    for row in rows.rename(columns={"index": "index_value"}).itertuples())  # fmt: skip
    facts = {"year": year, "bodies": len(bodies), "known": len(known)}
    if REGENCY not in known or (len(known) < len(bodies) and not held.complete(year)):
        return Reading(reading, CANNOT_BE_DECIDED, facts, figures, (f"list_{year}",))
    own = known[REGENCY]
    higher = set(known.index[known > own])
    alone = int((known == own).sum()) == 1
    in_order = higher == set(AHEAD) and known[AHEAD[0]] >= known[AHEAD[1]]
    return Reading(reading, plain(alone and len(higher) + 1 == stated and in_order), facts, figures)


RULES = {"sarolangun-130": of_130, "sarolangun-third": third}
