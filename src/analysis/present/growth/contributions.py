"""How it is told through which domains the index grew."""

from __future__ import annotations

import pandas as pd

from analysis.present import publish
from analysis.present.charts import bar_panels
from analysis.present.phrases import bodies, capital, editions, in_a_row, phrase, type_word
from analysis.studies.growth.contributions import DECISIONS, SAME, Result
from analysis.studies.shared import institutions

DOMAINS = dict.fromkeys(["policy", "governance", "management", "services", "change"], "+.3f")
INDEX = "index"


def answer(result: Result) -> None:
    """How much the index changed and through which domain, by steps, and what is left to the top of the scale."""
    facts = _facts(result)
    publish.sentence("growth.parts.answer", DECISIONS["parts"], facts)
    points = "growth.parts.points_one" if facts["top"] == facts["riser"] else "growth.parts.points"
    publish.sentence(points, DECISIONS["parts"], facts)
    publish.sentence("growth.parts.steps", DECISIONS["parts"], facts)
    publish.sentence("growth.parts.room", DECISIONS["parts"], facts)
    if result.institution_type == "lainnya":
        publish.sentence("growth.parts.classes", None, facts)
    publish.values("growth", result.values)


def steps(result: Result) -> None:
    """Figure: what each domain gave to the change of the index, a panel a step of years."""
    frame = result.steps.assign(
        step=[editions(*years) for years in zip(result.steps["year_from"], result.steps["year_to"], strict=True)],
        name=[capital(phrase(f"domain.{name}")) for name in result.steps["domain"]],
    )
    facts, total = _facts(result), capital(phrase("growth.parts.index"))
    pieces = []
    for step, part in frame.groupby("step", sort=False):
        whole = part.iloc[[0]].assign(domain=INDEX, name=total, part=part["part"].sum(), points=part["part"].sum())
        pieces += [part.assign(step=step), whole]
    shown = pd.concat(pieces, ignore_index=True)
    listed = in_a_row("growth.parts.steps_figure.item", shown[shown["domain"] == INDEX].to_dict("records"))
    publish.figure(
        "growth.parts.steps_figure",
        bar_panels.bar_panels,
        shown,
        {**facts, "listed": listed, "top": capital(str(facts["top"]))},
        panel="step",
        label="name",
        value="part",
        total=total,
    )


def by_type(result: Result) -> None:
    """Table: the same by type of institution, for two periods."""
    frame = result.by_type.assign(
        period=_periods(result.by_type), name=[capital(_whose(name)) for name in result.by_type["type"]]
    )
    publish.table("growth.parts.by_type", frame, {"name": "text", **DOMAINS}, _facts(result), group="period")


def ways(result: Result) -> None:
    """Table and sentence: the same by other means, and the institutions in both lists alone."""
    facts = _facts(result)
    publish.sentence("growth.parts.ways", DECISIONS["parts"], facts)
    rows = result.ways
    names = [
        phrase(f"growth.parts.way.{way}", n=n) if way == SAME else phrase(f"growth.parts.way.{way}")
        for way, n in zip(rows["way"], rows["n"], strict=True)
    ]
    frame = rows.assign(period=_periods(rows), name=list(map(capital, names)))
    publish.table("growth.parts.ways", frame, {"name": "text", **DOMAINS}, facts, group="period")


def real(result: Result) -> None:
    """What these figures cannot say: whether the bodies improved, and who was behind the means before the lists."""
    publish.sentence("growth.real.improved", DECISIONS["real"], _facts(result))
    publish.sentence("growth.real.who", DECISIONS["real"], _facts(result))


def _periods(frame: pd.DataFrame) -> list[str]:
    return [editions(*years) for years in zip(frame["year_from"], frame["year_to"], strict=True)]


def _whose(institution_type: str) -> str:
    return phrase("growth.parts.nation") if institution_type == institutions.ALL else type_word(institution_type)


def _facts(result: Result) -> dict[str, object]:
    words = {name: phrase(f"domain.{result.facts[name]}") for name in ("top", "riser", "room_top")}
    return {**result.facts, **words, "kind": bodies(result.institution_type)}
