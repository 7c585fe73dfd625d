"""How the ceiling of any effect of SPBE on the UN rank is told, and what is known of the ministries and what is not."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from analysis.present import publish
from analysis.present.charts import compare
from analysis.present.phrases import editions, only, phrase
from analysis.studies.spbe_and_un.osi_ceiling import ALONE, FEWEST, LAGS, Result

KEY = "relation.channel"
WANTED = ("osi_parts", "sites", "ministries", "lists", "gtmi")


def ceiling(result: Result) -> None:
    """The most places that any effect of SPBE can account for: finding, share of the score, figure and table."""
    facts, steps = result.facts, _steps(result)
    names = ("country", "edition_from", "edition_to", "rank_to", "moved", "low", "ceiling", "any_order")
    publish.finding(f"{KEY}.ceiling", "bounded", **only(facts, *names, "rank_without"))
    bars = _bars(result)
    whole = (facts["edition_from"], facts["edition_to"])
    listed = [
        phrase(f"{KEY}.step", **only(row, "low", "ceiling", "moved", "edition_from", "edition_to"))
        for row in bars.assign(ceiling=bars["high"]).to_dict("records")
        if (row["edition_from"], row["edition_to"]) != whole
    ]
    publish.sentence(f"{KEY}.ceiling_steps", "bounded", steps="; ".join(listed))
    _score(facts, steps)
    names = ("edition_from", "edition_to", "literacy", "ceiling", "ceiling_hci")
    latest = ("latest_from", "latest_ceiling", "latest_ceiling_hci")
    publish.sentence(f"{KEY}.literacy", "bounded", **only(facts, *names, *latest))
    publish.values("relation", result.values)
    items = "; ".join(
        phrase(f"{KEY}.bars.item", **only(row, "low", "high", "moved"), **_ends(row)) for row in bars.to_dict("records")
    )
    publish.old_figure(
        f"{KEY}.bars",
        bars_figure(result),
        bars,
        title=phrase(f"{KEY}.bars.caption"),
        alt=phrase(f"{KEY}.bars.alt", listed=items),
    )
    words = {ALONE: phrase(f"{KEY}.alone")}
    table = result.places.assign(
        through=result.places["channel"].map(words).fillna(phrase(f"{KEY}.with_hci")), step=_between(result.places)
    )
    publish.old_table(
        f"{KEY}.places",
        table,
        title=phrase(f"{KEY}.places.title", country=facts["country"]),
        columns={
            "step": ("Editions", "text"),
            "score_share": ("Share of score", ".0%"),
            "moved": ("Places moved", "+d"),
            "first_in": ("First", "+d"),
            "last_in": ("Last", "+d"),
            "any_order": ("Any order", "+d"),
            "rank_without": ("Rank without", "int"),
        },
        note=phrase(f"{KEY}.places.note"),
        group="through",
    )


def bars_figure(result: Result) -> Figure:
    """Bars from the smaller to the larger count of places through OSI, by step and over all."""
    facts = result.facts
    return compare.intervals(
        _bars(result),
        label="label",
        low="low",
        high="high",
        title=phrase(f"{KEY}.bars.title", **only(facts, "low", "ceiling", "moved", "edition_from", "edition_to")),
        subtitle=phrase(f"{KEY}.bars.subtitle", country=facts["country"]),
        source=phrase("un.source"),
        form="d",
        reference=(0, phrase(f"{KEY}.bars.none")),
    )


def ministries(result: Result) -> None:
    """The ministries that the UN is said to look at: whether scores enter, who else is in the mean, and directions."""
    facts = result.facts
    publish.sentence(
        f"{KEY}.enters",
        **only(facts, "edition_from", "edition_to"),
        **only(result.claims["merangin-local"], "largest_gap"),
    )
    names = ("year", "listed", "local", "local_share", "assessed", "assessed_share")
    publish.sentence(f"{KEY}.membership", "arithmetic fact", **only(facts, *names))
    names = ["ministries", "listed_from", "listed_to", "listed_known", "listed_rose", "first_known", "most_known"]
    names += ["osi_before", "osi_after", "latest_from", "edition_to"]
    key = f"{KEY}.together" if facts["decision"] == "not supported" else f"{KEY}.together_agrees"
    publish.finding(key, facts["decision"], **only(facts, *names))
    _ministry_tables(result)
    ways = result.directions.assign(
        editions=_between(result.directions),
        spbe=_between(result.directions, "spbe_from", "spbe_to"),
        with_years=result.directions["pairing"].map({name: phrase(f"{KEY}.{name}") for name in LAGS}),
    )
    publish.old_table(
        f"{KEY}.directions",
        ways,
        title=phrase(f"{KEY}.directions.title"),
        columns={
            "editions": ("Editions", "text"),
            "spbe": ("SPBE", "text"),
            "known": ("Known in both", "int"),
            "rose": ("Rose", "int"),
            "osi_before": ("OSI position before", "int"),
            "osi_after": ("After", "int"),
        },
        note=phrase(f"{KEY}.directions.note", fewest=FEWEST),
        group="with_years",
    )
    publish.old_table(f"{KEY}.membership", result.membership, title=phrase(f"{KEY}.membership.title"), show=False)


def _ministry_tables(result: Result) -> None:
    """Their index and domain values, and their mean beside the nation and the UN's positions."""
    years = [name for name in result.ministries if name.startswith("y")]
    publish.old_table(
        f"{KEY}.ministries",
        result.ministries.assign(heading=result.ministries["sector"].str.capitalize()),
        title=phrase(f"{KEY}.ministries.title"),
        columns={
            "heading": ("Sector", "text"),
            "name": ("Body", "text"),
            **{name: (name[1:], ".2f") for name in years},
            "says": ("Sector named by", "text"),
        },
        note=phrase(f"{KEY}.ministries.note"),
    )
    publish.old_table(
        f"{KEY}.years",
        result.years,
        title=phrase(f"{KEY}.years.title"),
        columns={
            "year": ("Year", "year"),
            "known": ("Known", "int"),
            "mean": ("Mean", ".2f"),
            "national": ("National", ".2f"),
            "osi": ("OSI", ".4f"),
            "osi_position": ("OSI position", "int"),
            "epi_position": ("EPI position", "int"),
        },
        note=phrase(f"{KEY}.years.note"),
    )
    columns = [name for name in result.domains if name != "name" and not name.startswith("management")]
    publish.old_table(
        f"{KEY}.domains",
        result.domains,
        title=phrase(f"{KEY}.domains.title"),
        columns={
            "name": ("Body", "text"),
            **{name: (name.replace("_", " ").capitalize(), ".2f") for name in columns},
        },
        note=phrase(f"{KEY}.domains.note"),
    )


