"""Did Indonesia leave its peers after the SPBE programme began?

A synthetic control is the weighted mean of other states that came nearest to Indonesia's own path before the programme.
Treatment is the SPBE regime since 2018, not an SPBE score. Every other state is treated the same way with donors of its
own; components that SPBE does not score, and a date before the programme, are the checks that should show nothing.
Indonesia was chosen because it rose, so that its p values are shares of states and no chances. The plan's rule decides
by the range over all designs, the checks and how large a true move would have had to be; beside it stand other donors,
positions and other estimators. Association at most: whatever else began in 2018 is in the gap too.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.methods.inference import synthetic_control as sc
from analysis.methods.ordering import ordered
from analysis.studies.spbe_and_un import designs as every, donors as peers, other_looks, synthetic_verdict
from analysis.studies.spbe_and_un.donors import RULES, Panel

EFFECTS = np.arange(101) / 100  # planted effects, in points of an index from 0 to 1
SHOWN = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5)
CONTROLS = ("tii", "hci", "backdated")  # each should show nothing
SMALL = 0.05  # a planted effect that sentences tell of, beside the one of the plan
SUMMED = ("mean", "moved", "better_fit", "p", "p_inexact", "p_mean", "p_mean_up")


@dataclass(frozen=True)
class Result:
    """One run of the study.

    results: a row an outcome; variants: a row a variant with p values; designs: every design of the plan, dated with
    the programme; looks: a row another look, mean gap of each outcome; weights: donor, outcome, weight; power: a row a
    planted effect; gaps: state, edition, outcome, gap; path: outcome, edition, Indonesia's own value and its control's;
    facts of the sentences;
    values to publish.
    """

    donors: str
    treatment: int
    results: pd.DataFrame
    variants: pd.DataFrame
    designs: every.Designs
    looks: pd.DataFrame
    weights: pd.DataFrame
    power: pd.DataFrame
    gaps: pd.DataFrame
    path: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study(donors: str = "nearest", treatment_year: int = 2018, designs: every.Designs | None = None) -> Result:
    """Everything that the page shows. `donors`: nearest, region or all; `treatment_year`: a year of the plan.

    `designs`: every design, where they are known from another run.

    Raises InputError for another rule of donors or another year.
    """
    rules = plan()["rules"]
    real, backdated = rules["synthetic_control_treatment"], rules["synthetic_control_backdated"]
    if donors not in RULES:
        raise InputError(f"donors {donors!r}: no such rule; choose among {', '.join(RULES)}")
    if treatment_year not in (real, backdated):
        raise InputError(f"treatment_year {treatment_year}: not in the plan; choose {real} or {backdated}")
    panel, bound = peers.panel(), rules["synthetic_control_p"]
    chosen = peers.choice(panel, donors, treatment_year)([panel.own])
    shrunk = donors == "all"
    runs = peers.runs(panel, chosen, treatment_year, shrunk)
    results = pd.DataFrame([peers.summary(panel, name, run) | _gaps(panel, run) for name, run in runs.items()])
    variants = pd.DataFrame(
        [_variant(panel, rule, positions, treatment_year, backdated) for rule in RULES for positions in (0, 1)]
    )
    nearest = peers.choice(panel, "nearest", treatment_year)
    periods = (panel.editions <= treatment_year, panel.after("osi", treatment_year))
    power = sc.power(panel.values["osi"], nearest, [panel.own], periods, EFFECTS, bound)
    one_out = {name: sc.leave_one_out(panel.values[name], run, panel.own, shrunk) for name, run in runs.items()}
    looks = other_looks.table(panel, runs, one_out, treatment_year)
    here = variants.set_index(["donors", "positions"]).loc[(donors, False)]
    facts = {"donors": donors, "treatment": treatment_year, "programme": real, "backdated": backdated}
    facts |= _facts(panel, results, variants, here, power, runs["osi"], one_out["osi"])
    facts |= _controls(panel, runs, _early(panel, donors, backdated), bound)
    designs = designs or every.study(panel)
    facts |= _decided(facts, designs)
    return Result(
        donors,
        treatment_year,
        results,
        variants,
        designs,
        looks,
        _weights(panel, runs),
        power,
        _all_gaps(panel, runs),
        _path(panel, runs),
        facts,
        _values(results, looks, facts, designs),
    )


def _decided(facts: dict[str, object], designs: every.Designs) -> dict[str, object]:
    """The word by the plan's rule, why, and the range that it looks at; a date before the programme has no range."""
    if facts["treatment"] == facts["programme"]:
        shares = designs.facts["low"], designs.facts["high"]
        controls = {name: facts[f"p_{name}"] for name in CONTROLS}
    else:
        shares, controls = (facts["p"], facts["p"]), {"backdated": facts["p"]}
    power, bound, wanted = (facts[name] for name in ("power_middle", "bound", "wanted"))
    out = {"low": shares[0], "high": shares[1], "answered": designs.facts["answered"]}
    out |= {"at_bound": designs.facts["at_bound"], "left_out": designs.facts["left_out"]}
    out["decision"] = synthetic_verdict.verdict(shares, controls, power, bound, wanted)
    return out | {"reason": synthetic_verdict.reason(facts | out)}


