"""How far would a country's rank be known if the scores of the UN survey carried errors?

Scenarios: the UN publishes no standard errors. If every ranked state's printed EGDI had an independent normal error
with the same standard error sigma, which ranks could not be excluded at 95 %? Each set is about one edition. Whether
the place changed in between is asked of the change itself (`rank_change`): two sets overlap long before it is in doubt.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data.plan import plan
from analysis.methods.ranks import rank_confidence
from analysis.studies.shared import seeds, survey
from analysis.studies.shared.decisions import BOUNDED
from analysis.studies.shared.survey import Move
from analysis.studies.un_movement import rank_change, transient_noise
from analysis.studies.un_movement.rank_change import code

DECISION = BOUNDED
DRAWS = 20_000


@dataclass(frozen=True)
class Result:
    """sets: a row an edition, with the published rank and the ends for each sigma; long: a row an edition and sigma.

    changes: the answers on the chosen move and, if it is another, on the span of the national SPBE index. noise: the
    size of errors that the scores themselves point to.
    """

    move: Move
    sigmas: list[float]
    sets: pd.DataFrame
    long: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]
    changes: list[rank_change.Result]
    noise: transient_noise.Noise


def sigmas() -> list[float]:
    """Standard errors of a score that the plan supposes, on the scale 0 to 1, smallest first."""
    return sorted(plan()["rules"]["rank_noise"])


def editions(move: Move) -> list[int]:
    """The two chosen editions and those of the SPBE years in which the country was ranked."""
    rows = survey.table()
    ranked = set(rows.loc[(rows["iso3"] == move.country) & rows["rank"].notna(), "edition"].astype(int))
    return sorted(ranked & set(survey.spbe_editions()) | set(move.editions))


def confidence_set(country: str, year: int, drawn: np.ndarray, sigma: float) -> tuple[int, int]:
    """Best and worst rank of a country in one edition that cannot be excluded at 95 %, if sigma were the error."""
    scores = survey.edition(year).dropna(subset=["rank"])["egdi"].astype(float)
    errors = np.full(len(scores), sigma)
    unit = scores.index.get_loc(country)
    return rank_confidence.marginal_set(scores.to_numpy(), errors, drawn[: len(scores)], unit)


def study(country: str, edition_from: int, edition_to: int) -> Result:
    """Sets of every edition and scenario, and what errors leave of the change of place.

    Raises InputError as `survey.check` does.
    """
    move = survey.move(country, edition_from, edition_to)
    supposed = sigmas()
    drawn, again = _noise("rank confidence"), _noise("rank confidence, other draws")
    rows = []
    for year in editions(move):
        field = survey.edition(year)
        row = {"edition": year, "rank": int(field.loc[country, "rank"]), "ranked": int(field["rank"].notna().sum())}
        for sigma in supposed:
            (best, worst), other = (confidence_set(country, year, noise, sigma) for noise in (drawn, again))
            moved = max(abs(best - other[0]), abs(worst - other[1]))
            rows.append(row | {"sigma": sigma, "best": best, "worst": worst, "moved": moved})
    long = pd.DataFrame(rows)
    facts = move.facts | _facts(long, *move.editions, supposed[len(supposed) // 2])
    facts |= {"draws": DRAWS, "moved": int(long["moved"].max())}
    values = {
        f"confidence.{edition}.{code(sigma)}.{end}": int(rank)
        for edition, sigma, *ends in long[["edition", "sigma", "best", "worst"]].itertuples(index=False)
        for end, rank in zip(("best", "worst"), ends, strict=True)
    }
    spans = dict.fromkeys([move.editions, survey.spbe_span()])
    changes = [rank_change.study(survey.move(country, *span), np.stack([drawn, again])) for span in spans]
    estimated = transient_noise.study()
    for answer in (*changes, estimated):
        values |= answer.values
    return Result(move, supposed, _wide(long), long, facts, values, changes, estimated)


def _noise(purpose: str) -> np.ndarray:
    return rank_confidence.noise(len(survey.table()["iso3"].unique()), DRAWS, seeds.stream(purpose))


def _facts(long: pd.DataFrame, edition_from: int, edition_to: int, sigma: float) -> dict[str, object]:
    """The sets of the two editions under one scenario."""
    sets = long[long["sigma"] == sigma].set_index("edition")[["best", "worst"]].astype(int)
    first, second = sets.loc[edition_from], sets.loc[edition_to]
    return {
        "sigma": sigma,
        "best_from": int(first["best"]),
        "worst_from": int(first["worst"]),
        "best_to": int(second["best"]),
        "worst_to": int(second["worst"]),
    }


def _wide(long: pd.DataFrame) -> pd.DataFrame:
    """A row an edition: edition, rank, ranked, then s005_best, s005_worst and so on."""
    parts = [long.drop_duplicates("edition").set_index("edition")[["rank", "ranked"]]]
    parts += [
        part.set_index("edition")[["best", "worst"]].add_prefix(f"{code(sigma)}_")
        for sigma, part in long.groupby("sigma")
    ]
    return pd.concat(parts, axis=1).reset_index()
