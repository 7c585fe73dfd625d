"""Which set of the best would make both statements on them true: the place of one regency, the number of a province?

The sets are those of the rule, tried after the numbers were known. That one of them gives both says what may have been
meant; it is no source.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.methods.ordering import ordered
from analysis.studies.claims import held, ledger
from analysis.studies.claims.rules import blora

STATEMENTS = {"blora-58", "blora-22"}


@dataclass(frozen=True)
class Result:
    """sets: a row a definition of the best; regencies: the list of regencies from the highest index; facts."""

    sets: pd.DataFrame
    regencies: pd.DataFrame
    facts: dict[str, object]


def study(chosen: ledger.Result) -> Result | None:
    """The sets, where a statement on the best is among the chosen ones; else None."""
    if not STATEMENTS & {one.claim.id for one in chosen.judged}:
        return None
    stated, top = (int(x) for x in ledger.claims()["blora-22"].quantities)
    sets = blora.definitions(top)
    sets = sets.assign(
        fits=(sets["worst"] <= top) & (sets["province_low"] == stated) & (sets["province_high"] == stated)
    )
    frame = held.listed(blora.YEAR, blora.REGENCIES)
    frame = frame.assign(name=frame["institution_id"].map(held.names()))[
        ["institution_id", "name", "province", "index"]
    ]
    regencies = ordered(frame, "index", "institution_id", falling=("index",)).reset_index(drop=True)
    suggested = sets.set_index("definition").loc[blora.SUGGESTED]
    facts = {
        "tried": len(sets),
        "fits": int(sets["fits"].sum()),
        "top": top,
        "stated": stated,
        "year": blora.YEAR,
        "n": int(suggested["n"]),
        "cut": float(suggested["cut"]),
        "place": int(suggested["best"]),
        "index": float(regencies.set_index("institution_id").loc[blora.REGENCY, "index"]),
    }
    return Result(sets, regencies, facts)
