"""How it is told whose move a change of rank was: own scores or the others', and through which component.

All in places gained, plus is up, as the study counts them.
"""

from __future__ import annotations

import pandas as pd

from analysis.present import publish
from analysis.present.charts import scatter, waterfall
from analysis.present.phrases import country, editions, heading, listed, named, phrase
from analysis.studies.shared.survey import COMPONENTS, SHORT
from analysis.studies.un_movement.rank_accounting import COLUMNS, DECISION, PLAYERS, Result


def answer(result: Result) -> None:
    """The finding: the move in whole places, by own component and by the other states, which add up; all values."""
    facts = named(result.facts)
    went = phrase("un.accounting.went" if facts["gained"] else "un.accounting.stayed", facts)
    parts = {part: _whole_short(facts[f"{part}_whole"]) for part in ("own_tii", "own_hci", "others")}
    counted = phrase("un.accounting.counted", own_osi=_whole(facts["own_osi_whole"]), **parts)
    if result.redefined:
        counted += " " + phrase("un.accounting.caution", components=_redefined(result))
    key = "un.accounting.answer_recomputed" if facts["recomputed"] else "un.accounting.answer"
    publish.finding(key, DECISION, facts, went=went, counted=counted)
    publish.values("un", result.values)


def steps_between(result: Result) -> None:
    """Figure and sentence: the waterfall from one rank to the other, and another way to ask."""
    facts, data = named(result.facts), _waterfall(result)
    ranks = phrase("un.accounting.waterfall.moved" if facts["gained"] else "un.accounting.waterfall.stayed", facts)
    whole = {"own": _whole(facts["own_whole"]), "others": _whole_short(facts["others_whole"])}
    steps = {f"{side}_steps": "; ".join(f"{c} {t}" for c, t in rows[["label", "text"]].to_numpy())
             for side, rows in data.groupby("side")}  # fmt: skip
    title = "un.accounting.waterfall.title_recomputed" if facts["recomputed"] else "un.accounting.waterfall.title"
    alt = "un.accounting.waterfall.alt" if facts["gained"] else "un.accounting.waterfall.alt_stayed"
    publish.figure(
        "un.accounting.waterfall",
        waterfall.rank_steps,
        data,
        facts | whole | steps | {"ranks": ranks, "told": _below(result)},
        csv=data[["side", "component", "gained", "gained_whole"]],
        texts={"title": title, "alt": alt},
        label="label",
        gained="gained_whole",
        text="text",
        side="whose",
        start=(phrase("un.accounting.waterfall.end", edition=facts["edition_from"]), facts["rank_from"]),
        end=(phrase("un.accounting.waterfall.end", edition=facts["edition_to"]), facts["rank_to"]),
        axis=phrase("un.accounting.waterfall.rank"),
    )
    publish.sentence("un.accounting.other_way", DECISION, facts)


def parts(result: Result) -> None:
    """Sentences and table of the components, own, others' and both at once, with what the order of counting does."""
    facts = named(result.facts)
    through = {part: _tenths_short(facts[part]) for part in ("others_osi", "others_tii", "others_hci")}
    sides = {"own": _tenths(facts["own"]), "others": _tenths(facts["others"])}
    publish.sentence("un.accounting.sides", DECISION, facts, **sides, **through)
    publish.sentence(
        "un.accounting.order",
        DECISION,
        facts,
        first=_whole(facts["own_osi_first"]),
        last=_whole_short(facts["own_osi_last"]),
        average=_tenths_short(facts["own_osi"]),
        both=_tenths_short(facts["paired_osi"]),
    )
    frame = result.players.rename(columns={"shapley": "average"})
    frame = frame.assign(name=frame["component"].map(_name), whose=_sides(frame, facts))
    columns = {"name": "text", "first_in": "+d", "last_in": "+d", "average": "+.1f"}
    publish.table("un.accounting.players", frame, columns, facts, group="whose")


def steps(result: Result) -> None:
    """Table of the same for every step that the national SPBE index spans."""
    spans = [editions(*span) for span in result.steps[["edition_from", "edition_to"]].itertuples(index=False)]
    own = dict.fromkeys([f"own_{component}" for component in COMPONENTS], "+.1f")
    columns = {"editions": "text", ("rank_from", "rank_to"): "int", **own, "others": "+.1f", "gained": "+d"}
    frame = result.steps.assign(editions=spans)
    publish.table("un.accounting.steps", frame, columns, named(result.facts), heads=_heads())


