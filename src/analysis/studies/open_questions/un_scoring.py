"""How did the forecasts of the UN's edition do? Nothing until the edition is in the tables, then their scores."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.methods.inference import forecasts
from analysis.methods.inference.forecasts import NAMES
from analysis.studies.open_questions import link, un_forecast
from analysis.studies.open_questions.declared import MEASURES, WITH, WITHOUT
from analysis.studies.open_questions.un_forecast import ENDS
from analysis.studies.shared import survey

AWAITED, UNRANKED, CAME = "awaited", "unranked", "came"


@dataclass(frozen=True)
class Result:
    """state: awaited, unranked or came; scored: a row a variant and measure; facts, values.

    Columns of scored: variant, measure, five limits, came, where, score_50, score_90 (interval scores in the unit of
    the measure, the smaller the better); the last four are missing until the edition is in.
    """

    state: str
    scored: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study(forecast: un_forecast.Result, linked: link.Result) -> Result:
    """The forecasts of a country, and for the declared country those with the supposed link, beside what came."""
    facts, target = forecast.facts, int(forecast.facts["target"])
    rows = forecast.limits.assign(variant=WITHOUT)
    if facts["is_declared"]:
        rows = pd.concat([rows, linked.limits[linked.limits["variant"] == WITH]])
    came, state = _came(forecast.country, target)
    scored = _scored(rows, came)
    osi = _came(str(linked.facts["country"]), target)[0].get("osi")
    decision = link.decision(osi, linked.limits, linked.facts["power"], linked.facts["wanted"])
    told = {"decision": decision, **{f"{measure}_came": x for measure, x in came.items()}}
    known = scored.dropna(subset="came")
    told |= {f"{r.variant}_{r.measure}_where": r.where for r in known.itertuples()}
    if osi is not None:
        told |= {"link_osi_came": osi, "link_allowed": link.allowed(osi, linked.limits)}
    values = {"link.verdict": decision}
    for row in known.itertuples():
        of = f"scored.{target}.{row.variant}.{row.measure}"
        values |= {f"{of}.{name}": getattr(row, name) for name in ("came", "where", "score_50", "score_90")}
    return Result(state, scored, told, values)


def _came(country: str, edition: int) -> tuple[dict[str, float], str]:
    """What the country has in the edition, and whether it is in."""
    if edition not in survey.editions():
        return {}, AWAITED
    row = survey.edition(edition).loc[country]
    if pd.isna(row["rank"]):
        return {}, UNRANKED
    return {m: int(row[m]) if m == "rank" else float(row[m]) for m in MEASURES}, CAME


def _scored(rows: pd.DataFrame, came: dict[str, float]) -> pd.DataFrame:
    out = []
    for row in rows.to_dict("records"):
        score = _score(row, came[row["measure"]]) if came else {}
        out.append(row | score)
    scores = [f"score_{share}" for share in ENDS]
    return pd.DataFrame(out, columns=["variant", "measure", *NAMES, "came", "where", *scores])


def _score(row: dict, came: float) -> dict[str, object]:
    """What came, where it lies in the intervals of a forecast, and their scores."""
    scores = {
        f"score_{share}": float(forecasts.interval_score(row[low], row[high], came, share / 100))
        for share, (low, high) in ENDS.items()
    }
    return {"came": came, "where": forecasts.place([row[name] for name in NAMES], came), **scores}
