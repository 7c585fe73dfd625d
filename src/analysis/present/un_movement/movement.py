"""How the move of a country between two editions of the UN survey is told: sentences, figures and tables."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts import compare, over_time
from analysis.present.phrases import country, listed, named, phrase
from analysis.studies.shared.survey import COMPONENTS, SHORT
from analysis.studies.un_movement.movement import DECISION, TOTAL, Movement

MOST_NAMED = 8  # states that a sentence lists


def answer(result: Movement) -> None:
    """The change of the score and what each component added to it; the values of the move."""
    publish.sentence("un.answer", DECISION, named(result.facts))
    publish.values("un", result.values)


def rank_path(result: Movement) -> None:
    """Figure of the rank in every edition against all other states."""
    own, name = result.move.country, country(result.move.country, plain=True)
    ranks = result.field.dropna(subset=["rank"])[["iso3", "edition", "rank"]].astype({"edition": int, "rank": int})
    told = [
        phrase("un.rank_path.alt_part", edition=int(edition), rank=rank)
        for iso3, edition, rank in ranks.itertuples(index=False)
        if iso3 == own
    ]
    publish.figure(
        "un.rank_path",
        over_time.path_lines,
        ranks.assign(unit=ranks["iso3"].where(ranks["iso3"] != own, name)).astype({"rank": float}),
        named(result.facts) | {"ranks": ", ".join(told)},
        csv=ranks,
        x="edition",
        y="rank",
        unit="unit",
        subjects=[name],
    )


def path_table(result: Movement) -> None:
    """Table of rank and scores in every edition; the CSV has the positions too."""
    columns = {"edition": "year", "rank": "int", "ranked": "int", **dict.fromkeys(("egdi", *COMPONENTS), ".4f")}
    publish.table("un.path", result.path, columns, named(result.facts), heads=SHORT)


def positions(result: Movement) -> None:
    """Figure of the position of each component among all states."""
    columns = {f"{name}_position": SHORT[name] for name in COMPONENTS}
    data = result.path.melt("edition", list(columns), var_name="component", value_name="position").dropna()
    data["component"] = data["component"].map(columns)
    last = data[data["edition"] == data["edition"].max()]
    told = [
        phrase("un.positions.alt_part", component=name, position=int(position))
        for name, position in last[["component", "position"]].itertuples(index=False)
    ]
    publish.figure(
        "un.positions",
        over_time.path_lines,
        data,
        named(result.facts) | {"positions": ", ".join(told)},
        x="edition",
        y="position",
        unit="component",
        subjects=[SHORT["osi"]],
        name_crowd=True,
    )


def contributions(result: Movement) -> None:
    """Figure and table of what each component added to the change of the score."""
    total = phrase("un.contributions.total")
    names = [total if name == TOTAL else phrase(f"un.component.{name}") for name in result.score["component"]]
    score = result.score.assign(name=names)
    told = [
        phrase("un.contributions.alt_part", name=name, own=own)
        for name, own in score[["name", "own"]].itertuples(index=False)
    ]
    facts = named(result.facts) | {"contributions": "; ".join(told)}
    look = {"label": "name", "value": "own", "form": "+.4f", "total": total}
    publish.figure("un.contributions", compare.contributions, score, facts, **look)
    columns = {"name": "text", "own": "+.4f", "world": "+.4f"}
    own = {"own": country(result.move.country, plain=True)}
    publish.table("un.score_change", score, columns, facts, heads=own)


def counterfactuals(result: Movement) -> None:
    """Table of the ranks with only one side moved, as printed."""
    facts = named(result.facts)
    who = [phrase(f"un.counterfactual.case.{case}", facts) for case in result.counterfactual["case"]]
    columns = {"who": "text", "rank": "int", "gained": "+d"}
    publish.table("un.counterfactual", result.counterfactual.assign(who=who), columns, facts)


def limits(result: Movement) -> None:
    """What the recomputed ranks deviate from."""
    facts = named(result.facts)
    if result.deviations.empty:
        publish.sentence("un.deviations_none", None, facts)
    else:
        key = "un.deviations_own" if facts["deviates"] else "un.deviations"
        publish.sentence(key, None, facts, listed=_deviating(result))
        publish.table("un.deviations", result.deviations)


def _deviating(result: Movement) -> str:
    """The states whose ranks differ, each with its editions, or where they are listed."""
    if result.facts["deviating"] > MOST_NAMED:
        return phrase("un.deviations.elsewhere")
    return ", ".join(
        phrase("un.deviations.state", country=country(iso3), editions=listed([str(year) for year in rows["edition"]]))
        for iso3, rows in result.deviations.groupby("iso3", sort=False)
    )
