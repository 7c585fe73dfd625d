"""Do the nominal weights of the domains act as they say?

On a complete list, each domain's main effect on the index: the share of the variance of the index over institutions
that goes with that domain. The same institutions under both sets of weights. Association, not cause: domains rise and
fall together, so that each is credited with what it shares with the others.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.methods.effects.main_effects import main_effects
from analysis.methods.errors import InputError
from analysis.studies.shared import institutions, instruments, seeds
from analysis.studies.shared.decisions import ASSOCIATED_ONLY
from analysis.studies.shared.lists import COMPLETE

DECISION = ASSOCIATED_ONLY
COLUMNS = {instruments.NEW: "index_47", instruments.OLD: "index_35"}


@dataclass(frozen=True)
class Result:
    """table: a row a domain, weight, main effect and share under 47 and 35; facts of the sentence; values."""

    year: int
    table: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study(year: int) -> Result:
    """Main effects over the complete list of `year`, without the institution that has a value below the scale.

    Raises InputError for a year without a complete list.
    """
    if year not in COMPLETE:
        raise InputError(f"year {year}: no complete list; choose {' or '.join(map(str, COMPLETE))}")
    frame = institutions.rescored()
    listed = frame[(frame["year"] == year) & ~frame["below_floor"]]
    new, old, links = instruments.weights()
    weights = {
        instruments.NEW: {instruments.DOMAINS[part]: float(weight) for part, weight in new.items()},
        instruments.OLD: {instruments.DOMAINS[part]: float(old[former]) for part, former in links.items()},
    }
    tables = {
        name: main_effects(listed, listed[COLUMNS[name]].to_numpy(), shares, seeds.stream(f"folds {name}"))
        for name, shares in weights.items()
    }
    both = [frame.set_index("part").add_suffix(f"_{name}") for name, frame in tables.items()]
    table = both[0].join(both[1]).rename_axis("domain").reset_index()
    table[f"weight_{instruments.OLD}"] = table[f"weight_{instruments.OLD}"].fillna(0.0)
    correlations = listed[list(weights[instruments.NEW])].corr().to_numpy()
    apart = ~pd.isna(correlations) & (correlations < 1 - 1e-12)
    row = table.set_index("domain")
    facts = {
        "year": year,
        "n": len(listed),
        "correlation_low": float(correlations[apart].min()),
        "correlation_high": float(correlations[apart].max()),
        **{
            f"{domain}_{what}": float(row.loc[domain, f"{what}_{instruments.NEW}"])
            for domain in ("services", "management")
            for what in ("weight", "share", "if_independent")
        },
    }
    values = {
        f"{year}.{domain}.{what}_{name}": float(row.loc[domain, f"{what}_{name}"])
        for name, shares in weights.items()
        for domain in shares
        for what in ("main", "share")
    }
    return Result(year, table, facts, values)