def _gaps(panel: Panel, run: sc.Placebos) -> dict[str, float]:
    """Indonesia's gap in each edition after, by the name of its column."""
    return {
        f"gap_{edition}": float(gap)
        for edition, gap in zip(panel.editions[run.after], run.gaps[panel.own, run.after], strict=True)
    }


def _variant(panel: Panel, rule: str, positions: int, treatment: int, backdated: int) -> dict:
    """One rule of donors, on values or positions: p values of all outcomes and of the earlier date.

    Mean gaps of positions are in places and have columns of their own.
    """
    scale, row = (peers.positions(panel) if positions else panel), {"donors": rule, "positions": bool(positions)}
    unit = "_places" if positions else ""
    chosen = peers.choice(panel, rule, treatment)([panel.own])
    runs = peers.runs(scale, chosen, treatment, rule == "all")
    row |= {f"p_{name}": peers.ratio_p(panel, run) for name, run in runs.items()}
    row[f"mean{unit}"] = float(runs["osi"].mean[panel.own])
    before = _early(panel, rule, backdated, scale)
    return row | {"p_backdated": peers.ratio_p(panel, before), f"mean_backdated{unit}": float(before.mean[panel.own])}


def _early(panel: Panel, rule: str, backdated: int, scale: Panel | None = None) -> sc.Placebos:
    """Online services of every state dated before the programme; `scale`: positions in place of values."""
    values, chosen = (scale or panel).values["osi"], peers.choice(panel, rule, backdated)([panel.own])
    return sc.placebos(values, chosen, panel.editions <= backdated, panel.after("osi", backdated), rule == "all")


def _controls(panel: Panel, runs: dict, early: sc.Placebos, bound: float) -> dict[str, float]:
    """What the negative controls are worth: how often they are clear in other states, and what they could have found.

    `controls_clear` is the share of the other states whose three controls all have p above the bound.
    """
    checked = [runs["tii"], runs["hci"], early]
    others = [i for i in range(len(panel.states)) if i != panel.own]
    clear = np.mean([all(sc.p_value(run.ratio, i) > bound for run in checked) for i in others])
    tii = peers.summary(panel, "tii", runs["tii"])
    return {
        "controls_clear": float(clear),
        "needed_backdated": peers.needed(panel, early, bound),
        "p_tii_inexact": tii["p_inexact"],
        "exact_tii": tii["exact"],
    }


def _weights(panel: Panel, runs: dict) -> pd.DataFrame:
    """Donors of Indonesia with a weight: a row a donor, a column an outcome, largest for online services first."""
    columns = {
        name: pd.Series(run.weights[panel.own], index=run.donors[panel.own]).where(lambda w: w > sc.EXACT).dropna()
        for name, run in runs.items()
    }
    frame = pd.DataFrame(columns)
    frame = panel.states.loc[frame.index, ["iso3", "country"]].join(frame)
    return ordered(frame, "osi", "iso3", falling=["osi"]).reset_index(drop=True)


def _all_gaps(panel: Panel, runs: dict) -> pd.DataFrame:
    """Gap of every state in every edition up to the last that counts: state, edition, outcome, gap."""
    frames = []
    for name, run in runs.items():
        counted = run.before | run.after
        wide = pd.DataFrame(run.gaps[:, counted], index=panel.states["iso3"], columns=panel.editions[counted])
        frames.append(wide.rename_axis(columns="edition").stack().rename("gap").reset_index().assign(outcome=name))
    return pd.concat(frames, ignore_index=True)[["outcome", "iso3", "edition", "gap"]]


