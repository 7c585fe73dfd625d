"""Which choices of an analyst move an answer? Every combination of stated options, and what each choice does.

A specification curve (Simonsohn, Simmons & Nelson 2020, Nature Human Behaviour 4) shows all results in order. Where
the data are a complete list there is no sampling null: the curve is a range, not a test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd

from analysis.methods.errors import InputError
from analysis.methods.ordering import LISTED, highest, lowest, ordered


def specifications(universe: Mapping[str, Sequence[object]]) -> pd.DataFrame:
    """Every combination of the options: a row each, a column a choice, in the order of the universe.

    Raises InputError where a choice has no option or one twice.
    """
    problems = [f"{choice}: no option" for choice, options in universe.items() if not options]
    problems += [
        f"{choice}: an option twice" for choice, options in universe.items() if len(set(options)) < len(options)
    ]
    if problems or not universe:
        raise InputError(problems or ["a universe without a choice"])
    rows = list(product(*universe.values()))
    return pd.DataFrame(
        {choice: pd.Series([row[i] for row in rows], dtype=object) for i, choice in enumerate(universe)}
    )


def influence(results: pd.DataFrame, choices: Sequence[str], outcome: str) -> pd.DataFrame:
    """How far the mean answer moves when one choice moves, over all specifications that have an answer.

    One row a choice: lowest and highest mean over its options (and which), `moves` = their distance, and `share`, the
    sum of squares between its options over the whole; shares of a full crossing sum to at most 1, the rest is
    interaction. Missing answers are left out. Raises InputError where none is left.
    """
    answered = results.dropna(subset=[outcome])
    if answered.empty:
        raise InputError(f"{outcome}: no specification has an answer")
    values = answered[outcome].astype(float)
    whole = float(((values - values.mean()) ** 2).sum())
    rows = []
    for choice in choices:
        by_option = values.groupby(answered[choice], sort=False).agg(["mean", "size"])
        between = float((by_option["size"] * (by_option["mean"] - values.mean()) ** 2).sum())
        low, high = (by_option.index[place(by_option["mean"])] for place in (lowest, highest))
        rows.append(
            {
                "choice": choice,
                "low": by_option.loc[low, "mean"],
                "low_option": low,
                "high": by_option.loc[high, "mean"],
                "high_option": high,
                "moves": by_option["mean"].max() - by_option["mean"].min(),
                "share": between / whole if whole > 0 else np.nan,
            }
        )
    return ordered(pd.DataFrame(rows), "moves", LISTED, falling=["moves"]).reset_index(drop=True)
