"""How the five studies that would settle what is open are told: what each asks, and how large it must be."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.present import lists, publish
from analysis.present.phrases import phrase
from analysis.studies.open_questions.five_studies import Result

ASKED = ("titled", "settles", "estimand", "needs")


def answer(result: Result) -> None:
    """What each study asks and estimates, and its power at the stated size."""
    facts = result.facts
    publish.sentence("forecast.studies.answer", None, facts)
    anchored = result.studies.set_index("study")["needed"]["anchored"]
    if not pd.isna(anchored) and anchored > facts["anchors"]:
        publish.sentence("forecast.studies.anchors", None, facts, needed=anchored)
    names = result.studies["study"]
    frame = result.studies.assign(
        titled=[phrase(f"forecast.studies.study.{name}") for name in names],
        settles=[phrase(f"forecast.studies.settles.{name}") for name in names],
        estimand=[phrase(f"forecast.studies.estimand.{name}", facts) for name in names],
        needs=[phrase(f"forecast.studies.needs.{name}") for name in names],
        looked_for=[_looked_for(row, facts) for row in result.studies.to_dict("records")],
        inputs=[phrase(f"forecast.studies.inputs.{name}", facts) for name in names],
        units=[phrase(f"forecast.studies.units.{name}", facts) for name in names],
    )
    publish.table("forecast.studies.asked", frame[[*ASKED]], dict.fromkeys(ASKED, "text"), facts)
    columns = {
        "titled": "text",
        "looked_for": "text",
        "inputs": "text",
        "units": "text",
        "power": ".1%",
        "needed": "int",
    }
    publish.table("forecast.studies.power", frame, columns, facts)
    lists.left_out()
    publish.values("forecast", result.values)


def _looked_for(row: Mapping[str, object], facts: Mapping[str, object]) -> str:
    """The effect of one study in words."""
    return phrase(f"forecast.studies.effect.{row['study']}", {**facts, "effect": row["effect"]})
