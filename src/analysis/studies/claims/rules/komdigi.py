"""The article on the ministry of communication: first in the evaluation of 2024, its predicate, and its gain."""

from __future__ import annotations

import re
from fractions import Fraction

import pandas as pd

from analysis.methods.ordering import highest
from analysis.studies.claims import held, places
from analysis.studies.claims.verdicts import Claim, Figure, Reading, literal, plain
from analysis.studies.shared.explanation import HALF
from analysis.studies.shared.instruments import NEW
from analysis.studies.shared.lists import LIST_SOURCES
from analysis.studies.shared.scorecard import instrument

MINISTRY = "kementerian-komunikasi-dan-digital"
TYPE = "kementerian"
BEFORE, YEAR = 2023, 2024
PREDICATE = re.compile(r"\((.+)\)")  # how the statement names it
LAST_DIGIT = Fraction(1, 10**6)  # less than any step of the index


def first(claim: Claim) -> list[Reading]:
    """The place on the whole list, on that of ministries, and how many the list has."""
    frame = held.listed(YEAR).set_index("institution_id")
    count = Figure("institutions", "listed", YEAR, len(frame), LIST_SOURCES[YEAR])
    facts = {"n": len(frame), "stated": int(claim.quantities[1]), "year": YEAR}
    counted = Reading("count", plain(len(frame) == claim.quantities[1]), facts, (count,))
    ministries = frame[frame["type"] == TYPE]
    return [_first("of_all", frame, claim), _first("of_ministries", ministries, claim), counted]


def predicate(claim: Claim) -> list[Reading]:
    """The band of the stated index, for every unrounded index that prints as it, and the predicate as printed."""
    stated, word = claim.quantities[0], PREDICATE.search(claim.statement)[1]
    chosen = instrument(NEW)
    ends = {chosen.predicate(x) for x in (stated - HALF, stated, stated + HALF - LAST_DIGIT)}
    own = held.listed(YEAR).set_index("institution_id").loc[MINISTRY]
    found = (Figure(MINISTRY, held.INDEX, YEAR, float(own["index"]), own["source_id"]),)
    facts = {"index": float(stated), "year": YEAR, "predicate": own["predicate"], "low": float(stated - HALF),
             "high": float(stated + HALF)}  # fmt: skip
    return [
        Reading("band", plain(ends == {word}), facts, found),
        Reading("printed", plain(own["predicate"] == word), facts, found),
    ]


def gain(claim: Claim) -> list[Reading]:
    """The ministry's two lists, none of the figures that were derived from the article."""
    years = {year: held.listed(year).set_index("institution_id").loc[MINISTRY] for year in (BEFORE, YEAR)}
    before, after = (Fraction(str(row["index"])) for row in years.values())
    figures = tuple(Figure(MINISTRY, held.INDEX, year, float(row["index"]), row["source_id"])
                    for year, row in years.items())  # fmt: skip
    facts = {"before": float(before), "after": float(after), "gained": float(after - before), "first": BEFORE,
             "last": YEAR}  # fmt: skip
    return [Reading("lists", plain(after - before == claim.quantities[0]), facts, figures)]


def _first(reading: str, frame: pd.DataFrame, claim: Claim) -> Reading:
    """First to the letter where nobody is higher; as suggested where nobody has as much."""
    found = places.place(frame["index"], MINISTRY)
    index = float(frame.loc[MINISTRY, "index"])
    others = frame.drop(index=MINISTRY)["index"]
    best = others.index[highest(others)]
    figures = tuple(Figure(body, held.INDEX, YEAR, float(frame.loc[body, "index"]), frame.loc[body, "source_id"])
                    for body in dict.fromkeys((MINISTRY, best)))  # fmt: skip
    facts = {
        **found._asdict(),
        "index": index,
        "year": YEAR,
        "other": held.name(best),
        "other_index": figures[-1].value,
    }
    stated = held.same(index, float(claim.quantities[0]))
    return Reading(reading, literal(stated and found.best == 1, found.worst == 1), facts, figures)


RULES = {"komdigi-first": first, "komdigi-predicate": predicate, "komdigi-gain": gain}