def wanted(result: Result) -> None:
    """What data would settle it: what, why, and who holds it."""
    year = dict.fromkeys(("ministries", "lists"), only(result.facts, "listed_from"))
    rows = [
        {
            "what": phrase(f"{KEY}.wanted.{name}.what", **year.get(name, {})),
            "why": phrase(f"{KEY}.wanted.{name}.why"),
            "holder": phrase(f"{KEY}.wanted.{name}.holder"),
        }
        for name in WANTED
    ]
    publish.old_table(
        f"{KEY}.wanted",
        pd.DataFrame(rows),
        title=phrase(f"{KEY}.wanted.title"),
        columns={"what": ("Data", "text"), "why": ("What it would show", "text"), "holder": ("Held by", "text")},
        note=phrase(f"{KEY}.wanted.note"),
    )


def _score(facts: Mapping[str, object], steps: list[dict[str, object]]) -> None:
    """The share of the change of the score, with a star where components moved against each other."""
    opposed = any(row["opposed"] for row in steps)
    listed = "; ".join(
        _step(f"{KEY}.score_step" + "_opposed" * row["opposed"], row, "score_share")
        for row in steps
        if not pd.isna(row["score_share"])
    )
    names = ("edition_from", "edition_to", "score_share")
    key = f"{KEY}.score" if opposed else f"{KEY}.score_plain"
    publish.sentence(key, "arithmetic fact", **only(facts, *names), steps=listed)


def _steps(result: Result) -> list[dict[str, object]]:
    """The rows through OSI alone, without the whole span."""
    rows = result.places[result.places["channel"] == ALONE].to_dict("records")
    whole = (result.facts["edition_from"], result.facts["edition_to"])
    return [row for row in rows if (row["edition_from"], row["edition_to"]) != whole]


def _bars(result: Result) -> pd.DataFrame:
    """The rows through OSI alone with their ends and labels."""
    rows = result.places[result.places["channel"] == ALONE]
    ends = rows[["first_in", "last_in"]]
    labels = [phrase(f"{KEY}.bars.label", moved=row["moved"], **_ends(row)) for row in rows.to_dict("records")]
    frame = rows[["edition_from", "edition_to", "moved", "first_in", "last_in"]]
    return frame.assign(low=ends.min(axis=1), high=ends.max(axis=1), label=labels)


def _ends(row: Mapping[str, object]) -> dict[str, object]:
    return {"first": row["edition_from"], "last": row["edition_to"]}


def _step(key: str, row: Mapping[str, object], *names: str) -> str:
    return phrase(key, **only(row, "edition_from", "edition_to", *names))


def _between(frame: pd.DataFrame, first: str = "edition_from", last: str = "edition_to") -> list[str]:
    return [editions(a, b) for a, b in zip(frame[first], frame[last], strict=True)]
