"""Which states is Indonesia set beside, and what came out for each of them?

Takes the tables `egdi` and `states`: the states ranked in every edition, their values and their positions among
themselves. Three rules for the donors, of which the plan declares the first; Indonesia is never a donor. Human capital
counts up to the 2022 edition: from 2024 it contains e-government literacy, which is assessed on portals.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.methods.inference import synthetic_control as sc
from analysis.methods.ordering import settled
from analysis.methods.ranks import ranks
from analysis.studies.shared import survey
from analysis.studies.shared.survey import COMPONENTS, COUNTRY, LITERACY

RULES = ("nearest", "region", "all")
OUTCOMES = (*COMPONENTS, "egdi")
Choice = Callable[[Sequence[int]], Sequence[np.ndarray]]


@dataclass(frozen=True)
class Panel:
    """`states` (iso3, country, region), n rows; `editions` (t,); `values`: outcome -> (n, t).

    `own`: Indonesia's row; `programme`: the year of the real treatment; `count`: donors by the rule of the plan.
    """

    states: pd.DataFrame
    editions: np.ndarray
    values: dict[str, np.ndarray]
    own: int
    programme: int
    count: int

    def after(self, outcome: str, treatment: int) -> np.ndarray:
        """The editions (t,) that count as after: for an earlier date those up to the programme, else all that can."""
        last = self.programme if treatment < self.programme else self.editions[-1]
        counts = (self.editions > treatment) & (self.editions <= last)
        return counts & (self.editions < LITERACY) if outcome == "hci" else counts


def panel() -> Panel:
    """Values of the states that the UN ranked in every edition, by iso3 in alphabetical order."""
    rows = survey.table()
    ranked = rows[rows["rank"].notna()]
    editions = survey.editions()
    count = ranked.groupby("iso3").size()
    states = sorted(count[count == len(editions)].index)
    ranked = ranked[ranked["iso3"].isin(states)]
    values = {
        name: ranked.pivot(index="iso3", columns="edition", values=name).loc[states, editions].to_numpy(float)
        for name in OUTCOMES
    }
    names = ranked[ranked["edition"] == editions[-1]].set_index("iso3")["country"]
    regions = tables.load("states").set_index("iso3")["region"]
    about = pd.DataFrame({"iso3": states, "country": names.loc[states].array, "region": regions.loc[states].array})
    rules = plan()["rules"]
    programme, count = rules["synthetic_control_treatment"], rules["synthetic_control_donors"]
    return Panel(about, np.array(editions), values, states.index(COUNTRY), programme, count)


def positions(of: Panel) -> Panel:
    """The same with positions among these states in place of values: minus the position, so that up is better."""
    placed = {
        name: -np.column_stack([ranks.competition_ranks(column) for column in values.T]).astype(float)
        for name, values in of.values.items()
    }
    return replace(of, values=placed)


def choice(of: Panel, rule: str, treatment: int, count: int | None = None, first: int | None = None) -> Choice:
    """Barred states -> donors of each state. `nearest` is the plan's rule; `region`: the UN region; `all`: all others.

    Distances are those of the values of `of`; `count` and `first` give another number of nearest states and another
    first edition than the plan's. Raises InputError for an unknown rule.
    """
    if rule not in RULES:
        raise InputError(f"donors {rule!r}: no such rule; choose among {', '.join(RULES)}")
    if rule == "nearest":
        before = (of.editions <= treatment) & (of.editions >= (first or of.editions[0]))
        features = np.hstack([of.values[name][:, before] for name in COMPONENTS])
        return sc.nearest(features, count or of.count)
    region = of.states["region"].to_numpy()
    alike = region[:, None] == region[None, :] if rule == "region" else np.ones((len(region), len(region)), bool)
    np.fill_diagonal(alike, False)

    def choose(barred: Sequence[int] = ()) -> list[np.ndarray]:
        allowed = alike.copy()
        allowed[:, list(barred)] = False
        return [np.flatnonzero(row) for row in allowed]

    return choose


def runs(of: Panel, donors: Sequence[np.ndarray], treatment: int, shrunk: bool) -> dict[str, sc.Placebos]:
    """Outcome -> the gaps of every state to its own synthetic control, Indonesia among them."""
    before = of.editions <= treatment
    return {
        name: sc.placebos(values, donors, before, of.after(name, treatment), shrunk)
        for name, values in of.values.items()
    }


def summary(of: Panel, outcome: str, run: sc.Placebos) -> dict[str, float]:
    """Indonesia's numbers of one outcome: mean gap, fit, its place among the states' fits, and its p values.

    `p` is of the ratio, as in `ratio_p`, `p_mean` of the size of the mean gap, `p_mean_up` of the mean gap upwards,
    `p_inexact` of the ratio without the states whose control fits exactly; `as_large` states have at least its ratio,
    `as_far` at least the size of its mean gap; `exact` fit exactly.
    """
    own, exact = of.own, run.fit <= sc.EXACT
    others = np.arange(len(run.fit)) != own
    return {
        "outcome": outcome,
        "mean": float(run.mean[own]),
        "moved": float(run.moved[own]),
        "fit": float(run.fit[own]),
        "better_fit": float((settled(run.fit[others]) < settled(run.fit[own])).mean()),
        "placebos": int(others.sum()),
        "as_large": int((settled(run.ratio[others]) >= settled(run.ratio[own])).sum()),
        "as_far": int((settled(np.abs(run.mean[others])) >= settled(abs(run.mean[own]))).sum()),
        "exact": int(exact[others].sum()),
        "p": ratio_p(of, run),
        "p_inexact": ratio_p(of, run, ~exact),
        "p_mean": sc.p_value(np.abs(run.mean), own),
        "p_mean_up": sc.p_value(run.mean, own),
    }


def ratio_p(of: Panel, run: sc.Placebos, among: np.ndarray | None = None) -> float:
    """p of Indonesia's ratio; missing where its own control fits exactly, so that any later gap is infinitely large."""
    return float("nan") if run.fit[of.own] <= sc.EXACT else sc.p_value(run.ratio, of.own, among)


def needed(of: Panel, run: sc.Placebos, bound: float) -> float | None:
    """The root mean square gap that Indonesia would have needed, with the fit it has, for p of the ratio <= bound.

    None where no gap would do: too few other states for the bound, or too many whose control fits exactly.
    """
    others = np.sort(np.delete(run.ratio, of.own))[::-1]
    allowed = int(np.floor(bound * (1 + len(others)) + 1e-9)) - 1  # placebos that may be at least as large
    return float(others[allowed] * run.fit[of.own]) if allowed >= 0 and np.isfinite(others[allowed]) else None
