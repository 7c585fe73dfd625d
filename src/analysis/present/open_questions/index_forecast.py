"""How the forecasts of each institution's index are told, how the rule was tried, and how it did so far."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import capital, phrase
from analysis.studies.open_questions.index_forecast import COUNTED, Result

SHOWN = 20  # known indices on the page; all are in the CSV of all institutions


def rule(result: Result) -> None:
    """The rule, how it held when institutions were left out of it, and the forecasts of all institutions as a CSV."""
    facts = result.facts
    publish.sentence("forecast.index.rule", None, facts)
    publish.sentence("forecast.index.tested", COUNTED, facts)
    frame = result.tested.assign(heading=[_part(part) for part in result.tested["part"]])
    columns = {
        "heading": "text",
        ("low", "high"): ".2f",
        "n": "int",
        "spread": ".2f",
        "inside_50": ".0%",
        "inside_90": ".0%",
    }
    publish.table("forecast.index.tested", frame, columns, facts)
    known = result.scored[["institution_id", "came", "where", "where_national"]]
    publish.table("forecast.index.all", result.limits.merge(known, how="left", on="institution_id"), None, facts)
    publish.values("forecast", result.values)


def score(result: Result) -> None:
    """The national index and the institutions that are known, beside what was forecast."""
    facts = result.facts
    publish.sentence("forecast.index.national", COUNTED, facts)
    if not facts["known"]:
        publish.sentence("forecast.index.none", None, facts)
        return
    publish.sentence("forecast.index.listed" if facts["complete"] else "forecast.index.press", COUNTED, facts)
    publish.sentence("forecast.index.scores", COUNTED, facts)
    frame = result.scored.head(SHOWN)
    frame = frame.assign(
        place=[phrase(f"forecast.where.{where}") for where in frame["where"]],
        place_national=[phrase(f"forecast.where.{where}") for where in frame["where_national"]],
    )
    columns = {"name": "text", "index": ".2f", "came": ".2f", ("low90", "high90"): ".2f", "place": "text"}
    columns |= {("low90_national", "high90_national"): ".2f", "place_national": "text"}
    publish.table("forecast.index.scored", frame, columns, {**facts, "shown": SHOWN})


def _part(part: str) -> str:
    return capital(phrase(f"forecast.index.part.{part}"))
