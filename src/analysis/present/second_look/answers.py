"""How it is told where a government's answers and its visible services lie apart."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts import scatter, style
from analysis.present.phrases import capital, country, named, phrase
from analysis.studies.second_look.answers import DECISIONS, Result


def answer(result: Result) -> None:
    """The two findings: how far both places lie apart, and what the answers let one expect."""
    facts = named(result.facts)
    by_answers = style.between(facts["place_low"], facts["place_high"], "d")
    publish.finding(f"second_look.answers.{facts['side']}", DECISIONS["places"], facts, by_answers=by_answers)
    publish.finding(f"second_look.limits.{facts['beyond']}", DECISIONS["limits"], facts)
    publish.values("second_look", result.values)


def cloud(result: Result) -> None:
    """Figure of all states by answers and OSI, with the country and the line of what is expected."""
    facts, frame = named(result.facts), result.states
    own = frame.index == result.country
    data = frame.reset_index()[["iso3", "answers", "osi", "expected", "low", "high", "difference"]]
    data["named"] = [country(iso3, plain=True) if marked else "" for iso3, marked in zip(frame.index, own, strict=True)]
    ends = [(frame["answers"].min(), frame["expected"].min()), (frame["answers"].max(), frame["expected"].max())]
    publish.figure(
        "second_look.cloud",
        scatter.crowd,
        data,
        facts | {"combination": phrase(f"second_look.combination.{facts['combination']}")},
        csv=data.drop(columns="named"),
        x="answers",
        y="osi",
        label="named",
        axes=(phrase("second_look.cloud.x"), phrase("second_look.cloud.y")),
        line=(*ends, ""),  # what the line is stands in the subtitle
        forms=(".0f" if facts["combination"] == "sum" else ".1f", ".1f"),
    )


def choices(result: Result) -> None:
    """Sentence and table: how far the agreement and the difference hang on the way the counts are combined."""
    facts = named(result.facts)
    publish.sentence("second_look.agreement", DECISIONS["agreement"], facts)
    frame = result.combinations
    frame = frame.assign(name=[capital(phrase(f"second_look.combination.{name}")) for name in frame["combination"]])
    columns = {"name": "text", "place_answers": "int", "difference": "+d", "k": "int", "n": "int", "r_osi": ".2f"}
    publish.table("second_look.combinations", frame, columns, facts)


def counts(result: Result) -> None:
    """Sentence and table of the seven counts."""
    facts = named(result.facts)
    highest = "second_look.highest" if facts["at_highest"] else "second_look.highest_none"
    publish.sentence(highest, DECISIONS["places"], facts)
    frame = result.counts
    frame = frame.assign(name=[phrase(f"second_look.count.{count}") for count in frame["count"]])
    columns = {"name": "text", "own": ".2f", "highest": ".2f", "place": "int", "tied": "int", "r_osi": ".2f"}
    publish.table("second_look.counts", frame, columns, facts)
