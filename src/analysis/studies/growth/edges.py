"""Do the top of the scale and the cut-offs of the predicates shape growth?

Who stands near the top of a domain has little left to gain. And if a better predicate were a goal, indices would crowd
just above a cut-off, and those just below would grow more the next year. Counts on both sides of the four cut-offs,
and growth on both sides, pooled; exploratory, since widths were chosen after a look at the lists.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from analysis.data.plan import plan
from analysis.studies.growth.noise import cuts
from analysis.studies.growth.panel import DOMAINS, Panel, fewest
from analysis.studies.shared import institutions
from analysis.studies.shared.decisions import ARITHMETIC_FACT, INCONCLUSIVE
from analysis.studies.shared.lists import COMPLETE, index_table

DECISIONS = {"ceiling": ARITHMETIC_FACT, "cut_offs": INCONCLUSIVE}
NEAR_TOP = 4.5  # of a domain value, from 1 to 5
GROWTH_WIDTH, COUNT_WIDTH = 0.1, 0.05  # points of the index on either side of a cut-off
BUSIEST = 2.6  # the cut-off of the predicate Baik, with most indices around it


@dataclass(frozen=True)
class Result:
    """ceiling: a row a domain; cut_offs: a row a cut-off; facts (`enough`: both sides have enough); values."""

    ceiling: pd.DataFrame
    cut_offs: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def sides(values: np.ndarray, cut: float, width: float) -> tuple[np.ndarray, np.ndarray]:
    """Which indices with two decimals lie just below `cut`, and which at or just above it: two masks (n,)."""
    apart = np.round((np.asarray(values, dtype=float) - cut) * 100).astype(int)
    steps = round(width * 100)
    return (apart < 0) & (apart >= -steps), (apart >= 0) & (apart < steps)


def ceiling(frame: Panel) -> pd.DataFrame:
    """A row a domain: n, share at NEAR_TOP or more in both years, growth of those (if enough) and of the others."""
    rows = []
    for name in DOMAINS:
        before, after, change = (frame.domains[f"{name}{end}"] for end in ("", "_after", "_change"))
        top = before >= NEAR_TOP
        rows.append({
            "domain": name, "n": len(before), "share_before": float(top.mean()),
            "share_after": float((after >= NEAR_TOP).mean()),
            "change_top": float(change[top].mean()) if top.sum() >= fewest() else np.nan,
            "change_others": float(change[~top].mean()),
        })  # fmt: skip
    return pd.DataFrame(rows)


def cut_offs(frame: Panel) -> pd.DataFrame:
    """A row a cut-off: below and above (institutions in both lists), growth on both sides; counts in each list."""
    index = institutions.of_type(index_table(), frame.institution_type)
    index = index[index["preferred"] & ~index["below_floor"].eq(True)]
    rows = []
    for cut in cuts():
        low, high = sides(frame.indices["before"], cut, GROWTH_WIDTH)
        growth = frame.indices["change"]
        row = {"cut": cut, "below": int(low.sum()), "above": int(high.sum())}
        row |= {"growth_below": growth[low].mean(), "growth_above": growth[high].mean()}
        for year in COMPLETE:
            here = sides(index.loc[index["year"] == year, "index"], cut, COUNT_WIDTH)
            row |= {f"{side}_{year}": int(found.sum()) for side, found in zip(("below", "above"), here, strict=True)}
        rows.append(row)
    return pd.DataFrame(rows)


def jump(frame: Panel) -> dict[str, float]:
    """Growth just above minus just below a cut-off, over all cut-offs: size, low, high, found (see `study`).

    Least squares with a mean for each cut-off, and variances that may differ (HC1). `found`: the jump that a test at
    5 % would find with the power wanted.
    """
    pieces = []
    for cut in cuts():
        low, high = sides(frame.indices["before"], cut, GROWTH_WIDTH)
        for found, above in ((low, 0.0), (high, 1.0)):
            part = frame.indices[found]
            pieces.append(pd.DataFrame({"change": part["change"], "above": above, "cut": cut}))
    rows = pd.concat(pieces)
    of = rows.groupby("cut")[["change", "above"]]
    left = rows[["change", "above"]] - of.transform("mean")
    weight = (left["above"] ** 2).sum()
    size = float((left["above"] * left["change"]).sum() / weight)
    df = len(rows) - rows["cut"].nunique() - 1
    error = left["change"] - size * left["above"]
    se = float(np.sqrt((left["above"] ** 2 * error**2).sum() * len(rows) / df) / weight)
    beyond = stats.t.isf(0.025, df)
    power = plan()["rules"]["power_wanted"]
    return {
        "jump": size,
        "jump_low": size - beyond * se,
        "jump_high": size + beyond * se,
        "found": float((beyond + stats.norm.ppf(power)) * se),
        "power": power,
    }


def study(frame: Panel) -> Result:
    """Everything that the page says about the top of the scale and the cut-offs."""
    top, found = ceiling(frame), cut_offs(frame)
    row = top.set_index("domain")
    below, above = int(found["below"].sum()), int(found["above"].sum())
    facts = {
        **frame.facts,
        "near_top": NEAR_TOP,
        "policy_before": row.loc["policy", "share_before"],
        "policy_after": row.loc["policy", "share_after"],
        "services_before": row.loc["services", "share_before"],
        "services_after": row.loc["services", "share_after"],
        "below": below,
        "above": above,
        "enough": min(below, above) >= fewest(),
        "fewest": fewest(),
        "width": GROWTH_WIDTH,
        "count_width": COUNT_WIDTH,
        "busiest": BUSIEST,
    }
    values: dict[str, object] = {"ceiling": {name: row.loc[name, "share_after"] for name in DOMAINS}}
    busiest = found[np.isclose(found["cut"], BUSIEST)].iloc[0]
    for which, year in zip(("first", "second"), COMPLETE, strict=True):
        facts |= {f"{side}_{which}": int(busiest[f"{side}_{year}"]) for side in ("below", "above")}
    if facts["enough"]:
        facts |= jump(frame)
        values["cut_offs"] = {"difference": facts["jump"], "low": facts["jump_low"], "high": facts["jump_high"]}
    return Result(top, found, facts, values)
