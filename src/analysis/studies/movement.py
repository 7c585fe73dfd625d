"""What moved a country from one rank to another in the UN E-Government Survey?

Takes the table `egdi`; ranks are recomputed from the mean of the printed components (competition rank), deviations
from the published rank are listed. Positions are one plus the number of states with a higher value. The accounting
decides what share of a move runs through a component, not why the component moved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.methods import ranks
from analysis.methods.errors import InputError

COMPONENTS = ["osi", "tii", "hci"]
NAMES = {
    "osi": "Online Service Index (OSI)",
    "tii": "Telecommunication Infrastructure Index (TII)",
    "hci": "Human Capital Index (HCI)",
    "egdi": "E-Government Development Index (EGDI)",
}
THIRDS = np.full(3, 1 / 3)
OTHER_WEIGHTS = (2008, 2010)


@dataclass(frozen=True)
class Movement:
    """Result tables of one country between two editions, facts for sentences and values to publish."""

    country: str
    name: str
    edition_from: int
    edition_to: int
    path: pd.DataFrame
    score: pd.DataFrame
    counterfactual: pd.DataFrame
    deviations: pd.DataFrame
    field: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]
    warnings: list[str]


def _edition(egdi: pd.DataFrame, edition: int) -> pd.DataFrame:
    return egdi[egdi["edition"] == edition].set_index("iso3").sort_index()


def _check(egdi: pd.DataFrame, country: str, edition_from: int, edition_to: int) -> None:
    editions = sorted(egdi["edition"].unique())
    problems = []
    if country not in set(egdi["iso3"]):
        problems.append(f"country {country!r}: no such state in the UN tables; give its ISO3 code, for instance IDN")
    problems += [
        f"edition {e}: not an edition of the survey; choose among {', '.join(map(str, editions))}"
        for e in (edition_from, edition_to)
        if e not in editions
    ]
    if not problems and edition_from >= edition_to:
        problems.append(f"editions {edition_from} and {edition_to}: the first must be the earlier one")
    if problems:
        raise InputError(problems)
    for edition in (edition_from, edition_to):
        row = _edition(egdi, edition).loc[country]
        if pd.isna(row["rank"]):
            raise InputError(
                f"{row['country']} ({country}) was not ranked in {edition}: the UN did not compute its index; "
                "choose editions in which it has a rank"
            )


def path(egdi: pd.DataFrame, country: str) -> pd.DataFrame:
    """Rank, scores and positions of one country in every edition: one row an edition, missing where not computed."""
    rows = []
    for edition, field in egdi.groupby("edition"):
        field = field.set_index("iso3")
        own = field.loc[country]
        row = {"edition": int(edition), "ranked": int(field["rank"].notna().sum()), "rank": own["rank"]}
        for name in ("egdi", *COMPONENTS):
            row[name] = own[name]
            row[f"{name}_position"] = ranks.competition_rank(own[name], field[name].dropna().to_numpy())
        rows.append(row)
    frame = pd.DataFrame(rows).set_index("edition")
    unranked = frame["rank"].isna()
    frame.loc[unranked, [f"{name}_position" for name in ("egdi", *COMPONENTS)]] = np.nan
    return frame.reset_index()


def score_change(before: pd.DataFrame, after: pd.DataFrame, country: str) -> pd.DataFrame:
    """Contribution of each component to the change of the score (thirds), for the country and for the world mean."""
    own = ranks.contributions(
        before.loc[country, COMPONENTS].to_numpy(float), after.loc[country, COMPONENTS].to_numpy(float), THIRDS
    )
    world = ranks.contributions(
        before[COMPONENTS].mean().to_numpy(float), after[COMPONENTS].mean().to_numpy(float), THIRDS
    )
    frame = pd.DataFrame({"component": [NAMES[name] for name in COMPONENTS], "own": own, "world": world})
    total = pd.DataFrame([{"component": "Change of the score", "own": own.sum(), "world": world.sum()}])
    return pd.concat([frame, total], ignore_index=True)


def deviations(egdi: pd.DataFrame, edition: int) -> pd.DataFrame:
    """States whose published rank differs from the rank of the mean of their printed components (thirds)."""
    field = _edition(egdi, edition).dropna(subset=["rank"])
    computed = ranks.competition_ranks(ranks.weighted_scores(field[COMPONENTS].to_numpy(float), THIRDS))
    frame = field.assign(computed=computed, edition=edition).reset_index()
    frame = frame[frame["computed"] != frame["rank"]]
    return frame[["edition", "iso3", "country", "rank", "computed"]].reset_index(drop=True)


def study(country: str, edition_from: int, edition_to: int) -> Movement:
    """Everything that the notebook shows of one move.

    Raises InputError for an unknown country or edition, and for a state that was not ranked in one of the two.
    """
    egdi = tables.load("egdi")
    _check(egdi, country, edition_from, edition_to)
    before, after = _edition(egdi, edition_from), _edition(egdi, edition_to)
    name = after.loc[country, "country"]
    focal = before.index.get_loc(country)
    # A state whose index was not computed is no competitor: its components do not count.
    old = before[COMPONENTS].where(before["rank"].notna()).to_numpy(float)
    new = after[COMPONENTS].where(after["rank"].notna()).to_numpy(float)
    moved = ranks.counterfactual_ranks(old, new, focal, THIRDS)
    score = score_change(before.dropna(subset=["rank"]), after.dropna(subset=["rank"]), country)
    published = int(before.loc[country, "rank"]), int(after.loc[country, "rank"])
    counterfactual = pd.DataFrame(
        {
            "case": [
                f"{edition_from}: nobody has moved",
                f"only {name} moves to its values of {edition_to}",
                f"only the others move to their values of {edition_to}",
                f"{edition_to}: all have moved",
            ],
            "rank": [moved["before"], moved["own_only"], moved["others_only"], moved["after"]],
        }
    )
    counterfactual["places"] = moved["before"] - counterfactual["rank"]
    span = range(edition_from, edition_to + 1)
    warnings = [
        f"the editions touch or span {edition}, when the UN weighted the components .34/.33/.33: computed with thirds"
        for edition in OTHER_WEIGHTS
        if edition in span
    ]
    facts = {
        "country": name,
        "edition_from": edition_from,
        "edition_to": edition_to,
        "rank_from": published[0],
        "rank_to": published[1],
        "own_only": moved["own_only"],
        "others_only": moved["others_only"],
        "score_change": score["own"].iloc[-1],
        "ranked": int(after["rank"].notna().sum()),
    }
    step = f"{edition_from}_{edition_to}"
    values = {f"rank.{e}": int(r) for e, r in zip(*_ranked(egdi, country), strict=True)}
    values |= {f"own_only.{step}": moved["own_only"], f"others_only.{step}": moved["others_only"]}
    values |= {
        f"contribution.{step}.{part}": float(x) for part, x in zip([*COMPONENTS, "egdi"], score["own"], strict=True)
    }
    deviating = pd.concat([deviations(egdi, edition_from), deviations(egdi, edition_to)], ignore_index=True)
    return Movement(
        country,
        name,
        edition_from,
        edition_to,
        path(egdi, country),
        score,
        counterfactual,
        deviating,
        egdi[["iso3", "edition", "rank", "egdi", *COMPONENTS]],
        facts,
        values,
        warnings,
    )


def _ranked(egdi: pd.DataFrame, country: str) -> tuple[list[int], list[int]]:
    rows = egdi[(egdi["iso3"] == country) & egdi["rank"].notna()]
    return rows["edition"].astype(int).tolist(), rows["rank"].astype(int).tolist()
