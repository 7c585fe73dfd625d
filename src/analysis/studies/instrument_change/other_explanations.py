"""What else could have made the indices fall: ordinary movement, growth of all, or whom we happen to know?

From 2023 to 2024 it is measured how much of a distance from the mean persists and how far scores spread: both lists
are complete, on one instrument. Noise of the assessment, catching up and the ceiling of the scale are all in that one
slope, which is why it is called persistence. For older pairs, which straddle the change of instrument and are known
because somebody reported them, it is a scenario: the published national means of the two years with the limits of what
is ordinary (`ordinary_movement`), and slopes from a stated range (`persistence_scenario`). Such pairs are selected on
the outcome, so none is tested as if it had been drawn at random. Beside it stand the growth of the nation under the
old domain weights and the effect of the instrument: the nation's, and the institution's own where its domain values
are known.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.methods.effects import regression_to_mean as rtm
from analysis.methods.inference import prediction
from analysis.methods.ordering import LISTED, highest, ordered, settled
from analysis.studies.instrument_change import ordinary_movement, persistence_scenario, ways_of_assessment, who_is_known
from analysis.studies.instrument_change.persistence_scenario import RISE, SLOPES
from analysis.studies.shared import explanation, institutions, published_means
from analysis.studies.shared.decisions import (
    ARITHMETIC_FACT,
    ASSOCIATED_ONLY,
    CANNOT_BE_DECIDED,
    INCONCLUSIVE,
    NOT_SUPPORTED,
)
from analysis.studies.shared.lists import COMPLETE, TYPES

NAMED = ("kabupaten-grobogan", "kabupaten-badung", "kabupaten-sampang", "kota-bandung", "kabupaten-blora")
DECISIONS = {  # that of the largest: among the facts
    "persistence": ARITHMETIC_FACT,
    "ordinary": INCONCLUSIVE,  # how limits of one year carry over to several decides how many falls lie within
    "selection": ARITHMETIC_FACT,
    "movement_before": CANNOT_BE_DECIDED,
}
UNUSUAL = 0.05  # the largest excess is out of the ordinary if the largest of n draws is as large more rarely than this


@dataclass(frozen=True)
class Result:
    """Frames and facts of the rival explanations.

    lists: a row an institution in both complete lists with expected value, limits of its level, excess and place;
    by_type, by_level: how much of a distance persists; named: the discussed institutions in `lists`; scenario: a row a
    pair across the change and slope; pairs: a row a pair with the limits of what is ordinary; falls: those that fell,
    largest first; variants: the ways to set them; several_years: known institutions on one instrument; growth: the
    parts of the change of each pair; assessment: how each year was assessed; selection, selection_by_type: known
    institutions against published means; ordinary: the published numbers of falls and pairs within the limits.
    """

    institution_type: str
    lists: pd.DataFrame
    by_type: pd.DataFrame
    by_level: pd.DataFrame
    named: pd.DataFrame
    scenario: pd.DataFrame
    pairs: pd.DataFrame
    falls: pd.DataFrame
    variants: pd.DataFrame
    several_years: pd.DataFrame
    growth: pd.DataFrame
    assessment: pd.DataFrame
    selection: pd.DataFrame
    selection_by_type: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]
    ordinary: dict[str, object]


def both_lists() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Institutions in both complete lists (before, after), and apart from them those with a value below the scale."""
    index = who_is_known.known()
    index = index[index["year"].isin(COMPLETE)]
    wide = index.pivot(index="institution_id", columns="year", values="index").dropna()
    wide = wide.set_axis(["before", "after"], axis=1).reset_index()
    low = index.loc[index["below_floor"], "institution_id"]
    wide = wide.merge(tables.load("institutions"), on="institution_id")
    # A central body is a cluster of its own; local governments share their province.
    wide["cluster"] = wide["province"].where(wide["province"] != "", wide["institution_id"])
    return wide[~wide["institution_id"].isin(low)].reset_index(drop=True), wide[wide["institution_id"].isin(low)]


