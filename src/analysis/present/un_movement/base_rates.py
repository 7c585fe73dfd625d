"""How it is told that a move was usual or unusual: sentences, tables and one figure."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.present import publish
from analysis.present.charts import compare, style
from analysis.present.phrases import editions, only, phrase
from analysis.studies.un_movement.base_rates import Unusual

Facts = Mapping[str, object]
KEY = "un.unusual"
MOVE = ("country", "edition_from", "edition_to")
FACT = "arithmetic fact"
EVERY = {"since": ("since", "periods"), "own": ("since", "later"), "alone": ("since",)}  # facts by what is pooled


def answer(result: Unusual) -> None:
    """The finding: the move, and how many comparable states did at least as well then and in every period."""
    facts, direction = result.facts, result.facts["direction"]
    every = _every(facts, f"{KEY}.every", "every_k", "every_n", "every_share")
    publish.finding(f"{KEY}.{direction}", FACT, every=every, **_near(facts), **only(facts, *MOVE, "k", *_places(facts)))
    publish.values("un.unusual", result.values)


def span(result: Unusual) -> None:
    """The same for the whole span of the national SPBE index, as one finding."""
    facts = result.facts
    moved = phrase(f"{KEY}.span_{facts['direction']}", **only(facts, *_places(facts)))
    every = _every(facts, f"{KEY}.span_every", "every_k", "every_n")
    publish.finding(f"{KEY}.span", FACT, moved=moved, every=every, **_near(facts), **only(facts, *MOVE, "k"))
    publish.values("un.unusual", result.values)


def gains(result: Unusual) -> None:
    """Figure of the moves of comparable starters, in the pair and over every period, with the country's own marked."""
    facts = result.facts
    here = (result.gains["edition_from"] == facts["edition_from"]) & (result.gains["edition_to"] == facts["edition_to"])
    near = _near(facts)
    within = only(near, "within")
    period = editions(facts["edition_from"], facts["edition_to"])
    pair = phrase(f"{KEY}.gains.pair", period=period, others=near["others"])
    parts = [result.gains[here].assign(group=pair)]
    counts = ["k", "n"]
    if facts["periods"] > 1:
        counts += ["every_k", "every_n"]
        every = _every(facts, f"{KEY}.gains.every", "every_n")
        parts.append(result.gains.assign(group=every))
    drawn = pd.concat(parts)
    own = facts["gain"]
    figure = compare.distribution(
        drawn,
        value="gain",
        group="group",
        marks=dict.fromkeys(drawn["group"], own),
        mark_word=phrase(f"{KEY}.gains.mark"),
        bin_width=5,
        form="+d",
        limits=(min(drawn["gain"].min(), own), max(drawn["gain"].max(), own)),
        title=phrase(f"{KEY}.gains.title", **only(facts, "country", "every_k", "every_n")),
        subtitle=phrase(f"{KEY}.gains.subtitle", country=facts["country"], **within),
        source=phrase("un.source"),
    )
    publish.old_figure(
        f"{KEY}.gains",
        figure,
        result.gains[["iso3", "edition_from", "edition_to", "rank_from", "gain"]],
        title=phrase(f"{KEY}.gains.caption", country=facts["country"], **within),
        alt=phrase(
            f"{KEY}.gains.alt" + "_alone" * (facts["periods"] == 1),
            own=style.written(own, "+d"),
            **within,
            **only(facts, "country", *counts),
        ),
    )


def comparators(result: Unusual) -> None:
    """Table of every comparator, with and without fragile and conflict states; what leaving them out does."""
    facts = result.facts
    several = facts["periods"] > 1
    names = ["without_k", "without_n", *["without_every_k", "without_every_n"] * several]
    which = ("" if several else "_alone") if facts["without_n"] else "_none"
    counts = only(facts, *names) if facts["without_n"] else {}
    publish.sentence(f"{KEY}.without_fragile{which}", FACT, **only(_near(facts), "within"), **counts)
    every = {"every_n": ("All periods", "int"), "every_k": ("As good", "int"), "every_share": ("Share", ".0%")}
    named = result.comparators.assign(
        name=[_name(*row) for row in result.comparators[["comparator", "group"]].itertuples(index=False)],
        population=[phrase(f"{KEY}.population.{kept}") for kept in result.comparators["fragile"]],
    )
    publish.old_table(
        f"{KEY}.comparators",
        named,
        title=phrase(f"{KEY}.comparators.title", **only(facts, *MOVE)),
        columns={
            "name": ("Compared with", "text"),
            "n": ("Others", "int"),
            "k": ("As good", "int"),
            "share": ("Share", ".0%"),
            **(every if several else {}),
        },
        note=phrase(
            f"{KEY}.comparators.note",
            country=facts["country"],
            every=_every(facts, f"{KEY}.comparators.note", "country"),
        ),
        group="population",
    )