def variants(result: Result) -> None:
    """What a change of the UN's method may have to do with it: sentences, and a table without common changes."""
    facts = named(result.facts)
    if result.redefined:
        publish.sentence("un.accounting.redefined", None, facts, components=_redefined(result))
    if facts["edition_from"] < facts["recorded_from"]:
        publish.sentence("un.accounting.unrecorded", None, facts)
    if facts["edition_to"] > facts["recorded_to"]:
        publish.sentence("un.accounting.unrecorded_later", None, facts)
    if facts["came_or_left"]:
        publish.sentence("un.accounting.came_or_left", None, facts)
    moved = {"centred": _tenths(facts["own_tii_centred"]), "plain": _tenths_short(facts["own_tii"])}
    publish.sentence("un.accounting.centred", DECISION, facts, **moved)
    names = [phrase(f"un.accounting.variant.{variant}") for variant in result.variants["variant"]]
    columns = {"name": "text", **dict.fromkeys(COLUMNS, "+.1f")}
    publish.table("un.accounting.variants", result.variants.assign(name=names), columns, facts, heads=_heads())


def cloud(result: Result) -> None:
    """Sentence and figure: the country among all states, by what their own online services moved."""
    facts, frame = named(result.facts), result.cloud
    facts |= {"own_osi": _tenths(facts["own_osi"]), "change": _whole(facts["gained"]), "n": len(frame)}
    publish.sentence("un.accounting.cloud", DECISION, facts)
    own = result.move.country
    label = frame["iso3"].map(lambda iso3: country(iso3, plain=True) if iso3 == own else "")
    data = pd.DataFrame({"own": frame["own_osi"], "all": frame["gained"], "named": label})
    low, high = data[["own", "all"]].min().max(), data[["own", "all"]].max().min()
    publish.figure(
        "un.accounting.cloud",
        scatter.crowd,
        data,
        facts,
        csv=frame,
        x="own",
        y="all",
        label="named",
        axes=(phrase("un.accounting.cloud.x"), phrase("un.accounting.cloud.y")),
        line=((low, low), (high, high), ""),  # what the line is stands in the subtitle
        forms=("d", "d"),
    )


def _waterfall(result: Result) -> pd.DataFrame:
    """The six steps in whole places, with their words, and what they are exactly."""
    facts = named(result.facts)
    frame = pd.DataFrame(PLAYERS, columns=["side", "component"])
    places = [facts[f"{column}_whole"] for column in COLUMNS]
    return frame.assign(
        gained=[facts[column] for column in COLUMNS],
        gained_whole=places,
        label=[phrase(f"un.accounting.waterfall.component.{component}") for component in frame["component"]],
        text=[_whole_short(step) for step in places],
        whose=_sides(frame, facts),
    )


def _below(result: Result) -> str:
    """What stands below the title of the waterfall: how it counts, and what to be careful about."""
    told = [phrase("un.accounting.waterfall.counted")]
    if result.facts["recomputed"]:
        told.append(phrase("un.accounting.waterfall.recomputed", result.facts))
    if result.redefined:
        told.append(phrase("un.accounting.waterfall.redefined", components=_redefined(result)))
    return " ".join(told)


def _sides(frame: pd.DataFrame, facts: publish.Facts) -> list[str]:
    return [heading(f"un.accounting.side.{side}", facts) for side in frame["side"]]


def _heads() -> dict[str, str]:
    """The heads of the six parts: Own OSI and so on."""
    return {
        column: phrase(f"un.accounting.part.{side}", component=SHORT[component])
        for column, (side, component) in zip(COLUMNS, PLAYERS, strict=True)
    }


def _tenths(places: float) -> str:
    """Places gained in words, to one decimal: up 8.0 places."""
    return phrase(f"un.accounting.tenths.{_way(places)}", places=abs(places))


def _tenths_short(places: float) -> str:
    """The same without the unit: up 8.0."""
    return phrase(f"un.accounting.tenths_short.{_way(places)}", places=abs(places))


def _whole(places: int) -> str:
    """Whole places gained, in words: up 8 places, down 1 place."""
    return phrase(f"un.accounting.whole.{_way(places)}", places=abs(places))


def _whole_short(places: int) -> str:
    """The same without the unit: up 8."""
    return phrase(f"un.accounting.whole_short.{_way(places)}", places=abs(places))


def _way(places: float) -> str:
    """Whether places gained, as they will be written, lead up or down."""
    return "nowhere" if abs(places) < 0.05 else "up" if places > 0 else "down"


def _name(component: str) -> str:
    return phrase(f"un.accounting.component.{component}")


def _redefined(result: Result) -> str:
    """The components that the UN measured in another way, listed."""
    return listed([_name(component) for component in result.redefined])
