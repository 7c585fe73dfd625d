"""What moved a country from one rank to another in the UN E-Government Survey?

Takes the table `egdi`; ranks are recomputed from the mean of the printed components (competition rank), deviations
from the published rank are listed. Positions are one plus the number of states with a higher value. The accounting
decides what share of a move runs through a component, not why the component moved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.methods.ranks import ranks
from analysis.studies.shared import survey
from analysis.studies.shared.survey import COMPONENTS, NAMES, THIRDS


@dataclass(frozen=True)
class Movement:
    """Result tables of one country between two editions, facts for sentences and values to publish.

    counterfactual: case, rank, and gained: places gained, plus is up, against the rank before.
    """

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


def deviations(edition: int) -> pd.DataFrame:
    """States whose published rank differs from the rank of the mean of their printed components (thirds)."""
    field = survey.edition(edition).dropna(subset=["rank"])
    computed = ranks.competition_ranks(ranks.weighted_scores(field[COMPONENTS].to_numpy(float), THIRDS))
    frame = field.assign(computed=computed, edition=edition).reset_index()
    frame = frame[frame["computed"] != frame["rank"]]
    return frame[["edition", "iso3", "country", "rank", "computed"]].reset_index(drop=True)


def study(country: str, edition_from: int, edition_to: int) -> Movement:
    """Everything that the notebook shows of one move.

    Raises InputError for an unknown country or edition, and for a state that was not ranked in one of the two.
    """
    survey.check(country, edition_from, edition_to)
    egdi = survey.table()
    before, after = survey.edition(edition_from), survey.edition(edition_to)
    name = after.loc[country, "country"]
    focal = before.index.get_loc(country)
    old, new = survey.components(edition_from).to_numpy(), survey.components(edition_to).to_numpy()
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
    counterfactual["gained"] = moved["before"] - counterfactual["rank"]
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
    deviating = pd.concat([deviations(edition_from), deviations(edition_to)], ignore_index=True)
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
        survey.warnings(edition_from, edition_to),
    )


def _ranked(egdi: pd.DataFrame, country: str) -> tuple[list[int], list[int]]:
    rows = egdi[(egdi["iso3"] == country) & egdi["rank"].notna()]
    return rows["edition"].astype(int).tolist(), rows["rank"].astype(int).tolist()
