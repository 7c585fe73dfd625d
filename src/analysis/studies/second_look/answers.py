"""Where do a government's own answers and what the UN saw on its portals in the same year lie apart?

Takes the tables `gtmi_answers` (seven counts of the answers to the World Bank's GovTech survey of 2022, free of other
indices) and `egdi` (online services, OSI, of 2022). The counts have different ranges and no official sum, so they are
combined in three ways: `shares`, the mean of the seven counts as shares of the highest that any state has (the
declared one); `sum`, of the counts as they are; `places`, the mean of the seven places as shares of the states. A
place is a competition rank, 1 is the best. A difference is the place in OSI minus the place by answers: plus means
that the answers stand higher than what was seen. States of which nothing was counted are left out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import statsmodels.api as sm

from analysis.data import tables
from analysis.methods.ordering import settled
from analysis.methods.ranks.base_rates import base_rate
from analysis.methods.ranks.ranks import competition_ranks
from analysis.studies.shared import survey
from analysis.studies.shared.decisions import ARITHMETIC_FACT, ASSOCIATED_ONLY

YEAR = 2022  # of the survey whose answers were counted
COUNTS = ("policy", "backend", "admin", "portals", "openness", "engagement", "innovation")
COMBINATIONS = ("shares", "sum", "places")
LEVEL = 0.95
DECISIONS = {"places": ARITHMETIC_FACT, "agreement": ASSOCIATED_ONLY, "limits": ASSOCIATED_ONLY}


@dataclass(frozen=True)
class Result:
    """One country's answers beside what the UN saw.

    states: a row a state by iso3: the seven counts, osi, answers (combined), place_answers, place_osi, difference, and
    the limits `low` and `high` within which a state with these answers is expected to have its OSI in 95 of 100 cases,
    cut where the scale ends; `beyond` is below, above or inside. counts: a row a count: own value, highest, place, tied
    (states on the same value, itself counted), and r_osi, its rank correlation with OSI. combinations: a row a
    combination: place_answers, difference, r_osi, k of n other states with at least this difference.
    """

    country: str
    states: pd.DataFrame
    counts: pd.DataFrame
    combinations: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def field() -> pd.DataFrame:
    """The UN's member states with counted answers, by iso3: the seven counts and osi of the same year."""
    counted = tables.load("gtmi_answers").set_index("iso3")[list(COUNTS)].astype(float)
    frame = survey.edition(YEAR)[["osi"]].astype(float).join(counted, how="inner")
    return frame[frame[list(COUNTS)].sum(axis=1) > 0]


def left_out() -> int:
    """How many member states have no counted answer."""
    return len(survey.edition(YEAR)) - len(field())


def combined(frame: pd.DataFrame, combination: str) -> pd.Series:
    """The seven counts of every state as one number, higher is better; `combination` is one of COMBINATIONS."""
    counts = frame[list(COUNTS)]
    if combination == "shares":
        return (counts / counts.max()).mean(axis=1)
    if combination == "sum":
        return counts.sum(axis=1)
    return counts.rank(pct=True).mean(axis=1)


def compared(frame: pd.DataFrame, combination: str) -> pd.DataFrame:
    """The frame `states` of the result. Limits: least squares of OSI on the combined answers, for one new state."""
    answers = combined(frame, combination)
    places = pd.DataFrame({"place_answers": _places(answers), "place_osi": _places(frame["osi"])}, index=frame.index)
    fit = sm.OLS(frame["osi"], sm.add_constant(answers.rename("answers"))).fit()
    limits = fit.get_prediction().summary_frame(alpha=1 - LEVEL)[["mean", "obs_ci_lower", "obs_ci_upper"]]
    limits = limits.set_axis(["expected", "low", "high"], axis=1).clip(0.0, 1.0)  # the scale of OSI
    out = frame.assign(answers=answers, **places, difference=places["place_osi"] - places["place_answers"]).join(limits)
    below, above = out["osi"] < out["low"], out["osi"] > out["high"]
    return out.assign(beyond=np.select([below, above], ["below", "above"], "inside"))


def study(country: str, combination: str) -> Result:
    """Everything that is shown of one country's answers; parameters as `parameters.check` lets them pass."""
    frame = field()
    states, combinations = compared(frame, combination), _combinations(frame, country)
    own, counts = states.loc[country], _counts(frame, country)
    others = states["difference"].drop(country)
    same_side = others >= own["difference"] if own["difference"] >= 0 else others <= own["difference"]
    facts = {
        "country": country,
        "combination": combination,
        "year": YEAR,
        "n": len(states),
        "others": len(others),
        "left_out": left_out(),
        **{name: int(own[name]) for name in ("place_answers", "place_osi", "difference")},
        "apart": abs(int(own["difference"])),
        "side": "ahead" if own["difference"] > 0 else "behind" if own["difference"] < 0 else "level",
        "as_far": int(same_side.sum()),
        **{name: float(own[name]) for name in ("osi", "low", "high")},
        "reach": float(own["expected"] - own["low"]),
        "level": LEVEL,
        "outside": 1 - LEVEL,
        "tail": (1 - LEVEL) / 2,
        "ways": len(COMBINATIONS),
        "beyond": own["beyond"],
        "below_n": int((states["beyond"] == "below").sum()),
        "above_n": int((states["beyond"] == "above").sum()),
        "r": _rank_r(states["answers"], states["osi"]),
        "r_low": float(combinations["r_osi"].min()),
        "r_high": float(combinations["r_osi"].max()),
        "difference_low": int(combinations["difference"].min()),
        "difference_high": int(combinations["difference"].max()),
        "place_low": int(combinations["place_answers"].min()),
        "place_high": int(combinations["place_answers"].max()),
        "at_highest": int((counts["own"] == counts["highest"]).sum()),
        "counts": len(counts),
    }
    return Result(country, states, counts, combinations, facts, _values(facts))


def _combinations(frame: pd.DataFrame, country: str) -> pd.DataFrame:
    """The frame `combinations` of the result."""
    rows, seen = [], _places(frame["osi"])
    for combination in COMBINATIONS:
        answers = combined(frame, combination)
        difference = seen - _places(answers)
        rate = base_rate(difference[country], difference.drop(country).to_numpy(dtype=float))
        rows.append(
            {
                "combination": combination,
                "place_answers": int(_places(answers)[country]),
                "difference": int(difference[country]),
                "r_osi": _rank_r(answers, frame["osi"]),
                "k": rate.k,
                "n": rate.n,
            }
        )
    return pd.DataFrame(rows)


def _counts(frame: pd.DataFrame, country: str) -> pd.DataFrame:
    """The frame `counts` of the result."""
    rows = []
    for count in COUNTS:
        column = frame[count]
        rows.append(
            {
                "count": count,
                "own": float(column[country]),
                "highest": float(column.max()),
                "place": int(_places(column)[country]),
                "tied": int((column == column[country]).sum()),
                "r_osi": _rank_r(column, frame["osi"]),
            }
        )
    return pd.DataFrame(rows)


def _places(values: pd.Series) -> pd.Series:
    return pd.Series(competition_ranks(values.to_numpy(dtype=float)), index=values.index)


def _rank_r(one: pd.Series, other: pd.Series) -> float:
    """Spearman's rank correlation, of values as they are published, so that equal ones tie on every machine."""
    return float(settled(one).corr(settled(other), method="spearman"))


def _values(facts: dict[str, object]) -> dict[str, object]:
    names = ("n", "place_answers", "place_osi", "difference", "as_far", "r", "r_low", "r_high", "low", "high", "beyond")
    return {f"answers.{YEAR}.{name}": facts[name] for name in names}
