"""How sure is a rank in the UN survey, and a move, when the index could have been built otherwise?

Takes the table `egdi`. A way to build the index is a draw of weights, scaling and average (methods/rank_uncertainty).
The move is places gained, plus is up: the rank in the earlier edition minus that in the later, both under the same way:
an index that changed its weights in between would mix a change of the country with a change of the ruler. The field of
an edition are its ranked states. Shares of ways are no probabilities: the UN did not draw its way, and the ways are
ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from analysis.methods.errors import InputError
from analysis.methods.ordering import ordered
from analysis.methods.ranks import rank_uncertainty as methods, sobol
from analysis.studies.shared import seeds, survey
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED
from analysis.studies.shared.survey import COMPONENTS, MINIMUMS, THIRDS, Move

FEWEST, MOST = 1_000, 1_000_000
DECISION = ARITHMETIC_FACT  # on the shares of the ways
DECISION_ON_CHOICES = BOUNDED
FLOOR = 0.01  # of a value in a geometric mean: the worst state of an edition has exactly 0
BAND = (0.05, 0.95)
CHOICES = {"weights": len(COMPONENTS) - 1, "normalisation": 1, "aggregation": 1}  # random numbers that each takes


@dataclass(frozen=True)
class Result:
    """What the choices leave of two ranks and of the move between them.

    distribution: edition, rank, draws, share, within (the middle 90 %); summary: a row an answer (both ranks, the
    move) with published, recomputed, lowest, low, median, high, highest; sobol: a row an answer and choice with the
    first-order and the total index and the ends of their 95 % intervals, without answers that no choice moves.
    """

    move: Move
    distribution: pd.DataFrame
    summary: pd.DataFrame
    sobol: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def check(min_weight: float, draws: int) -> None:
    """Raises InputError for a least weight that is not offered, and for too few or too many draws."""
    problems = []
    if min_weight not in MINIMUMS:
        problems.append(f"min_weight {min_weight!r}: choose one of {', '.join(f'{w:g}' for w in MINIMUMS)}")
    if isinstance(draws, bool) or not isinstance(draws, int) or not FEWEST <= draws <= MOST:
        problems.append(
            f"draws {draws!r}: give a whole number from {FEWEST:,} (fewer leave the ends of the band to chance) "
            f"to {MOST:,} (more take memory and time for nothing); 20,000 is the usual one"
        )
    if problems:
        raise InputError(problems)


def ranks(country: str, edition: int, weights: np.ndarray, scaling: np.ndarray, average: np.ndarray) -> np.ndarray:
    """Rank (P,) of the country among the ranked states of one edition under P ways to build the index."""
    field = survey.components(edition).dropna()
    return methods.drawn_ranks(field.to_numpy(), field.index.get_loc(country), weights, scaling, average, FLOOR)


def study(country: str, edition_from: int, edition_to: int, min_weight: float, draws: int) -> Result:
    """Everything that the page shows of one move.

    `draws` is rounded to the nearest design, a power of two times the number of choices plus two. Raises InputError
    as `check` and `survey.check` do.
    """
    check(min_weight, draws)
    move = survey.move(country, edition_from, edition_to)
    design = sobol.design(CHOICES, sobol.base_size(draws, len(CHOICES)), seeds.stream("ways to build the index"))
    ways = (
        methods.on_simplex(design.of("weights"), min_weight),
        methods.one_of(design.of("normalisation")[:, 0], len(methods.NORMALISATIONS)),
        methods.one_of(design.of("aggregation")[:, 0], len(methods.AGGREGATIONS)),
    )
    printed = THIRDS[None], np.zeros(1, int), np.zeros(1, int)
    drawn = {year: ranks(country, year, *ways) for year in move.editions}
    recomputed = {year: int(ranks(country, year, *printed)[0]) for year in move.editions}
    published = dict(zip(move.editions, move.ranks, strict=True))
    for of in (drawn, recomputed, published):
        of["move"] = of[edition_from] - of[edition_to]
    summary = pd.DataFrame(
        {"answer": str(answer), "published": published[answer], "recomputed": recomputed[answer], **band(drawn[answer])}
        for answer in drawn
    )
    indices = pd.concat([_indices(design, answer, ranks) for answer, ranks in drawn.items()], ignore_index=True)
    shares = move_shares(drawn["move"], published["move"])
    facts = move.facts | {
        "draws": len(design.points),
        "min_weight": min_weight,
        "floor": FLOOR,
        "rank_from": published[edition_from],
        "rank_to": published[edition_to],
        "places": abs(published["move"]),
        "direction": ("lost", "kept", "gained")[int(np.sign(published["move"])) + 1],
        **shares,
        **_implied(move.scores[1]),
        **leading(indices[indices["answer"] == "move"]),
    }
    histograms = [_histogram(year, drawn[year], published[year]) for year in move.editions]
    distribution = pd.concat(histograms, ignore_index=True)
    values = _values(summary, indices, shares, len(design.points))
    return Result(move, distribution, summary, indices, facts, values)


def _implied(scores: pd.DataFrame) -> dict[str, float]:
    """The weights on the printed components of an edition that thirds of standard deviations stand for."""
    weights = methods.implied_weights(scores.dropna().to_numpy(), THIRDS)
    return {f"implied_{name}": float(weight) for name, weight in zip(COMPONENTS, weights, strict=True)}


def band(drawn: np.ndarray) -> dict[str, int]:
    """Lowest, 5 % point, median, 95 % point and highest of whole numbers (P,): each of them was drawn."""
    quantile = partial(np.quantile, drawn, method="inverted_cdf")
    low, median, high = (int(quantile(q)) for q in (BAND[0], 0.5, BAND[1]))
    return {"lowest": int(drawn.min()), "low": low, "median": median, "high": high, "highest": int(drawn.max())}


def move_shares(moves: np.ndarray, published: int) -> dict[str, float]:
    """Shares of the ways: with a gain, a loss, no move, and with at least the published move in its direction.

    Where the published rank did not change, the last is the share of ways that do not move it either.
    """
    as_large = moves * np.sign(published) >= abs(published) if published else moves == 0
    return {
        "gained_share": float((moves > 0).mean()),
        "lost_share": float((moves < 0).mean()),
        "same_share": float((moves == 0).mean()),
        "as_large_share": float(as_large.mean()),
    }


def leading(indices: pd.DataFrame) -> dict[str, object]:
    """Which choice moves the answer most, by the total index, and whether it is apart from the next.

    `apart`: the 95 % intervals of the two total indices do not overlap. Empty where no choice moves the answer.
    """
    if indices.empty:
        return {}
    first, second = (row for _, row in ordered(indices, "total", "choice", falling=["total"]).iloc[:2].iterrows())
    return {
        "most": first["choice"],
        "next": second["choice"],
        "apart": bool(first["total_low"] > second["total_high"]),
        "most_first": float(first["first"]),
        "most_total": float(first["total"]),
        "next_total": float(second["total"]),
    }


def _indices(design: sobol.Design, answer: object, drawn: np.ndarray) -> pd.DataFrame:
    """Sobol indices of one answer; no rows where no choice moves it."""
    found = sobol.indices(design, drawn, seeds.stream(f"resampled {answer}"))
    for name in ("first", "total"):
        found[f"{name}_low"] = found[name] - found[f"{name}_error"]
        found[f"{name}_high"] = found[name] + found[f"{name}_error"]
    return found.assign(answer=str(answer)).dropna()


def _histogram(edition: int, drawn: np.ndarray, published: int) -> pd.DataFrame:
    rank, count = np.unique(drawn, return_counts=True)
    ends = band(drawn)
    within = (rank >= ends["low"]) & (rank <= ends["high"])
    columns = {"edition": edition, "rank": rank, "draws": count, "share": count / len(drawn), "within": within}
    return pd.DataFrame({**columns, "published": published})


def _values(summary: pd.DataFrame, indices: pd.DataFrame, shares: dict[str, float], draws: int) -> dict[str, object]:
    answers = summary.set_index("answer")[["low", "median", "high"]].astype(int).to_dict("index")
    answers["move"] |= shares
    values: dict[str, object] = {"uncertainty": {"draws": draws, **answers}}
    for row in indices.itertuples():
        found = {name: float(getattr(row, name)) for name in ("first", "first_error", "total", "total_error")}
        values.setdefault("sobol", {}).setdefault(row.answer, {})[row.choice] = found
    return values
