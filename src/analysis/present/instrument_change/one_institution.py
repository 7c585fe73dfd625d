"""How is it told what one institution's fall can owe to the change of instrument: two claims, and a bound diagram?"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.present import publish
from analysis.present.charts import bound_diagram
from analysis.present.phrases import phrase
from analysis.studies.instrument_change.totals_before_after import ALL_NEW, MANAGEMENT, Result

ASSUMPTIONS = {"what": "text", ("old_low", "old_high"): "+.3f", ("new_low", "new_high"): "+.3f"}


def one_institution(result: Result) -> None:
    """Both claims for one institution: sentences with their decision, and the bound diagram."""
    one, decisions = result.one, result.decisions
    facts = {**result.facts, **one, "whose": phrase(f"instrument.falls.whose.{one['whose']}")}
    fell, second = one["fall"] > 0, one.get("verdict_new")
    publish.sentence(f"instrument.falls.institution.{one['verdict']}", decisions["institution"], facts)
    if one["rounding_decides"]:
        publish.sentence("instrument.falls.rounding", None, facts)
    if fell and one["turning"] is not None:
        publish.sentence(f"instrument.falls.turning.{one['verdict']}", None, facts)
    if fell and second:
        publish.sentence(f"instrument.falls.needed.{second}", decisions["all_new"], facts)
    publish.sentence("instrument.falls.third", decisions["third"], facts)
    if pd.notna(one["effect"]):
        publish.sentence("instrument.falls.point", decisions["known"], facts)
    causes = _causes(result, facts)
    publish.figure(
        "instrument.falls.limits",
        bound_diagram.reach,
        causes,
        {**facts, "listed": "; ".join(causes["cause"])},
        csv=causes[["claim", "largest_fall", "rest"]],
        texts={
            "title": f"instrument.falls.limits.title.{one['verdict']}",
            "source": "instrument.falls.source",
        },
        label="cause",
        value="largest_fall",
        rest="rest",
        rest_label="rest_label",
        start=one["before"],
        end=one["after"],
        start_label=total(one, "before"),
        end_label=total(one, "after"),
        observed=phrase("instrument.falls.reach.fell" if fell else "instrument.falls.reach.rose", facts),
        scale=(facts["lowest"], facts["top"]),
    )


def assumptions(result: Result) -> None:
    """What each assumption adds to the bounds of one institution."""
    named = [phrase(f"instrument.falls.assumption.{name}") for name in result.assumptions["assumption"]]
    publish.table(
        "instrument.falls.assumptions",
        result.assumptions.assign(what=named),
        ASSUMPTIONS,
        {**result.facts, **result.one},
    )


def total(row: Mapping, when: str) -> str:
    """A total with its year: 2.50 (2019)."""
    return phrase("instrument.falls.total", total=row[when], year=row[f"{when}_year"])


def _causes(result: Result, facts: Mapping[str, object]) -> pd.DataFrame:
    """What a cause can do to the total, a row each: claim, largest_fall, the rest of the fall, and both in words."""
    labels = {MANAGEMENT: phrase("instrument.falls.reach.management", facts)}
    if second := result.one.get("verdict_new"):
        labels[ALL_NEW] = phrase(f"instrument.falls.reach.all_new.{second}", facts)
    frame = result.one_claims.loc[list(labels)].reset_index()
    rests = [phrase("instrument.falls.reach.rest", rest=rest) for rest in frame["rest"]]
    return frame.assign(cause=list(labels.values()), rest_label=rests)