def periods(result: Unusual) -> None:
    """Table of the periods, how much they differ, and what is left when those with other weights are left out."""
    facts, within = result.facts, only(_near(result.facts), "within")
    if facts["seen_periods"] > 1:
        same = style.written(facts["lowest"], ".0%") == style.written(facts["highest"], ".0%")
        names = ("country", "seen_periods", "lowest", *["highest"] * (not same))
        publish.sentence(f"{KEY}.periods" + "_same" * same, FACT, **within, **only(facts, *names))
    if 0 < facts["plain_periods"] < facts["periods"] and facts["plain_n"]:
        publish.sentence(f"{KEY}.weights", FACT, **only(facts, "plain_periods", "plain_k", "plain_n"))
    listed = result.periods.assign(
        period=[editions(*pair) for pair in result.periods[["edition_from", "edition_to"]].itertuples(index=False)],
        note=[phrase(f"{KEY}.weights.{weights}") for weights in result.periods["weights"]],
    )
    publish.old_table(
        f"{KEY}.periods",
        listed,
        title=phrase(f"{KEY}.periods.title", country=facts["country"], **within),
        columns={
            "period": ("Period", "text"),
            "n": ("Others", "int"),
            "k": ("As good", "int"),
            "share": ("Share", ".0%"),
            "note": ("Weights of the UN", "text"),
        },
        note=phrase(f"{KEY}.periods.note", **only(facts, "country", "edition_from", "gain")),
    )


def runs(result: Unusual) -> None:
    """How long the country's run is and how many others had the same; states that moved three times in a row."""
    facts = result.facts
    if facts["run_length"]:
        which, names, before = _run(facts)
        names = ("country", "run_first", "edition_to", "run_k", "run_n", *names)
        moved = phrase(f"{KEY}.moved.{facts['run_direction']}")
        publish.sentence(f"{KEY}.{which}", FACT, moved=moved, **before, **only(facts, *names))
    last = result.runs.iloc[-1]
    did = [phrase(f"{KEY}.did.{word.replace(' ', '_')}") for word in result.runs["own"]]
    publish.sentence(
        f"{KEY}.three_moves",
        FACT,
        country=facts["country"],
        did=did[-1],
        **only(last, "first", "last", "ranked", "rose", "fell"),
    )


def _name(comparator: str, group: str) -> str:
    """A comparator in words: the band and its width, the region, the income group."""
    if comparator.startswith("band"):
        return phrase(f"{KEY}.name.band", within=_within(int(group)))
    if comparator == "income":
        return phrase(f"{KEY}.name.income", group=phrase(f"{KEY}.income.{group.lower()}"))
    if comparator == "all":
        return phrase(f"{KEY}.name.all")
    return phrase(f"{KEY}.name.{comparator}", group=group)


def _run(facts: Facts) -> tuple[str, list[str], dict[str, str]]:
    """Which sentence a run gets, the facts that only this one takes, and what the country did before."""
    if facts["run_length"] > 1:
        return "run", ["run_length"], {}
    if facts["before"] == "none":
        return "no_run_none", [], {}
    if facts["before"] == "unranked":
        return "no_run_unranked", ["run_before"], {}
    return "no_run", ["run_before"], {"before": phrase(f"{KEY}.moved.{facts['before']}")}


def _near(facts: Facts) -> dict[str, str]:
    """How many others are comparable, and how near they started, in words."""
    others = phrase(f"{KEY}.others_one") if facts["n"] == 1 else phrase(f"{KEY}.others", n=facts["n"])
    return {"others": others, "within": _within(facts["band"])}


def _within(band: int) -> str:
    return phrase(f"{KEY}.within_one") if band == 1 else phrase(f"{KEY}.within", band=band)


def _places(facts: Facts) -> tuple[str, ...]:
    """The fact that a move has and a country that kept its place has not."""
    return () if facts["direction"] == "stayed" else ("places",)


def _every(facts: Facts, key: str, *counts: str) -> str:
    """What is said of all periods: of those since 2010, of the own and those since 2010, or that there is no other."""
    pool = facts["pool"]
    return phrase(f"{key}_{pool}", **only(facts, *EVERY[pool], *(() if pool == "alone" else counts)))
