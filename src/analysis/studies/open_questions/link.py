"""If Indonesia's rise in online services came from SPBE, as officials suppose, where would the next edition find it?

The supposition, made checkable by the rule of the plan: online services change by the growth of the national index
times a slope seen in earlier surveys. Nothing shows that the slope is a cause; other defensible slopes stand beside it.
The spread is that of states without the link, so that only the middle differs, and the question is whether one edition
could tell the two middles apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data.plan import plan
from analysis.methods.inference import forecasts, study_size
from analysis.methods.inference.forecasts import NAMES
from analysis.methods.ordering import settled
from analysis.studies.open_questions import declared, un_forecast
from analysis.studies.open_questions.declared import MEASURES, VARIANTS, WITH, WITHOUT
from analysis.studies.shared import published_means, survey
from analysis.studies.shared.decisions import (
    ASSOCIATED_ONLY,
    CANNOT_BE_DECIDED,
    INCONCLUSIVE,
    NOT_SUPPORTED,
)
from analysis.studies.shared.instruments import OLD

SIZE = 0.05  # one-sided: online services above the upper limit of a world without the link
MIDDLE = NAMES.index("median")
DECLARED = "four_surveys"  # the slope that the plan's rule takes


@dataclass(frozen=True)
class Result:
    """Frames, facts and values.

    limits: a row a variant and measure, as written in the plan; slopes: a row a defensible slope, with what it gives.
    """

    limits: pd.DataFrame
    slopes: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study() -> Result:
    """The forecast with the supposed link beside the one without it, and whether one edition can tell them apart."""
    section, limits = declared.section(), declared.written()
    table = slopes()
    rows = limits.set_index(["variant", "measure"])
    middle = {name: rows.loc[(name, "osi"), "median"] for name in VARIANTS}
    apart = float(middle[WITH] - middle[WITHOUT])
    off = _residuals()
    spread = float(np.std(off, ddof=1))
    power = told_apart(off, apart)
    powers = [told_apart(off, osi - middle[WITHOUT]) for osi in table["osi"]]
    wanted = plan()["rules"]["power_wanted"]
    facts = {
        "country": section["country"],
        "declared": section["declared"],
        "start": section["un_from"],
        "target": section["un_edition"],
        "osi_start": float(survey.edition(section["un_from"]).loc[section["country"], "osi"]),
        "osi_without": float(middle[WITHOUT]),
        "osi_with": float(middle[WITH]),
        "apart": apart,
        "rank_without": int(rows.loc[(WITHOUT, "rank"), "median"]),
        "rank_with": int(rows.loc[(WITH, "rank"), "median"]),
        "size": SIZE,
        "power": power,
        "power_low": min(powers),
        "power_high": max(powers),
        "wanted": wanted,
        "spread": spread,
        "editions_needed": study_size.needed(lambda n: study_size.mean_difference(apart, spread, n), wanted),
        **_growth_facts(),
        "change_low": float(table["osi_change"].min()),
        "change_high": float(table["osi_change"].max()),
        "rank_best": int(table["rank"].min()),
        "rank_worst": int(table["rank"].max()),
    }
    return Result(limits, table, facts, _values(limits, facts))


def slopes() -> pd.DataFrame:
    """Defensible slopes of online services on the national index: name, slope, growth, osi_change, osi, rank.

    The declared one first; then the index of the year before each survey; the index as published, across the
    instruments, as officials compare it; and the first and the last step alone, each within one instrument.
    """
    same, before = _points(0), _points(1)
    made = {
        DECLARED: _line(same["old_basis"], same["osi"]),
        "year_before": _line(before["old_basis"], before["osi"]),
        "published": _line(same["published"], same["osi"]),
        "first_step": _line(same["published"].iloc[:2], same["osi"].iloc[:2]),
        "last_step": _line(same["published"].iloc[-2:], same["osi"].iloc[-2:]),
    }
    rows, free = [], _free()
    for name, slope in made.items():
        limits = linked(slope, free).set_index("measure")
        change = slope * growth()
        rows.append(
            {"name": name, "slope": slope, "growth": growth(), "osi_change": change}
            | {"osi": float(limits.loc["osi", "median"]), "rank": int(limits.loc["rank", "median"])}
        )
    return pd.DataFrame(rows)


def growth() -> float:
    """Growth of the national index between the years before the two editions, both on the same instrument."""
    section = declared.section()
    return section["national"][str(section["un_edition"] - 1)] - section["national"][str(section["un_from"] - 1)]


def linked(slope: float, free: dict[str, np.ndarray] | None = None) -> pd.DataFrame:
    """The forecast of the declared country with the link: measure and five limits, as they are written.

    Online services have the supposed change as their middle and the spread of the states without it; a third of the
    difference goes to the EGDI, and the rank moves by the states that stood between the two middles of the EGDI.
    `free`: the limits without the link, where they are at hand.
    """
    free = free or _free()
    section = declared.section()
    country, start = section["country"], section["un_from"]
    now = float(survey.edition(start).loc[country, "osi"])
    difference = min(now + slope * growth(), 1.0) - min(free["osi"][MIDDLE], 1.0)
    places = passed(free["egdi"][MIDDLE], free["egdi"][MIDDLE] + difference / 3, country, start)
    moved = {"osi": free["osi"] + difference, "egdi": free["egdi"] + difference / 3, "rank": free["rank"] - places}
    ranked = int(survey.edition(start)["rank"].notna().sum())
    rows = []
    for measure in MEASURES:
        limits = un_forecast.written(measure, un_forecast.bounded(measure, moved[measure][None], ranked)[0])
        rows.append({"measure": measure, **dict(zip(NAMES, limits, strict=True))})
    return pd.DataFrame(rows)


def passed(low: float, high: float, country: str, edition: int) -> int:
    """Places that a move of the EGDI from `low` to `high` is worth among the other states of an edition; plus is up."""
    others = survey.edition(edition)
    scores = settled(others.loc[others["rank"].notna() & (others.index != country), "egdi"].astype(float))
    first, last = settled(low), settled(high)
    between = ((scores > min(first, last)) & (scores <= max(first, last))).sum()
    return int(between) if last >= first else -int(between)


def told_apart(residuals: np.ndarray, apart: float) -> float:
    """How often online services would come above the upper limit without the link, if the link were true.

    `residuals` (n,): earlier changes minus their median; `apart`: the two middles. The upper limit is the 95 % quantile
    without the link: a one-sided test at 5 %.
    """
    upper = forecasts.limits(residuals)[NAMES.index("high90")]
    return float((residuals + apart > upper).mean())


def allowed(came: float, limits: pd.DataFrame) -> str:
    """Which of the two forecasts has online services as they came inside nine tenths: both, neither, or its variant."""
    rows = limits[limits["measure"] == "osi"].set_index("variant")
    within = [name for name in VARIANTS if forecasts.inside(rows["low90"][name], rows["high90"][name], came)]
    return within[0] if len(within) == 1 else "both" if within else "neither"


def decision(came: float | None, limits: pd.DataFrame, power: float, wanted: float) -> str:
    """The plan's word for the supposed link: `came` is online services in the edition, None while it is not in."""
    if came is None:
        return CANNOT_BE_DECIDED
    only = allowed(came, limits)
    if only == WITH:
        return ASSOCIATED_ONLY
    return NOT_SUPPORTED if only == WITHOUT and power >= wanted else INCONCLUSIVE


