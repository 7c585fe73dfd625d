"""Which known changes across the change of instrument are ordinary, if scores moved as they did from 2023 to 2024?

From 2023 to 2024 both lists are complete and on one instrument: how much of a distance from the mean persists, and how
far scores spread around what that leads to expect, are measured there. A pair across the change is then expected at
the later published national mean plus what persists of its distance from the earlier one. No bridge between the
instruments is used: the published totals stand as they are, and whatever the new instrument did to the nation on
average is in the change of the mean. Whether a total lies within 95 % prediction limits says that no cause of its own
is needed, not that there was none.

How limits of one year carry over to several years is a choice, so all of them are run: the spread stays or grows as
the root of the years, the distance shrinks once or every year, the spread is that of all or of the level. What the
choices give is a range. Institutions that are known on one instrument over one to three years show which spread fits.
"""

from __future__ import annotations

from itertools import combinations, product
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.methods.effects import regression_to_mean as rtm
from analysis.methods.inference import prediction
from analysis.methods.ordering import ordered, settled
from analysis.studies.instrument_change import who_is_known
from analysis.studies.shared import published_means
from analysis.studies.shared.instruments import NEW, OLD

LEVEL = 0.95
FEWEST_KNOWN = 10  # institutions known in both years below which a spread says little
FIRST_NEW = 2021  # first year under 47 indicators


class Variant(NamedTuple):
    """One way to set the limits: the words are keys of the catalogue."""

    over_years: str  # spread: `growing` as the root of the years, or that of `one` year
    distance: str  # from the mean: shrinks `once`, or `every_year`
    spread_of: str  # `all` institutions, or those of the `level`


MAIN = Variant("growing", "once", "all")
VARIANTS = tuple(Variant(*each) for each in product(("growing", "one"), ("once", "every_year"), ("all", "level")))


class Law(NamedTuple):
    """What is measured in the two complete lists: the line of all, and the lines and spreads by level.

    `published` are the published national means by year, around which pairs are expected.
    """

    line: rtm.Line
    levels: prediction.Levels
    published: pd.Series


def law(lists: pd.DataFrame) -> Law:
    """The line and the levels of the lists (columns before, after), in points."""
    before, after = lists["before"].to_numpy(float), lists["after"].to_numpy(float)
    published = published_means.published_index()["value"].astype(float)
    return Law(rtm.line(before, after), prediction.by_level(before, after), published)


def by_level(lists: pd.DataFrame, law: Law) -> pd.DataFrame:
    """How much of a distance persists in each quarter of the earlier list, with the interval "if drawn".

    Columns beside those of `rtm.Line`: first and last, the earlier index at the ends; low, high and clusters; level,
    from 1 for the lowest; around, the spread around the line of all; within, the share inside the limits of its level.
    """
    level = prediction.group_of(lists["before"], law.levels.cuts)
    within = prediction.inside(lists["after"], _limits(law, lists["before"], Variant("one", "once", "level")))
    rows = []
    for at, line in enumerate(law.levels.lines):
        part = lists[level == at]
        interval = rtm.slope_interval(part["before"], part["after"], part["cluster"])
        ends = {"level": at + 1, "first": part["before"].min(), "last": part["before"].max()}
        measured = {"around": law.levels.spreads[at], "within": within[level == at].mean()}
        rows.append({**ends, **line._asdict(), **interval._asdict(), **measured})
    return pd.DataFrame(rows)


def limits(pairs: pd.DataFrame, law: Law, variant: Variant = MAIN) -> pd.DataFrame:
    """What is expected of each pair, with the limits of what is ordinary.

    Columns beside those of the pair: years between, mean_before and mean_after (published national means), expected,
    low, high, z (distance from the expected in spreads), within.
    """
    years = (pairs["after_year"] - pairs["before_year"]).astype(int)
    means = [pairs[f"{side}_year"].map(law.published).astype(float).to_numpy() for side in ("before", "after")]
    found = _limits(law, pairs["before"], variant, years.to_numpy(float), *means)
    spread = _spread(law, pairs["before"], variant) * np.sqrt(years if variant.over_years == "growing" else 1)
    return pairs.assign(
        years=years,
        mean_before=means[0],
        mean_after=means[1],
        expected=found.expected,
        low=found.low,
        high=found.high,
        z=(pairs["after"] - found.expected) / spread,
        within=prediction.inside(pairs["after"], found),
    )


