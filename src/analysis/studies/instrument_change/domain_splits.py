"""What do domain values alone say about the change from 35 to 47 indicators: its bounds, and its two orders in time?

Bounds: the effect of the whole change, inside the old domains too, when the levels behind a domain value are unknown.
Orders: a change across 2021 in a real part and the instrument's, at the later profile (identified) and at the earlier
one (management was not scored then: bounded). Domain values are taken as printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pandas as pd

from analysis.data import tables
from analysis.methods.effects.concordance import Concordance
from analysis.methods.effects.domain_means import effect_bounds, one_average_a_domain
from analysis.methods.effects.indicator_links import item_domains
from analysis.methods.effects.two_way import two_orders
from analysis.methods.scores.rescoring import Links, Weights
from analysis.studies.shared import institutions
from analysis.studies.shared.instruments import DOMAINS, NEW, OLD, OLD_DOMAINS, weights
from analysis.studies.shared.lists import COMPLETE
from analysis.studies.shared.published_means import domain_means, rescored
from analysis.studies.shared.scorecard import instrument

LAST, BEFORE_YEARS = institutions.LAST, institutions.BEFORE_YEARS
NATION, LISTED = "nasional", "listed"
SCALE = (1, 5)  # of instrument 47


def national_bounds(links: Concordance, old_floor: int) -> pd.DataFrame:
    """The effect from domain means alone: one row a year of the nation, and one a complete list (mean of institutions).

    Columns: unit, year, n (institutions listed; missing for the nation), effect (management and domain weights),
    alike_low and alike_high (if the continuing indicators of a domain have one average), low and high (any levels),
    in index points. A list: the mean of the lower and of the upper ends, values below the scale left out.
    """
    nation = rescored().astype(float).assign(unit=NATION)
    frame = institutions.rescored()
    listed = frame[frame["year"].isin(COMPLETE) & ~frame["below_floor"]].assign(unit=LISTED, n=1.0)
    rows = pd.concat([nation.reset_index(), listed], ignore_index=True)
    values = rows[list(DOMAINS.values())].set_axis(list(DOMAINS), axis=1)
    domain_of, old_scale = item_domains(instrument(NEW)), (old_floor, SCALE[1])
    coarse = one_average_a_domain(links, domain_of)
    rows[["alike_low", "alike_high"]] = effect_bounds(*coarse, values, SCALE, old_scale)
    rows[["low", "high"]] = effect_bounds(links, domain_of, values, SCALE, old_scale)
    means = {name: (name, "mean") for name in ("effect", "alike_low", "alike_high", "low", "high")}
    found = rows.groupby(["unit", "year"], sort=False).agg(n=("n", "sum"), **means).reset_index()
    return found.assign(n=found["n"].where(found["unit"] == LISTED))


def orders(before_year: str | int, year: int) -> pd.DataFrame:
    """Both orders for the nation and for every institution with domain values on both sides of the change.

    The nation from each year before the change to `year`; institutions from `before_year` ("last": their last one) to
    their first year with four domains. Columns: unit, name, before_year, year, change, real_old, instrument_new, and
    low and high of instrument_old and real_new, again with `_capped` where management was not ahead of the other
    domains before (index points, from unrounded indices).
    """
    names = tables.load("institutions").set_index("institution_id")["name"]
    both = weights()
    rows = []
    for unit in _scored_before():
        means = domain_means(unit)
        before = [y for y in sorted(means) if y in BEFORE_YEARS and set(means[y]) == set(OLD_DOMAINS)]
        after = [y for y in sorted(means) if y not in BEFORE_YEARS and set(means[y]) == set(DOMAINS)]
        if unit == NATION:
            after = [year]
        else:
            before = before[-1:] if before_year == LAST else [y for y in before if y == int(before_year)]
        rows += [
            {"unit": unit, "name": names.get(unit, ""), "before_year": start, "year": end}
            | _orders(means[start], means[end], *both)
            for start in before
            for end in after[:1]
        ]
    return pd.DataFrame(rows)


def _scored_before() -> list[str]:
    """The nation, then the institutions with a domain value under the old instrument; no means of types."""
    parts, bodies = tables.load("spbe_parts"), tables.load("institutions")["institution_id"]
    rows = parts[(parts["level"] == "domain") & parts["preferred"] & (parts["instrument"] == OLD)]
    return [NATION, *sorted(set(rows["unit"]) & set(bodies))]


def _orders(
    before: Mapping[str, Fraction], after: Mapping[str, Fraction], new: Weights, old: Weights, links: Links
) -> dict[str, float]:
    row: dict[str, float] = {}
    for suffix, not_ahead in (("", False), ("_capped", True)):
        found = two_orders(before, after, new, old, links, SCALE, not_ahead)
        row |= {name: float(getattr(found, name)) for name in ("change", "real_old", "instrument_new")}
        for name in ("instrument_old", "real_new"):
            low, high = getattr(found, name)
            row |= {f"{name}_low{suffix}": float(low), f"{name}_high{suffix}": float(high)}
    return row
