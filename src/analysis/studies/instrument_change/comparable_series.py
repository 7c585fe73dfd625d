"""Does the national index rise once every year is weighed alike, and are the same institutions behind it?

Two comparable series for 2018 to 2024. On the old basis the years before 2021 are as published and the later ones
re-scored from their domain means with the domain weights of instrument 35: identified for the management domain and
the domain weights. On the new basis the years from 2021 on are as published; for the earlier ones management was never
measured, so that the index is a set: the weighted sum of the other three domains plus the weight of management times
any level from 1 to 5. A named assumption narrows it: management not ahead of the weakest of the other three.

Neither series covers indicators that were replaced or reworded inside policy, governance and services, and both
compare different sets of institutions. The change from 2023 to 2024, years with complete lists, is therefore split
into stayers, entrants and leavers; for other years the institutions known in both are shown beside the nation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import pandas as pd

from analysis.data import tables
from analysis.methods.effects.composition import decompose
from analysis.methods.errors import InputError
from analysis.methods.ordering import lowest
from analysis.studies.shared import institutions, instruments, published_means
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED, IDENTIFIED
from analysis.studies.shared.explanation import HALF
from analysis.studies.shared.institutions import ALL
from analysis.studies.shared.instruments import NEW, OLD, OLD_DOMAINS
from analysis.studies.shared.lists import COMPLETE, TYPES

YEARS = tuple(range(2018, 2025))
PUBLISHED, OLD_BASIS = "published", "old_basis"
DECISIONS = {
    "old_basis": IDENTIFIED,
    "new_basis": BOUNDED,
    "near_identity": ARITHMETIC_FACT,
    "composition": ARITHMETIC_FACT,
    "panel": ARITHMETIC_FACT,
}  # by sentence


@dataclass(frozen=True)
class Result:
    """Result tables and facts of the comparable national series and of who is behind it."""

    series: pd.DataFrame
    lines: pd.DataFrame
    new_basis: pd.DataFrame
    composition: pd.DataFrame
    panel: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def study() -> Result:
    """Everything that is shown of the comparable series. Takes no parameters: it covers 2018 to 2024."""
    whole, bounded = series(), new_basis()
    changes, balanced = composition(), panel()
    nation, single = near_identity_deviation()
    facts = {
        **_old_facts(whole),
        **_new_facts(whole, bounded),
        **_composition_facts(changes),
        **_panel_facts(balanced),
        "near_nation": _at_most(nation),
        "near_single": _at_most(single),
    }
    values = {"near_identity.nation": nation, "near_identity.institutions": single}
    values |= {f"old_basis.{row.year}": row.old_basis for row in whole.itertuples()}
    for row in bounded.itertuples():
        values |= {f"new_basis.{row.year}.{end}": getattr(row, end) for end in ("low", "high", "high_named")}
    first = changes.iloc[0]
    values |= {f"composition.{name}": first[name] for name in ("difference", "stayers", "entrants", "leavers")}
    return Result(whole, lines(whole), bounded, changes, balanced, facts, values)


def series() -> pd.DataFrame:
    """The national index 2018-2024, one row a year: as published, on the old basis, and on the new one.

    Columns: year, published, instrument, source_id, old_basis, effect (47 minus 35, from 2021 on), assessed (number,
    missing for 2022), low and high (ends of the new basis; both the published index from 2021 on) and high_named
    (upper end if management is not ahead of the weakest other domain). In index points.
    """
    frame = published_means.series()
    frame = frame[frame["year"].isin(YEARS)].merge(new_basis()[["year", "low", "high", "high_named"]], how="left")
    for end in ("low", "high", "high_named"):
        frame[end] = frame[end].where(frame["instrument"] == OLD, frame["published"])
    return frame


def lines(whole: pd.DataFrame) -> pd.DataFrame:
    """The series in long form: published in two segments with the set before the change, then the old basis.

    Columns: year, series, segment (the instrument of a published value), value, low, high and high_named.
    """
    published = whole.assign(value=whole["published"], series=PUBLISHED, segment=whole["instrument"])
    sets = ["low", "high", "high_named"]
    published[sets] = published[sets].where(published["instrument"] == OLD)  # from the change on it is a point
    old = whole[whole["instrument"] == NEW].drop(columns=sets)
    old = old.assign(value=old["old_basis"], series=OLD_BASIS, segment=OLD_BASIS)
    return pd.concat([published, old])[["year", "series", "segment", "value", *sets]].reset_index(drop=True)


def new_basis() -> pd.DataFrame:
    """The index of the years before the change on the new basis: what is known, and the ends of the set.

    One row a year. Columns: year, policy, governance, services (published means), published, known (weighted sum of
    the three), low and high (management at the ends of the scale), low_named and high_named (the same if management
    is at most the weakest of the three), level_needed (the management mean at which the year would equal the first
    one under the new instrument; it may lie off the scale). Exact but for the rounding of the means: the ends within
    .005.
    """
    new, _, links = instruments.weights()
    back = {old: part for part, old in links.items()}
    weight = sum(w for part, w in new.items() if part not in links)
    floor, top = _scale()
    published = published_means.published_index()
    after = Fraction(str(published["value"][published["instrument"] == NEW].iloc[0]))
    rows = []
    for year, means in published_means.domain_means().items():
        if set(means) != set(OLD_DOMAINS) or published["instrument"][year] != OLD:
            continue
        known = sum(new[back[part]] * value for part, value in means.items())
        ends = {"low": floor, "high": top, "high_named": min(means.values())}
        rows.append({
            "year": year,
            **{OLD_DOMAINS[part]: float(value) for part, value in means.items()},
            "published": published["value"][year],
            "known": float(known),
            **{name: float(known + weight * level) for name, level in ends.items()},
            "low_named": float(known + weight * floor),
            "level_needed": float((after - known) / weight),
        })  # fmt: skip
    return pd.DataFrame(rows)


def near_identity(index: pd.Series, management: pd.Series) -> pd.Series:
    """The old basis from two figures alone: (index - w management) / (1 - w), w the weight of management.

    For institutions of which only the index under 47 and the management domain are known. It takes the three other
    domains at their new shares instead of their old ones, and so is off by the small difference of the two.
    """
    new, _, links = instruments.weights()
    weight = float(sum(w for part, w in new.items() if part not in links))
    return (index - weight * management) / (1 - weight)


def near_identity_deviation() -> tuple[float, float]:
    """The largest absolute deviation of the near-identity from the re-scored index: national means, institutions."""
    nation = published_means.rescored().astype(float)
    single = institutions.rescored()
    deviations = (
        float((near_identity(frame["index_47"], frame["management"]) - frame["index_35"]).abs().max())
        for frame in (nation, single)
    )
    return next(deviations), next(deviations)


def composition() -> pd.DataFrame:
    """The change of the simple mean of the listed institutions between the complete lists, overall and by type.

    One row a set of institutions, all first. Columns: type, and those of `methods.composition.Composition`; index
    points, published index of the preferred source. It is the mean of the lists, not the published national index.
    """
    first, second = (_known(year) for year in COMPLETE)
    rows = []
    for kind in [ALL, *TYPES]:
        one, two = (institutions.of_type(frame, kind) for frame in (first, second))
        rows.append({"type": kind, **decompose(one["index"], two["index"])._asdict()})
    return pd.DataFrame(rows)


def panel() -> pd.DataFrame:
    """Institutions known in both of two consecutive years, beside the published national index.

    One row a pair of years. Columns: first, second (years), n, panel_first, panel_second, panel_change,
    published_first, published_second, published_change, above_first, above_second (panel minus published). Changes
    are missing where the instrument changed between the years. Figures of low confidence are left out.
    """
    published = published_means.published_index()
    rows = []
    for first, second in pairwise(YEARS):
        one, two = (_known(year)["index"] for year in (first, second))
        both = one.index.intersection(two.index)
        means = one[both].mean(), two[both].mean()
        nation = published["value"][first], published["value"][second]
        same = published["instrument"][first] == published["instrument"][second]
        rows.append({
            "first": first, "second": second, "n": len(both),
            "panel_first": means[0], "panel_second": means[1],
            "panel_change": means[1] - means[0] if same else None,
            "published_first": nation[0], "published_second": nation[1],
            "published_change": nation[1] - nation[0] if same else None,
            "above_first": means[0] - nation[0], "above_second": means[1] - nation[1],
        })  # fmt: skip
    return pd.DataFrame(rows).astype({"panel_change": float, "published_change": float})


def _at_most(deviation: float) -> float:
    """Rounded up to thousandths: "within" must hold as printed."""
    return math.ceil(deviation * 1000) / 1000


def _scale() -> tuple[Fraction, Fraction]:
    """The lowest and the highest level of the new instrument."""
    row = tables.load("instruments").set_index("instrument").loc[NEW]
    return Fraction(str(row["level_min"])), Fraction(str(row["level_max"]))


def _old_facts(whole: pd.DataFrame) -> dict[str, object]:
    """Rises on the old basis that are larger than what rounding at both ends can make, and the step over the change."""
    steps = whole.assign(change=whole["old_basis"].diff(), published_change=whole["published"].diff()).iloc[1:]
    least = steps.iloc[lowest(steps["change"])]
    over = steps[steps["instrument"] == NEW].iloc[0]
    return {
        "first_year": int(whole["year"].iloc[0]),
        "last_year": int(whole["year"].iloc[-1]),
        "first": whole["old_basis"].iloc[0],
        "last": whole["old_basis"].iloc[-1],
        "steps": len(steps),
        "rises": int((steps["change"] > float(2 * HALF)).sum()),
        "least": least["change"],
        "least_from": int(least["year"]) - 1,
        "least_to": int(least["year"]),
        "change_year": int(over["year"]),
        "over_change": over["change"],
        "published_over_change": over["published_change"],
    }


def _new_facts(whole: pd.DataFrame, bounded: pd.DataFrame) -> dict[str, object]:
    """The set of the last year before the change beside the first index on the new basis."""
    last, after = bounded.iloc[-1], whole[whole["instrument"] == NEW].iloc[0]
    return {
        "before_year": int(last["year"]),
        "low": last["low"],
        "high": last["high"],
        "high_named": last["high_named"],
        "after": after["published"],
        "level_needed": last["level_needed"],
        "weakest": min(last[name] for name in OLD_DOMAINS.values()),
        "measured": float(published_means.rescored()["management"].iloc[0]),
    }


def _composition_facts(changes: pd.DataFrame) -> dict[str, object]:
    row = changes.iloc[0]
    names = ("difference", "stayers", "entrants", "leavers", "stayed", "entered", "left")
    first, second = COMPLETE
    return {"list_first": first, "list_second": second, **{name: row[name] for name in names}}


def _panel_facts(balanced: pd.DataFrame) -> dict[str, object]:
    """How few the known institutions are before the complete lists, and how far above the nation they stand."""
    early = balanced[balanced["second"] < COMPLETE[1]]
    above = early[["above_first", "above_second"]]
    return {
        "fewest": int(early["n"].min()),
        "most": int(early["n"].max()),
        "above_low": above.min(axis=None),
        "above_high": above.max(axis=None),
    }


def _known(year: int) -> pd.DataFrame:
    """Index and type of the institutions with a published, preferred figure of a year, those of low confidence out."""
    index = tables.load("spbe_index")
    chosen = index["preferred"] & (index["status"] == "published") & (index["confidence"] != institutions.LOW)
    rows = index[chosen & (index["year"] == year)]
    if rows.empty:
        raise InputError(f"year {year}: no institution with a published index")
    types = tables.load("institutions").set_index("institution_id")["type"]
    return rows.set_index("institution_id")[["index"]].join(types)
