"""How far would a country's rank be known if the scores of the UN survey carried errors?

Scenarios, never an estimate: the UN publishes no standard errors. If every ranked state's printed EGDI had an
independent normal error with the same standard error sigma, which ranks could not be excluded at 95 %? And how large
might sigma be before the sets of two editions overlap? Sets that are apart hold together with at least 90 %, whatever
the errors of one edition have to do with those of the other; sets that overlap do not show that nothing moved.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from analysis.data.plan import plan
from analysis.methods.ranks import rank_confidence
from analysis.studies.shared import seeds, survey
from analysis.studies.shared.decisions import BOUNDED
from analysis.studies.shared.survey import Move

DECISION = BOUNDED
DRAWS = 20_000
STEP = 0.0005  # of the standard errors that are tried
LARGEST = 1.0  # the whole scale of the score


@dataclass(frozen=True)
class Result:
    """sets: a row an edition, with the published rank and the ends for each sigma; long: a row an edition and sigma."""

    move: Move
    sigmas: list[float]
    sets: pd.DataFrame
    long: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def sigmas() -> list[float]:
    """Standard errors of a score that the plan supposes, on the scale 0 to 1, smallest first."""
    return sorted(plan()["rules"]["rank_noise"])


def code(sigma: float) -> str:
    """The name of a scenario in columns and keys: s005 for .005."""
    return f"s{round(sigma * 1000):03d}"


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


Sets = Callable[[float], tuple[int, int]]  # standard error -> best and worst rank


def largest_apart(first: Sets, second: Sets) -> float:
    """The largest standard error, down to STEP, at which the sets of two editions do not overlap; 0 if there is none.

    `first` and `second` give the set of an edition for a standard error. By bisection: sets from the same draws are
    nested, so that what overlaps once overlaps for every larger error.
    """

    def apart(steps: int) -> bool:
        (best, worst), (other_best, other_worst) = first(steps * STEP), second(steps * STEP)
        return worst < other_best or other_worst < best

    low, high = 0, round(LARGEST / STEP)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if apart(middle) else (low, middle)
    return round(low * STEP, 6)


def study(country: str, edition_from: int, edition_to: int) -> Result:
    """Sets of every edition and scenario, whether those of the two chosen editions overlap, and up to which error not.

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
    limit = largest_apart(*(partial(confidence_set, country, year, drawn) for year in move.editions))
    facts = move.facts | _facts(long, *move.editions, supposed[len(supposed) // 2])
    facts |= {"limit": limit, "step": STEP, "overlapping": round(limit + STEP, 6)}
    facts |= {"draws": DRAWS, "moved": int(long["moved"].max())}
    values = {
        f"confidence.{edition}.{code(sigma)}.{end}": int(rank)
        for edition, sigma, *ends in long[["edition", "sigma", "best", "worst"]].itertuples(index=False)
        for end, rank in zip(("best", "worst"), ends, strict=True)
    }
    values[f"confidence.{move.step}.largest_apart"] = limit
    return Result(move, supposed, _wide(long), long, facts, values)


def _noise(purpose: str) -> np.ndarray:
    return rank_confidence.noise(len(survey.table()["iso3"].unique()), DRAWS, seeds.stream(purpose))


def _facts(long: pd.DataFrame, edition_from: int, edition_to: int, sigma: float) -> dict[str, object]:
    """The sets of the two editions under one scenario, and whether they overlap."""
    sets = long[long["sigma"] == sigma].set_index("edition")[["best", "worst"]].astype(int)
    first, second = sets.loc[edition_from], sets.loc[edition_to]
    overlap = first["best"] <= second["worst"] and second["best"] <= first["worst"]
    return {
        "sigma": sigma,
        "best_from": int(first["best"]),
        "worst_from": int(first["worst"]),
        "best_to": int(second["best"]),
        "worst_to": int(second["worst"]),
        "meet": "overlap" if overlap else "apart",
    }


def _wide(long: pd.DataFrame) -> pd.DataFrame:
    """A row an edition: edition, rank, ranked, then s005_best, s005_worst and so on."""
    parts = [long.drop_duplicates("edition").set_index("edition")[["rank", "ranked"]]]
    parts += [
        part.set_index("edition")[["best", "worst"]].add_prefix(f"{code(sigma)}_")
        for sigma, part in long.groupby("sigma")
    ]
    return pd.concat(parts, axis=1).reset_index()
