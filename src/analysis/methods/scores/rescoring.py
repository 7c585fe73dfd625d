"""What would the same institution score, in the same year, under the other instrument's domain weights?

With the domain values of one year, effect = index under the new weights - index under the old ones. It identifies
the part of a change of instrument that is due to the domain weights and to domains without a predecessor. What
changed inside a domain (indicators replaced or reworded) is not in it. From 35 to 47 indicators, with policy p,
governance g, management m and services s: effect = -.04 p - .03 g + .165 m - .095 s.

Assumption: a linked domain's value stands for its predecessor's, as measured. References: weights of PermenPANRB
5/2018 and 59/2020; two orders in time as for the price indices of Laspeyres and Paasche.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, exact

Weights = Mapping[str, Fraction]
Links = Mapping[str, str]  # id of the new domain -> id of the old one; a domain without predecessor is not in it


class Rescored(NamedTuple):
    """The index under both instruments; effect = new minus old."""

    index_new: Fraction
    index_old: Fraction
    effect: Fraction


class Decomposition(NamedTuple):
    """change = real + instrument."""

    change: Any
    real: Any
    instrument: Any


def rescore(values: Mapping[str, Number], weights_new: Weights, weights_old: Weights, links: Links) -> Rescored:
    """One institution re-scored exactly; `values` holds its domain values under the new instrument, by domain id.

    Raises InputError when a domain's value is missing, unknown or no number, when either set of weights does not
    sum to 1, or when the links do not lead from new domains to every old domain, each once.
    """
    old = _old_weights(weights_new, weights_old, links)
    problems = [f"domain {part}: no value" for part in weights_new if part not in values]
    problems += [f"domain {part}: not in the new instrument" for part in values if part not in weights_new]
    if problems:
        raise InputError(problems)
    read = {part: exact(values[part]) for part in weights_new}
    index_new = sum((weights_new[part] * value for part, value in read.items()), Fraction(0))
    index_old = sum((old[part] * value for part, value in read.items()), Fraction(0))
    return Rescored(index_new, index_old, index_new - index_old)


def rescore_frame(values: pd.DataFrame, weights_new: Weights, weights_old: Weights, links: Links) -> pd.DataFrame:
    """Many institutions re-scored in floats: a row each, one column of `values` for each new domain, by id.

    Gives index_new, index_old and effect with the same row labels. A missing value makes missing whatever it has
    a weight in. Other columns are ignored. Raises InputError like `rescore`.
    """
    old = _old_weights(weights_new, weights_old, links)
    absent = [part for part in weights_new if part not in values]
    if absent:
        raise InputError(f"no column of values for domains {', '.join(absent)}")
    effect = effect_weights(weights_new, weights_old, links)
    # Column by column, not as a matrix product: the order of summation, and so the last bit, is the same everywhere.
    columns = {part: values[part].to_numpy(dtype=float) for part in weights_new}

    def total(weights: Weights) -> np.ndarray:
        terms = (float(weight) * columns[part] for part, weight in weights.items() if weight)
        return sum(terms, np.zeros(len(values)))

    return pd.DataFrame(
        {"index_new": total(weights_new), "index_old": total(old), "effect": total(effect)}, index=values.index
    )


def effect_weights(weights_new: Weights, weights_old: Weights, links: Links) -> dict[str, Fraction]:
    """The weight of each new domain in the effect: its new weight minus its predecessor's; they sum to 0."""
    old = _old_weights(weights_new, weights_old, links)
    return {part: Fraction(weight) - old[part] for part, weight in weights_new.items()}


def rounding_bound(weights: Weights, half_unit: Number = Fraction(1, 200)) -> Fraction:
    """How far a weighted sum can be off when each value is off by up to `half_unit` (.005 for two decimals)."""
    return exact(half_unit) * sum((abs(weight) for weight in weights.values()), Fraction(0))


def real_and_instrument(index_old_before: Any, index_old_after: Any, index_new_after: Any) -> Decomposition:
    """A change across instruments in two parts: real change at the old weights + instrument at the NEW profile.

    `index_old_before` was published under the old instrument; `index_old_after` and `index_new_after` are the later
    year's domains under either. Fractions, floats, arrays or Series alike. The other order, instrument at the old
    profile, needs a domain that was never measured then: it is bounded, not computed here.
    """
    return Decomposition(
        change=index_new_after - index_old_before,
        real=index_old_after - index_old_before,
        instrument=index_new_after - index_old_after,
    )


def domain_links(crosswalk: pd.DataFrame, old: str, new: str) -> dict[str, str]:
    """New domain -> old domain from table `crosswalk`; domains that are new are left out.

    Raises InputError when the table has no domain links between the two instruments: they are then not comparable.
    """
    rows = crosswalk[
        (crosswalk["from_instrument"] == old) & (crosswalk["to_instrument"] == new) & (crosswalk["level"] == "domain")
    ]
    if rows.empty:
        raise InputError(f"table crosswalk: no domain links from instrument {old} to {new}; they cannot be re-scored")
    pairs = zip(rows["to_id"], rows["from_id"], strict=True)
    return {to_id: from_id for to_id, from_id in pairs if to_id and from_id}


def _old_weights(weights_new: Weights, weights_old: Weights, links: Links) -> dict[str, Fraction]:
    """The old weight of every new domain (0 without a predecessor), after checking weights and links."""
    problems = [
        f"the {name} weights sum to {float(sum(weights.values())):.15g}, not to 1"
        for name, weights in (("new", weights_new), ("old", weights_old))
        if sum(weights.values()) != 1
    ]
    problems += [f"link from unknown new domain {part}" for part in links if part not in weights_new]
    if sorted(links.values()) != sorted(weights_old):
        problems.append(f"links lead to {sorted(links.values())}, not once to each old domain {sorted(weights_old)}")
    if problems:
        raise InputError(problems)
    return {part: Fraction(weights_old[links[part]]) if part in links else Fraction(0) for part in weights_new}