def distances(pairs: pd.DataFrame, law: Law) -> pd.DataFrame:
    """How far each pair lies from what is expected, beside the reach of the limits (main variant).

    Columns beside those of `limits`: distance, and band_low and band_high, the reach for an institution at the mean.
    """
    frame = limits(pairs, law)
    middle = prediction.limits(law.line, law.line.mean_before, steps=frame["years"].to_numpy(float), level=LEVEL)
    reach = middle.high - middle.expected
    return frame.assign(distance=frame["after"] - frame["expected"], band_low=-reach, band_high=reach)


def variants(pairs: pd.DataFrame, law: Law) -> pd.DataFrame:
    """How many known falls, and how many of all pairs, lie within the limits of each variant: a row a variant."""
    rows = []
    for variant in VARIANTS:
        frame = limits(pairs, law, variant)
        fell = frame["fall"] > 0
        counts = {"falls_within": int(frame.loc[fell, "within"].sum()), "pairs_within": int(frame["within"].sum())}
        spread = frame["z"].std(ddof=1) if len(frame) > 1 else np.nan
        rows.append({**variant._asdict(), **counts, "mean_z": frame["z"].mean(), "sd_z": spread})
    return pd.DataFrame(rows)


def on_one_instrument(law: Law) -> pd.DataFrame:
    """Known institutions over several years on one instrument: does the spread grow with the years?

    A row for every two years with enough institutions known in both: n, spread (standard deviation of the distances
    from what is expected), supposed (that of the main variant), and the shares within the limits of both kinds.
    """
    index = who_is_known.known()
    index = index[~index["below_floor"]].pivot(index="institution_id", columns="year", values="index")
    rows = []
    for first, second in combinations(sorted(index.columns), 2):
        both = index[[first, second]].dropna().set_axis(["before", "after"], axis=1)
        if (first < FIRST_NEW) != (second < FIRST_NEW) or len(both) < FEWEST_KNOWN:
            continue
        pairs = both.assign(before_year=first, after_year=second)
        growing, one = (limits(pairs, law, MAIN._replace(over_years=how)) for how in ("growing", "one"))
        rows.append(
            {
                "before_year": int(first),
                "after_year": int(second),
                "instrument": OLD if second < FIRST_NEW else NEW,
                "years": int(second - first),
                "n": len(both),
                "spread": (growing["after"] - growing["expected"]).std(ddof=1),
                "supposed": law.line.spread * np.sqrt(second - first),
                "within_growing": growing["within"].mean(),
                "within_one": one["within"].mean(),
            }
        )
    return ordered(pd.DataFrame(rows), "years", "before_year").reset_index(drop=True)


def falls(pairs: pd.DataFrame, law: Law) -> pd.DataFrame:
    """The pairs that fell, largest fall first, with the limits of the main variant.

    Columns beside those of `limits`: ways, the number of variants within whose limits the pair lies.
    """
    ways = sum((limits(pairs, law, variant)["within"].astype(int) for variant in VARIANTS), 0 * pairs["before_year"])
    frame = limits(pairs, law).assign(ways=ways)
    return ordered(frame[frame["fall"] > 0], "fall", "name", falling=["fall"]).reset_index(drop=True)


