"""How it is told whose move a change of rank was: own scores or the others', and through which component.

All in places gained, plus is up, as the study counts them.
"""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure

from analysis.present import publish
from analysis.present.charts import scatter, waterfall
from analysis.present.phrases import editions, listed, only, phrase
from analysis.studies.shared.survey import COMPONENTS, SHORT
from analysis.studies.un_movement.rank_accounting import COLUMNS, PLAYERS, RECORDED_SINCE, SIDES, Result

KEY = "un.accounting"
EDITIONS = ("edition_from", "edition_to")
RANKS = ("rank_from", "rank_to")
PUBLISHED = ("published_from", "published_to")


def answer(result: Result) -> None:
    """The finding: the move in whole places, by own component and by the other states, which add up; all values."""
    facts = result.facts
    if facts["gained"]:
        went = phrase(f"{KEY}.went", **only(facts, *EDITIONS, *RANKS))
    else:
        went = phrase(f"{KEY}.stayed", **only(facts, *EDITIONS, "rank_to"))
    parts = {part: _whole(facts[f"{part}_whole"], "short_") for part in ("own_tii", "own_hci", "others")}
    counted = phrase(f"{KEY}.counted", own_osi=_whole(facts["own_osi_whole"]), **parts)
    if result.redefined:
        counted += " " + phrase(f"{KEY}.caution", components=_redefined(result))
    recomputed = _is_recomputed(result)
    publish.finding(
        f"{KEY}.answer_recomputed" if recomputed else f"{KEY}.answer",
        "arithmetic fact",
        went=went,
        counted=counted,
        **only(facts, "country", *(PUBLISHED if recomputed else ())),
    )
    publish.values("un", result.values)


def steps_between(result: Result) -> None:
    """Figure and sentence: the waterfall from one rank to the other, and another way to ask."""
    facts, data = result.facts, _waterfall(result)
    told = {side: "; ".join(f"{c} {t}" for c, t in rows[["label", "text"]].to_numpy())
            for side, rows in data.groupby("side")}  # fmt: skip
    publish.old_figure(
        f"{KEY}.waterfall",
        waterfall_figure(result),
        data[["side", "component", "gained", "gained_whole"]],
        title=phrase(f"{KEY}.waterfall.caption", **only(facts, "country", *EDITIONS)),
        alt=phrase(f"{KEY}.waterfall.alt", **told, **only(facts, "country", *EDITIONS, *RANKS)),
    )
    publish.sentence(f"{KEY}.other_way", "arithmetic fact", **only(facts, "country", "own_only", "others_only"))


def waterfall_figure(result: Result) -> Figure:
    """The ranks of the two editions and the six steps between them, in whole places."""
    facts, recomputed = result.facts, _is_recomputed(result)
    moved = ("moved", RANKS) if facts["gained"] else ("stayed", ("rank_to",))
    below = [phrase(f"{KEY}.waterfall.subtitle")]
    if recomputed:
        below.append(phrase(f"{KEY}.waterfall.recomputed", **only(facts, *PUBLISHED)))
    if result.redefined:
        below.append(phrase(f"{KEY}.waterfall.redefined", components=_redefined(result)))
    start, end = (
        (phrase(f"{KEY}.waterfall.end", edition=facts[edition]), facts[rank])
        for edition, rank in zip(EDITIONS, RANKS, strict=True)
    )
    return waterfall.rank_steps(
        _waterfall(result),
        label="label",
        gained="gained_whole",
        text="text",
        side="whose",
        start=start,
        end=end,
        title=phrase(
            f"{KEY}.waterfall.title" + ("_recomputed" if recomputed else ""),
            ranks=phrase(f"{KEY}.waterfall.{moved[0]}", **only(facts, *moved[1])),
            own=_whole(facts["own_whole"]),
            others=_whole(facts["others_whole"], "short_"),
        ),
        subtitle=" ".join(below),
        source=phrase("un.source"),
        axis=phrase(f"{KEY}.waterfall.rank"),
    )