def placed(frame: pd.DataFrame, law: ordinary_movement.Law) -> tuple[pd.DataFrame, rtm.Line]:
    """Each institution's expected later value and limits, excess, place (1 = largest, ties share), share below it.

    The limits are those around the line of `frame` with the spread that all types have at the institution's level.
    """
    line = rtm.line(frame["before"], frame["after"])
    expected = rtm.expected(frame["before"], line.mean_before, line.mean_after, line.slope)
    excess = frame["after"] - expected
    compared = settled(excess)
    below = (compared.rank(method="min") - 1) / len(frame)
    spread = law.levels.spreads[prediction.group_of(frame["before"], law.levels.cuts)]
    within = prediction.limits(line, frame["before"].to_numpy(float), spread=spread)
    frame = frame.assign(change=frame["after"] - frame["before"], expected=expected, excess=excess)
    frame = frame.assign(limit_low=within.low, limit_high=within.high)
    return frame.assign(place=compared.rank(method="min", ascending=False).astype(int), below=below), line


def persistence(frame: pd.DataFrame) -> pd.DataFrame:
    """How much of a distance persists, for all and for each type, with the interval "if drawn"."""
    rows = []
    for name in (institutions.ALL, *TYPES):
        part = institutions.of_type(frame, name)
        line = rtm.line(part["before"], part["after"])
        interval = rtm.slope_interval(part["before"], part["after"], part["cluster"])
        rows.append({"type": name, **line._asdict(), **interval._asdict()})
    return pd.DataFrame(rows)


def growth(pairs: pd.DataFrame, slopes: tuple[float, ...]) -> pd.DataFrame:
    """The change of each pair beside what does not persist, national growth and the effect of the instrument.

    change = fading (what does not persist, low to high over the slopes) + growth of the nation under the old domain
    weights + effect of management and domain weights (low to high) + what is left (low to high). The effect is the
    institution's own: a point where its four domain values of the later year are known, else all that its later total
    allows. `told` marks the institutions under discussion, which come first, and the falls whose effect is a point.
    """
    series, own, of = published_means.series().set_index("year"), institutions.rescored(), explanation.change()
    old, mean = (series[column].astype(float) for column in ("old_basis", "published"))
    own = own[~own["below_floor"]].set_index(["institution_id", "year"])["effect"]
    mean = pairs["before_year"].map(mean)
    ends = pd.DataFrame({slope: rtm.regressed(pairs["before"], mean, slope) for slope in slopes})
    frame = pairs.assign(
        change=-pairs["fall"],
        fading_low=ends.min(axis=1),
        fading_high=ends.max(axis=1),
        growth=pairs["after_year"].map(old) - pairs["before_year"].map(old),
    )
    point = own.reindex(list(zip(pairs["institution_id"], pairs["after_year"], strict=True))).to_numpy()
    for end, largest in (("low", False), ("high", True)):
        allowed = [float(explanation.effect_at_new(of, after, largest=largest).value) for after in pairs["after"]]
        frame[f"effect_{end}"] = np.where(np.isnan(point), allowed, point)
    frame["told"] = frame["institution_id"].isin(NAMED) | ((frame["fall"] > 0) & ~np.isnan(point))
    rest = frame["change"] - frame["growth"]
    frame = frame.assign(
        left_low=rest - frame["fading_high"] - frame["effect_high"],
        left_high=rest - frame["fading_low"] - frame["effect_low"],
    )
    return ordered(frame, "institution_id", LISTED, places={"institution_id": NAMED}).reset_index(drop=True)


