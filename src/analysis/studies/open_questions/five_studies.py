"""Which five studies would settle what is open, how large must they be, and how often would each find its effect?

Effects and spreads come from the tables: the study would differ in what it measures, not in how institutions and states
vary. Where the tables have no figure, an assumption of the plan, or one named here, stands in and is said on the page.
A spread that can only be bounded is taken at the end that makes the study look weaker.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.data.plan import plan
from analysis.methods.inference import study_size
from analysis.studies.open_questions import declared, index_forecast, link, un_forecast
from analysis.studies.shared import institutions
from analysis.studies.shared.instruments import NEW, OLD
from analysis.studies.shared.lists import COMPLETE

INSTITUTIONS = 30  # scored by both instruments
EACH_SIDE = 100  # institutions scored on the continuing indicators of either instrument
SCORED_TWICE = 60  # institutions with two assessors
FEATURES = 90  # of the survey on either side; an assumption, the tables do not have them
ADOPTERS = 40  # countries that adopt a maturity index of their own; an assumption, no list is public
COVERED = 0.5  # share of the survey's features that SPBE scores; an assumption
SPAN = 2  # editions of the survey over which adoption may work


@dataclass(frozen=True)
class Result:
    """studies: a row a study (study, effect, spread, size, power, needed; needed is missing where no size is enough);
    facts: what its words take."""

    studies: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study(linked: link.Result) -> Result:
    """The five studies with their power at the stated size, and the size for the plan's wanted power.

    `linked`: the forecast with the supposed link, whose difference two of the studies look for.
    """
    wanted, facts = plan()["rules"]["power_wanted"], _inputs(linked.facts)
    effect, apart = abs(facts["effect"]), facts["apart"]
    anchored = float(np.hypot(facts["shift_spread"], facts["level_spread"] * np.sqrt(2 / EACH_SIDE)))
    low, high = facts["osi_without"], min(facts["osi_without"] + apart / COVERED, 1.0)
    rows = [
        _row("double_scoring", effect, facts["year_spread"], INSTITUTIONS, wanted),
        _row("anchored", effect, anchored, facts["anchors"], wanted),
        _row("reliability", facts["half_noise"] - facts["all_noise"], None, SCORED_TWICE, wanted,
             lambda n: study_size.reliability(facts["all_noise"], facts["half_noise"], n)),
        _row("features", high - low, None, FEATURES, wanted, lambda n: study_size.two_shares(low, high, n)),
        _row("adoption", apart, facts["span_spread"], ADOPTERS, wanted),
    ]  # fmt: skip
    frame = pd.DataFrame(rows).astype({"needed": pd.Int64Dtype(), "spread": float})
    facts |= {
        "wanted": wanted,
        "studies": len(frame),
        "enough": int((frame["power"] >= wanted).sum()),
        "share_without": low,
        "share_with": high,
    }
    values = {r.study: {n: getattr(r, n) for n in ("effect", "size", "power")} for r in frame.itertuples()}
    return Result(frame, facts, {"studies": values})


def _row(
    name: str,
    effect: float,
    spread: float | None,
    size: int,
    wanted: float,
    power: Callable[[int], float] | None = None,
) -> dict[str, object]:
    """One study; without a power of its own it is a t test of a mean with this spread."""
    power = power or (lambda n: study_size.mean_difference(effect, spread, n))
    needed = study_size.needed(power, wanted)
    return {"study": name, "effect": effect, "spread": spread, "size": size, "power": power(size), "needed": needed}


def _inputs(linked: dict[str, object]) -> dict[str, object]:
    """What the studies take from the tables and the plan."""
    first, last = COMPLETE
    rescored = institutions.rescored()
    listed = rescored[(rescored["year"] == last) & ~rescored["below_floor"]]
    line = index_forecast.line()
    r = float(np.sqrt(_r_squared()))
    return {
        "year": last,
        "year_before": first,
        "n": len(listed),
        "effect": float(listed["effect"].mean()),
        "year_spread": float(np.sqrt(np.mean(line.left_out**2))),
        "anchors": _anchors(),
        "shift_spread": plan()["rules"]["criteria_shift_assumed"],
        "level_spread": level_spread(),
        "all_noise": r,
        "half_noise": (1 + r) / 2,
        "osi_without": linked["osi_without"],
        "apart": linked["apart"],
        "target": linked["target"],
        "span_spread": span_spread(),
        "span": SPAN * un_forecast.STEP,
        "institutions": INSTITUTIONS,
        "each_side": EACH_SIDE,
        "scored_twice": SCORED_TWICE,
        "features": FEATURES,
        "adopters": ADOPTERS,
        "covered": COVERED,
    }


def level_spread() -> float:
    """Spread of an indicator's level under 47 around its institution's and its own mean, in levels.

    From the evaluations that are known level by level, over the indicators known of all of them.
    """
    rows = tables.load("evaluations")
    rows = rows[(rows["level"] == "indicator") & (rows["instrument"] == NEW)]
    wide = rows.pivot_table(index=["institution_id", "year"], columns="id", values="value").dropna(axis=1)
    levels = wide.to_numpy()
    rest = levels - levels.mean(axis=0) - levels.mean(axis=1, keepdims=True) + levels.mean()
    return float(np.sqrt((rest**2).sum() / ((levels.shape[0] - 1) * (levels.shape[1] - 1))))


def span_spread() -> float:
    """Spread of a state's change in online services over two editions around the mean change of all.

    Spans that do not overlap, counted back from the last edition of the forecasts; index points.
    """
    editions = sorted({e for step in un_forecast.steps(declared.section()["un_from"]) for e in step})[::-SPAN]
    values = un_forecast.panel("osi", declared.section()["un_from"])
    changes = [(values[later] - values[earlier]).dropna() for later, earlier in pairwise(editions)]
    squares = sum(float(((c - c.mean()) ** 2).sum()) for c in changes)
    return float(np.sqrt(squares / sum(len(c) - 1 for c in changes)))


def _anchors() -> int:
    """Indicators of the new instrument that continue one of the old."""
    links = tables.load("crosswalk")
    rows = links[(links["from_instrument"] == OLD) & (links["to_instrument"] == NEW) & (links["level"] == "indicator")]
    return int(rows.loc[(rows["from_id"] != "") & (rows["to_id"] != ""), "to_id"].nunique())


def _r_squared() -> float:
    """Of the line from one complete list to the next: the squared correlation of the two."""
    pairs = index_forecast.pairs()
    return float(pairs["before"].corr(pairs["after"]) ** 2)