def _path(panel: Panel, runs: dict) -> pd.DataFrame:
    """Indonesia and its synthetic control in every edition up to the last that counts."""
    frames = []
    for name, run in runs.items():
        counted = run.before | run.after
        own = panel.values[name][panel.own, counted]
        frame = pd.DataFrame({"edition": panel.editions[counted], "own": own})
        frames.append(frame.assign(outcome=name, control=own - run.gaps[panel.own, counted]))
    return pd.concat(frames, ignore_index=True)[["outcome", "edition", "own", "control"]]


def _facts(
    panel: Panel,
    results: pd.DataFrame,
    variants: pd.DataFrame,
    here: pd.Series,
    power: pd.DataFrame,
    osi: sc.Placebos,
    one_out: dict,
) -> dict[str, object]:
    """What the sentences say of online services and the checks; `broken` are the checks at or below the bound."""
    rules, row = plan()["rules"], results.set_index("outcome").loc["osi"]
    bound, wanted = rules["synthetic_control_p"], rules["power_wanted"]
    last = [float(gaps[osi.after][-1]) for gaps in one_out.values()]
    controls = {name: float(here[f"p_{name}"]) for name in CONTROLS}
    broken, effect = synthetic_verdict.broken(controls, bound), rules["synthetic_control_effect"]
    smallest = {test: _found_from(power, test, wanted) for test in ("ratio", "mean")}
    share = power.set_index("effect")["ratio"]
    return {
        "country": panel.states["country"][panel.own],
        "states": len(panel.states),
        "n_donors": len(osi.donors[panel.own]),
        "weighted": len(one_out),
        "editions_before": int(osi.before.sum()),
        "first": int(panel.editions[osi.after][0]),
        "last": int(panel.editions[osi.after][-1]),
        "low_without_one": min(last),
        "high_without_one": max(last),
        "bound": bound,
        "wanted": wanted,
        "mean_backdated": float(here["mean_backdated"]),
        **{f"p_{name}": p for name, p in controls.items()},
        "n_controls": len(controls),
        "broken": broken,
        "n_broken": len(broken),
        "poor_fit": bool(row["better_fit"] >= rules["synthetic_control_poor_fit"]),
        "needed": peers.needed(panel, osi, bound),
        **{f"detectable_{test}": effect for test, effect in smallest.items()},
        "variants": len(variants),
        "osi_passes": int((variants["p_osi"] <= bound).sum()),
        "tii_breaks": int((variants["p_tii"] <= bound).sum()),
        "hci_breaks": int((variants["p_hci"] <= bound).sum()),
        "tii_exact": int(variants["p_tii"].isna().sum()),
        "size": float(share.iloc[0]),
        "small": SMALL,
        "power_small": float(share.loc[SMALL]),
        "middle": effect,
        "power_middle": float(share.loc[effect]),
        "egdi_p": float(here["p_egdi"]),
        **{name: int(row[name]) for name in ("placebos", "as_large", "as_far", "exact")},
        **{name: float(row[name]) for name in SUMMED},
    }


def _found_from(power: pd.DataFrame, test: str, wanted: float) -> float | None:
    """The smallest planted effect from which on every larger one is found in `wanted` of the states; None for none."""
    missed = power.loc[power[test] < wanted, "effect"]
    larger = power.loc[power["effect"] > missed.max(), "effect"] if len(missed) else power["effect"]
    return float(larger.min()) if len(larger) else None


def _values(results: pd.DataFrame, looks: pd.DataFrame, facts: dict, designs: every.Designs) -> dict[str, object]:
    """Numbers by key, without the beginning `relation`."""
    out: dict[str, object] = {"synthetic_control.verdict": facts["decision"]}
    out |= {f"synthetic_control.{name}": value for name, value in designs.values.items()}
    for row in results.to_dict("records"):
        key = f"synthetic_control.{row['outcome']}"
        names = ("mean", "fit", "p", "p_inexact", "p_mean", "p_mean_up")
        out |= {f"{key}.{name}": row[name] for name in names if pd.notna(row[name])}
        out |= {f"{key}.gap.{n[4:]}": v for n, v in row.items() if n.startswith("gap_") and pd.notna(v)}
        out |= {f"{key}.{look}": value for look, value in looks.set_index("look")[row["outcome"]].items()}
    return out | {f"synthetic_control.{key}": facts[name] for key, name in _VALUES.items() if pd.notna(facts[name])}


_VALUES = {
    "backdated.p": "p_backdated",
    "backdated.mean": "mean_backdated",
    "controls_clear": "controls_clear",
    "needed": "needed",
    "size": "size",
    "power": "power_middle",
    "detectable": "detectable_ratio",
    "detectable_by_mean": "detectable_mean",
}