def parts(result: Result) -> None:
    """Sentences and table of the components, own, others' and both at once, with what the order of counting does."""
    facts = result.facts
    through = {part: _words(facts[part], "short_") for part in ("others_osi", "others_tii", "others_hci")}
    publish.sentence(
        f"{KEY}.sides",
        "arithmetic fact",
        **only(facts, "country", *EDITIONS),
        own=_words(facts["own"]),
        others=_words(facts["others"]),
        **through,
    )
    publish.sentence(
        f"{KEY}.order",
        "arithmetic fact",
        country=result.name,
        first=_whole(facts["own_osi_first"]),
        last=_whole(facts["own_osi_last"], "short_"),
        average=_words(facts["own_osi"], "short_"),
        both=_words(facts["paired_osi"], "short_"),
    )
    sides = {side: phrase(f"{KEY}.{side}", **only(facts, *names)) for side, names in _HEADINGS.items()}
    frame = result.players.rename(columns={"shapley": "average"})
    publish.old_table(
        f"{KEY}.players",
        frame.assign(name=frame["component"].map(_name), whose=frame["side"].map(sides)),
        title=phrase(f"{KEY}.players.title", **only(facts, "country", *EDITIONS, *RANKS)),
        columns={
            "name": (phrase(f"{KEY}.players.component"), "text"),
            "first_in": (phrase(f"{KEY}.players.first"), "+d"),
            "last_in": (phrase(f"{KEY}.players.last"), "+d"),
            "average": (phrase(f"{KEY}.players.average"), "+.1f"),
        },
        group="whose",
        note=phrase(f"{KEY}.players.note"),
    )


def steps(result: Result) -> None:
    """Table of the same for every step that the national SPBE index spans."""
    spans = [editions(*span) for span in result.steps[list(EDITIONS)].itertuples(index=False)]
    own = {f"own_{c}": (phrase(f"{KEY}.steps.own", component=SHORT[c]), "+.1f") for c in COMPONENTS}
    publish.old_table(
        f"{KEY}.steps",
        result.steps.assign(editions=spans),
        title=phrase(f"{KEY}.steps.title", country=result.name),
        columns={
            "editions": (phrase(f"{KEY}.steps.editions"), "text"),
            ("rank_from", "rank_to"): (phrase(f"{KEY}.steps.ranks"), "int"),
            **own,
            "others": (phrase(f"{KEY}.steps.others_all"), "+.1f"),
            "gained": (phrase(f"{KEY}.steps.gained"), "+d"),
        },
        note=phrase(f"{KEY}.steps.note"),
    )


def variants(result: Result) -> None:
    """What a change of the UN's method may have to do with it: sentences, and a table without common changes."""
    facts = result.facts
    if result.redefined:
        publish.sentence(f"{KEY}.redefined", components=_redefined(result), **only(facts, *EDITIONS))
    if result.edition_from < RECORDED_SINCE:
        publish.sentence(f"{KEY}.unrecorded", since=RECORDED_SINCE)
    if result.came_or_left:
        publish.sentence(f"{KEY}.came_or_left", n=len(result.came_or_left))
    moved = {"centred": _words(facts["own_tii_centred"]), "plain": _words(facts["own_tii"], "short_")}
    publish.sentence(f"{KEY}.centred", "arithmetic fact", country=result.name, **moved)
    publish.old_table(
        f"{KEY}.variants",
        result.variants.assign(name=[phrase(f"{KEY}.variants.{v}") for v in result.variants["variant"]]),
        title=phrase(f"{KEY}.variants.title", **only(facts, "country", *EDITIONS)),
        columns={
            "name": (phrase(f"{KEY}.variants.variant"), "text"),
            **{
                column: (phrase(f"{KEY}.steps.{side}", component=SHORT[component]), "+.1f")
                for column, (side, component) in zip(COLUMNS, PLAYERS, strict=True)
            },
        },
        note=phrase(f"{KEY}.variants.note"),
    )


