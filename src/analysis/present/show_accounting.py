"""How it is told whose move a change of rank was: own scores or the others', and through which component."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from matplotlib.figure import Figure

from analysis.present import publish, scatter, waterfall
from analysis.present.words import only, phrase
from analysis.studies.rank_accounting import COLUMNS, PLAYERS, RECORDED_SINCE, Result
from analysis.studies.survey import COMPONENTS, SHORT

KEY = "un.accounting"
EDITIONS = ("edition_from", "edition_to")
RANKS = ("rank_from", "rank_to")


def answer(result: Result) -> None:
    """Two findings: what runs through the country's own online services, and what through the other states."""
    facts = result.facts
    recomputed = _is_recomputed(result)
    publish.finding(
        f"{KEY}.answer_recomputed" if recomputed else f"{KEY}.answer",
        "arithmetic fact",
        **only(facts, "country", *EDITIONS, *RANKS, *(("published_from", "published_to") if recomputed else ())),
        **_moved(facts, "own_osi", "rest"),
    )
    parts = _moved(facts, "own", "others", "others_osi", "others_tii", "others_hci")
    publish.finding(f"{KEY}.sides", "arithmetic fact", **only(facts, "country", *EDITIONS), **parts)
    publish.values("un", result.values)


def steps_between(result: Result) -> None:
    """Figure: the waterfall from one rank to the other."""
    facts, data = result.facts, _waterfall(result)
    listed = {side: "; ".join(f"{c} {t}" for c, t in rows[["label", "text"]].to_numpy())
              for side, rows in data.groupby("side")}  # fmt: skip
    publish.figure(
        f"{KEY}.waterfall",
        waterfall_figure(result),
        data.drop(columns=["label", "text", "whose"]),
        title=phrase(f"{KEY}.waterfall.caption", **only(facts, "country", *EDITIONS, *RANKS)),
        alt=phrase(f"{KEY}.waterfall.alt", **listed, **only(facts, "country", *EDITIONS, *RANKS)),
    )


def waterfall_figure(result: Result) -> Figure:
    """The ranks of the two editions and the six steps between them."""
    facts = result.facts
    verbs = {f"{side}_verb": phrase(f"{KEY}.verb_{_way(facts[side])}") for side in ("own", "others")}
    published = only(facts, "published_from", "published_to") if _is_recomputed(result) else {}
    start, end = (
        (phrase(f"{KEY}.waterfall.end", edition=facts[edition]), facts[rank])
        for edition, rank in zip(EDITIONS, RANKS, strict=True)
    )
    return waterfall.rank_steps(
        _waterfall(result),
        label="label",
        change="places",
        text="text",
        side="whose",
        start=start,
        end=end,
        title=phrase(
            f"{KEY}.waterfall.title", country=result.name, own=abs(facts["own"]), others=abs(facts["others"]), **verbs
        ),
        subtitle=phrase(f"{KEY}.waterfall.subtitle" + ("_recomputed" if published else ""), **published),
        source=phrase("un.source"),
    )


def parts(result: Result) -> None:
    """Table of the components, own, others' and both at once, with what the order of counting does."""
    facts = result.facts
    ends = {"first": _words(facts["own_osi_first"]), "last": _words(facts["own_osi_last"])}
    publish.sentence(f"{KEY}.order", "arithmetic fact", country=result.name, **ends)
    both = {component: _words(facts[f"paired_{component}"]) for component in COMPONENTS}
    publish.sentence(f"{KEY}.both_at_once", "arithmetic fact", country=result.name, **both)
    sides = {side: phrase(f"{KEY}.{side}", **only(facts, *names)) for side, names in _HEADINGS.items()}
    frame = result.players
    publish.table(
        f"{KEY}.players",
        frame.assign(name=frame["component"].map(_name), whose=frame["side"].map(sides)),
        title=phrase(f"{KEY}.players.title", **only(facts, "country", *EDITIONS, *RANKS)),
        columns={
            "name": (phrase(f"{KEY}.players.component"), "text"),
            "first_in": (phrase(f"{KEY}.players.first"), "+d"),
            "last_in": (phrase(f"{KEY}.players.last"), "+d"),
            "shapley": (phrase(f"{KEY}.players.average"), "+.2f"),
        },
        group="whose",
        note=phrase(f"{KEY}.players.note"),
    )


