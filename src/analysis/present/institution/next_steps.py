"""How it is told what would lead to the next predicate, if the institution were evaluated again under 47 indicators."""

from __future__ import annotations

import pandas as pd

from analysis.present import publish
from analysis.present.institution.levels import indicator_names
from analysis.present.phrases import listed, phrase
from analysis.studies.institution.known_levels import LATEST
from analysis.studies.institution.next_steps import EDGE, NONE, OPEN, OTHER, TOP, Result
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED
from analysis.studies.shared.instruments import NEW
from analysis.studies.shared.scorecard import instrument

RULES = {"label": "text", "start": ".3f", "steps": "int", "sets": "int"}
EACH = {"label": "text", "next": "text", "start": ".3f", "steps": "int", "sets": "int"}
CLASSES = {"weight": ".2%", "indicators": "int", "room": "int", ("least", "most"): "int"}
ONE = {"label": "text", "from_level": "int", "to_level": "int", "weight": ".2%", "share": ".1%"}
CROSSWALK = {"label": "text", "indicators": "text", "sure": "text"}


def sentences(result: Result) -> None:
    """How few steps there are, in how many ways, and what these share; why there are none, where there are none."""
    facts, status = result.facts, result.status
    if status == NONE:
        return
    if status == OTHER:
        publish.sentence(f"institution.next.instrument.{facts['instrument']}", None, facts)
        return
    if status in (TOP, OPEN):
        publish.sentence("institution.next.top" if status == TOP else "institution.next.open", None, facts)
        return
    _steps(result)
    if facts["evaluated"] and facts["evaluated"] != facts["year"]:
        publish.sentence("institution.next.as_of", None, facts)
    if len(result.one):
        _ways(result)
    publish.sentence("institution.next.caution", None, facts)
    names = ["next", *(["steps"] if status == EDGE else ["fewest", "largest"]), *(["sets"] if len(result.one) else [])]
    publish.values("institution.next.counted", {name: facts[name] for name in names})


def _steps(result: Result) -> None:
    facts = result.facts
    sure = None if facts["other"] else ARITHMETIC_FACT
    if result.status == EDGE:
        publish.sentence("institution.next.edge", sure, facts)
        if facts["steps_rounded"]:
            publish.sentence("institution.next.edge_next", None, facts)
    elif facts["fewest"] == facts["largest"]:
        publish.sentence("institution.next.steps", sure, facts)
    elif facts["possible"] > 1:
        publish.sentence("institution.next.steps_range", BOUNDED, facts)
    else:
        publish.sentence("institution.next.steps_two", sure, facts)


def _ways(result: Result) -> None:
    facts = result.facts
    publish.sentence("institution.next.sets", None, facts)
    if facts["sets"] > 1:
        _shared(facts["always"])
    if facts["steps"] == 1:
        return
    if facts["one_level"] is None:
        publish.sentence("institution.next.one_level_not", None, facts)
    elif facts["one_level"] == facts["steps"]:
        publish.sentence("institution.next.one_level_same", None, facts)
    else:
        publish.sentence("institution.next.one_level", None, facts)


def _shared(always: list[str]) -> None:
    """Which indicators rise in every minimal set."""
    if always:
        publish.sentence("institution.next.always", None, count=len(always), all=listed(always))
    else:
        publish.sentence("institution.next.never")


def tables(result: Result) -> None:
    """Both rules, what the minimal sets take of each weight, one of them, and its indicators among those of 2026."""
    if not len(result.one):
        return
    facts = result.facts
    rules = result.rules.assign(
        label=[
            phrase(f"institution.next.rule.{rule}", year=year)
            for rule, year in zip(result.rules["rule"], result.rules["year"], strict=True)
        ]
    )
    columns = EACH if result.status == EDGE else RULES
    publish.table("institution.next.rules", rules.drop(columns="rule"), columns, facts)
    publish.table("institution.next.classes", result.classes, CLASSES, facts)
    publish.table("institution.next.one", _labelled(result.one), ONE, facts)
    publish.sentence("institution.next.crosswalk", None, facts)
    publish.table("institution.next.indicators_2026", _linked(result.crosswalk), CROSSWALK, facts)


def _labelled(frame: pd.DataFrame) -> pd.DataFrame:
    names = indicator_names(instrument(NEW))
    label = [phrase("institution.levels.item", indicator=item, name=names[item]) for item in frame["indicator"]]
    return frame.assign(label=label)


def _linked(frame: pd.DataFrame) -> pd.DataFrame:
    names = indicator_names(instrument(LATEST))
    label = [
        phrase("institution.levels.item", indicator=item, name=names[item]) if item else ""
        for item in frame["to_indicator"]
    ]
    sure = [phrase(f"institution.next.sure.{word}") if word else "" for word in frame["certainty"]]
    return frame.assign(label=label, sure=sure, indicators=[listed(items) for items in frame["indicators"]])