def study(institution_type: str, before_year: str | int = institutions.LAST) -> Result:
    """Everything that the page shows.

    `institution_type` is "all" or one of lists.TYPES; `before_year` is the year of the earlier totals: 2018-2020, as
    text or number, or "last", each institution's last. The measured persistence, the named institutions and the pairs
    are those of the type; scenario and limits take slope and spread from all types, as their means are national.
    Raises InputError for an unknown type or year.
    """
    everyone, below = both_lists()
    law, by_type, years = ordinary_movement.law(everyone), persistence(everyone), who_is_known.by_year()
    lists, line = placed(institutions.of_type(everyone, institution_type), law)
    nation, known_to = law.line, who_is_known.known_to(years)
    year = int(before_year) if str(before_year).isdigit() else before_year
    pairs = institutions.of_type(institutions.pairs(year), institution_type).reset_index(drop=True)
    if_scenario = persistence_scenario.scenario(pairs, nation, known_to)
    named = lists.set_index("institution_id").reindex(NAMED).dropna(subset=["before"]).reset_index()
    with_low = rtm.line(*(pd.concat([everyone, below])[side] for side in ("before", "after")))
    by_level, several = ordinary_movement.by_level(everyone, law), ordinary_movement.on_one_instrument(law)
    variants, falls = ordinary_movement.variants(pairs, law), ordinary_movement.falls(pairs, law)
    of_pairs, ways = ordinary_movement.pair_facts(pairs, variants, falls), ways_of_assessment.table()
    facts = {
        **_persistence_facts(lists, line, by_type.set_index("type").loc[institution_type]),
        **persistence_scenario.facts(nation),
        **ordinary_movement.list_facts(everyone, law, by_level),
        **ordinary_movement.several_facts(several),
        **of_pairs,
        **_selection_facts(years),
        **_named_facts(named),
        **_effect_facts(),
        **ways_of_assessment.facts(ways),
        "left_out": ", ".join(below["name"]),
        "persists_with_low": with_low.slope,
        "known_to": known_to,
        "rise": persistence_scenario.rise(nation, known_to),
    }
    told = ("persists", "persists_with_low", "spread", "largest_chance", "known_to", "covered", "covered_left_out")
    values = {name: facts[name] for name in told}
    for row in named.itertuples():
        values[f"named.{_key(row.institution_id)}"] = {"excess": row.excess, "below": row.below}
        if row.institution_id == RISE[0]:
            values["rise"] = facts["rise"]
    for name, part in if_scenario[if_scenario["institution_id"].isin(NAMED)].groupby("institution_id"):
        ends = {"expected_low": part["expected"].min(), "expected_high": part["expected"].max()}
        values[f"scenario.{_key(name)}"] = ends
    return Result(
        institution_type=institution_type,
        lists=lists,
        by_type=by_type,
        by_level=by_level,
        named=named,
        scenario=if_scenario,
        pairs=ordinary_movement.distances(pairs, law),
        falls=falls,
        variants=variants,
        several_years=several,
        growth=growth(pairs, (*SLOPES, nation.slope)),
        assessment=ways,
        selection=years,
        selection_by_type=who_is_known.by_type(),
        facts=facts,
        values=values,
        ordinary=ordinary_movement.values(of_pairs),
    )


def _key(institution_id: str) -> str:
    return institution_id.replace("-", "_")


def _persistence_facts(lists: pd.DataFrame, line: rtm.Line, row: pd.Series) -> dict[str, object]:
    law, top = rtm.largest(lists["excess"], line.spread), lists.iloc[highest(lists["excess"].abs())]
    return {
        "first": COMPLETE[0],
        "second": COMPLETE[1],
        "n": line.n,
        "persists": line.slope,
        "lost": 1 - line.slope,
        "low": float(row["low"]),
        "high": float(row["high"]),
        "clusters": int(row["clusters"]),
        "spread": line.spread,
        "within_spread": float((settled(lists["excess"].abs()) <= settled(line.spread)).mean()),
        "largest": float(top["excess"]),
        "largest_name": top["name"],
        "largest_median": law.median,
        "largest_chance": law.chance,
        "largest_decision": NOT_SUPPORTED if law.chance >= UNUSUAL else ASSOCIATED_ONLY,
    }


def _effect_facts() -> dict[str, object]:
    """Mean effect of the management domain and the domain weights over each complete list: its ends."""
    own = institutions.rescored()
    own = own[~own["below_floor"] & own["year"].isin(COMPLETE)]
    means = own.groupby("year")["effect"].mean()
    return {"effect_low": float(means.min()), "effect_high": float(means.max())}


def _named_facts(named: pd.DataFrame) -> dict[str, object]:
    """How many are followed here, with the lowest and the highest excess; nothing where none is."""
    if named.empty:
        return {}
    frame = ordered(named, "excess", "institution_id")
    low, high = frame.iloc[0], frame.iloc[-1]
    ends = {"low_name": low["name"], "lowest_excess": low["excess"]}
    return {"k": len(frame), **ends, "high_name": high["name"], "highest_excess": high["excess"]}


def _selection_facts(years: pd.DataFrame) -> dict[str, object]:
    """Over the years without a complete list: the range of the differences, as known and after raking."""
    early = years[~years["year"].isin(COMPLETE)]
    ends = {
        f"{column}_{end}": float(getattr(early[column], least)())
        for column in ("difference", "raked")
        for end, least in (("low", "min"), ("high", "max"))
    }
    return {
        "early_first": int(early["year"].min()),
        "early_last": int(early["year"].max()),
        "fewest": int(early["n"].min()),
        "most": int(early["n"].max()),
        **ends,
    }
