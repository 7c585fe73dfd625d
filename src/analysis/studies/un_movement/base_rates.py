"""How unusual is a move in the UN ranking among the states that could be compared with the country?

Takes the tables `egdi` and `states`. Places gained, plus is up, are published rank before minus published rank after,
of states that were ranked in both editions. Comparable: a start rank near the country's, the same UN region or
sub-region, the same income group, or all. Periods: the pair itself, and every period of as many editions that starts in
2010 or later (and the pair itself), where the other states' start ranks are compared with the country's in its own
pair. Groups are those of one year in all periods: income as listed for 2023, fragile and conflict states likewise.
Nobody was drawn at random.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.methods.ranks.base_rates import all_of_sign, base_rate, run_length
from analysis.studies.shared import survey
from analysis.studies.shared.decisions import ARITHMETIC_FACT
from analysis.studies.shared.survey import Move
from analysis.studies.un_movement import places

DECISION = ARITHMETIC_FACT
SINCE = 2010  # first edition of a period that is pooled
WIDER = 30  # places, beside the band that is asked for
RUN = 3  # moves of the runs that are counted in every period
CLASSIFIED = ("HIC", "UMC", "LMC", "LIC")
DIRECTIONS = {1: "rose", 0: "stayed", -1: "fell"}
COUNTS = ("k", "n", "share", "every_k", "every_n", "every_share")


@dataclass(frozen=True)
class Unusual:
    """Result frames of one move, the facts of its sentences and the values to publish.

    comparators: a row a comparator and population (`fragile` yes: with fragile and conflict states): k of n others did
    at least as well, the same over every period. periods: the nearest
    comparator by period. runs: states that rose or fell three times in a row. gains: the moves behind `periods`.
    """

    move: Move
    comparators: pd.DataFrame
    periods: pd.DataFrame
    runs: pd.DataFrame
    gains: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def ranks() -> pd.DataFrame:
    """Published ranks: a row a state by iso3, a column an edition, missing where the index was not computed."""
    return survey.table().pivot(index="iso3", columns="edition", values="rank").astype(float)


def windows(edition_from: int, edition_to: int) -> list[tuple[int, int]]:
    """Periods of as many editions as the pair that start in 2010 or later, and the pair itself; earliest first."""
    every = survey.editions()
    step = every.index(edition_to) - every.index(edition_from)
    later = {(a, b) for a, b in zip(every, every[step:], strict=False) if a >= SINCE}
    return sorted(later | {(edition_from, edition_to)})


def moves(country: str, periods: list[tuple[int, int]]) -> pd.DataFrame:
    """Moves of all other states: iso3, edition_from, edition_to, rank_from, gain, and the groups of the state.

    Raises InputError for a state that the table `states` has no region for.
    """
    field = ranks()
    frames = [
        pd.DataFrame({"edition_from": a, "edition_to": b, "rank_from": field[a], "gain": field[a] - field[b]})
        for a, b in periods
    ]
    frame = pd.concat(frames).dropna(subset=["gain"]).reset_index()
    frame = frame.merge(tables.load("states"), how="left", on="iso3", validate="many_to_one")
    lost = sorted(frame.loc[frame["region"].isna(), "iso3"].unique())
    if lost:
        raise InputError(
            [f"table states, {iso3}: ranked, but without a region: give it the groups of M49" for iso3 in lost]
        )
    return frame[frame["iso3"] != country].reset_index(drop=True)


def comparators(others: pd.DataFrame, country: str, start: float, band: int) -> list[tuple[str, str, pd.Series]]:
    """(key, group, who belongs to it) of every comparator; one without a group of its own is left out."""
    own = tables.load("states").set_index("iso3").loc[country]
    away = (others["rank_from"] - start).abs()
    found = [(f"band{width}", str(width), away <= width) for width in sorted({band, WIDER}, key=lambda w: w != band)]
    found += [(name, own[name], others[name] == own[name]) for name in ("region", "subregion")]
    if own["income"] in CLASSIFIED:
        found.append(("income", own["income"], others["income"] == own["income"]))
    return [*found, ("all", "", pd.Series(True, index=others.index))]


def compared(others: pd.DataFrame, move: Move, band: int) -> pd.DataFrame:
    """The frame `comparators` of the result."""
    start, gain = move.ranks[0], move.ranks[0] - move.ranks[1]
    here = (others["edition_from"] == move.edition_from) & (others["edition_to"] == move.edition_to)
    rows = []
    for fragile, kept in (("yes", others["iso3"] != ""), ("no", others["fragile"] == "")):
        for key, group, belongs in comparators(others, move.country, start, band):
            pool = others[belongs & kept]
            rates = base_rate(gain, pool.loc[here, "gain"].to_numpy()), base_rate(gain, pool["gain"].to_numpy())
            counts = dict(zip(COUNTS, [x for rate in rates for x in rate], strict=True))
            rows.append({"fragile": fragile, "comparator": key, "group": group, **counts})
    return pd.DataFrame(rows)


def by_period(near: pd.DataFrame, periods: list[tuple[int, int]], gain: float) -> pd.DataFrame:
    """Of the moves of near starters, how many did at least as well: a row a period; `weights` is thirds or others."""
    rows = []
    for first, last in periods:
        here = near[(near["edition_from"] == first) & (near["edition_to"] == last)]
        rate = base_rate(gain, here["gain"].to_numpy())._asdict()
        weights = "others" if survey.other_weights(first, last) else "thirds"
        rows.append({"edition_from": first, "edition_to": last, **rate, "weights": weights})
    return pd.DataFrame(rows)


def runs(country: str) -> pd.DataFrame:
    """States that rose, and that fell, in each of three moves in a row since 2010; and what the country did."""
    field = ranks()
    every = [edition for edition in survey.editions() if edition >= SINCE]
    rows = []
    for at in range(len(every) - RUN):
        span = field[every[at : at + RUN + 1]].dropna()
        gains = places.gained(np.diff(span.to_numpy(), axis=1))
        up, down = all_of_sign(gains, 1), all_of_sign(gains, -1)
        own = span.index == country
        did = "not_ranked" if not own.any() else "rose" if up[own][0] else "fell" if down[own][0] else "neither"
        rows.append({"first": every[at], "last": every[at + RUN], "ranked": len(span), "rose": int(up.sum()),
                     "fell": int(down.sum()), "own": did})  # fmt: skip
    return pd.DataFrame(rows)


def last_run(country: str, edition_to: int) -> dict[str, object]:
    """The country's moves in one direction up to `edition_to`, and how many other states did the same all along.

    They begin at the edition `run_first`. `before` is what it did from the edition before that one (`run_before`):
    rose, stayed or fell, unranked where it had no rank then, none where there is no such edition.
    """
    every = [edition for edition in survey.editions() if edition <= edition_to]
    field = ranks()[every]
    gains = places.gained(np.diff(field.to_numpy(), axis=1))
    own = field.index.get_loc(country)
    length = run_length(gains[own])
    at = len(every) - 1 - length
    told = {"run_length": length, "run_first": every[at], "run_before": every[at - 1] if at else 0}
    if not length:  # the edition before was not ranked
        return told | {"run_k": 0, "run_n": 0, "run_direction": "", "before": "unranked"}
    change = gains[own, at - 1] if at else np.nan
    before = "none" if not at else "unranked" if np.isnan(change) else DIRECTIONS[int(np.sign(change))]
    sign = int(np.sign(gains[own, -1]))
    among = ~np.isnan(gains[:, at:]).any(axis=1)
    among[own] = False
    same = int(all_of_sign(gains[among, at:], sign).sum())
    return told | {
        "run_k": same, "run_n": int(among.sum()), "run_direction": DIRECTIONS[sign], "before": before,
    }  # fmt: skip


def check_band(comparison_band: int) -> None:
    """Raises InputError for a band that is no whole number from 1 on."""
    if isinstance(comparison_band, bool) or not isinstance(comparison_band, int) or comparison_band < 1:
        raise InputError(
            f"comparison_band {comparison_band!r}: give a whole number of places from 1 on, for instance 20"
        )


def study(country: str, edition_from: int, edition_to: int, comparison_band: int = 20) -> Unusual:
    """Base rates of one move among states that started within `comparison_band` places, and other comparators.

    Raises InputError for what survey.check and check_band refuse, and for a band that holds nobody.
    """
    move = survey.move(country, edition_from, edition_to)
    check_band(comparison_band)
    start, gain = move.ranks[0], move.ranks[0] - move.ranks[1]
    every = windows(*move.editions)
    others = moves(country, every)
    table = compared(others, move, comparison_band)
    if table["n"].iloc[0] == 0:
        raise InputError(
            f"comparison_band {comparison_band}: nobody else within it was ranked in {edition_from} and {edition_to}; "
            "choose a wider one"
        )
    near = others[(others["rank_from"] - start).abs() <= comparison_band]
    periods, three = by_period(near, every, gain), runs(country)
    facts = move.facts | {
        "band": comparison_band,
        "gain": gain,
        "places": abs(gain),
        "direction": DIRECTIONS[int(np.sign(gain))],
        "periods": len(every),
        "later": sum(first >= SINCE for first, _ in every),
        "since": SINCE,
        "pool": "alone" if len(every) == 1 else "since" if edition_from >= SINCE else "own",
        **shares(table),
        **_counted(table, periods),
        **last_run(country, edition_to),
    }
    return Unusual(move, table, periods, three, near, facts, values(move, table, periods, three, facts))


def shares(table: pd.DataFrame) -> dict[str, object]:
    """The lowest and highest share over all comparisons with enough others, in the pair and over every period."""
    fewest = plan()["rules"]["fewest_compared"]
    found = [
        row[f"{prefix}share"]
        for row in table.to_dict("records")
        for prefix in ("", "every_")
        if row[f"{prefix}n"] >= fewest
    ]
    return {"range_low": min(found), "range_high": max(found), "compared": len(found), "fewest": fewest}


def _counted(table: pd.DataFrame, periods: pd.DataFrame) -> dict[str, object]:
    """How many did as well among near starters, without fragile states too, and how the periods differ."""
    main, without = table.iloc[0], table[table["fragile"] == "no"].iloc[0]
    plain = periods[periods["weights"] == "thirds"]
    return {
        **{name: main[name] for name in ("k", "n", "every_k", "every_n", "every_share")},
        **{f"without_{name}": without[name] for name in ("k", "n", "every_k", "every_n")},
        "plain_k": int(plain["k"].sum()),
        "plain_n": int(plain["n"].sum()),
        "plain_periods": len(plain),
        "seen_periods": int(periods["share"].notna().sum()),
        "lowest": float(periods["share"].min()),
        "highest": float(periods["share"].max()),
    }


def values(
    move: Move, table: pd.DataFrame, periods: pd.DataFrame, three: pd.DataFrame, facts: dict[str, object]
) -> dict[str, object]:
    """What is published: counts and shares by comparator, by period, of runs."""
    found: dict[str, object] = {f"{move.step}.gain": facts["gain"]}
    found |= {f"{move.step}.range.{end}": facts[f"range_{end}"] for end in ("low", "high")}
    for row in table.to_dict("records"):
        key = f"{move.step}.{row['comparator']}" + (".without_fragile" if row["fragile"] == "no" else "")
        found |= {f"{key}.{name}": row[name] for name in COUNTS if not np.isnan(row[name])}
    for row in periods.to_dict("records"):
        key = f"{move.step}.period_{row['edition_from']}_{row['edition_to']}"
        found |= {f"{key}.k": row["k"], f"{key}.n": row["n"]}
    for row in three.to_dict("records"):
        found |= {f"three_moves.{row['first']}_{row['last']}.{name}": row[name] for name in ("ranked", "rose", "fell")}
    names = {"length": "run_length", "k": "run_k", "n": "run_n"}
    return found | {f"run.{facts['edition_to']}.{name}": facts[fact] for name, fact in names.items()}
