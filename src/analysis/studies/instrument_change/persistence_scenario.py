"""What would be expected across the change of instrument, if so much of a distance from the mean had persisted?

A scenario: the published national means of the two years, and slopes from a stated range beside the one that is
measured from 2023 to 2024. The pairs are known because somebody reported them, so none is tested as if drawn.
"""

from __future__ import annotations

import pandas as pd
from scipy import stats

from analysis.data import tables
from analysis.methods.effects import regression_to_mean as rtm
from analysis.studies.instrument_change import who_is_known
from analysis.studies.shared import published_means

SLOPES = (0.4, 0.6, 0.8)  # stated, beside the slope of 2023 to 2024
RISE = ("kabupaten-blora", 2022, 2023)  # the same instrument on both sides, no complete list of the first year


def scenario(pairs: pd.DataFrame, line: rtm.Line, known_to: float) -> pd.DataFrame:
    """What would be expected of each pair, if this share of its distance persisted: a row a pair and slope.

    Columns beside those of the pair: slope, mean_before and mean_after (published national means), expected with
    `low` and `high` (both means off by as much as a published mean is known to be), regressed (what does not persist,
    a part of the change), excess, and place: the share of a normal distribution below the excess, if the standard
    deviations were those of the two complete lists.
    """
    published = published_means.published_index()["value"]
    means = {side: pairs[f"{side}_year"].map(published).astype(float) for side in ("before", "after")}
    rows = []
    for slope in (*SLOPES, line.slope):
        expected = rtm.expected(pairs["before"], means["before"], means["after"], slope)
        reach, spread = known_to * (1 + slope), rtm.spread_around(line.sd_before, line.sd_after, slope)
        excess = pairs["after"] - expected
        rows.append(
            pairs.assign(
                slope=slope,
                mean_before=means["before"],
                mean_after=means["after"],
                expected=expected,
                low=expected - reach,
                high=expected + reach,
                regressed=rtm.regressed(pairs["before"], means["before"], slope),
                excess=excess,
                place=stats.norm.cdf(excess / spread),
            )
        )
    return pd.concat(rows, ignore_index=True)


def rise(line: rtm.Line, known_to: float) -> dict[str, object]:
    """The rise of Blora on one instrument as a scenario, and its place among the rises that are known.

    excess and place run over the slopes; `as_large` counts the institutions known in both years that rose as much.
    """
    name, first, second = RISE
    index = who_is_known.known()
    index = index[~index["below_floor"] & index["year"].isin((first, second))]
    wide = index.pivot(index="institution_id", columns="year", values="index").dropna()
    change = (wide[second] - wide[first]).round(9)
    before, after = wide.loc[name]
    pair = {"before_year": [first], "before": [before], "after_year": [second], "after": [after]}
    frame = scenario(pd.DataFrame(pair), line, known_to)
    ends = {
        f"{column}_{end}": float(getattr(frame[column], least)())
        for column in ("expected", "excess", "place")
        for end, least in (("low", "min"), ("high", "max"))
    }
    institution = tables.load("institutions").set_index("institution_id")["name"]
    return {
        "name": institution[name],
        "before_year": first,
        "after_year": second,
        "before": float(before),
        "after": float(after),
        "mean_before": float(frame["mean_before"].iloc[0]),
        "mean_after": float(frame["mean_after"].iloc[0]),
        **ends,
        "known": len(wide),
        "as_large": int((change >= change[name]).sum()),
    }


def facts(nation: rtm.Line) -> dict[str, object]:
    """The shares of a distance that are supposed to be left, at least and as measured."""
    return {"measured": nation.slope, "twice": nation.slope**2, "least": min(SLOPES)}
