"""Did the new management domain crowd out the others?

If work on management took effort from the rest, institutions that gained much in management would have gained less
elsewhere. Correlations of changes 2023 to 2024 over the institutions in both lists, as they are and between
institutions with the same four values in 2023, which takes out regression to the mean. They cannot tell effort from
means: whoever works on everything gains everywhere, and an assessor who is strict in one domain may be in all.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from statsmodels.regression.linear_model import OLS

from analysis.methods.effects import regression_to_mean as rtm
from analysis.studies.growth.panel import DOMAINS, Panel
from analysis.studies.shared.decisions import ASSOCIATED_ONLY, INCONCLUSIVE

MANAGEMENT, REST = "management", "rest"


@dataclass(frozen=True)
class Result:
    """table: a row a domain, and `rest`, the other domains at their weights; decision; facts; values."""

    table: pd.DataFrame
    decision: str
    facts: dict[str, object]
    values: dict[str, object]


def study(frame: Panel, weights: pd.Series) -> Result:
    """Correlations of the change of management with that of each other domain, and of all others at their weights."""
    rows = frame.domains
    others = [name for name in DOMAINS if name != MANAGEMENT]
    own, start = rows[f"{MANAGEMENT}_change"], rows[DOMAINS]
    changes = {name: rows[f"{name}_change"] for name in others}
    changes[REST] = sum(weights[name] * change for name, change in changes.items())
    table = pd.DataFrame([
        {"domain": name, "n": len(rows), **correlation(own, change, rows["cluster"], start)}
        for name, change in changes.items()
    ])  # fmt: skip
    rest = table.set_index("domain").loc[REST]
    facts = {
        **frame.facts,
        "correlation": rest["correlation"],
        "low": rest["low"],
        "high": rest["high"],
        "same_start": rest["same_start"],
        "positive": bool(rest["correlation"] > 0),
        "clusters": int(rows["cluster"].nunique()),
        "clear": not rest["low"] <= 0 <= rest["high"],
        "least": float(table["correlation"].min()),
        "most": float(table["correlation"].max()),
    }
    values = {row["domain"]: {k: row[k] for k in ("correlation", "same_start")} for row in table.to_dict("records")}
    return Result(table, ASSOCIATED_ONLY if facts["clear"] else INCONCLUSIVE, facts, values)


def correlation(own: pd.Series, other: pd.Series, clusters: pd.Series, start: pd.DataFrame) -> dict[str, float]:
    """Correlation with its interval if drawn in clusters, and that of what is left after a line on `start`.

    The interval is that of the slope between standardised changes, which is the correlation.
    """
    x, y = (((side - side.mean()) / side.std(ddof=0)).to_numpy() for side in (own, other))
    interval = rtm.slope_interval(x, y, clusters.to_numpy())
    design = np.column_stack([np.ones(len(start)), start.to_numpy(dtype=float)])
    left = [OLS(side.to_numpy(dtype=float), design).fit().resid for side in (own, other)]
    return {
        "correlation": float(np.mean(x * y)),
        "low": max(interval.low, -1.0),
        "high": min(interval.high, 1.0),
        "same_start": float(np.corrcoef(*left)[0, 1]),
    }