def steps(result: Result) -> None:
    """Table of the same for every step that the national SPBE index spans."""
    frame = result.steps
    editions = frame["edition_from"].astype(str) + "\u2013" + frame["edition_to"].astype(str)
    own = {f"own_{c}": (phrase(f"{KEY}.steps.own", component=SHORT[c]), "+.2f") for c in COMPONENTS}
    publish.table(
        f"{KEY}.steps",
        frame.assign(editions=editions),
        title=phrase(f"{KEY}.steps.title", country=result.name),
        columns={
            "editions": (phrase(f"{KEY}.steps.editions"), "text"),
            ("rank_from", "rank_to"): (phrase(f"{KEY}.steps.ranks"), "int"),
            **own,
            "others": (phrase(f"{KEY}.steps.others_all"), "+.2f"),
            "change": (phrase(f"{KEY}.steps.change"), "+d"),
        },
        note=phrase(f"{KEY}.steps.note"),
    )


def variants(result: Result) -> None:
    """What a change of the UN's method may have to do with it: sentences, and a table without common changes."""
    facts = result.facts
    if result.redefined:
        listed = _listed(_name(component) for component in result.redefined)
        publish.sentence(f"{KEY}.redefined", components=listed, **only(facts, *EDITIONS))
    if result.edition_from < RECORDED_SINCE:
        publish.sentence(f"{KEY}.unrecorded", since=RECORDED_SINCE)
    if result.came_or_left:
        publish.sentence(f"{KEY}.came_or_left", n=len(result.came_or_left))
    moved = {"centred": _words(facts["own_tii_centred"]), "plain": _words(facts["own_tii"])}
    publish.sentence(f"{KEY}.centred", "arithmetic fact", country=result.name, **moved)
    frame = result.variants
    publish.table(
        f"{KEY}.variants",
        frame.assign(name=[phrase(f"{KEY}.variants.{variant}") for variant in frame["variant"]]),
        title=phrase(f"{KEY}.variants.title", **only(facts, "country", *EDITIONS)),
        columns={
            "name": (phrase(f"{KEY}.variants.variant"), "text"),
            **{
                column: (phrase(f"{KEY}.steps.{side}", component=SHORT[component]), "+.2f")
                for column, (side, component) in zip(COLUMNS, PLAYERS, strict=True)
            },
        },
        note=phrase(f"{KEY}.variants.note"),
    )


def cloud(result: Result) -> None:
    """Figure and sentence: the country among all states, by what their own online services moved."""
    facts = result.facts
    publish.sentence(
        f"{KEY}.cloud", "arithmetic fact", **only(facts, "country", "states", "less"), **_moved(facts, "own_osi")
    )
    words = _moved(facts, "own_osi", "change")
    publish.figure(
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
    data = pd.DataFrame({"own": -frame["own_osi"], "all": -frame["change"], "named": named})
    ends = max(data["own"].min(), data["all"].min()), min(data["own"].max(), data["all"].max())
    return scatter.crowd(
        data,
        x="own",
        y="all",
        label="named",
        title=phrase(
            f"{KEY}.cloud.title", own_osi=_words(facts["own_osi"], "short_"), **only(facts, "country", "less", "states")
        ),
        subtitle=phrase(f"{KEY}.cloud.subtitle", **only(facts, *EDITIONS)),
        source=phrase("un.source"),
        axes=(phrase(f"{KEY}.cloud.x"), phrase(f"{KEY}.cloud.y")),
        line=((ends[0],) * 2, (ends[1],) * 2, ""),  # what the line is stands in the subtitle
        forms=("d", "d"),
    )


_HEADINGS = {"own": ("country",), "others": (), "both": ()}


def _waterfall(result: Result) -> pd.DataFrame:
    """The six steps with their words."""
    frame = result.players[result.players["side"] != "both"]
    sides = {side: phrase(f"{KEY}.{side}", **only(result.facts, *_HEADINGS[side])) for side in ("own", "others")}
    return frame[["side", "component"]].assign(
        places=frame["shapley"],
        label=[phrase(f"{KEY}.waterfall.{component}") for component in frame["component"]],
        text=[_words(places, "short_") for places in frame["shapley"]],
        whose=frame["side"].map(sides),
    )


def _is_recomputed(result: Result) -> bool:
    """Whether the recomputed ranks are not the published ones."""
    facts = result.facts
    return (facts["rank_from"], facts["rank_to"]) != (facts["published_from"], facts["published_to"])


def _moved(facts: dict[str, object], *names: str) -> dict[str, str]:
    """The named changes of rank in words."""
    return {name: _words(facts[name]) for name in names}


def _words(places: float, form: str = "") -> str:
    """A change of rank in words: up 8.0 places."""
    return phrase(f"{KEY}.{form}{_way(places)}", places=abs(places))


def _way(places: float) -> str:
    """Whether a change of rank, as it will be written, is up or down."""
    return "nowhere" if abs(places) < 0.05 else "up" if places < 0 else "down"


def _name(component: str) -> str:
    return phrase(f"{KEY}.{component}")


def _listed(names: Iterable[str]) -> str:
    *first, last = names
    return phrase(f"{KEY}.and", first=", ".join(first), last=last) if first else last
