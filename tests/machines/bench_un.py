"""The part of `make bench` on ranks of states: our routines against plainer ones, and how time grows."""

from __future__ import annotations

import sys
from math import factorial

import numpy as np

from analysis.methods.ranks import rank_accounting, rank_sets
from analysis.studies.shared import survey
from tests.machines.bench import compare, seconds
from tests.methods.drawn_ranks import all_ranks

WEIGHTINGS = 100_000
FEW = 5  # countries that the slow leg takes; its time is multiplied up to all of them
EDITIONS = (2020, 2022)


def ranks_of_states(rounds: int) -> None:
    """Accounting of all moves, ranks under many weightings, and growth with countries and weightings."""
    before, after = (survey.components(edition).to_numpy() for edition in EDITIONS)
    accounting(before, after, rounds)
    weightings(before, rounds)
    growth()


def accounting(before: np.ndarray, after: np.ndarray, rounds: int) -> None:
    n = len(before)
    ours = rank_accounting.account(before, after, survey.THIRDS).shapley.reshape(n, -1)
    old, new = before.tolist(), after.tolist()
    if not np.allclose([plain_shapley(old, new, focal) for focal in range(2)], ours[:2]):
        sys.exit("bench: the two ways to the Shapley accounting disagree")
    few = seconds(lambda: [plain_shapley(old, new, focal) for focal in range(FEW)])
    legs = {
        f"plain Python, {FEW} countries x {n / FEW:.1f}": lambda: few() * n / FEW,
        "all countries at once": seconds(lambda: rank_accounting.account(before, after, survey.THIRDS)),
    }
    compare(f"Shapley accounting of {n} countries, 64 coalitions each", legs, rounds)


def plain_shapley(before: list, after: list, focal: int) -> list[float]:
    """Own, then others, by component: the ranks of all coalitions one by one."""
    worth = []
    for coalition in range(64):
        moved = [bool(coalition >> player & 1) for player in range(6)]
        score = sum((after if moved[c] else before)[focal][c] for c in range(3)) / 3
        rank = 1
        for unit in range(len(before)):
            if unit != focal:
                other = sum((after if moved[3 + c] else before)[unit][c] for c in range(3)) / 3
                rank += other > score + 1e-9
        worth.append(rank)
    found = []
    for player in range(6):
        value = 0.0
        for coalition in range(64):
            if not coalition >> player & 1:
                k = coalition.bit_count()
                share = factorial(k) * factorial(5 - k) / factorial(6)
                value += share * (worth[coalition | 1 << player] - worth[coalition])
        found.append(value)
    return found


def weightings(components: np.ndarray, rounds: int) -> None:
    weights = np.random.default_rng(0).dirichlet(np.ones(3), WEIGHTINGS)
    legs = {
        "numpy, one weighting at a time": seconds(
            lambda: [1 + np.count_nonzero(components @ w > components[0] @ w + 1e-9) for w in weights]
        ),
        "chunks of weightings": seconds(lambda: rank_sets.focal_ranks(components, 0, weights)),
    }
    compare(f"rank of one country under {WEIGHTINGS:,} weightings", legs, rounds)
    legs = {
        "range over the draws, not exact": seconds(lambda: drawn_sets(components, weights)),
        "exact rank sets": seconds(lambda: [rank_sets.rank_set(components, i, 0) for i in range(len(components))]),
    }
    compare(f"rank sets of {len(components)} countries, any weights", legs, rounds)


def drawn_sets(components: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    parts = np.array_split(weights, len(weights) // 1000)
    ends = [(ranks.min(axis=0), ranks.max(axis=0)) for ranks in (all_ranks(components, part) for part in parts)]
    return np.min([low for low, _ in ends], axis=0), np.max([high for _, high in ends], axis=0)


def growth() -> None:
    """Seconds of each routine as countries and weightings grow."""
    rng = np.random.default_rng(0)
    print("\ngrowth, simulated countries: seconds, best of three")
    heads = ("weightings", "one rank", "accounting", "exact sets")
    print(f"  {'countries':>9} " + " ".join(f"{head:>10}" for head in heads))
    for n, draws in [*((n, 10_000) for n in (50, 100, 193, 386, 772)), (193, 1_000), (193, 100_000)]:
        found = " ".join(f"{x:10.4f}" for x in row(rng, n, draws))
        print(f"  {n:9} {draws:10,} {found}", flush=True)


def row(rng: np.random.Generator, n: int, draws: int) -> list[float]:
    """Times for so many simulated countries, whose components rise and fall together as the real ones do (r = .8)."""
    before, after = (
        np.clip(rng.normal(0.5, 0.25, (n, 1)) + rng.normal(0, 0.12, (n, 3)), 0, 1).round(4) for _ in range(2)
    )
    weights = rng.dirichlet(np.ones(3), draws)
    legs = [
        seconds(lambda: rank_sets.focal_ranks(before, 0, weights)),
        seconds(lambda: rank_accounting.account(before, after, survey.THIRDS)),
        seconds(lambda: [rank_sets.rank_set(before, i, 0) for i in range(n)]),
    ]
    return [min(leg() for _ in range(3)) for leg in legs]
