"""How far does Indonesia's place among its peers hang on the design of the comparison? Every design of the plan.

The universe `synthetic_control` of `analysis_plan.yml`: how many donors, the first edition that is matched, values or
positions or values less each state's own mean, plain weights or weights with a ridge, the last edition that counts, and
the statistic by which states are placed. The answer is the share of states, Indonesia counted, whose online services
moved at least as far as Indonesia's; over all designs it is a range. Indonesia was chosen because it rose: a share of
states, not the chance of a random draw. Telecommunication, a control by assumption, is told under the same designs. The
date is that of the programme in every design.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.methods.inference import synthetic_control as sc
from analysis.methods.inference.multiverse import influence, specifications
from analysis.studies.spbe_and_un import donors as peers
from analysis.studies.spbe_and_un.donors import Panel

SHARE, CONTROL = "share", "share_tii"
SHARES = {"osi": SHARE, "tii": CONTROL}  # of online services, and of telecommunication, which SPBE does not score
PLAIN, RIDGE = "plain", "ridge"
VALUES, POSITIONS, CENTRED = "values", "positions", "centred"
RATIO, MEAN, MEAN_UP = "ratio", "mean", "mean_up"
KNOWN = {"scale": {VALUES, POSITIONS, CENTRED}, "weights": {PLAIN, RIDGE}, "statistic": {RATIO, MEAN, MEAN_UP}}
LAST = {"one_before": -2, "last": -1}  # editions that may be the last to count, from the end
AT = "analysis_plan.yml: universe: synthetic_control"
FITTED = ("donors", "first_edition", "scale", "weights")  # what weights hang on; the rest reads the same gaps


@dataclass(frozen=True)
class Designs:
    """table: a row a design with its choices, share and mean gap; influence: how far each choice moves the share;
    declared: the choices of the plan's own design; facts; values."""

    table: pd.DataFrame
    influence: pd.DataFrame
    declared: dict[str, object]
    facts: dict[str, object]
    values: dict[str, object]


def study(panel: Panel | None = None) -> Designs:
    """Every design of the plan's universe. Raises InputError for a universe that is not known here."""
    panel, planned = panel or peers.panel(), plan()
    universe, rules = resolved(planned["universe"].get("synthetic_control", {}), panel), planned["rules"]
    declared = {
        "donors": rules["synthetic_control_donors"],
        "first_edition": int(panel.editions[0]),
        "scale": VALUES,
        "weights": PLAIN,
        "last_edition": int(panel.editions[-1]),
        "statistic": RATIO,
    }
    check(universe, declared, panel)
    found = table(panel, universe)
    facts = _facts(found, declared, rules["synthetic_control_p"])
    moved = influence(found, list(declared), SHARE)
    values = {"osi.p_range_low": facts["low"], "osi.p_range_high": facts["high"]}
    values |= {f"designs.{name}": facts[name] for name in _NAMED}
    return Designs(found, moved, declared, facts | {"choice": moved["choice"][0]}, values)


def table(panel: Panel, universe: Mapping[str, Sequence[object]]) -> pd.DataFrame:
    """Every design: its choices, `share` of states and the mean gap of online services, and the share of the control.

    A share is missing where Indonesia's own control fits exactly. `mean` is in index points; positions have
    `mean_places` instead.
    """
    rows: list[dict[str, object]] = []
    fits = specifications({name: universe[name] for name in FITTED}).to_dict("records")
    looks = specifications({name: universe[name] for name in universe if name not in FITTED}).to_dict("records")
    donors = {(of["donors"], of["first_edition"]): chosen(panel, of["donors"], of["first_edition"]) for of in fits}
    for of in fits:
        others, mean = donors[of["donors"], of["first_edition"]], "mean_places" if of["scale"] == POSITIONS else "mean"
        runs = {column: placebos(panel, name, others, of) for name, column in SHARES.items()}
        for look in looks:
            row = {**of, **look}
            for column, run in runs.items():
                window = replace(run, after=run.after & (panel.editions <= look["last_edition"]))
                row[column] = place(panel, window, look["statistic"])
                row |= {mean: float(window.mean[panel.own])} if column == SHARE else {}
            rows.append(row)
    return pd.DataFrame(rows)


