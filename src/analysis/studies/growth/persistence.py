"""What does the index of one year say of the next, and is that the same for low and for high?

Lines of the index 2024 on that of 2023 over the institutions in both lists: by quarter of the earlier index, by type,
and for the middle and the outer parts of the crowd (quantile regression). A slope below one mixes noise, catching up
and the top of the scale; nothing here tells them apart. Beside it: do the four domain values forecast the next index
better than the index alone, judged by institutions that were left out of the fit?
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data.plan import plan
from analysis.methods.effects import persistence, regression_to_mean as rtm
from analysis.methods.inference import prediction
from analysis.studies.growth.panel import DOMAINS, Panel, fewest, panel
from analysis.studies.shared import institutions
from analysis.studies.shared.decisions import ARITHMETIC_FACT, ASSOCIATED_ONLY, INCONCLUSIVE, NOT_SUPPORTED
from analysis.studies.shared.lists import TYPES

# Lines over complete lists are figures of these lists; what they say of an institution is no more than association.
DECISIONS = {"lines": ARITHMETIC_FACT, "limits": ASSOCIATED_ONLY}
QUANTILES = {"low": 0.05, "median": 0.5, "high": 0.95}
LEVEL = 0.9  # of prediction limits
QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Result:
    """quarters: a row a quarter, or one row where a type is not divided; types: a row a type; places: a row a starting
    index with what followed; forecast: decision word; facts; values.
    """

    quarters: pd.DataFrame
    types: pd.DataFrame
    places: pd.DataFrame
    forecast: str
    facts: dict[str, object]
    values: dict[str, object]


def line(frame: pd.DataFrame) -> dict[str, float]:
    """n, means, growth, slope with its interval if drawn, spread, half the width of prediction limits, share within."""
    found = rtm.line(frame["before"], frame["after"])
    interval = rtm.slope_interval(frame["before"], frame["after"], frame["cluster"])
    return {
        "n": found.n,
        "before": found.mean_before,
        "after": found.mean_after,
        "change": found.mean_after - found.mean_before,
        "slope": found.slope,
        "low": interval.low,
        "high": interval.high,
        "spread": found.spread,
        "half_width": persistence.half_width(found.n, found.spread, LEVEL),
        "within": persistence.left_out_within(frame["before"], frame["after"], LEVEL),
    }


def quarters(indices: pd.DataFrame) -> pd.DataFrame:
    """`line` of each quarter by the earlier index, with from_index and to_index; of all where they are too few.

    Institutions with the same index stay together, so that quarters are about equal.
    """
    if len(indices) < plan()["rules"]["growth_quarters"]:
        parts = {0: indices}
    else:
        cuts = np.quantile(indices["before"], np.arange(1, len(QUARTERS)) / len(QUARTERS))
        which = prediction.group_of(indices["before"], cuts)
        parts = {quarter: indices[which == at] for at, quarter in enumerate(QUARTERS)}
    return pd.DataFrame([
        {"quarter": quarter, "from_index": part["before"].min(), "to_index": part["before"].max(), **line(part)}
        for quarter, part in parts.items()
    ])  # fmt: skip


def types() -> pd.DataFrame:
    """`line` of all institutions and of each type with enough of them."""
    everyone = panel(institutions.ALL).indices
    frames = {name: institutions.of_type(everyone, name) for name in (institutions.ALL, *TYPES)}
    return pd.DataFrame([{"type": name, **line(part)} for name, part in frames.items() if len(part) >= fewest()])


def places(indices: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """What followed an index at the middle of each quarter: start, low, median, high (5, 50, 95 % of institutions).

    From quantile regression; where a type is not divided, from its line and prediction limits at the mean.
    """
    if len(found) == 1:
        row = found.iloc[0]
        middle, half = row["after"], row["half_width"]
        return pd.DataFrame([{"start": row["before"], "low": middle - half, "median": middle, "high": middle + half}])
    lines = {name: persistence.quantile_line(indices["before"], indices["after"], q) for name, q in QUANTILES.items()}
    rows = []
    for row in found.itertuples():
        start = float(indices.loc[indices["before"].between(row.from_index, row.to_index), "before"].median())
        rows.append({"start": start, **{name: one.constant + one.slope * start for name, one in lines.items()}})
    return pd.DataFrame(rows)


def study(frame: Panel) -> Result:
    """Everything that the page says about one year and the next."""
    found, every = quarters(frame.indices), types()
    at = places(frame.indices, found)
    whole = line(frame.indices)
    errors = {
        "index": persistence.left_out_error(frame.domains["before"].to_numpy(), frame.domains["after"]),
        "domains": persistence.left_out_error(frame.domains[DOMAINS].to_numpy(), frame.domains["after"]),
    }
    gain = 1 - errors["domains"] / errors["index"]
    rule = plan()["rules"]["growth_forecast_gain"]
    divided = len(found) > 1
    facts = {
        **frame.facts,
        **{name: whole[name] for name in ("slope", "spread", "half_width", "within")},
        "level": LEVEL,
        "divided": divided,
        "slope_low": float(found["slope"].min()),
        "slope_high": float(found["slope"].max()),
        "bottom_spread": float(found["spread"].iloc[0]),
        "top_spread": float(found["spread"].iloc[-1]),
        "bottom_change": float(found["change"].iloc[0]),
        "top_change": float(found["change"].iloc[-1]),
        "error_index": errors["index"],
        "error_domains": errors["domains"],
        "gain": gain,
        "rule": rule,
    }
    word = INCONCLUSIVE if not divided else ASSOCIATED_ONLY if gain >= rule else NOT_SUPPORTED
    values = {
        "slope": whole["slope"],
        "spread": whole["spread"],
        "within": whole["within"],
        "quarters": {f"q{row.quarter}": {"slope": row.slope, "spread": row.spread} for row in found.itertuples()},
        "left_out_error": errors,
    }
    return Result(found, every, at, word, facts, values)
