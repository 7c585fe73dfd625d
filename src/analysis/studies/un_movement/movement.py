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
from analysis.studies.shared.decisions import ARITHMETIC_FACT
from analysis.studies.shared.survey import COMPONENTS, THIRDS, Move

DECISION = ARITHMETIC_FACT
TOTAL = "egdi"  # the row of a frame of components that sums them


@dataclass(frozen=True)
class Movement:
    """Result tables of one move, facts for sentences and values to publish.

    score: component (the last is `egdi`, the whole), own, world. counterfactual: case (before, own_only, others_only,
    after: who has moved), rank, and gained: places gained, plus is up, against the rank before.
    """

    move: Move
    path: pd.DataFrame
    score: pd.DataFrame
    counterfactual: pd.DataFrame
    deviations: pd.DataFrame
    field: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


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
    """Contribution of each component to the change of the score (thirds), for the country and for the world mean.

    `before` and `after` as of `survey.components`.
    """
    ends = {"own": (before.loc[country], after.loc[country]), "world": (before.mean(), after.mean())}
    parts = {who: ranks.contributions(*(end.to_numpy() for end in pair), THIRDS)
             for who, pair in ends.items()}  # fmt: skip
    frame = pd.DataFrame({"component": COMPONENTS, **parts})
    total = pd.DataFrame([{"component": TOTAL, **{who: part.sum() for who, part in parts.items()}}])
    return pd.concat([frame, total], ignore_index=True)


def deviations(edition: int) -> pd.DataFrame:
    """States whose published rank differs from the rank of the mean of their printed components (thirds)."""
    field = survey.edition(edition).dropna(subset=["rank"])
    computed = ranks.competition_ranks(ranks.weighted_scores(field[COMPONENTS].to_numpy(float), THIRDS))
    frame = field.assign(computed=computed, edition=edition).reset_index()
    frame = frame[frame["computed"] != frame["rank"]]
    return frame[["edition", "iso3", "country", "rank", "computed"]].reset_index(drop=True)


def study(country: str, edition_from: int, edition_to: int) -> Movement:
    """Everything that the notebook shows of one move. Raises InputError as `survey.check` does."""
    move = survey.move(country, edition_from, edition_to)
    egdi = survey.table()
    moved = ranks.counterfactual_ranks(*(scores.to_numpy() for scores in move.scores), move.focal, THIRDS)
    counterfactual = pd.DataFrame(list(moved.items()), columns=["case", "rank"])
    counterfactual["gained"] = moved["before"] - counterfactual["rank"]
    score = score_change(*move.scores, country)
    own_path = path(egdi, country)
    deviating = pd.concat([deviations(year) for year in move.editions], ignore_index=True)
    parts = score.set_index("component")["own"].astype(float).to_dict()
    facts = move.facts | parts | {
        "rank_from": move.ranks[0],
        "rank_to": move.ranks[1],
        "own_only": moved["own_only"],
        "others_only": moved["others_only"],
        "score_change": parts[TOTAL],
        "ranked": int(move.rows[1]["rank"].notna().sum()),
        "deviating": deviating["iso3"].nunique(),
        "deviates": country in set(deviating["iso3"]),
    }  # fmt: skip
    published = own_path.dropna(subset=["rank"]).astype({"rank": int})
    values = {f"rank.{year}": rank for year, rank in published[["edition", "rank"]].itertuples(index=False)}
    values |= {f"contribution.{move.step}.{part}": x for part, x in parts.items()}
    field = egdi[["iso3", "edition", "rank", "egdi", *COMPONENTS]]
    return Movement(move, own_path, score, counterfactual, deviating, field, facts, values)
