"""Could an interrupted time series of the national index have found the break of 2021?

A power study, not an estimate: no model is fitted to the published series. The published years before and after the
change give the number of points, the identified effect of the management domain and the domain weights gives the
step to look for, and the noise is an assumption ("if"). Even a detected step would not be the instrument's: it would
hold a change of trend, other institutions and the pandemic as well.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.data.plan import plan
from analysis.methods.inference import power as ts
from analysis.methods.ordering import settled
from analysis.studies.instrument_change import who_is_known
from analysis.studies.shared import instruments, published_means, seeds
from analysis.studies.shared.decisions import ASSOCIATED_ONLY, INCONCLUSIVE

SIGMAS = (0.02, 0.03, 0.05, 0.10, 0.15, 0.20)  # assumed noise of a yearly value around its trend, index points
MEMORIES = (0.0, 0.3, 0.6, 0.9)
ONE_MORE = 1  # a further year before the change, as a comparison
DRAWS = 20_000


@dataclass(frozen=True)
class Result:
    """by_sigma: a row an assumed noise; by_memory: simulated power and coverage when neighbouring years resemble."""

    by_sigma: pd.DataFrame
    by_memory: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def points() -> tuple[int, int]:
    """Published years of the national index before and after the change of instrument."""
    published = published_means.published_index()["instrument"]
    return int((published == instruments.OLD).sum()), int((published == instruments.NEW).sum())


def effect() -> float:
    """The identified effect on the national index of the first year after the change."""
    return float(published_means.rescored()["effect"].iloc[0])


def by_sigma(step: float, before: int, after: int, wanted: float) -> pd.DataFrame:
    """Power for the step and the smallest step found with power `wanted`, as it is and with one more year before.

    Columns: sigma, power, detectable, power_more, detectable_more; steps in index points.
    """
    rows = []
    for sigma in SIGMAS:
        row = {"sigma": sigma}
        for name, early in (("", before), ("_more", before + ONE_MORE)):
            row[f"power{name}"] = ts.power(step, sigma, early, after)
            row[f"detectable{name}"] = ts.detectable(wanted, sigma, early, after)
        rows.append(row)
    return pd.DataFrame(rows)


def by_memory(step: float, sigma: float, before: int, after: int) -> pd.DataFrame:
    """Simulated power and coverage of the 95 % interval when errors are AR(1) and least squares ignores it."""
    rows = []
    for memory in MEMORIES:
        drawn = ts.simulate(step, sigma, before, after, seeds.stream(f"interrupted series {memory}"), DRAWS, memory)
        rows.append({"memory": memory, **drawn._asdict()})
    return pd.DataFrame(rows)


def study() -> Result:
    """Everything that the page shows.

    The noise that the sentence supposes is the assumed one nearest to how far a published national mean is from the
    mean of the listed institutions: the published series is not known more finely than that.
    """
    before, after = points()
    step, known_to = effect(), who_is_known.known_to(who_is_known.by_year())
    sigma = min(SIGMAS, key=lambda assumed: (settled(abs(assumed - known_to)), assumed))
    wanted = plan()["rules"]["power_wanted"]
    table = by_sigma(step, before, after, wanted)
    row, loudest = table.set_index("sigma").loc[sigma], ts.loudest(wanted, step, before, after)
    facts = {
        "before": before,
        "before_more": before + ONE_MORE,
        "after": after,
        "n": before + after,
        "df": ts.freedom(before, after),
        "factor": ts.step_variance(before, after),
        "step": step,
        "sigma": sigma,
        "power": float(row["power"]),
        "detectable": float(row["detectable"]),
        "wanted": wanted,
        "loudest": loudest,
        "draws": DRAWS,
        "decision": INCONCLUSIVE if sigma > loudest else ASSOCIATED_ONLY,
    }
    values = {name: facts[name] for name in ("n", "df", "factor", "step", "sigma", "power", "detectable", "loudest")}
    return Result(table, by_memory(step, sigma, before, after), facts, values)
