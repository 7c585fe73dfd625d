"""How much of Indonesia's move can run through SPBE at most, and what is known of the ministries the UN looks at?

The places are those of `osi_places`: places gained, plus is up, lost again had online services kept their standing.

The list of ministries comes from second-hand accounts of the UN's method; ours is the choice of Indonesian bodies.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.data import tables
from analysis.data.plan import plan
from analysis.methods.ranks import ranks
from analysis.studies.shared import decisions, institutions, instruments, published_means, survey
from analysis.studies.shared.decisions import ARITHMETIC_FACT, ASSOCIATED_ONLY, BOUNDED, NOT_SUPPORTED
from analysis.studies.shared.lists import COMPLETE, LIST_SOURCES, index_table
from analysis.studies.shared.survey import COUNTRY, LITERACY, THIRDS
from analysis.studies.spbe_and_un.osi_places import ALONE, WITH_HCI, ceilings

LOCAL = ["provinsi", "kabupaten", "kota"]
UN_2008, SECOND_HAND = "un_2008", "second_hand"
# Sector -> body as the lists of 2023 and 2024 name it, why this one, and who says that the UN looks at the sector.
# The UN's own list (UN DESA/DPADM, Main Features Reviewed by the e-Government Survey, 2008) names education, finance,
# health, labour and/or social services; that all seven are looked at in 2018-2024 is a second-hand account.
ASSESSED = {
    "education": ("kementerian-pendidikan-dan-kebudayaan", "with_culture", UN_2008),
    "labour": ("kementerian-ketenagakerjaan", "same_name", UN_2008),
    "social_affairs": ("kementerian-sosial", "same_name", UN_2008),
    "health": ("kementerian-kesehatan", "same_name", UN_2008),
    "finance": ("kementerian-keuangan", "same_name", UN_2008),
    "environment": ("kementerian-lingkungan-hidup-dan-kehutanan", "with_forestry", SECOND_HAND),
    "justice": ("kementerian-hukum-dan-hak-asasi-manusia", "law_and_human_rights", SECOND_HAND),
}  # fmt: skip
LAGS = {"same_year": 0, "year_before": 1}  # years by which the SPBE index is older than the survey
UNDER_ASSUMPTION = BOUNDED  # every ceiling: SPBE touches online services alone, which would have kept their standing
COUNTED = ARITHMETIC_FACT  # parts by pairs, shares of the printed score, and of the lists


@dataclass(frozen=True)
class Result:
    """Frames, facts and values.

    places: a row a channel and step; ministries: a row a ministry with its index by year; domains: its domain values
    on the complete lists; years: a row a year with the number known, their mean, the national mean and positions;
    directions: a row a pairing and step; membership: a row a complete list.
    """

    places: pd.DataFrame
    ministries: pd.DataFrame
    domains: pd.DataFrame
    years: pd.DataFrame
    directions: pd.DataFrame
    membership: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def ministries() -> pd.DataFrame:
    """The ministries that the UN is said to look at: sector, name, why, says, and the preferred index as y2021, ...

    Raises nothing; a year is a column where one of them is known.
    """
    index = tables.load("spbe_index")
    held = index[index["preferred"] & (index["status"] == "published")]
    wide = held.pivot(index="institution_id", columns="year", values="index")
    names = tables.load("institutions").set_index("institution_id")["name"]
    rows = [
        {"sector": sector, "institution_id": body, "name": names[body], "why": why, "says": says}
        for sector, (body, why, says) in ASSESSED.items()
    ]
    wide = wide.reindex([row["institution_id"] for row in rows]).dropna(axis=1, how="all")
    wide.columns = [f"y{year}" for year in wide.columns]
    return pd.concat([pd.DataFrame(rows), wide.reset_index(drop=True)], axis=1)


def domains() -> pd.DataFrame:
    """Domain values of these ministries on the complete lists: name, policy_2023, policy_2024, governance_2023, ..."""
    listed = institutions.rescored()
    listed = listed[listed["year"].isin(COMPLETE)]
    wide = listed.pivot(index=["institution_id", "name"], columns="year", values=list(instruments.DOMAINS.values()))
    wide.columns = [f"{domain}_{year}" for domain, year in wide.columns]
    return wide.reset_index("name").reindex([body for body, *_ in ASSESSED.values()]).reset_index(drop=True)


def by_year(known: pd.DataFrame) -> pd.DataFrame:
    """A row a year of the national index: ministries known, their mean and range, national mean, OSI and positions.

    Values of OSI and positions are missing between editions. EPI (e-participation) has a position alone: the scale of
    its values was moved in 2022, so that they are not compared.
    """
    nation, rows = published_means.published_index(), []
    for year, published in nation.iterrows():
        there = known[f"y{year}"].dropna() if f"y{year}" in known else pd.Series(dtype=float)
        row = {"year": int(year), "instrument": published["instrument"], "known": len(there), "mean": there.mean()}
        row |= {"lowest": there.min(), "highest": there.max(), "national": published["value"]}
        if year in survey.spbe_editions():
            field = survey.edition(int(year))
            row["osi"] = field.loc[COUNTRY, "osi"]
            for name in ("osi", "epi"):
                row[f"{name}_position"] = ranks.competition_rank(field.loc[COUNTRY, name], field[name].to_numpy())
        rows.append(row)
    return pd.DataFrame(rows)


def directions(known: pd.DataFrame) -> pd.DataFrame:
    """Did ministries known at both ends of a step rise, and did the position of OSI? A row a pairing and step.

    `rose` and `fell` count ministries; `osi_gained` is places gained in the position of OSI, plus is up. Steps whose
    SPBE year lies before the first national index are left out.
    """
    years = by_year(known).set_index("year")
    rows = []
    for pairing, lag in LAGS.items():
        for first, last in survey.steps():
            if first - lag not in years.index:
                continue
            ends = known.reindex(columns=[f"y{first - lag}", f"y{last - lag}"]).astype(float)
            moved = ends.iloc[:, 1].sub(ends.iloc[:, 0]).dropna().round(9)
            before, after = (int(years.loc[edition, "osi_position"]) for edition in (first, last))
            row = {"pairing": pairing, "edition_from": first, "edition_to": last, "known": len(moved)}
            row |= {"spbe_from": first - lag, "spbe_to": last - lag}
            row |= {"rose": int((moved > 0).sum()), "fell": int((moved < 0).sum())}
            row |= {"osi_before": before, "osi_after": after, "osi_gained": before - after}
            rows.append(row)
    return pd.DataFrame(rows)


def fewest() -> int:
    """The ministries that the plan wants known at both ends of a step, for a direction to count."""
    return plan()["rules"]["ministries_known"]


def decide(frame: pd.DataFrame) -> str:
    """The word by the plan's rule `ministries`."""
    enough = frame[frame["known"] >= fewest()]
    up = (enough["rose"] == enough["known"]) & (enough["osi_gained"] > 0)
    down = (enough["fell"] == enough["known"]) & (enough["osi_gained"] < 0)
    moved = ASSOCIATED_ONLY if (up | down).all() else NOT_SUPPORTED
    return moved if set(enough["pairing"]) == set(LAGS) else decisions.CANNOT_BE_DECIDED