def _free() -> dict[str, np.ndarray]:
    """The five limits of each measure without the link, before they are cut to what the measure can be."""
    return {measure: now + forecasts.limits(changes) for measure, (now, changes) in _changes().items()}


def _residuals() -> np.ndarray:
    """Changes of online services that the forecast without the link rests on, minus their median."""
    changes = _changes()["osi"][1]
    return changes - forecasts.limits(changes)[MIDDLE]


def _changes() -> dict[str, tuple[float, np.ndarray]]:
    """Of each measure: where the declared country stands, and the earlier changes that its forecast rests on."""
    section = declared.section()
    start, known = section["un_from"], un_forecast.steps(section["un_from"])
    out = {}
    for measure in MEASURES:
        values = un_forecast.panel(measure, start)
        at = values.loc[[section["country"]], start].to_numpy()
        out[measure] = float(at[0]), un_forecast.analogues(values, at, known, section["nearest"])[0]
    return out


def _points(lag: int) -> pd.DataFrame:
    """The surveys up to the last known one with the national index of `lag` years before, on both bases, and osi."""
    section = declared.section()
    series = published_means.series().set_index("year")[["published", "old_basis", "instrument"]]
    editions = [e for e in survey.spbe_editions() if e <= section["un_from"] and e - lag in series.index]
    frame = series.loc[[edition - lag for edition in editions]].reset_index(drop=True)
    return frame.assign(
        edition=editions, osi=[float(survey.edition(e).loc[section["country"], "osi"]) for e in editions]
    )


def _line(x: pd.Series, y: pd.Series) -> float:
    """Slope of the least-squares line."""
    return float(np.polyfit(x.to_numpy(float), y.to_numpy(float), 1)[0])


def _growth_facts() -> dict[str, object]:
    section, same = declared.section(), _points(0)
    before, after = section["un_from"] - 1, section["un_edition"] - 1
    return {
        "year_before": before,
        "year_after": after,
        "index_before": section["national"][str(before)],
        "index_after": section["national"][str(after)],
        "growth": growth(),
        "surveys": len(same),
        "first_survey": int(same["edition"].iloc[0]),
        "on_old": int((same["instrument"] == OLD).sum()),
    }


def _values(limits: pd.DataFrame, facts: dict[str, object]) -> dict[str, object]:
    rows = limits[limits["variant"] == WITH]
    values: dict[str, object] = {r.measure: {name: getattr(r, name) for name in NAMES} for r in rows.itertuples()}
    values |= {"power": facts["power"], "apart": facts["apart"], "editions_needed": facts["editions_needed"]}
    return {f"un_{facts['target']}": {"with_link": values}}
