"""Where will a country stand in the UN's next edition, and how well would the same rule have done before?

Rule, as in the plan: the country changes as the states did that stood nearest to it, in the same measure, at the start
of every earlier step of two years. Method changes of the UN are in those steps, as one may come again. Ranks are whole:
the ends go outwards, the median to the nearest. The backtest takes each earlier edition as the last one known.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.methods.errors import InputError
from analysis.methods.inference import forecasts
from analysis.methods.inference.forecasts import NAMES
from analysis.methods.ordering import settled
from analysis.methods.rounding import round_half_up
from analysis.studies.open_questions import declared
from analysis.studies.open_questions.declared import MEASURES, WITHOUT
from analysis.studies.shared import survey
from analysis.studies.shared.decisions import ARITHMETIC_FACT

STEP = 2  # years from one edition to the next
OTHER_CHOICES = ((20, None), (60, None), (40, 4))  # nearest states, and latest steps (None: all), beside the declared
COUNTED = ARITHMETIC_FACT  # what became of states in earlier editions
ENDS = {50: ("low50", "high50"), 90: ("low90", "high90")}  # per cent of what comes that should lie inside


@dataclass(frozen=True)
class Result:
    """Frames, facts and values of one country.

    limits: a row a measure, five limits; choices: the rank by the same rule with other numbers; backtest: a row an
    edition, shares of states inside; own: a row an edition, the country's rank by the rule and as it came.
    """

    country: str
    limits: pd.DataFrame
    choices: pd.DataFrame
    backtest: pd.DataFrame
    own: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study(country: str) -> Result:
    """Everything that the page shows of the next edition, without a link to SPBE. Raises InputError as `forecast`."""
    plan = declared.section()
    start, target = plan["un_from"], plan["un_edition"]
    limits = _limits(country, start)
    choices = pd.DataFrame([_choice(country, start, *other) for other in ((plan["nearest"], None), *OTHER_CHOICES)])
    back, own = backtest(start), _own(country, start)
    row = survey.edition(start).loc[country]
    facts = {
        "country": country,
        "start": start,
        "target": target,
        "declared": plan["declared"],
        "is_declared": country == plan["country"],
        "first": plan["first_start"],
        "nearest": plan["nearest"],
        "steps": len(steps(start)),
        **{f"{measure}_start": _plain(measure, row[measure]) for measure in MEASURES},
        **{f"{r.measure}_{name}": _plain(r.measure, getattr(r, name)) for r in limits.itertuples() for name in NAMES},
        **_choice_facts(choices),
        **_backtest_facts(back, own),
    }
    values = {r.measure: {name: facts[f"{r.measure}_{name}"] for name in NAMES} for r in limits.itertuples()}
    tested = {str(r.edition): {n: getattr(r, n) for n in back.columns if n != "edition"} for r in back.itertuples()}
    return Result(country, limits, choices, back, own, facts, {f"un_{target}": values, "backtest": tested})


def steps(until: int) -> list[tuple[int, int]]:
    """The steps of two years from the plan's first start on, of which both editions are known by `until`."""
    first = declared.section()["first_start"]
    known = [edition for edition in survey.editions() if first <= edition <= until]
    return [(a, b) for a, b in pairwise(known) if b - a == STEP]


def panel(measure: str, until: int) -> pd.DataFrame:
    """A measure of all states in the editions of the steps up to `until`: by iso3, missing where not ranked."""
    editions = sorted({edition for step in steps(until) for edition in step} | {until})
    rows = {edition: survey.edition(edition) for edition in editions}
    return pd.DataFrame({e: frame[measure].where(frame["rank"].notna()).astype(float) for e, frame in rows.items()})


def forecast(
    measure: str, country: str, start: int, nearest: int | None = None, latest: int | None = None
) -> np.ndarray:
    """The five limits of a measure of a country two years after edition `start`, from the steps known by then.

    `nearest`: states of each step (the plan's where None); `latest`: only so many steps, the last ones. Raises
    InputError for a country that was not ranked then, or a start with no step before it.
    """
    values, known = panel(measure, start), steps(start)
    if country not in values.index or np.isnan(values.loc[country, start]):
        raise InputError(f"{country}: no rank in the edition of {start}; choose a state that the UN ranked then")
    if not known:
        raise InputError(f"edition {start}: no step of two years lies before it; choose a later one")
    known, nearest = known[-latest:] if latest else known, nearest or declared.section()["nearest"]
    return _after(measure, values, values.loc[[country], start].to_numpy(), known, nearest)[0]


def computed(country: str, start: int) -> pd.DataFrame:
    """The limits of all measures as the rule gives them: measure and five limits, rounded as they are written."""
    rows = [{"measure": m, **_named(written(m, forecast(m, country, start)))} for m in MEASURES]
    return pd.DataFrame(rows)


def analogues(values: pd.DataFrame, at: np.ndarray, known: list[tuple[int, int]], nearest: int) -> list[np.ndarray]:
    """Of each place `at` (m,), the earlier changes that its forecast rests on: of the nearest states of every step.

    `values`: as of `panel`; `known`: steps. In the unit of the measure.
    """
    of_steps = [forecasts.analogues(values[a].to_numpy(), values[b].to_numpy(), at, nearest) for a, b in known]
    return [np.concatenate(changes) for changes in zip(*of_steps, strict=True)]


