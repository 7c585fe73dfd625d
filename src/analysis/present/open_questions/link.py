"""How the forecast with the supposed link to SPBE is told, and whether one edition can tell it from the other."""

from __future__ import annotations

import datetime

import pandas as pd

from analysis.methods.inference.forecasts import NAMES
from analysis.present import publish
from analysis.present.open_questions.un_forecast import FORMS
from analysis.present.phrases import named, phrase
from analysis.studies.open_questions.declared import MEASURES, VARIANTS, WITHOUT
from analysis.studies.open_questions.link import Result
from analysis.studies.open_questions.un_scoring import Result as Scored
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED, INCONCLUSIVE


def answer(result: Result, scored: Scored) -> None:
    """The finding: open until the edition is in, then what the two forecasts say of it."""
    facts, decision = named(result.facts), scored.facts["decision"]
    if decision == CANNOT_BE_DECIDED:
        could = facts["power_high"] >= facts["wanted"]
        publish.finding("forecast.link.awaited_open" if could else "forecast.link.awaited", decision, facts)
    else:
        only = str(scored.facts["link_allowed"])
        weak = only == WITHOUT and decision == INCONCLUSIVE
        verdict = phrase("forecast.link.too_weak" if weak else f"forecast.link.verdict.{only}", facts)
        publish.finding(
            "forecast.link.scored", decision, facts, osi_came=scored.facts["link_osi_came"], verdict=verdict
        )
    publish.values("forecast", result.values)


def rule(result: Result, fingerprint: str) -> None:
    """How the supposition became a number, and both variants side by side."""
    facts = named(result.facts)
    facts["declared"] = datetime.date.fromisoformat(str(facts["declared"]))
    publish.sentence("forecast.link.rule", None, facts)
    publish.sentence("forecast.link.apart", None, facts)
    columns = {"limit": "text"} | {f"{m}_{v}": FORMS[m] for m in MEASURES for v in VARIANTS}
    publish.table("forecast.link.limits", _wide(result), columns, facts)
    publish.sentence("forecast.link.fingerprint", None, facts, fingerprint=fingerprint)
    publish.value("forecast.fingerprint", fingerprint)


def slopes(result: Result) -> None:
    """The same with other defensible slopes: a range, not a number."""
    facts = named(result.facts)
    publish.sentence("forecast.link.slopes", None, facts)
    frame = result.slopes.assign(taken=[phrase(f"forecast.link.slope.{name}", facts) for name in result.slopes["name"]])
    columns = {"taken": "text", "slope": ".3f", "osi_change": "+.3f", "osi": ".3f", "rank": "int"}
    publish.table("forecast.link.slopes", frame, columns, facts)


def _wide(result: Result) -> pd.DataFrame:
    """A row a limit, a column a measure and variant."""
    rows = result.limits.set_index(["variant", "measure"])
    columns = {f"{m}_{v}": [rows.loc[(v, m), name] for name in NAMES] for m in MEASURES for v in VARIANTS}
    return pd.DataFrame(columns).assign(limit=[phrase(f"forecast.limit.{name}", result.facts) for name in NAMES])
