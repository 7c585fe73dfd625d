"""Could a link of total scores stand in for re-scoring, where domain values are not known?

A foil. Mean, linear and equipercentile functions from the index under 47 indicators (X, as published) to the index of
the same institution and year under the old domain weights (Y, re-scored) are fitted on a complete list: single group,
below-floor rows left out. They are tried where the answer is known: on the other complete list, on the national means
of 2021 and 2022, on the few institutions of those years with domain values, and type by type.

Linking, not equating: 47 indicators measure management, which the 35 did not, so the two scales are not of one thing
(Dorans and Holland, 2000). Used for another year, a link assumes that totals and management go together there as in
the year of the fit. Y covers the management domain and the domain weights, not what changed inside other domains.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.data.plan import plan
from analysis.methods.effects.bounds import extreme
from analysis.methods.effects.linking import HOWS, UNIT, accuracy, invariance, linked
from analysis.methods.errors import InputError
from analysis.methods.ordering import highest, lowest, settled
from analysis.studies.shared import institutions, instruments, published_means, seeds
from analysis.studies.shared.decisions import ARITHMETIC_FACT, ASSOCIATED_ONLY, NOT_SUPPORTED
from analysis.studies.shared.lists import COMPLETE, TYPES

DECISIONS = {"functions": ASSOCIATED_ONLY, "accuracy": ARITHMETIC_FACT}  # of invariance: among the facts
MIDDLE = (0.05, 0.95)  # quantiles of the index between which the flag is looked for
DRAWS = 199  # random types
POINTS = (1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.5)
WITHOUT_LIST = (2021, 2022)
KEY = "how"


@dataclass(frozen=True)
class Result:
    """Result tables and facts of the links fitted on the complete list of `year` and tried elsewhere."""

    year: int
    functions: pd.DataFrame
    accuracy: pd.DataFrame
    national: pd.DataFrame
    known: pd.DataFrame
    invariance: pd.DataFrame
    rmsd: pd.DataFrame
    by_type: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study(year: int) -> Result:
    """Everything that is shown, for links fitted on the complete list of `year` (2023 or 2024).

    Raises InputError for another year.
    """
    fit = scores(year)
    functions, across, nation, known = _functions(), _accuracy(), _national(), _known_institutions(fit)
    curve, types = _curve(fit), _by_type(fit)
    summary = _invariance(fit, curve)
    facts = {
        "year": year,
        "n": len(fit),
        "known": len(known),
        **_function_facts(functions, fit, year),
        **_accuracy_facts(across, nation, year),
        **_invariance_facts(summary, types),
    }
    values = {f"rmsd.{row.how}": row.largest for row in summary.itertuples()}
    other = across[across["fitted"] != across["applied"]]
    for row in other.itertuples():
        values |= {f"{row.how}.{row.fitted}_on_{row.applied}.{name}": getattr(row, name) for name in ("bias", "rmse")}
    return Result(year, functions, across, nation, known, summary, curve, types, facts, values)


def flag() -> float:
    """Index points: a link that differs more than this between types is flagged."""
    return plan()["rules"]["linking_invariance_points"]


def scores(year: int) -> pd.DataFrame:
    """Both scores of every listed institution of a complete list with four domain values, below-floor rows left out.

    Columns: institution_id, name, type, x (published index under 47, two decimals), y (re-scored under the old domain
    weights). Raises InputError for a year without a complete list.
    """
    if year not in COMPLETE:
        raise InputError(f"year {year}: no complete list to fit a link on; choose {' or '.join(map(str, COMPLETE))}")
    frame = institutions.rescored()
    frame = frame[(frame["year"] == year) & ~frame["below_floor"]]
    frame = frame.rename(columns={"index": "x", "index_35": "y"})
    return frame[["institution_id", "name", "type", "x", "y"]].reset_index(drop=True)


def _links(x: object, fit: pd.DataFrame) -> dict[str, np.ndarray]:
    return {how: linked(x, fit["x"], fit["y"], how, UNIT) for how in HOWS}


def _functions() -> pd.DataFrame:
    """The three functions of both complete lists at some scores: x, and e(x) as <function>_<year>."""
    columns = {f"{how}_{year}": values for year in COMPLETE for how, values in _links(POINTS, scores(year)).items()}
    return pd.DataFrame({"x": POINTS, **columns})


def _accuracy() -> pd.DataFrame:
    """Links of either list on both lists against the re-scored index: a row each for fitted, applied and function.

    Columns n (scores with a link), outside (those without one), bias, rmse, largest; index points, linked minus known.
    """
    lists = {year: scores(year) for year in COMPLETE}
    rows = []
    for fitted, fit in lists.items():
        for applied, known in lists.items():
            for how, values in _links(known["x"], fit).items():
                found = accuracy(values, known["y"])
                rows.append({"fitted": fitted, "applied": applied, KEY: how, **found._asdict()})
                rows[-1]["outside"] = len(known) - found.n
    return pd.DataFrame(rows).round(12)  # a bias of nought is nought on every platform


def _national() -> pd.DataFrame:
    """The published national index of the years without a list, linked, beside its re-scored value.

    A row each for a year and a fitted list. Columns: year, fitted, published, rescored, low and high (what the
    published index alone allows on the old domain weights, all domains on the scale), <function> (linked) and
    <function>_off (linked minus re-scored).
    """
    again, published = published_means.rescored()["index_35"].astype(float), published_means.published_index()["value"]
    rows = []
    for year in WITHOUT_LIST:
        for fitted in COMPLETE:
            found = {how: float(v) for how, v in _links(published[year], scores(fitted)).items()}
            row = {
                "year": year,
                "fitted": fitted,
                "published": published[year],
                "rescored": again[year],
                **_possible(published[year]),
                **found,
            }
            rows.append(row | {f"{how}_off": value - again[year] for how, value in found.items()})
    return pd.DataFrame(rows)


def _possible(total: float) -> dict[str, float]:
    """The lowest and the highest index on the old domain weights that goes with an index under the new ones."""
    new, old, links = instruments.weights()
    scale = tables.load("instruments").set_index("instrument").loc[instruments.NEW]
    floor, top = dict.fromkeys(new, int(scale["level_min"])), dict.fromkeys(new, int(scale["level_max"]))
    objective = {part: old[links[part]] if part in links else Fraction(0) for part in new}
    ends = {"low": False, "high": True}
    return {
        end: float(extreme(objective, new, total, floor, top, largest=largest).value) for end, largest in ends.items()
    }


def _known_institutions(fit: pd.DataFrame) -> pd.DataFrame:
    """Institutions of the years without a list whose domain values are known: linked beside re-scored."""
    frame = institutions.rescored()
    frame = frame[frame["year"].isin(WITHOUT_LIST) & frame["index"].notna() & ~frame["below_floor"]]
    frame = frame[["name", "year", "index", "index_35"]].reset_index(drop=True)
    found = _links(frame["index"], fit)
    return frame.assign(**found, **{f"{how}_off": values - frame["index_35"] for how, values in found.items()})


def _middle(fit: pd.DataFrame) -> np.ndarray:
    """The scores, a hundredth apart, between the quantiles MIDDLE of the index."""
    low, high = np.round(settled(fit["x"].quantile(list(MIDDLE)).to_numpy() / UNIT))
    return np.arange(low, high + 1) * UNIT


def _curve(fit: pd.DataFrame) -> pd.DataFrame:
    """RMSD over types by score in the middle of the list: x, and for each function rmsd and covered share."""
    x = _middle(fit)
    frame = {"x": x}
    for how in HOWS:
        found = invariance(x, fit["x"], fit["y"], fit["type"], how, UNIT)
        frame |= {f"{how}_rmsd": found.rmsd, f"{how}_covered": found.covered}
    return pd.DataFrame(frame)


def _invariance(fit: pd.DataFrame, curve: pd.DataFrame) -> pd.DataFrame:
    """The largest RMSD over types of each function, and how often types at random of the same sizes reach it.

    Columns: how, largest (index points), at (score), in_sd (largest over the standard deviation of Y), share_above (of
    the scores, RMSD above `flag()`), flag (largest above it), random_share (share of DRAWS random types, the data
    counted as one of them, whose largest RMSD is as large), random_flag (share of random types that are flagged).
    """
    draws, most = seeds.stream("linking: random types"), flag()
    shuffled = [draws.permutation(fit["type"].to_numpy(dtype=object)) for _ in range(DRAWS)]
    rows = []
    for how in HOWS:
        rmsd = curve[f"{how}_rmsd"].round(12)  # where it is the same at all scores the first is named
        chance = [
            invariance(curve["x"], fit["x"], fit["y"], types, how, UNIT).rmsd.round(12).max() for types in shuffled
        ]
        reached = 1 + sum(largest >= rmsd.max() for largest in chance)
        rows.append({
            KEY: how, "largest": rmsd.max(), "at": curve["x"].iloc[highest(rmsd)],
            "in_sd": rmsd.max() / fit["y"].std(), "share_above": (rmsd > most).mean(),
            "flag": bool(rmsd.max() > most), "random_share": reached / (1 + DRAWS),
            "random_flag": sum(largest > most for largest in chance) / DRAWS,
        })  # fmt: skip
    return pd.DataFrame(rows)


def _by_type(fit: pd.DataFrame) -> pd.DataFrame:
    """How far the common links are off in each type: mean error of each, and 5th and 95th percentile of the linear."""
    found = _links(fit["x"], fit)
    off = fit[["type"]].assign(**{f"{how}_off": values - fit["y"] for how, values in found.items()})
    rows = []
    for kind in TYPES:
        part = off[off["type"] == kind]
        low, high = part["linear_off"].quantile(list(MIDDLE))
        means = {f"{how}_off": part[f"{how}_off"].mean() for how in HOWS}
        rows.append({"type": kind, "n": len(part), **means, "low": low, "high": high})
    return pd.DataFrame(rows)


def _function_facts(functions: pd.DataFrame, fit: pd.DataFrame, year: int) -> dict[str, object]:
    """What each function gives at the listed score nearest to the median institution."""
    row = functions.iloc[lowest((functions["x"] - fit["x"].median()).abs())]
    return {"x": row["x"], **{how: row[f"{how}_{year}"] for how in HOWS}}


def _accuracy_facts(across: pd.DataFrame, nation: pd.DataFrame, year: int) -> dict[str, object]:
    """How far the links of `year` are off in the other list and for the nation."""
    other = next(y for y in COMPLETE if y != year)
    elsewhere = across[(across["fitted"] == year) & (across["applied"] == other)].set_index(KEY)
    off = nation.loc[nation["fitted"] == year, [f"{how}_off" for how in HOWS]]
    return {
        "other": other,
        "bias_low": elsewhere["bias"].min(),
        "bias_high": elsewhere["bias"].max(),
        "rmse_mean": elsewhere.loc["mean", "rmse"],
        "rmse_best": elsewhere["rmse"].min(),
        "national_low": off.min(axis=None),
        "national_high": off.max(axis=None),
        "first_without": min(WITHOUT_LIST),
        "last_without": max(WITHOUT_LIST),
    }


def _invariance_facts(summary: pd.DataFrame, types: pd.DataFrame) -> dict[str, object]:
    """The flag and its decision: *not supported* if any function is flagged anywhere in the middle of the scores."""
    worst = summary.iloc[highest(summary["largest"])]
    low, high = types.iloc[lowest(types["linear_off"])], types.iloc[highest(types["linear_off"])]
    return {
        "flag": flag(),
        "flagged": int(summary["flag"].sum()),
        "functions": len(HOWS),
        "worst": worst["largest"],
        "worst_how": worst[KEY],
        "worst_x": worst["at"],
        "random_share": worst["random_share"],
        "random_flag": worst["random_flag"],
        "draws": DRAWS,
        "low_type": low["type"],
        "low_off": low["linear_off"],
        "high_type": high["type"],
        "high_off": high["linear_off"],
        "decision": NOT_SUPPORTED if summary["flag"].any() else ARITHMETIC_FACT,
    }
