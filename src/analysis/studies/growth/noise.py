"""How noisy are scores, at least, and how many predicates does that leave doubtful?

A regulation rarely disappears, and yet policy values fell. Where such a fall is no true one, it is noise: everything
that moves a score while the institution stays as it is (another assessor, another reading of a criterion, a document
that was not shown). Three readings, from careful to bold, of which falls are noise: of policy values alone; of the
index; of every domain value. Each gives the least standard deviation of the error of one assessment of the index; all
suppose errors that are as likely up as down and independent between years and domains. Noise that falls do not show,
and a common shift of strictness between years, are not in it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.data.plan import plan
from analysis.methods.effects import declines
from analysis.studies.growth.panel import DOMAINS, SECOND, Panel
from analysis.studies.shared import institutions, instruments
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED
from analysis.studies.shared.lists import LOWEST, index_table

DECISIONS = {"falls": ARITHMETIC_FACT, "bound": BOUNDED}
POLICY, INDEX, EVERY = "policy", "index", "every"


@dataclass(frozen=True)
class Result:
    """falls: a row a domain and the index; predicates: a row a reading (empty where falls are few); facts; values."""

    falls: pd.DataFrame
    predicates: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def fewest() -> int:
    """Falls of policy values below which no least noise is given."""
    return int(plan()["rules"]["fewest_falls"])


def cuts() -> list[float]:
    """The indices from which each higher predicate begins."""
    bands = tables.load("bands")
    starts = sorted(float(low) for low in bands.loc[bands["instrument"] == instruments.NEW, "from_inclusive"])
    return starts[1:]


def study(frame: Panel, weights: pd.Series) -> Result:
    """Falls from 2023 to 2024, the least noise behind them, and the predicates of 2024 that it leaves doubtful."""
    found = falls(frame, weights)
    row = found.set_index("domain").loc[POLICY]
    facts = {
        **frame.facts,
        "above": int(row["above"]),
        "fell": int(row["fell"]),
        "share": row["share"],
        "fall": -row["mean_fall"],
        "enough": bool(row["fell"] >= fewest()),
        "fewest": fewest(),
    }
    if not facts["enough"]:
        values = {"policy": {key: facts[key] for key in ("fell", "above")}}
        return Result(found, pd.DataFrame(), facts, values)
    doubtful = predicates(frame.institution_type, found)
    facts |= {
        "noise": _at_least(row["noise"], 2),
        "half": _at_least(row["noise"] / np.sqrt(2), 2),
        "listed": int(doubtful["of"].iloc[0]),
        **{f"index_{reading}": noise for reading, noise in zip(doubtful["reading"], doubtful["noise"], strict=True)},
        "lowest": _at_least(doubtful["other"].min(), 3),
        "highest": _at_least(doubtful["other"].max(), 3),
    }
    values = {
        "policy": {key: facts[key] for key in ("fell", "above", "fall")} | {"noise": row["noise"]},
        "index": dict(zip(doubtful["reading"], doubtful["noise"], strict=True)),
        "other_predicate": dict(zip(doubtful["reading"], doubtful["other"], strict=True)),
    }
    return Result(found, doubtful, facts, values)


def _at_least(bound: float, decimals: int) -> float:
    """A lower bound as a sentence says it: cut, never rounded up."""
    return math.floor(float(bound) * 10**decimals + 1e-9) / 10**decimals


def falls(frame: Panel, weights: pd.Series) -> pd.DataFrame:
    """A row a domain, and the index: n, above (who could fall), fell, share of those, mean fall, noise, noise_index.

    noise: least standard deviation of the error of one assessment if all falls are errors; noise_index: the same in
    points of the index, that is times the weight of the domain.
    """
    rows = []
    for name in (*DOMAINS, INDEX):
        of = frame.indices if name == INDEX else frame.domains
        change = (of["change"] if name == INDEX else of[f"{name}_change"]).round(9)
        start = of["before"] if name == INDEX else of[name]
        fell, above, noise = int((change < 0).sum()), int((start > LOWEST).sum()), declines.least_noise(change)
        rows.append({
            "domain": name, "n": len(of), "above": above, "fell": fell, "share": fell / above,
            "mean_fall": float(change[change < 0].mean()) if fell else np.nan,
            "noise": noise, "noise_index": noise * (1.0 if name == INDEX else weights[name]),
        })  # fmt: skip
    return pd.DataFrame(rows)


def predicates(institution_type: str, found: pd.DataFrame) -> pd.DataFrame:
    """A row a reading: noise of the index, of (institutions in the list of 2024), near, other, count.

    near: share of institutions less than one standard deviation from a cut-off; other: mean chance that a second
    assessment of the same state gives another predicate; count: that chance summed over the list.
    """
    listed = institutions.of_type(index_table(), institution_type)
    listed = listed[listed["preferred"] & (listed["year"] == SECOND) & ~listed["below_floor"].eq(True)]["index"]
    each = found.set_index("domain")["noise_index"]
    every = float(np.sqrt((each[DOMAINS] ** 2).sum()))
    noises = {POLICY: each[POLICY], INDEX: each[INDEX], EVERY: every}
    rows = []
    for reading, noise in noises.items():
        if not noise > 0:
            continue
        other = declines.other_class(listed, cuts(), noise)
        near = float(declines.near(listed, cuts(), noise).mean())
        about = {"noise": noise, "of": len(listed), "near": near}
        rows.append({"reading": reading, **about, "other": float(other.mean()), "count": float(other.sum())})
    return pd.DataFrame(rows)
