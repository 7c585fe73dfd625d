"""How it is told that a move was usual or unusual: sentences, tables and one figure."""

from __future__ import annotations

import pandas as pd

from analysis.present import compare, publish, style
from analysis.present.words import only, phrase
from analysis.studies.base_rates import Unusual

KEY = "un.unusual"
MOVE = ("country", "edition_from", "edition_to")
FACT = "arithmetic fact"


def answer(result: Unusual) -> None:
    """The finding: the move, and how many comparable states did at least as well then and in every period."""
    facts, direction = result.facts, result.facts["direction"]
    names = (*MOVE, "band", "k", "n", "periods", "since", "every_k", "every_n", *(["places"] * (direction != "stayed")))
    publish.finding(f"{KEY}.{direction}", FACT, **only(facts, *names, "every_share"))
    publish.values("un.unusual", result.values)


def gains(result: Unusual) -> None:
    """Figure of the moves of comparable starters, in the pair and over every period, with the country's own marked."""
    facts = result.facts
    here = (result.gains["edition_from"] == facts["edition_from"]) & (result.gains["edition_to"] == facts["edition_to"])
    pair = phrase(f"{KEY}.gains.pair", n=facts["n"], **only(facts, "edition_from", "edition_to"))
    parts = [result.gains[here].assign(group=pair)]
    if facts["periods"] > 1:
        every = phrase(f"{KEY}.gains.every", n=facts["every_n"], **only(facts, "periods", "since"))
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
        subtitle=phrase(f"{KEY}.gains.subtitle", **only(facts, "country", "band")),
        source=phrase("un.source"),
    )
    publish.figure(
        f"{KEY}.gains",
        figure,
        result.gains[["iso3", "edition_from", "edition_to", "rank_from", "gain"]],
        title=phrase(f"{KEY}.gains.caption", **only(facts, "country", "band")),
        alt=phrase(
            f"{KEY}.gains.alt",
            own=style.written(own, "+d"),
            **only(facts, "country", "band", "k", "n", "every_k", "every_n"),
        ),
    )


def comparators(result: Unusual) -> None:
    """Table of every comparator, with and without fragile and conflict states; what leaving them out does."""
    facts = result.facts
    publish.sentence(
        f"{KEY}.without_fragile",
        FACT,
        **only(facts, "band", "without_k", "without_n", "without_every_k", "without_every_n"),
    )
    named = result.comparators.assign(
        name=[_name(*row) for row in result.comparators[["comparator", "group"]].itertuples(index=False)],
        population=[phrase(f"{KEY}.population.{kept}") for kept in result.comparators["fragile"]],
    )
    publish.table(
        f"{KEY}.comparators",
        named,
        title=phrase(f"{KEY}.comparators.title", **only(facts, *MOVE)),
        columns={
            "name": ("Compared with", "text"),
            "n": ("Others", "int"),
            "k": ("As good", "int"),
            "share": ("Share", ".0%"),
            "every_n": ("All periods", "int"),
            "every_k": ("As good", "int"),
            "every_share": ("Share", ".0%"),
        },
        note=phrase(f"{KEY}.comparators.note", **only(facts, "country", "periods", "since")),
        group="population",
    )


def periods(result: Unusual) -> None:
    """Table of the periods, and what is left when those with other weights are left out."""
    facts = result.facts
    publish.sentence(f"{KEY}.periods", FACT, **only(facts, "country", "band", "periods", "lowest", "highest"))
    if 0 < facts["plain_periods"] < facts["periods"] and facts["plain_n"]:
        publish.sentence(f"{KEY}.weights", FACT, **only(facts, "plain_periods", "plain_k", "plain_n"))
    listed = result.periods.assign(
        period=_spans(result.periods, "edition_from", "edition_to"),
        note=[phrase(f"{KEY}.weights.{weights}") for weights in result.periods["weights"]],
    )
    publish.table(
        f"{KEY}.periods",
        listed,
        title=phrase(f"{KEY}.periods.title", **only(facts, "country", "band")),
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
        word = phrase(f"{KEY}.moved.{facts['run_direction']}")
        which = "run" if facts["run_length"] > 1 else "no_run"
        names = ("country", "run_first", "edition_to", "run_k", "run_n", *(["run_length"] * (which == "run")))
        publish.sentence(f"{KEY}.{which}", FACT, moved=word, **only(facts, *names))
    last = result.runs.iloc[-1]
    did = [phrase(f"{KEY}.did.{word.replace(' ', '_')}") for word in result.runs["own"]]
    publish.sentence(
        f"{KEY}.three_moves",
        FACT,
        country=facts["country"],
        did=did[-1],
        **only(last, "first", "last", "ranked", "rose", "fell"),
    )
    listed = result.runs.assign(
        period=_spans(result.runs, "first", "last"),
        did=did,
    )
    publish.table(
        f"{KEY}.three_moves",
        listed,
        title=phrase(f"{KEY}.three_moves.title"),
        columns={
            "period": ("Editions", "text"),
            "ranked": ("Ranked in all", "int"),
            "rose": ("Rose each time", "int"),
            "fell": ("Fell each time", "int"),
            "did": (facts["country"], "text"),
        },
        note=phrase(f"{KEY}.three_moves.note"),
    )


def _name(comparator: str, group: str) -> str:
    """A comparator in words: the band and its width, the region, the income group."""
    if comparator.startswith("band"):
        return phrase(f"{KEY}.name.band", width=int(group))
    if comparator == "income":
        return phrase(f"{KEY}.name.income", group=phrase(f"{KEY}.income.{group.lower()}"))
    if comparator == "all":
        return phrase(f"{KEY}.name.all")
    return phrase(f"{KEY}.name.{comparator}", group=group)


def _spans(frame: pd.DataFrame, first: str, last: str) -> list[str]:
    return [phrase("number.range", low=str(a), high=str(b)) for a, b in zip(frame[first], frame[last], strict=True)]