def list_facts(lists: pd.DataFrame, law: Law, levels: pd.DataFrame) -> dict[str, object]:
    """What is said of the limits in the two lists: how far they reach, whom they cover, and how levels differ."""
    before, after = lists["before"], lists["after"]
    fell = (settled(after) < settled(before)).to_numpy()
    within = _limits(law, before, Variant("one", "once", "all"))
    inside = prediction.inside(after, within)
    middle = prediction.limits(law.line, law.line.mean_before, level=LEVEL)
    below_top = levels["around"].iloc[:-1]
    return {
        "certain": LEVEL,
        "listed": len(lists),
        "reach": float(middle.high - middle.expected),
        "covered": float(inside.mean()),
        "covered_left_out": float(prediction.left_out(before, after, lists["cluster"]).mean()),
        "list_fell": int(fell.sum()),
        "list_falls_within": int(inside[fell].sum()),
        "list_falls_expected": int((settled(after) >= settled(within.expected))[fell].sum()),
        "least_level": float(levels["slope"].min()),
        "most_level": float(levels["slope"].max()),
        "top_spread": float(levels["around"].iloc[-1]),
        "other_low": float(below_top.min()),
        "other_high": float(below_top.max()),
    }


def pair_facts(pairs: pd.DataFrame, table: pd.DataFrame, fallen: pd.DataFrame) -> dict[str, object]:
    """How many falls and pairs of the page lie within the limits; only how many there are where there is none.

    `table` is that of `variants`, `fallen` that of `falls`.
    """
    counted = {"pairs": len(pairs), "fallen": len(fallen)}
    if pairs.empty:
        return counted | {"within": 0, "lowest": 0, "highest": 0}
    main = table.iloc[VARIANTS.index(MAIN)]
    return {
        **counted,
        "first_year": int(pairs["before_year"].min()),
        "last_year": int(pairs["after_year"].max()),
        "ways": len(table),
        "within": int(main["falls_within"]),
        "lowest": int(table["falls_within"].min()),
        "highest": int(table["falls_within"].max()),
        "pairs_within": int(main["pairs_within"]),
        "pairs_lowest": int(table["pairs_within"].min()),
        "pairs_highest": int(table["pairs_within"].max()),
        "mean_z": float(main["mean_z"]),
        "sd_z": float(main["sd_z"]),
        "beyond": int((fallen["ways"] == 0).sum()),
        "below_by_chance": (1 - LEVEL) / 2 * len(pairs),
    }


def values(of_pairs: dict[str, object]) -> dict[str, object]:
    """The published numbers: falls, and all pairs, within the limits of the main variant and over all variants."""
    names = {"n": "within", "of": "fallen", "lowest": "lowest", "highest": "highest"}
    found = {"within_limits": {name: of_pairs[fact] for name, fact in names.items()}}
    if of_pairs["pairs"]:
        names = {"n": "pairs_within", "of": "pairs", "lowest": "pairs_lowest", "highest": "pairs_highest"}
        found["all_pairs"] = {name: of_pairs[fact] for name, fact in names.items()}
    return found


def several_facts(table: pd.DataFrame) -> dict[str, object]:
    """On 47 indicators, over one year and over more: the ends of spread and coverage; and how few are known before."""
    new, old = table[table["instrument"] == NEW], table[table["instrument"] == OLD]
    one, more = new[new["years"] == 1], new[new["years"] > 1]
    ends = {
        f"{name}_{end}": float(getattr(part[column], least)())
        for name, part, column in (
            ("spread_one", one, "spread"),
            ("spread_more", more, "spread"),
            ("held_growing", more, "within_growing"),
            ("held_one", more, "within_one"),
        )
        for end, least in (("low", "min"), ("high", "max"))
    }
    years = {"most_years": int(more["years"].max()), "least_years": int(more["years"].min())}
    return ends | years | {"new_first": int(new["before_year"].min()), "most_before": int(old["n"].max())}


def _spread(law: Law, before: pd.Series, variant: Variant) -> np.ndarray | float:
    if variant.spread_of == "all":
        return law.line.spread
    return law.levels.spreads[prediction.group_of(before, law.levels.cuts)]


def _limits(
    law: Law,
    before: pd.Series,
    variant: Variant,
    years: np.ndarray | float = 1,
    mean_before: np.ndarray | None = None,
    mean_after: np.ndarray | None = None,
) -> prediction.Limits:
    return prediction.limits(
        law.line,
        before.to_numpy(float),
        mean_before,
        mean_after,
        steps=years,
        compounded=variant.distance == "every_year",
        growing=variant.over_years == "growing",
        spread=_spread(law, before, variant),
        level=LEVEL,
    )