def cloud(result: Result) -> None:
    """Figure and sentence: the country among all states, by what their own online services moved."""
    facts = result.facts
    compared = only(facts, "country", "states", "less")
    publish.sentence(f"{KEY}.cloud", "arithmetic fact", own_osi=_words(facts["own_osi"]), **compared)
    words = {"own_osi": _words(facts["own_osi"]), "change": _whole(facts["gained"])}
    publish.old_figure(
        f"{KEY}.cloud",
        cloud_figure(result),
        result.cloud,
        title=phrase(f"{KEY}.cloud.caption", **only(facts, *EDITIONS)),
        alt=phrase(f"{KEY}.cloud.alt", n=len(result.cloud), **only(facts, "country", *EDITIONS), **words),
    )


def cloud_figure(result: Result) -> Figure:
    """Places gained in all against places through own online services; up and right are gains."""
    facts, frame = result.facts, result.cloud
    named = frame["country"].where(frame["iso3"] == result.country, "")
    data = pd.DataFrame({"own": frame["own_osi"], "all": frame["gained"], "named": named})
    ends = max(data["own"].min(), data["all"].min()), min(data["own"].max(), data["all"].max())
    return scatter.crowd(
        data,
        x="own",
        y="all",
        label="named",
        title=phrase(
            f"{KEY}.cloud.title", own_osi=_words(facts["own_osi"]), **only(facts, "country", "less", "states")
        ),
        subtitle=phrase(f"{KEY}.cloud.subtitle", **only(facts, *EDITIONS)),
        source=phrase("un.source"),
        axes=(phrase(f"{KEY}.cloud.x"), phrase(f"{KEY}.cloud.y")),
        line=((ends[0],) * 2, (ends[1],) * 2, ""),  # what the line is stands in the subtitle
        forms=("d", "d"),
    )


_HEADINGS = {"own": ("country",), "others": (), "both": ()}


def _waterfall(result: Result) -> pd.DataFrame:
    """The six steps in whole places, with their words, and what they are exactly."""
    facts = result.facts
    sides = {side: phrase(f"{KEY}.{side}", **only(facts, *_HEADINGS[side])) for side in SIDES}
    frame = pd.DataFrame(PLAYERS, columns=["side", "component"])
    places = [facts[f"{column}_whole"] for column in COLUMNS]
    return frame.assign(
        gained=[facts[column] for column in COLUMNS],
        gained_whole=places,
        label=[phrase(f"{KEY}.waterfall.{component}") for component in frame["component"]],
        text=[_whole(step, "short_") for step in places],
        whose=frame["side"].map(sides),
    )


def _is_recomputed(result: Result) -> bool:
    """Whether the recomputed ranks are not the published ones."""
    facts = result.facts
    return (facts["rank_from"], facts["rank_to"]) != (facts["published_from"], facts["published_to"])


def _words(places: float, form: str = "") -> str:
    """Places gained in words, to one decimal: up 8.0 places."""
    return phrase(f"{KEY}.{form}{_way(places)}", places=abs(places))


def _whole(places: int, form: str = "") -> str:
    """Whole places gained, in words: up 8 places, down 1 place."""
    one = "_one" if abs(places) == 1 and not form else ""
    return phrase(f"{KEY}.whole_{form}{_way(places)}{one}", places=abs(places))


def _way(places: float) -> str:
    """Whether places gained, as they will be written, lead up or down."""
    return "nowhere" if abs(places) < 0.05 else "up" if places > 0 else "down"


def _name(component: str) -> str:
    return phrase(f"{KEY}.{component}")


def _redefined(result: Result) -> str:
    """The components that the UN measured in another way, listed."""
    return listed([_name(component) for component in result.redefined])
