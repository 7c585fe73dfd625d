"""How it is told what an index says of the next one."""

from __future__ import annotations

from analysis.present import publish, tables
from analysis.present.charts import compare
from analysis.present.phrases import bodies, capital, in_a_row, phrase, type_word
from analysis.studies.growth.persistence import DECISIONS, Result
from analysis.studies.shared import institutions
from analysis.studies.shared.decisions import ASSOCIATED_ONLY, INCONCLUSIVE, NOT_SUPPORTED

FORECAST = {
    ASSOCIATED_ONLY: "growth.forecast.better",
    NOT_SUPPORTED: "growth.forecast.not_supported",
    INCONCLUSIVE: "growth.forecast.unclear",
}
LINES = {"n": "int", "change": "+.2f", "slope": ".2f", "spread": ".2f", "half_width": ".2f"}
QUARTERS = {"range": "text", "n": "int", "change": "+.2f", "slope": ".2f", ("low", "high"): ".2f", "spread": ".2f",
            "half_width": ".2f"}  # fmt: skip


def lines(result: Result, institution_type: str) -> None:
    """The line over all, by quarters where there are enough, and by type."""
    facts = _facts(result, institution_type)
    publish.sentence("growth.persistence.line", DECISIONS["lines"], facts)
    publish.sentence("growth.persistence.limits", DECISIONS["limits"], facts)
    if facts["divided"]:
        publish.sentence("growth.persistence.levels", DECISIONS["lines"], facts)
        ranges = [tables.interval(row.from_index, row.to_index, ".2f") for row in result.quarters.itertuples()]
        publish.table("growth.persistence.quarters", result.quarters.assign(range=ranges), QUARTERS, facts)
    else:
        publish.sentence("growth.persistence.undivided", None, facts)
    publish.values("growth.persistence", result.values)
    frame = result.types.assign(name=[capital(type_word(name)) for name in result.types["type"]])
    publish.table("growth.persistence.types", frame, {"name": "text", **LINES, "within": ".0%"}, facts)


def following(result: Result, institution_type: str) -> None:
    """Figure: what followed an index, with the range of nine in ten."""
    frame = result.places.assign(
        label=[capital(phrase("growth.persistence.start", start=x)) for x in result.places["start"]]
    )
    width = float((frame["high"] - frame["low"]).mean())
    facts = {**_facts(result, institution_type), "width": width}
    facts["listed"] = in_a_row("growth.persistence.next.item", frame.to_dict("records"))
    divided = "growth.persistence.next.subtitle" if facts["divided"] else "growth.persistence.next.subtitle_one"
    publish.figure(
        "growth.persistence.next",
        compare.intervals,
        frame,
        facts,
        texts={"subtitle": divided},
        label="label",
        value="median",
        low="low",
        high="high",
        form=".2f",
    )


def forecast(result: Result, institution_type: str) -> None:
    """Whether the domain values forecast the next index better than the index alone."""
    publish.sentence(FORECAST[result.forecast], result.forecast, _facts(result, institution_type))


def _facts(result: Result, institution_type: str) -> dict[str, object]:
    kind = bodies(institution_type)
    return {**result.facts, "kind": kind, "everyone": type_word(institutions.ALL)}