def bounded(measure: str, limits: np.ndarray, ranked: int) -> np.ndarray:
    """Limits (m, 5) cut to what the measure can be: 0 to 1, or whole ranks from 1 to `ranked`, ends outwards."""
    if measure != "rank":
        return np.clip(limits, 0, 1)
    steady = settled(limits)
    middle = np.floor(steady[:, [2]] + 0.5)
    return np.clip(np.hstack([np.floor(steady[:, :2]), middle, np.ceil(steady[:, 3:])]), 1, ranked)


def written(measure: str, limits: np.ndarray) -> np.ndarray:
    """Limits as the plan has them: whole ranks, scores with four decimals as the UN prints them."""
    return np.array([float(round_half_up(float(x), 0 if measure == "rank" else 4)) for x in settled(limits)])


def backtest(start: int) -> pd.DataFrame:
    """Of every edition up to `start` that has a step before it: the share of states that came inside the intervals.

    Columns: edition, states (ranked then and two years before), and of each measure `<measure>_50`, `<measure>_90`.
    """
    values, nearest, known = {m: panel(m, start) for m in MEASURES}, declared.section()["nearest"], steps(start)
    rows = []
    for number, (a, b) in enumerate(known[1:], start=1):
        row: dict[str, float] = {"edition": b}
        for measure, frame in values.items():
            both = frame[[a, b]].dropna()
            row["states"] = len(both)
            said = _after(measure, frame, both[a].to_numpy(), known[:number], nearest)
            for share, (low, high) in ENDS.items():
                ends = said[:, NAMES.index(low)], said[:, NAMES.index(high)]
                row[f"{measure}_{share}"] = float(forecasts.inside(*ends, both[b].to_numpy()).mean())
        rows.append(row)
    return pd.DataFrame(rows)


def _after(
    measure: str, values: pd.DataFrame, at: np.ndarray, known: list[tuple[int, int]], nearest: int
) -> np.ndarray:
    """The five limits (m, 5) of states at `at` (m,), one step after the last of the known ones."""
    limits = np.array([forecasts.limits(changes) for changes in analogues(values, at, known, nearest)])
    return bounded(measure, limits + at[:, None], int(values[known[-1][1]].notna().sum()))


def _limits(country: str, start: int) -> pd.DataFrame:
    """Of the declared country as written in the plan; of any other as computed."""
    if country != declared.section()["country"]:
        return computed(country, start)
    rows = declared.written()
    return rows[rows["variant"] == WITHOUT].drop(columns="variant").reset_index(drop=True)


def _choice(country: str, start: int, nearest: int, latest: int | None) -> dict[str, float]:
    """The rank with another number of states or steps; `declared` marks the plan's own."""
    used = len(steps(start)) if latest is None else latest
    own = nearest == declared.section()["nearest"] and latest is None
    limits = forecast("rank", country, start, nearest, latest)
    return {"nearest": nearest, "steps": used, "declared": own, **_named(limits)}


def _own(country: str, start: int) -> pd.DataFrame:
    """The country's rank by the rule and as it came, a row an edition that it was ranked in: limits, came, where."""
    values, known, rows = panel("rank", start), steps(start), []
    for number, (a, b) in enumerate(known[1:], start=1):
        before, came = values.loc[country, [a, b]]
        if not (np.isnan(before) or np.isnan(came)):
            said = _after("rank", values, np.array([before]), known[:number], declared.section()["nearest"])[0]
            rows.append({"edition": b, **_named(said), "came": came, "where": forecasts.place(said, came)})
    return pd.DataFrame(rows, columns=["edition", *NAMES, "came", "where"])


def _choice_facts(choices: pd.DataFrame) -> dict[str, int]:
    """The widest and the narrowest ends over the choices, whole ranks: `low90_min` is the best rank of all."""
    ends = {name: (choices[name].min(), choices[name].max()) for name in ("low90", "median", "high90")}
    return {f"{name}_{end}": int(x) for name, pair in ends.items() for end, x in zip(("min", "max"), pair, strict=True)}


def _backtest_facts(back: pd.DataFrame, own: pd.DataFrame) -> dict[str, object]:
    """Shares inside over the editions, without the first where one step alone was known; the country's own record."""
    first, later = back.iloc[0], back.iloc[1:]
    shares = [f"{measure}_{share}" for measure in MEASURES for share in ENDS]
    return {
        "tested": len(back),
        "tested_first": int(first["edition"]),
        "tested_second": int(later["edition"].iloc[0]),
        "tested_last": int(back["edition"].iloc[-1]),
        **{f"{name}_first": float(first[name]) for name in shares},
        **{f"{name}_lowest": float(later[name].min()) for name in shares},
        **{f"{name}_highest": float(later[name].max()) for name in shares},
        "own_tested": len(own),
        "own_inside": int(own["where"].isin(["below50", "inside50", "above50"]).sum()),
        "own_half": int((own["where"] == "inside50").sum()),
        "own_better": int((own["came"] < own["low50"]).sum()),
    }


def _named(limits: np.ndarray) -> dict[str, float]:
    return dict(zip(NAMES, map(float, limits), strict=True))


def _plain(measure: str, value: float) -> float:
    return int(value) if measure == "rank" else float(value)