def membership() -> pd.DataFrame:
    """Who is behind the national mean: a row a complete list with all listed, local governments and our ministries."""
    index = index_table()
    bodies, rows = [body for body, *_ in ASSESSED.values()], []
    for year in COMPLETE:
        listed = index[index["source_id"] == LIST_SOURCES[year]]
        row = {"year": year, "listed": len(listed), "local": int(listed["type"].isin(LOCAL).sum())}
        row["assessed"] = int(listed["institution_id"].isin(bodies).sum())
        rows.append(row)
    frame = pd.DataFrame(rows)
    return frame.assign(
        local_share=frame["local"] / frame["listed"], assessed_share=frame["assessed"] / frame["listed"]
    )


def largest_gap() -> float:
    """How far a printed EGDI lies at most from the mean of its printed components, over the editions with an index.

    Whether an institution's SPBE score enters the EGDI follows from the UN's method, not from figures: the EGDI is the
    mean of three components, and OSI is what assessors find on portals (second-hand).
    """
    editions = survey.spbe_editions()
    gaps = [(survey.edition(year)["egdi"] - survey.components(year) @ THIRDS).abs().max() for year in editions]
    return float(max(gaps))


def study() -> Result:
    """Everything that the page shows, for Indonesia and the editions with a national SPBE index."""
    frame, known, members = ceilings(COUNTRY), ministries(), membership()
    ways, years = directions(known), by_year(known)
    facts = {**_step_facts(frame), **_known_facts(known, ways), **members.to_dict("records")[-1]}
    facts |= {"largest_gap": largest_gap(), "literacy": LITERACY}
    return Result(frame, known, domains(), years, ways, members, facts, _values(frame, members, years))


