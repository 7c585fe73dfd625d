"""How the five studies that would settle what is open are told: what each asks, and how large it must be."""

from __future__ import annotations

import pandas as pd

from analysis.present import publish
from analysis.present.phrases import phrase
from analysis.studies.open_questions.five_studies import Result

ASKED = ("study", "settles", "estimand", "needs")


def answer(result: Result) -> None:
    """What each study asks and estimates, and its power at the stated size."""
    facts = result.facts
    publish.sentence("forecast.studies.answer", None, facts)
    anchored = result.studies.set_index("study")["needed"]["anchored"]
    if not pd.isna(anchored) and anchored > facts["anchors"]:
        publish.sentence("forecast.studies.anchors", None, facts, needed=anchored)
    frame = result.studies.assign(
        **{
            name: [phrase(f"forecast.studies.{name}.{row}", facts) for row in result.studies["study"]] for name in ASKED
        },
        looked_for=[
            phrase(f"forecast.studies.effect.{row.study}", {**facts, "effect": row.effect})
            for row in result.studies.itertuples()
        ],
        units=[phrase(f"forecast.studies.units.{row}", facts) for row in result.studies["study"]],
        inputs=[phrase(f"forecast.studies.inputs.{row}", facts) for row in result.studies["study"]],
    )
    publish.table("forecast.studies.asked", frame[[*ASKED]], dict.fromkeys(ASKED, "text"), facts)
    columns = {
        "study": "text",
        "looked_for": "text",
        "inputs": "text",
        "units": "text",
        "power": ".1%",
        "needed": "int",
    }
    publish.table("forecast.studies.power", frame, columns, facts)
    publish.values("forecast", result.values)
