"""How the forecast of the UN's next edition is told, how the rule did before, and how it did once the edition is in."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import pandas as pd

from analysis.methods.inference.forecasts import NAMES
from analysis.present import language, publish, tables
from analysis.present.charts import compare, style
from analysis.present.phrases import in_a_row, named, phrase
from analysis.studies.open_questions.declared import MEASURES, WITHOUT
from analysis.studies.open_questions.un_forecast import COUNTED, Result
from analysis.studies.open_questions.un_scoring import CAME, Result as Scored

FORMS = {"rank": "int", "egdi": ".3f", "osi": ".3f"}
ROWS = ("start", *NAMES)


def answer(result: Result, scored: Scored) -> None:
    """The answer of the page: the forecast, or what came of it once the edition is in."""
    facts = told(result) | scored.facts
    if scored.state == CAME:
        where = phrase(f"forecast.where.{facts[f'{WITHOUT}_rank_where']}")
        publish.finding("forecast.un.came", COUNTED, facts, where=where)
    else:
        publish.finding("forecast.un.answer" if facts["is_declared"] else "forecast.un.answer_other", COUNTED, facts)
    publish.values("forecast", result.values)


def rule(result: Result) -> None:
    """How the forecast is made, when it was written down, and what other choices would have said; the table."""
    facts = told(result)
    publish.sentence("forecast.un.declared" if facts["is_declared"] else "forecast.un.not_declared", None, facts)
    publish.sentence("forecast.un.rule", None, facts)
    columns = {"limit": "text", **FORMS}
    publish.table("forecast.un.limits", _wide(result), columns, facts)
    ends = {"middle": "median", "near": "low90", "far": "high90"}
    ranges = {word: style.between(facts[f"{name}_min"], facts[f"{name}_max"], "d") for word, name in ends.items()}
    publish.sentence("forecast.un.choices", COUNTED, facts, **ranges)


def score(result: Result, scored: Scored) -> None:
    """What is known of the edition: that it is not in the tables, or has no rank of the country; else the scores.

    The table is there in any case, as a CSV alone until there is something to score.
    """
    facts, rows = told(result) | scored.facts, scored.scored
    frame = rows.assign(
        name=[phrase(f"forecast.measure.{measure}") for measure in rows["measure"]],
        forecast=[phrase(f"forecast.variant.{variant}") for variant in rows["variant"]],
        came_written=[_number(row.measure, row.came) if scored.state == CAME else None for row in rows.itertuples()],
        limits=[tables.interval(row.low90, row.high90, FORMS[row.measure]) for row in rows.itertuples()],
        place=[phrase(f"forecast.where.{where}") if scored.state == CAME else None for where in rows["where"]],
    )
    columns = dict.fromkeys(("name", "limits", "came_written", "place"), "text") | {
        "score_50": ".3f",
        "score_90": ".3f",
    }
    if scored.state == CAME:
        publish.table("forecast.un.scored", frame, columns, facts, group="forecast")
    else:
        publish.sentence(f"forecast.un.{scored.state}", None, facts)
        publish.table("forecast.un.scored", frame, None, facts)
    publish.values("forecast", scored.values)


def backtest(result: Result) -> None:
    """How often the same rule was right before: over all states by edition, and for the country."""
    facts = told(result)
    publish.sentence("forecast.un.backtest", COUNTED, facts)
    publish.sentence("forecast.un.revised", COUNTED, facts)
    columns = {"edition": "year", **{f"{measure}_{share}": ".0%" for measure in MEASURES for share in (50, 90)}}
    publish.table("forecast.un.backtest", result.backtest, columns, facts)
    if len(result.own):
        publish.sentence("forecast.un.record", COUNTED, facts)
        _own(result, facts)


def told(result: Result) -> dict[str, object]:
    """The facts, with the country in words and the day as a date."""
    day = datetime.date.fromisoformat(str(result.facts["declared"]))
    return named(result.facts) | {"declared": day}


def _own(result: Result, facts: Mapping[str, object]) -> None:
    """Figure: the country's rank in each edition on the interval that the rule would have given two years before."""
    next_one = {"edition": facts["target"], **{name: facts[f"rank_{name}"] for name in NAMES}}
    rows = pd.concat([result.own, pd.DataFrame([next_one])], ignore_index=True)
    listed = in_a_row("forecast.un.own.item", result.own.to_dict("records"))
    publish.figure(
        "forecast.un.own",
        compare.intervals,
        rows.assign(label=rows["edition"].astype(str)),
        {**facts, "listed": listed},
        csv=rows,
        label="label",
        low="low90",
        high="high90",
        value="came",
        form="d",
        texts={"source": "un.source"},
    )


def _wide(result: Result) -> pd.DataFrame:
    """The limits with a row a limit and a column a measure; first, what the last edition has."""
    rows = [{measure: result.facts[f"{measure}_{name}"] for measure in MEASURES} for name in ROWS]
    frame = pd.DataFrame(rows, columns=list(MEASURES))
    return frame.assign(limit=[phrase(f"forecast.limit.{name}", result.facts) for name in ROWS])


def _number(measure: str, value: float) -> str:
    return language.number(value, "d" if measure == "rank" else ".3f", language.current())