def _step_facts(frame: pd.DataFrame) -> dict[str, object]:
    """The whole span through OSI alone, and the ceilings of the span and of the last step, with HCI too."""
    rows = {(row["channel"], row["edition_from"], row["edition_to"]): row for row in frame.to_dict("records")}
    editions = survey.spbe_editions()
    span, latest = (editions[0], editions[-1]), tuple(editions[-2:])
    whole = rows[ALONE, *span]
    names = ("rank_from", "rank_to", "moved", "score_share", "paired", "rank_without", "last_in")
    ends = ("first_low", "first_high", "rank_without_low", "rank_without_high")
    return {
        "country": survey.edition(span[1]).loc[COUNTRY, "country"],
        "edition_from": span[0],
        "edition_to": span[1],
        **{name: whole[name] for name in (*names, *ends)},
        "low": whole["last_low"],
        "ceiling": whole["last_high"],
        "ceiling_hci": rows[WITH_HCI, *span]["last_high"],
        "latest_from": latest[0],
        "latest_ceiling": rows[ALONE, *latest]["last_high"],
        "latest_ceiling_hci": rows[WITH_HCI, *latest]["last_high"],
    }


def _known_facts(known: pd.DataFrame, ways: pd.DataFrame) -> dict[str, object]:
    """How many ministries are known at both ends of a step and of the lists, how many rose, and OSI at the end."""
    first, last = (known[f"y{year}"] for year in COMPLETE)
    return {
        "ministries": len(known),
        "decision": decide(ways),
        "fewest": fewest(),
        "most_known": int(ways["known"].max()),
        "first_known": min(int(name[1:]) for name in known if name.startswith("y")),
        **ways[["osi_before", "osi_after"]].to_dict("records")[-1],
        "listed_from": COMPLETE[0],
        "listed_to": COMPLETE[1],
        "listed_known": int((first.notna() & last.notna()).sum()),
        "listed_rose": int((last > first).sum()),
    }


def _values(frame: pd.DataFrame, members: pd.DataFrame, years: pd.DataFrame) -> dict[str, object]:
    """Numbers by key, without the beginning `relation`."""
    values = {}
    for row in frame.to_dict("records"):
        step = f"channel.{row['edition_from']}_{row['edition_to']}" + ".with_hci" * (row["channel"] == WITH_HCI)
        values |= {f"{step}.{name}": row[name] for name in _OF_STEP if not pd.isna(row[name])}
    for row in members.to_dict("records"):
        values |= {f"channel.{row['year']}.{name}": row[name] for name in ("listed", "local", "local_share")}
    for row in years[years["known"] > 0].to_dict("records"):
        values |= {f"channel.{row['year']}.{key}": row[name] for key, name in _OF_YEAR.items()}
    return values


_OF_STEP = (
    "contribution",
    "score_share",
    "paired",
    "last_in",
    "last_low",
    "last_high",
    "first_in",
    "first_low",
    "first_high",
    "rank_without",
)
_OF_YEAR = {"ministries_known": "known", "ministries_mean": "mean", "national": "national"}
