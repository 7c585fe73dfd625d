"""What will each institution's next index be, if the next year is like the last one, and how did that turn out?

The rule of the plan: the line from the first complete list to the second, once more from the second. It takes the
growth of that year for granted. Beside it stand the same limits moved by one amount, so that the mean grows as the
published national index did: that uses the new year's own figure. Institutions that are known before a complete list
is out are those that press and institutions report: no random sample. A year that has most of them counts as complete.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.methods.inference import forecasts, prediction
from analysis.methods.inference.forecasts import NAMES, Persistence
from analysis.methods.ordering import ordered
from analysis.studies.open_questions import declared
from analysis.studies.open_questions.un_forecast import ENDS
from analysis.studies.shared.decisions import ARITHMETIC_FACT
from analysis.studies.shared.lists import HIGHEST, LOWEST

RULES = ("growth", "national")  # the last year's growth goes on; the mean grows as the national index did
COUNTED = ARITHMETIC_FACT  # how many of those known came inside
MOST = 0.9  # of the forecast institutions, from which on a year counts as complete


@dataclass(frozen=True)
class Result:
    """Frames, facts and values.

    limits: a row an institution with five limits by each rule (the second with the ending _national); tested: a row a
    part of the scale, shares of institutions inside when each is left out of the line; scored: a row a known index.
    """

    limits: pd.DataFrame
    tested: pd.DataFrame
    scored: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study() -> Result:
    """Everything that the page shows of the next index of institutions."""
    pairs, line = _fitted()
    limits, tested = _limits(line), _tested(pairs, line)
    scored = score(limits)
    facts = _facts(line, limits, tested, scored)
    names = ("n", "slope", "constant", "known", "expected_national", "came_national")
    values = {name: facts[name] for name in names}
    if facts["known"]:
        values |= {f"{rule}.inside_{s}": facts[f"{rule}_inside_{s}"] for rule in RULES for s in ENDS}
        values |= {f"{rule}.score_90": facts[f"{rule}_score_90"] for rule in RULES}
    return Result(limits, tested, scored, facts, {f"index_{facts['year']}": values})


def pairs() -> pd.DataFrame:
    """Institutions with an index on the scale on both complete lists: before and after, by institution_id."""
    return _fitted()[0]


def line() -> Persistence:
    """The line from the first complete list to the second."""
    return _fitted()[1]


def score(limits: pd.DataFrame) -> pd.DataFrame:
    """The known indices of the forecast year beside their forecasts, highest first; no rows where none is known.

    Columns of `limits`, and: came, where and where_national (places in the intervals), score_50 and score_90 with the
    same ending: Gneiting & Raftery's interval scores in index points, the smaller the better.
    """
    frame = limits.merge(_index(declared.section()["index_year"]).rename("came"), on="institution_id")
    for end in ("", "_national"):
        five = frame[[f"{name}{end}" for name in NAMES]].to_numpy()
        frame[f"where{end}"] = [forecasts.place(row, came) for row, came in zip(five, frame["came"], strict=True)]
        for share, (low, high) in ENDS.items():
            ends = frame[f"{low}{end}"], frame[f"{high}{end}"]
            frame[f"score_{share}{end}"] = forecasts.interval_score(*ends, frame["came"], share / 100)
    return ordered(frame, "came", "institution_id", falling=["came"]).reset_index(drop=True)


def _index(year: int) -> pd.Series:
    """The preferred published index of the institutions in a year, by institution_id."""
    index = tables.load("spbe_index")
    rows = index[index["preferred"] & (index["status"] == "published") & (index["year"] == year)]
    return rows.set_index("institution_id")["index"]


def _fitted() -> tuple[pd.DataFrame, Persistence]:
    """Institutions with an index on the scale in both years, and the line through them."""
    section = declared.section()
    pairs = pd.DataFrame({"before": _index(section["index_before"]), "after": _index(section["index_from"])}).dropna()
    pairs = pairs[pairs.ge(LOWEST).all(axis=1)]
    return pairs, forecasts.persistence(pairs["before"].to_numpy(), pairs["after"].to_numpy(), section["index_parts"])


def _limits(line: Persistence) -> pd.DataFrame:
    """Limits of every institution with an index in the last list, by both rules."""
    section = declared.section()
    described = tables.load("institutions")[["institution_id", "name", "type", "province"]]
    frame = described.merge(_index(section["index_from"]), on="institution_id")
    five = forecasts.carried_on(line, frame["index"].to_numpy(), LOWEST, HIGHEST)
    shift = _national_growth() - _expected_growth(line, frame["index"])
    moved = np.clip(forecasts.carried_on(line, frame["index"].to_numpy(), -np.inf, np.inf) + shift, LOWEST, HIGHEST)
    frame[list(NAMES)], frame[[f"{name}_national" for name in NAMES]] = five, moved
    return ordered(frame, "institution_id").reset_index(drop=True)


def _expected_growth(line: Persistence, index: pd.Series) -> float:
    """The growth of the mean that the line expects, before any cut at the ends of the scale."""
    return float((line.constant + line.slope * index - index).mean())


def _national_growth() -> float:
    section = declared.section()
    return section["national"][str(section["index_year"])] - section["national"][str(section["index_from"])]


def _tested(pairs: pd.DataFrame, line: Persistence) -> pd.DataFrame:
    """Shares of institutions inside their intervals when each is left out of the line, by part of the scale and in all.

    Columns: part (from 1; all), low and high (index of the first list), n, spread, inside_50, inside_90.
    """
    off = forecasts.carried_on(line, pairs["before"].to_numpy(), -np.inf, np.inf)
    off -= (line.constant + line.slope * pairs["before"].to_numpy())[:, None]
    frame = pairs.assign(part=prediction.group_of(pairs["before"].to_numpy(), line.edges) + 1)
    for share, (low, high) in ENDS.items():
        ends = off[:, NAMES.index(low)], off[:, NAMES.index(high)]
        frame[f"inside_{share}"] = forecasts.inside(*ends, line.left_out)
    rows = [_test_row(str(part), group, line.spreads[part - 1]) for part, group in frame.groupby("part")]
    return pd.DataFrame([*rows, _test_row("all", frame, float(np.sqrt(np.mean(line.left_out**2))))])


def _test_row(part: str, group: pd.DataFrame, spread: float) -> dict[str, object]:
    inside = {f"inside_{share}": float(group[f"inside_{share}"].mean()) for share in ENDS}
    ends = {"low": group["before"].min(), "high": group["before"].max()}
    return {"part": part, **ends, "n": len(group), "spread": float(spread), **inside}


def _facts(line: Persistence, limits: pd.DataFrame, tested: pd.DataFrame, scored: pd.DataFrame) -> dict[str, object]:
    section = declared.section()
    year, start = section["index_year"], section["index_from"]
    national, whole = section["national"], tested.iloc[-1]
    facts = {
        "year": year,
        "start": start,
        "before": section["index_before"],
        "n": line.n,
        "constant": line.constant,
        "slope": line.slope,
        "spread_lowest": float(line.spreads.min()),
        "spread_highest": float(line.spreads.max()),
        "forecasts": len(limits),
        "came_national": national[str(year)],
        "expected_national": national[str(start)] + _expected_growth(line, limits["index"]),
        "grew": _national_growth(),
        "grew_before": national[str(start)] - national[str(section["index_before"])],
        "tested_50": float(whole["inside_50"]),
        "tested_90": float(whole["inside_90"]),
        "known": len(scored),
        "complete": len(scored) >= MOST * len(limits),
    }
    for rule, end in zip(RULES, ("", "_national"), strict=True):
        where = scored[f"where{end}"]
        facts |= {
            f"{rule}_inside_50": int((where == "inside50").sum()),
            f"{rule}_inside_90": int((~where.isin(["below90", "above90"])).sum()),
            f"{rule}_above": int((scored["came"] > scored[f"median{end}"]).sum()),
            f"{rule}_score_90": float(scored[f"score_90{end}"].mean()),
        }
    return facts
