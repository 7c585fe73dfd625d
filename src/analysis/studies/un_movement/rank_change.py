"""Did a country's place change, if the scores of the UN survey carried errors?

If every ranked state's printed EGDI had an independent normal error of one standard error: which changes of place are
in the middle 95 % of simulated ones, which are left whatever the true scores are, and which states were certainly
passed? And up to which error do the simulated changes keep to one side? That limit is set beside the size of the
errors that the scores themselves point to. Places gained, plus is up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data.plan import plan
from analysis.methods.ranks import rank_change
from analysis.studies.shared.decisions import BOUNDED, INCONCLUSIVE
from analysis.studies.shared.survey import Move
from analysis.studies.un_movement import transient_noise

KEPT_DRAWS = 5_000  # of the critical value, which are held in memory
STEP = 0.0005  # of the standard errors that are tried
LARGEST = 1.0  # the whole scale of the score
CURVE = [round(0.002 * step, 3) for step in range(1, 16)]  # of the standard errors that are drawn
ENDS = ["sigma", "low", "high"]
SUPPOSED, ESTIMATES = "supposed", {"noise_low": "lowest", "noise_high": "highest", "noise_top": "upper"}
DECISIONS = {"sure": BOUNDED, "kept": BOUNDED, "open": INCONCLUSIVE, "within": INCONCLUSIVE}


@dataclass(frozen=True)
class Result:
    """A move and its answer: `rows`, a row a standard error, `facts` with the `status`, and values to publish.

    `curve`: sigma, low and high of simulated changes for standard errors from 0 to the last of CURVE.

    Status: kept (published ranks are equal), sure (the limit lies beyond what the scores leave open of their errors),
    within (it lies below all of that), open (it lies amid).
    """

    move: Move
    rows: pd.DataFrame
    curve: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]

    @property
    def decision(self) -> str:
        return DECISIONS[str(self.facts["status"])]


def scores(move: Move) -> np.ndarray:
    """Printed EGDI of all states in both editions (2, 193), missing where a state was not ranked."""
    return np.array([rows["egdi"].where(rows["rank"].notna()).astype(float) for rows in move.rows])


def largest(holds: Callable[[float], bool]) -> float:
    """The largest standard error, down to STEP, at which something holds; 0 if at none. By bisection."""
    low, high = 0, round(LARGEST / STEP)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if holds(middle * STEP) else (low, middle)
    return round(low * STEP, 6)


def study(move: Move, drawn: np.ndarray) -> Result:
    """Simulated and certain changes of one move for every supposed and estimated error.

    `drawn`: standard normal errors of all states in both editions (2, 193, draws), the same for every move.
    """
    field, unit, found = scores(move), move.focal, transient_noise.study().facts
    every = rank_change.Comparisons(field, np.ones_like(field), drawn[..., :KEPT_DRAWS], unit)

    def middle(sigma: float) -> tuple[int, int]:
        return rank_change.simulated(field, np.full_like(field, sigma), drawn, unit)

    errors = [(SUPPOSED, sigma) for sigma in sorted(plan()["rules"]["rank_noise"])]
    errors += [(word, float(found[fact])) for fact, word in ESTIMATES.items()]
    rows = []
    for kind, sigma in errors:
        low, high = middle(sigma)
        rows.append({"kind": kind, "sigma": sigma, "low": low, "high": high, **vars(every.certain(sigma))})
    frame = pd.DataFrame(rows)

    def stands_for_certain(sigma: float) -> bool:
        sure = every.certain(sigma)
        return one_sided(sure.least, sure.most)

    limits = {
        "limit": largest(lambda sigma: one_sided(*middle(sigma))),
        "limit_certain": largest(stands_for_certain),
    }
    gain = move.ranks[0] - move.ranks[1]
    facts = move.facts | found | limits | {
        "gain": gain,
        "places": abs(gain),
        "direction": "gained" if gain > 0 else "lost" if gain < 0 else "kept",
        "status": status(gain, limits["limit"], float(found["noise_bottom"]), float(found["noise_top"])),
        "step": STEP,
        "draws": drawn.shape[-1],
        "kept_draws": every.noise.shape[-1],
        **rows[(len(errors) - len(ESTIMATES)) // 2],  # the middle one of those that the plan supposes
    }  # fmt: skip
    curve = pd.DataFrame([(0.0, gain, gain), *((sigma, *middle(sigma)) for sigma in CURVE)], columns=ENDS)
    return Result(move, frame, curve, facts, _values(move, frame, limits))


def one_sided(fewest: int, most: int) -> bool:
    """Whether a range of places gained holds gains alone, or losses alone."""
    return fewest > 0 or most < 0


def status(gain: int, limit: float, bottom: float, top: float) -> str:
    """How the limit of a move lies to what is left open of the errors, from `bottom` to `top`."""
    if gain == 0:
        return "kept"
    if limit >= top:
        return "sure"
    return "open" if limit >= bottom and limit > 0 else "within"


def code(sigma: float) -> str:
    """The name of a scenario in columns and keys: s005 for .005."""
    return f"s{round(sigma * 1000):03d}"


def _values(move: Move, frame: pd.DataFrame, limits: dict[str, float]) -> dict[str, object]:
    """By step and error (s005, or which estimate): the ends of the two ranges and the states passed."""
    found: dict[str, object] = {
        f"change.{move.step}.largest_sure": limits["limit"],
        f"change.{move.step}.largest_certain": limits["limit_certain"],
    }
    for row in frame.to_dict("records"):
        name = code(row["sigma"]) if row["kind"] == SUPPOSED else row["kind"]
        key = f"change.{move.step}.{name}"
        found |= {f"{key}.{k}": int(row[k]) for k in ("low", "high", "least", "most", "passed", "passed_by")}
    return found
