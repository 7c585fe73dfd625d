"""Which of the 47 indicators are new? Four answers, and the weight W that each gives to what is new.

`management`: the indicators of the domain without predecessor. `official`: what the ministry's list calls new (the
main one). `official_minus_40`: without one that is near an old indicator. `with_splits`: and the further children of
an old indicator that was split. Sets and weights are read from the official list (table crosswalk) and the
instrument (table instrument_parts).
"""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.methods.scores.rescoring import domain_links
from analysis.studies.shared.instruments import NEW, OLD

DEFINITIONS = ("management", "official", "official_minus_40", "with_splits")
NEAR_AN_OLD_ONE = {"40"}  # organisational accountability: officially new, though near old 30, performance management


def new_indicators(definition: str) -> list[str]:
    """Ids of the indicators under 47 that are new by one of DEFINITIONS, in the order of the instrument.

    Raises InputError for an unknown definition.
    """
    if definition not in DEFINITIONS:
        raise InputError(f"new_definition {definition}: unknown; choose one of {', '.join(DEFINITIONS)}")
    links = tables.load("crosswalk")
    links = links[(links["from_instrument"] == OLD) & (links["to_instrument"] == NEW)]
    if definition == "management":
        return _in_order(_without_predecessor(links))
    rows = links[links["level"] == "indicator"]
    found = set(rows.loc[rows["relation"] == "new", "to_id"])
    if definition == "official_minus_40":
        found -= NEAR_AN_OLD_ONE
    if definition == "with_splits":
        children = rows[rows["relation"] == "split"].groupby("from_id")["to_id"]
        found |= {child for _, group in children for child in _in_order(set(group))[1:]}
    return _in_order(found)


def new_weight(definition: str) -> Fraction:
    """The summed weight of the new indicators in the index, exact: W of `analysis.methods.effects.bounds.needed_level`.

    Raises InputError like `new_indicators`.
    """
    found = new_indicators(definition)
    parts = tables.load("instrument_parts")
    rows = parts[(parts["instrument"] == NEW) & (parts["level"] == "indicator") & parts["id"].isin(found)]
    return sum(map(Fraction, rows["weight"]), Fraction(0))


def _without_predecessor(links: pd.DataFrame) -> set[str]:
    """The indicators of the domains that no old domain leads to."""
    parts = tables.load("instrument_parts")
    parts = parts[parts["instrument"] == NEW]
    continued = set(domain_links(links, OLD, NEW))
    domains = set(parts.loc[parts["level"] == "domain", "id"]) - continued
    aspects = parts[(parts["level"] == "aspect") & parts["parent"].isin(domains)]["id"]
    return set(parts[(parts["level"] == "indicator") & parts["parent"].isin(aspects)]["id"])


def _in_order(ids: set[str]) -> list[str]:
    return sorted(ids, key=int)
