"""What can the old index have been when only the domain values under the new instrument are known?

The items of a domain stand anywhere on the scale, as long as they average to the domain's value; a continuing old item
stands at its successor's level (one of a split item's successors: the lightest serves best for either end); dropped old
items stand anywhere on the old scale. The largest and smallest old index are a linear programme in each domain, and the
programme is a fractional knapsack: the value is spent first on the items with the most (least) old weight for a unit of
new weight. So the ends are piecewise linear in the domain's value, concave above and convex below. They are therefore
also the ends for the mean of many institutions of which only the mean domain values are known, and are attained.

References: fractional knapsack, Dantzig (1957); sets instead of points: Horowitz and Manski (1995).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
import pandas as pd

from analysis.methods.effects.concordance import Concordance, Ends, weight_of
from analysis.methods.errors import InputError
from analysis.methods.rounding import exact


def effect_bounds(
    concordance: Concordance,
    domain_of: Mapping[str, str],
    values: pd.DataFrame,
    new_scale: Ends,
    old_scale: Ends,
) -> pd.DataFrame:
    """The interval of I_B - I_A for every row of `values`, one column a new domain (by id), in index points.

    `domain_of`: new item -> domain. Gives columns low, high with the same row labels; missing where a value is.
    Raises InputError for an item without domain, a domain without column, a split item whose successors lie in two
    domains, and values off the new scale.
    """
    _check(concordance, domain_of, values, new_scale)
    floor, top = (float(exact(end)) for end in old_scale)
    index = np.zeros(len(values))
    ends = [np.full(len(values), float(concordance.dropped_weight) * end) for end in (floor, top)]
    for domain in dict.fromkeys(domain_of[item] for item in concordance.new):
        x = values[domain].to_numpy(dtype=float)
        index = index + float(weight_of((i for i in concordance.new if domain_of[i] == domain), concordance.new)) * x
        for at, best in enumerate((False, True)):
            spent, gained = _knots(concordance, domain_of, domain, new_scale, best)
            ends[at] = ends[at] + np.interp(x, spent, gained)
    return pd.DataFrame({"low": index - ends[1], "high": index - ends[0]}, index=values.index)


def one_average_a_domain(concordance: Concordance, domain_of: Mapping[str, str]) -> tuple[Concordance, dict[str, str]]:
    """A coarser concordance and the domains of its items: a domain's continuing items as one, its new ones as one.

    The named restriction that the continuing items of a domain have the same average under the old weights as under
    the new ones. Splits disappear in it. Raises InputError for an item without domain and a split across domains.
    """
    _check_items(concordance, domain_of)
    new: dict[str, Fraction] = {}
    old = {"dropped": concordance.dropped_weight} if concordance.dropped else {}
    links, domains = {}, {}
    for item, weight in concordance.new.items():
        kind = "continuing" if item in concordance.links else "new"
        name = f"{domain_of[item]} {kind}"
        new[name], domains[name] = new.get(name, Fraction(0)) + weight, domain_of[item]
    for item, after in concordance.successors.items():
        name = f"{domain_of[after[0]]} continuing"
        old[name], links[name] = old.get(name, Fraction(0)) + concordance.old[item], name
    return Concordance(new, old, links), domains


def _knots(
    concordance: Concordance, domain_of: Mapping[str, str], domain: str, new_scale: Ends, best: bool
) -> tuple[np.ndarray, np.ndarray]:
    """Value of the domain -> what its continuing items give to the old index at most (or at least), as corners."""
    gains = {item: Fraction(0) for item in concordance.new if domain_of[item] == domain}
    for old, after in concordance.successors.items():
        if domain_of[after[0]] == domain:
            gains[min(after, key=lambda i: concordance.new[i])] += concordance.old[old]
    order = sorted(gains, key=lambda i: gains[i] / concordance.new[i], reverse=best)
    low, high = (exact(end) for end in new_scale)
    weight = weight_of(gains, concordance.new)
    value, gained = [low], [low * sum(gains.values())]
    for item in order:
        value.append(value[-1] + (high - low) * concordance.new[item] / weight)
        gained.append(gained[-1] + (high - low) * gains[item])
    return np.array(value, dtype=float), np.array(gained, dtype=float)


def _check(concordance: Concordance, domain_of: Mapping[str, str], values: pd.DataFrame, new_scale: Ends) -> None:
    _check_items(concordance, domain_of)
    problems = []
    low, high = (float(exact(end)) for end in new_scale)
    for domain in dict.fromkeys(domain_of[item] for item in concordance.new):
        if domain not in values:
            problems.append(f"domain {domain}: no column of values")
        elif ((values[domain] < low) | (values[domain] > high)).any():
            problems.append(f"domain {domain}: values off the scale {low:g} to {high:g}; leave those rows out")
    if problems:
        raise InputError(problems)


def _check_items(concordance: Concordance, domain_of: Mapping[str, str]) -> None:
    problems = [f"item {item}: no domain" for item in concordance.new if item not in domain_of]
    if problems:
        raise InputError(problems)
    apart = [old for old, after in concordance.successors.items() if len({domain_of[i] for i in after}) > 1]
    if apart:
        raise InputError(
            [f"old item {old}: its successors lie in two domains; the ends are not computed" for old in apart]
        )
