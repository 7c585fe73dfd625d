"""How it is told that a move was usual or unusual: sentences, tables and one figure."""

from __future__ import annotations

import re

import pandas as pd

from analysis.present import publish
from analysis.present.charts import compare, style
from analysis.present.phrases import editions, named, phrase
from analysis.studies.un_movement.base_rates import DECISION, Unusual

MOVES = {"rose": "un.unusual.rose", "fell": "un.unusual.fell", "stayed": "un.unusual.stayed"}


def answer(result: Unusual) -> None:
    """The finding: which share of other states did at least as well, over all comparisons, and which of the nearest."""
    facts = _told(result)
    described = phrase("un.unusual.described", facts)
    publish.finding(MOVES[facts["direction"]], DECISION, facts, range=_range(result), described=described)
    publish.values("un.unusual", result.values)


def span(result: Unusual) -> None:
    """The same for the whole span of the national SPBE index, as one finding."""
    facts = _told(result)
    moved = phrase(f"un.unusual.span_moved.{facts['direction']}", facts)
    publish.finding("un.unusual.span", DECISION, facts, moved=moved, range=_range(result))
    publish.values("un.unusual", result.values)


def gains(result: Unusual) -> None:
    """Figure of the moves of comparable starters, in the pair and over every period, with the country's own marked."""
    facts, every = _told(result), result.gains
    here = (every["edition_from"] == facts["edition_from"]) & (every["edition_to"] == facts["edition_to"])
    period = editions(facts["edition_from"], facts["edition_to"])
    parts = [every[here].assign(group=phrase("un.unusual.gains.pair", facts, period=period))]
    if facts["periods"] > 1:
        parts.append(every.assign(group=phrase(f"un.unusual.gains_every.{facts['pool']}", facts)))
    drawn, own = pd.concat(parts), facts["gain"]
    publish.figure(
        "un.unusual.gains",
        compare.distribution,
        drawn,
        facts,
        csv=every[["iso3", "edition_from", "edition_to", "rank_from", "gain"]],
        texts={"alt": "un.unusual.gains.alt" if facts["periods"] > 1 else "un.unusual.gains.alt_alone"},
        value="gain",
        group="group",
        marks=dict.fromkeys(drawn["group"], own),
        mark_word=phrase("un.unusual.gains.mark"),
        bin_width=5,
        form="+d",
        limits=(min(drawn["gain"].min(), own), max(drawn["gain"].max(), own)),
    )


def comparators(result: Unusual) -> None:
    """Table of every comparator, with and without fragile and conflict states; what leaving them out does."""
    facts = _told(result)
    several = facts["periods"] > 1
    if not facts["without_n"]:
        publish.sentence("un.unusual.without_fragile_none", DECISION, facts)
    else:
        without = "un.unusual.without_fragile" if several else "un.unusual.without_fragile_alone"
        publish.sentence(without, DECISION, facts)
    rows = result.comparators.assign(
        name=[group_name(*row) for row in result.comparators[["comparator", "group"]].itertuples(index=False)],
        population=[phrase(f"un.unusual.population.{kept}") for kept in result.comparators["fragile"]],
    )
    every = {"every_n": "int", "every_k": "int", "every_share": ".0%"} if several else {}
    columns = {"name": "text", "n": "int", "k": "int", "share": ".0%", **every}
    if several:
        facts["every"] = phrase(f"un.unusual.comparators_every.{facts['pool']}", facts)
    note = "un.unusual.comparators.note" if several else "un.unusual.comparators.note_single"
    publish.table("un.unusual.comparators", rows, columns, facts, group="population", texts={"note": note})


def periods(result: Unusual) -> None:
    """Table of the periods, how much they differ, and what is left when those with other weights are left out."""
    facts = _told(result)
    if facts["seen_periods"] > 1:
        same = style.written(facts["lowest"], ".0%") == style.written(facts["highest"], ".0%")
        publish.sentence("un.unusual.periods_same" if same else "un.unusual.periods", DECISION, facts)
    if 0 < facts["plain_periods"] < facts["periods"] and facts["plain_n"]:
        publish.sentence("un.unusual.weights", DECISION, facts)
    listed = result.periods.assign(
        period=[editions(*pair) for pair in result.periods[["edition_from", "edition_to"]].itertuples(index=False)],
        note=[phrase(f"un.unusual.weights.{weights}") for weights in result.periods["weights"]],
    )
    columns = {"period": "text", "n": "int", "k": "int", "share": ".0%", "note": "text"}
    publish.table("un.unusual.periods", listed, columns, facts)


def runs(result: Unusual) -> None:
    """How long the country's run is and how many others had the same; states that moved three times in a row."""
    facts = _told(result)
    if facts["run_length"]:
        facts["moved"] = phrase(f"un.unusual.moved.{facts['run_direction']}")
        if facts["run_length"] > 1:
            publish.sentence("un.unusual.run", DECISION, facts)
        elif facts["before"] == "none":
            publish.sentence("un.unusual.no_run_none", DECISION, facts)
        elif facts["before"] == "unranked":
            publish.sentence("un.unusual.no_run_unranked", DECISION, facts)
        else:
            before = phrase(f"un.unusual.moved.{facts['before']}")
            publish.sentence("un.unusual.no_run", DECISION, facts, before=before)
    last = result.runs.iloc[-1].to_dict()
    publish.sentence("un.unusual.three_moves", DECISION, facts | last, did=phrase(f"un.unusual.did.{last['own']}"))


def _told(result: Unusual) -> dict[str, object]:
    """The facts, with the country, and how many others started how near, and over which years, in words."""
    facts = named(result.facts)
    over = phrase(f"un.unusual.over.{'several' if facts['periods'] > 1 else 'alone'}")
    return facts | {"others": phrase("un.unusual.others", facts), "within": _within(facts["band"]), "over": over}


def _range(result: Unusual) -> str:
    """The lowest and the highest share over all comparisons, in words."""
    low, high = (style.written(result.facts[f"range_{end}"], ".0%") for end in ("low", "high"))
    return phrase("un.unusual.range_one", low=low) if low == high else phrase("un.unusual.range", low=low, high=high)


def group_name(comparator: str, group: str) -> str:
    """A comparator in words: the band and its width, the region, the income group."""
    if comparator.startswith("band"):
        return phrase("un.unusual.name.band", within=_within(int(group)))
    if comparator == "income":
        return phrase("un.unusual.name.income", group=phrase(f"un.unusual.income.{group.lower()}"))
    if comparator.endswith("region"):
        name = re.sub(r"\W", "_", group.lower())
        return phrase(f"un.unusual.name.{comparator}", group=phrase(f"un.unusual.group.{name}"))
    return phrase(f"un.unusual.name.{comparator}", {"group": group})


def _within(band: int) -> str:
    return phrase("un.unusual.within", band=band)
