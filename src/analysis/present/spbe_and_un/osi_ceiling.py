"""How the ceiling of any effect of SPBE on the UN rank is told, and what is known of the ministries and what is not."""

from __future__ import annotations

import pandas as pd

from analysis.present import lists, publish
from analysis.present.charts import compare, style
from analysis.present.phrases import editions, phrase
from analysis.studies.shared.decisions import ASSOCIATED_ONLY, CANNOT_BE_DECIDED
from analysis.studies.spbe_and_un.osi_ceiling import ALONE, COUNTED, UNDER_ASSUMPTION, Result

WANTED = ("osi_parts", "sites", "ministries", "lists", "gtmi")
TOGETHER = {
    CANNOT_BE_DECIDED: "relation.channel.together",
    ASSOCIATED_ONLY: "relation.channel.together_agrees",
}  # any other word: they are known, and did not move together


def ceiling(result: Result) -> None:
    """The most places that SPBE can account for, if it acts through OSI: finding, parts, figure and table."""
    facts, bars = result.facts, _bars(result)
    steps = bars.iloc[:-1]  # without the whole span
    publish.finding("relation.channel.ceiling", UNDER_ASSUMPTION, facts)
    publish.sentence("relation.channel.paired", COUNTED, facts)
    told = _steps(steps, "relation.channel.ceiling_step", " ")
    publish.sentence("relation.channel.ceiling_steps", UNDER_ASSUMPTION, steps=told)
    _score(result)
    publish.sentence("relation.channel.literacy", UNDER_ASSUMPTION, facts)
    publish.values("relation", result.values)
    publish.figure(
        "relation.channel.bars",
        compare.intervals,
        bars,
        {**facts, "listed": _steps(bars, "relation.channel.step", "; ")},
        label="label",
        low="low",
        high="high",
        value="last_in",
        form="d",
        reference=(0, phrase("relation.channel.bars.none")),
        texts={"source": "un.source"},
    )
    through = [phrase(f"relation.channel.through.{name}") for name in result.places["channel"]]
    publish.table(
        "relation.channel.places",
        result.places.assign(through=through, step=_between(result.places)),
        {
            "step": "text",
            "moved": "+d",
            "paired": "+.1f",
            "last_in": "+d",
            ("last_low", "last_high"): "+d",
            ("rank_without_low", "rank_without_high"): "int",
        },
        facts,
        group="through",
    )


def ministries(result: Result) -> None:
    """The ministries that the UN is said to look at: whether scores enter, who else is in the mean, and directions."""
    facts = result.facts
    publish.sentence("relation.channel.enters", None, facts)
    publish.sentence("relation.channel.membership", COUNTED, facts)
    stayed = facts["osi_before"] == facts["osi_after"]
    osi = phrase("relation.channel.osi_stayed" if stayed else "relation.channel.osi_moved", facts)
    key = TOGETHER.get(facts["decision"], "relation.channel.together_differs")
    publish.finding(key, facts["decision"], facts, osi=osi)
    _ministry_tables(result)
    ways = result.directions.assign(
        editions=_between(result.directions),
        spbe=_between(result.directions, "spbe_from", "spbe_to"),
        with_years=[phrase(f"relation.channel.pairing.{name}") for name in result.directions["pairing"]],
    )
    columns = {"editions": "text", "spbe": "text"}
    columns |= dict.fromkeys(("known", "rose", "osi_before", "osi_after"), "int")
    publish.table("relation.channel.directions", ways, columns, facts, group="with_years")
    publish.table("relation.channel.membership", result.membership)
    lists.left_out()


def _ministry_tables(result: Result) -> None:
    """Their index and domain values, and their mean beside the nation and the UN's positions."""
    known = result.ministries
    years = {name: name[1:] for name in known if name.startswith("y")}
    publish.table(
        "relation.channel.ministries",
        known.assign(
            heading=[phrase(f"relation.channel.sector.{name}") for name in known["sector"]],
            named_by=[phrase(f"relation.channel.named_by.{name}") for name in known["says"]],
        ),
        {"heading": "text", "name": "text", **dict.fromkeys(years, ".2f"), "named_by": "text"},
        heads=years,
    )
    publish.table(
        "relation.channel.years",
        result.years,
        {
            "year": "year",
            "known": "int",
            "mean": ".2f",
            "national": ".2f",
            "osi": ".4f",
            "osi_position": "int",
            "epi_position": "int",
        },
    )
    parts = [name.rsplit("_", 1) for name in result.domains if name != "name" and not name.startswith("management")]
    heads = {f"{domain}_{year}": phrase(f"relation.channel.domain.{domain}", year=year) for domain, year in parts}
    publish.table(
        "relation.channel.domains", result.domains, {"name": "text", **dict.fromkeys(heads, ".2f")}, heads=heads
    )


def wanted(result: Result) -> None:
    """What data would settle it: what, why, and who holds it."""
    rows = [
        {
            "what": phrase(f"relation.channel.wanted.what.{name}", result.facts),
            "why": phrase(f"relation.channel.wanted.why.{name}"),
            "holder": phrase(f"relation.channel.wanted.holder.{name}"),
        }
        for name in WANTED
    ]
    publish.table("relation.channel.wanted", pd.DataFrame(rows), dict.fromkeys(("what", "why", "holder"), "text"))


def _score(result: Result) -> None:
    """The share of the change of the score, with a star where components moved against each other."""
    rows = result.places[result.places["channel"] == ALONE].iloc[:-1]
    listed = "; ".join(
        phrase("relation.channel.score_step_opposed" if row["opposed"] else "relation.channel.score_step", row)
        for row in rows[rows["score_share"].notna()].to_dict("records")
    )
    key = "relation.channel.score" if rows["opposed"].any() else "relation.channel.score_plain"
    publish.sentence(key, COUNTED, result.facts, steps=listed)


def _bars(result: Result) -> pd.DataFrame:
    """The rows through OSI alone, the whole span last, with their ends and labels."""
    rows = result.places[result.places["channel"] == ALONE]
    frame = rows[["edition_from", "edition_to", "moved", "last_in", "last_low", "last_high"]]
    labels = [phrase("relation.channel.bars.label", row) for row in rows.to_dict("records")]
    return frame.rename(columns={"last_low": "low", "last_high": "high"}).assign(label=labels)


def _steps(bars: pd.DataFrame, key: str, between_rows: str) -> str:
    """The places of every row, each told by the text `key`."""
    between = [style.between(low, high, "d") for low, high in zip(bars["low"], bars["high"], strict=True)]
    rows = bars.assign(between=between).to_dict("records")
    return between_rows.join(phrase(key, row) for row in rows)


def _between(frame: pd.DataFrame, first: str = "edition_from", last: str = "edition_to") -> list[str]:
    return [editions(a, b) for a, b in zip(frame[first], frame[last], strict=True)]
