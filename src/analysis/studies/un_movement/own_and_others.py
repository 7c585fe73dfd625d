"""How much of a country's move is its own, and how much the other states', if nought is a convention?

Parts of the move in places gained, plus is up, by the accounting of `places`, over the declared family of shifts and
common scales of the later edition (`studies.shared.common_shifts`): as printed, with the other states' median or mean
held fixed, and the least and the most over the family, on a grid of POINTS shifts a component at each scale. So the
ranges are at least as wide as said; ranks with one side moved depend on the sum of the three shifts alone and take
their ends at the corners, which are on the grid. Beside it what the accounting by pairs, which no shift changes, does
under the same scales and under other weights.

It says what the figures settle and what a choice settles, not which choice is right.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.methods.ranks import shift_sets
from analysis.methods.ranks.rank_accounting import SIDES
from analysis.studies.shared import common_shifts, survey
from analysis.studies.shared.common_shifts import MEAN, MEDIAN, PRINTED
from analysis.studies.shared.decisions import BOUNDED, INCONCLUSIVE
from analysis.studies.shared.survey import COMPONENTS, THIRDS, Move
from analysis.studies.un_movement import places

POINTS = 21  # of the grid, a component
WEIGHTS = 20  # steps of the grid of weights, from the least of each component on
LEAST_WEIGHT = 0.1  # of a component, where other weights are tried
ALL = "all"  # components of a side together


@dataclass(frozen=True)
class Result:
    """One country between two editions; parts in places gained, plus is up.

    sides: a row a side (own, others) and component (`all` together): printed, median, mean, low, high. alone: a row a
    rank with one side moved (own_only, others_only): the same columns, ranks. paired: a row a component: printed,
    scale_low, scale_high, weight_low, weight_high.
    """

    sides: pd.DataFrame
    alone: pd.DataFrame
    paired: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study(country: str, edition_from: int, edition_to: int) -> Result:
    """The split as a set. Raises InputError as `survey.check` does."""
    move = survey.move(country, edition_from, edition_to)
    named, tried = _tried(move)
    sides = pd.concat([_side(at, side, named, tried) for at, side in enumerate(SIDES)], ignore_index=True)
    alone = pd.DataFrame(
        {"case": end} | _row({name: getattr(x, end)[0] for name, x in named.items()}, [getattr(x, end) for x in tried])
        for end in ("own_only", "others_only")
    ).astype(dict.fromkeys((PRINTED, MEDIAN, MEAN, "low", "high"), int))
    paired = _paired(move)
    return Result(sides, alone, paired, _facts(move, sides, alone, paired), _values(move, sides, alone, paired))


def decide(low: float, high: float) -> str:
    """A part whose sign the choice decides is inconclusive; else the set is what the family bounds it to."""
    return INCONCLUSIVE if low < -0.05 and high > 0.05 else BOUNDED


def _tried(move: Move) -> tuple[dict[str, places.Shifted], list[places.Shifted]]:
    """The accounting under each named shift at the printed scale, and over the grid of every scale."""
    before, after = move.scores
    scaled = common_shifts.family(before, after, move.focal)
    named = {PRINTED: np.zeros(3)} | scaled[0].named
    alone = {name: places.shifted(before, after, move.focal, shift[None], 1.0) for name, shift in named.items()}
    grids = [
        places.shifted(before, after, move.focal, shift_sets.lattice(each.low, each.high, POINTS), each.scale)
        for each in scaled
    ]
    return alone, [*alone.values(), *grids]


def _side(at: int, side: str, named: dict[str, places.Shifted], tried: list[places.Shifted]) -> pd.DataFrame:
    """The rows of one side: its three components, then all of them together."""
    rows = []
    for component, of in [(name, [c]) for c, name in enumerate(COMPONENTS)] + [(ALL, [0, 1, 2])]:
        one = {name: x.shapley[0, at, of].sum() for name, x in named.items()}
        row = _row(one, [x.shapley[:, at, of].sum(axis=1) for x in tried])
        rows.append({"side": side, "component": component} | row)
    return pd.DataFrame(rows)


def _row(named: dict[str, float], tried: list[np.ndarray]) -> dict[str, float]:
    every = np.concatenate(tried)
    return named | {"low": every.min(), "high": every.max()}


def _paired(move: Move) -> pd.DataFrame:
    """The parts by pairs: as printed, and the least and most over the scales of the family and over other weights."""
    before, after = move.scores
    scales = [each.scale for each in common_shifts.family(before, after, move.focal)]
    scaled = np.vstack([places.paired(before, scale * after, move.focal, THIRDS[None]) for scale in scales])
    weighted = places.paired(before, after, move.focal, weightings())
    frame = pd.DataFrame({"component": COMPONENTS, PRINTED: scaled[0]})
    for name, parts in (("scale", scaled), ("weight", np.vstack([scaled[:1], weighted]))):
        frame[f"{name}_low"], frame[f"{name}_high"] = parts.min(axis=0), parts.max(axis=0)
    return frame


def weightings() -> np.ndarray:
    """All weights (m, 3) that sum to one in equal steps from LEAST_WEIGHT on: a grid of 231 at twenty steps."""
    steps = np.array([(i, j, WEIGHTS - i - j) for i in range(WEIGHTS + 1) for j in range(WEIGHTS + 1 - i)])
    return LEAST_WEIGHT + (1 - 3 * LEAST_WEIGHT) * steps / WEIGHTS


def _facts(move: Move, sides: pd.DataFrame, alone: pd.DataFrame, paired: pd.DataFrame) -> dict[str, object]:
    """What sentences say: own OSI and all own parts with their sets, ranks with one side moved, pairs of OSI."""
    of = sides.set_index(["side", "component"])
    facts: dict[str, object] = dict(move.facts)
    for name, key in {"own_osi": ("own", "osi"), "own_tii": ("own", "tii"), "own": ("own", ALL)}.items():
        row = of.loc[key]
        facts |= {f"{name}_{column}": float(row[column]) for column in (PRINTED, MEDIAN, MEAN, "low", "high")}
    for row in alone.to_dict("records"):
        facts |= {f"{row['case']}_{end}": row[end] for end in (PRINTED, "low", "high")}
    osi = paired.set_index("component").loc["osi"]
    facts |= {f"paired_osi_{name}": float(osi[name]) for name in osi.index}
    return facts | {
        "decision": decide(facts["own_low"], facts["own_high"]),
        "weightings": len(weightings()),
        "least_weight": LEAST_WEIGHT,
    }


def _values(move: Move, sides: pd.DataFrame, alone: pd.DataFrame, paired: pd.DataFrame) -> dict[str, object]:
    """The sets to publish: places gained by side and component, two ranks, and the pairs under scales and weights."""
    values: dict[str, object] = {}
    for row in sides.to_dict("records"):
        key = f"split.{move.step}.{row['side']}.{row['component']}"
        values |= {f"{key}.{name}": row[name] for name in (MEDIAN, MEAN, "low", "high")}
    for row in alone.to_dict("records"):
        values |= {f"split.{move.step}.{row['case']}.{end}": row[end] for end in ("low", "high")}
    for row in paired.to_dict("records"):
        key = f"split.{move.step}.paired.{row['component']}"
        values |= {f"{key}.{name}": row[name] for name in paired.columns if name.endswith(("low", "high"))}
    return values