def chosen(panel: Panel, donors: object, first_edition: int) -> Sequence[np.ndarray]:
    """The donors of every state; chosen on values, whatever the scale, from the first edition to the programme."""
    rule, count = (donors, None) if isinstance(donors, str) else ("nearest", donors)
    return peers.choice(panel, rule, panel.programme, count, first_edition)([panel.own])


def placebos(panel: Panel, outcome: str, donors: Sequence[np.ndarray], of: Mapping[str, object]) -> sc.Placebos:
    """One outcome of every state against its own control, all later editions counted; the ridge is that of all."""
    before = (panel.editions >= of["first_edition"]) & (panel.editions <= panel.programme)
    values = (peers.positions(panel) if of["scale"] == POSITIONS else panel).values[outcome]
    values = sc.centred(values, before) if of["scale"] == CENTRED else values
    return sc.placebos(values, donors, before, panel.after(outcome, panel.programme), of["weights"] == RIDGE)


def place(panel: Panel, run: sc.Placebos, statistic: str) -> float:
    """Indonesia's share of states by one statistic; missing for a ratio whose own fit is exact."""
    if statistic == RATIO:
        return peers.ratio_p(panel, run)
    return sc.p_value(np.abs(run.mean) if statistic == MEAN else run.mean, panel.own)


def resolved(universe: Mapping[str, Sequence[object]], panel: Panel) -> dict[str, Sequence[object]]:
    """The universe with the last editions by their years. Raises InputError for a word that is none of LAST."""
    words = universe.get("last_edition", ())
    if unknown := [word for word in words if word not in LAST]:
        raise InputError([f"{AT}: last_edition: unknown option {word}" for word in unknown])
    years = {"last_edition": [int(panel.editions[LAST[word]]) for word in words]} if words else {}
    return {**universe, **years}


def check(universe: Mapping[str, Sequence[object]], declared: Mapping[str, object], panel: Panel) -> None:
    """Raises InputError for a universe with other choices, an unknown option, or without the declared design."""
    if set(universe) != set(declared):
        raise InputError(f"{AT}: its choices must be {', '.join(declared)}")
    early = {int(edition) for edition in panel.editions if edition < panel.programme}
    late = {int(edition) for edition in panel.editions if edition > panel.programme}
    known = KNOWN | {"first_edition": early, "last_edition": late}
    wrong = [(name, option) for name, options in known.items() for option in universe[name] if option not in options]
    wrong += [
        ("donors", option)
        for option in universe["donors"]
        if option not in ("region", "all") and not (isinstance(option, int) and 0 < option < len(panel.states) - 2)
    ]
    problems = [f"{AT}: {name}: unknown option {option}" for name, option in wrong]
    problems += [
        f"{AT}: {name}: the declared design, {option}, is not in it"
        for name, option in declared.items()
        if option not in universe[name]
    ]
    if problems:
        raise InputError(problems)


_NAMED = (
    "n",
    "answered",
    "at_bound",
    "low_ratio",
    "high_ratio",
    "low_mean",
    "high_mean",
    "low_mean_up",
    "high_mean_up",
)


def _facts(found: pd.DataFrame, declared: Mapping[str, object], bound: float) -> dict[str, object]:
    """The range of the shares, in all and by statistic, and how many designs lie at or below the bound."""
    share, control = found[SHARE], found[CONTROL]
    by = found.groupby("statistic", sort=False)[SHARE].agg(["min", "max"])
    own = np.logical_and.reduce([found[name] == option for name, option in declared.items()])
    facts = {
        "n": len(found),
        "answered": int(share.notna().sum()),
        "left_out": int(share.isna().sum()),
        "low": float(share.min()),
        "high": float(share.max()),
        "at_bound": int((share <= bound).sum()),
        "last_low": int(found["last_edition"].min()),
        "last_high": int(found["last_edition"].max()),
        "tii_answered": int(control.notna().sum()),
        "tii_at_bound": int((control <= bound).sum()),
        "upwards": int((found["mean"].fillna(found["mean_places"]) > 0).sum()),
        "declared": float(share[own].iloc[0]),
        "bound": bound,
    }
    for name, ends in by.iterrows():
        facts |= {f"low_{name}": float(ends["min"]), f"high_{name}": float(ends["max"])}
    return facts
