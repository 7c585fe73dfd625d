"""How large was Indonesia's rise beside those of all countries, and was it larger where SPBE can reach?

A correlation is as high for a small rise as for a large one. Two sizes of a rise: the gain from the first to the last
edition, and the slope on Indonesia's SPBE index, points of the outcome for one point of the index. Each has a place
among all countries, from the largest rise. Indonesia was chosen because it rose, so a place is no p-value; what it can
be held against is the same place of telecommunication, which SPBE does not score.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.methods.errors import InputError
from analysis.methods.inference import small_n
from analysis.methods.ranks.ranks import competition_rank
from analysis.studies.shared.decisions import ASSOCIATED_ONLY, INCONCLUSIVE
from analysis.studies.shared.survey import COUNTRY
from analysis.studies.spbe_and_un.points import BASES, LAGS, outcome

OUTCOMES = ["egdi", "osi", "tii", "hci"]
REACHED, CONTROL = "osi", "tii"
SIZES = ["gain", "gain_place", "slope", "slope_place"]
PLACES = ["gain_place", "slope_place"]


def sizes(x: np.ndarray, Y: np.ndarray, focal: int) -> dict[str, float]:
    """Gain and slope of the focal row of Y (units, n) on x (n,), and their places among the units with a value.

    `gain_place` and `slope_place`: one plus the number of units that rose further; `states`: units with both ends.
    """
    found: dict[str, float] = {}
    for name, size in (("gain", Y[:, -1] - Y[:, 0]), ("slope", small_n.slopes(x, Y))):
        found |= {name: float(size[focal]), f"{name}_place": competition_rank(size[focal], np.delete(size, focal))}
    return found | {"states": int((~np.isnan(Y[:, -1] - Y[:, 0])).sum())}


def table(points: pd.DataFrame) -> pd.DataFrame:
    """`sizes` of every pairing, basis of the SPBE index and outcome: a row each, with the window's first and last
    edition."""
    rows = []
    for pairing, part in points.groupby("pairing", sort=False):
        editions = list(part["edition"])
        for basis, column in BASES.items():
            for name in OUTCOMES:
                Y = outcome(name, editions)
                found = sizes(part[column].to_numpy(), Y.to_numpy(), Y.index.get_loc(COUNTRY))
                about = {"pairing": pairing, "basis": basis, "outcome": name}
                rows.append(about | {"edition_from": editions[0], "edition_to": editions[-1]} | found)
    return pd.DataFrame(rows)


def ahead(rows: pd.DataFrame) -> str:
    """What has the better places, by gain and slope in both pairings: reached (OSI), control (TII), or mixed.

    `rows`: the sizes on one basis. Equal places count for the control.
    """
    by = rows.set_index(["outcome", "pairing"])[PLACES]
    before = by.loc[REACHED] < by.loc[CONTROL]
    return "reached" if before.all(axis=None) else "mixed" if before.any(axis=None) else "control"


def decision(correlations: pd.DataFrame, rows: pd.DataFrame, largest: float) -> str:
    """The plan's rule `timing` on one basis; `largest` is the share of states among which a place stands out.

    Raises InputError where the EGDI is not given once in each pairing.
    """
    egdi = correlations[correlations["outcome"] == "egdi"]
    if set(egdi["pairing"]) != set(LAGS) or len(egdi) != len(LAGS):
        raise InputError("the rule of the timing needs the EGDI once in each pairing: pass one basis, both pairings")
    agree = (egdi["changes_agree"] == egdi["changes"]).all()
    out = rows[PLACES].le(largest * rows["states"], axis=0)
    reached, control = (out[rows["outcome"] == name] for name in (REACHED, CONTROL))
    return ASSOCIATED_ONLY if agree and reached.all(axis=None) and not control.any(axis=None) else INCONCLUSIVE


def facts(correlations: pd.DataFrame, frame: pd.DataFrame, largest: float) -> dict[str, object]:
    """The word on each basis, the sizes and places that sentences tell, the window, and which component is ahead."""
    told: dict[str, object] = {}
    for basis, rows in frame.groupby("basis", sort=False):
        start = "" if basis == "published" else f"{basis}_"
        told[f"{basis}_decision"] = decision(correlations[correlations["basis"] == basis], rows, largest)
        told[f"{start}ahead"] = ahead(rows)
        for row in rows.to_dict("records"):
            at = f"{start}{row['pairing']}_{row['outcome']}"
            told |= {f"{at}_{name}": row[name] for name in SIZES}
            told |= {f"{row['pairing']}_{end}": row[f"edition_{end}"] for end in ("from", "to")}
    return told


def values(frame: pd.DataFrame) -> dict[str, float]:
    """Gain, slope and their places of every pairing and outcome with the published SPBE index, by key."""
    return {
        f"{row['pairing']}.{row['outcome']}.{name}": row[name]
        for row in frame[frame["basis"] == "published"].to_dict("records")
        for name in SIZES
    }
