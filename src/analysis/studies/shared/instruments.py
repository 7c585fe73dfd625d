"""The two instruments that the studies compare: their domains, their domain weights, and what rounding leaves open."""

from __future__ import annotations

from fractions import Fraction

from analysis.data import tables
from analysis.methods.scores.rescoring import domain_links, effect_weights, rounding_bound

NEW, OLD = "47", "35"
DOMAINS = {"1": "policy", "2": "governance", "3": "management", "4": "services"}
OLD_DOMAINS = {"1": "policy", "2": "governance", "3": "services"}


def weights() -> tuple[dict[str, Fraction], dict[str, Fraction], dict[str, str]]:
    """Domain weights of instrument 47 and of 35, and the link of each 47 domain to its 35 domain (management: none)."""
    parts, links = tables.load("instrument_parts"), tables.load("crosswalk")
    domains = parts[parts["level"] == "domain"]
    by_instrument = {
        instrument: {i: Fraction(w) for i, w in zip(rows["id"], rows["weight"], strict=True)}
        for instrument, rows in domains.groupby("instrument")
    }
    return by_instrument[NEW], by_instrument[OLD], domain_links(links, OLD, NEW)


def effect_half_width() -> Fraction:
    """How far an effect can be off because each domain mean is printed with two decimals."""
    return rounding_bound(effect_weights(*weights()))
