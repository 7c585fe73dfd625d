"""Can the change of instrument have caused each fall? A row for every pair of totals, claim and reading of the claim.

A claim says what caused the fall: the management domain alone (`management`), all indicators that count as new in the
run (`all_new`), the officially new ones (`official`) or the whole change of instrument (`whole`). A reading says how
what continues is supposed to stand: at domain values carried over, in any profile with the total before
(`any_profile`); on average where that total stood (`kept_average`); at any levels that it allows (`any_levels`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

import pandas as pd

from analysis.data import tables
from analysis.methods.effects import bounds
from analysis.studies.instrument_change import dropped_and_reweighted
from analysis.studies.shared import institutions
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED, REFUTED as EXCLUDED
from analysis.studies.shared.definitions import new_weight
from analysis.studies.shared.explanation import FLOORS, HALF, Change, explain, largest_fall

FIRST_YEAR = institutions.AFTER_YEARS[0]
CLAIMS = MANAGEMENT, ALL_NEW, OFFICIAL, WHOLE = "management", "all_new", "official", "whole"
ANY_PROFILE, KEPT_AVERAGE, ANY_LEVELS = "any_profile", "kept_average", "any_levels"
NOT_NEEDED, FEASIBLE, REFUTED = VERDICTS = tuple(verdict.replace(" ", "_") for verdict in bounds.VERDICTS)
VARIANTS = ("with_2021", "all", "without_low")  # read in the first year, all, without figures of low confidence
# How far the evidence goes, by verdict: feasible says that the totals do not exclude it, not that it was so.
BY_VERDICT = {REFUTED: EXCLUDED, FEASIBLE: BOUNDED, NOT_NEEDED: ARITHMETIC_FACT}
COLUMNS = (
    "institution_id", "claim", "reading", "floor", "verdict", "largest_fall", "largest_fall_interval_low",
    "largest_fall_interval_high", "largest_share", "rest", "needed_level", "rounding_decides",
)  # fmt: skip


def claims(pairs: pd.DataFrame, of: Change, new_definition: str, floors: tuple[int, ...] = FLOORS) -> pd.DataFrame:
    """Every claim on every pair (columns of `institutions.pairs`), in floats; no rows without pairs.

    Columns: institution_id, claim, reading; floor, of the old scale, missing where it decides nothing; verdict, one of
    VERDICTS; largest_fall that the cause can bring about, its share of the fall and the rest that it leaves. Of
    management: the ends of largest_fall for rounded totals (_interval_), and whether rounding decides the verdict. Of
    management with equal domains and of all_new: needed_level, the average that the fall would need. Under the
    definition `management` there is no all_new. Raises InputError like `explain`, naming the institution.
    """
    items, halves = dropped_and_reweighted.items(), half_units(pairs)
    weight = None if new_definition == MANAGEMENT else new_weight(new_definition)
    rows = [
        {"institution_id": pair["institution_id"]} | row
        for pair, half in zip(pairs.to_dict("records"), halves, strict=True)
        for row in _of_pair(pair, half, of, items, weight, floors)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"floor": pd.Int64Dtype()})


def of_claim(frame: pd.DataFrame, claim: str, floor: int) -> pd.DataFrame:
    """The rows of one claim at an old floor, by institution_id."""
    rows = frame[(frame["claim"] == claim) & (frame["floor"].isna() | (frame["floor"] == floor))]
    return rows.set_index("institution_id")


def shares(frame: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Shares of pairs by verdict on the claims management, at each old floor, and all_new: a row a claim and variant.

    Columns: claim, floor, variant, n, and refuted, feasible, not_needed as shares of n and as counts (_n). A variant
    without pairs has no row.
    """
    masks = (pairs["after_year"] == FIRST_YEAR, pairs["fall"].notna(), ~pairs["low_confidence"])
    kept = {variant: pairs.loc[mask, "institution_id"] for variant, mask in zip(VARIANTS, masks, strict=True)}
    rows = [
        {"claim": claim, "floor": floor, "variant": variant}
        | counted(part.loc[part["institution_id"].isin(ids), "verdict"])
        for (claim, floor), part in frame[frame["claim"].isin((MANAGEMENT, ALL_NEW))].groupby(
            ["claim", "floor"], dropna=False, sort=False
        )
        for variant, ids in kept.items()
        if len(ids)
    ]
    return pd.DataFrame(rows)


def counted(found: pd.Series) -> dict[str, object]:
    """n, and for each verdict its share of n and its count (_n)."""
    counts = {verdict: int((found == verdict).sum()) for verdict in reversed(VERDICTS)}
    return (
        {"n": len(found)}
        | {verdict: count / len(found) for verdict, count in counts.items()}
        | {f"{verdict}_n": count for verdict, count in counts.items()}
    )


def decision(found: pd.Series) -> str:
    """The decision word on a claim about all pairs: refuted only if it is for every one that fell."""
    fell = found[found != NOT_NEEDED]
    if fell.empty:
        return BY_VERDICT[NOT_NEEDED]
    return BY_VERDICT[REFUTED if (fell == REFUTED).all() else FEASIBLE]


def turning_total(of: Change, after: float, floor: int) -> float | None:
    """The smallest total before, in hundredths, from which management alone cannot explain the fall to `after`.

    Every smaller one leaves it possible: a total more adds less to the largest fall than to the fall. None where no
    total on the scale is large enough. Totals are taken as typed; `after` has two decimals.
    """
    end = round(100 * after)
    totals = (Fraction(total, 100) for total in range(end + 1, 100 * int(of.top) + 1))
    return next((float(x) for x in totals if x - Fraction(end, 100) > largest_fall(of, x, floor)), None)


def half_units(pairs: pd.DataFrame) -> list[tuple[Fraction, Fraction]]:
    """How far the two totals of each pair may be off: some figures are printed with one decimal."""
    index = tables.load("spbe_index")
    index = index[index["preferred"]].set_index(["institution_id", "year"])["decimals"]
    return [
        tuple(HALF * 10 ** (2 - int(index[pair.institution_id, year])) for year in (pair.before_year, pair.after_year))
        for pair in pairs.itertuples()
    ]


def names(pair: Mapping[str, object]) -> tuple[str, str]:
    """What a refusal calls the two totals of a pair."""
    return tuple(f"{pair['institution_id']} {pair[f'{when}_year']}" for when in ("before", "after"))


def _of_pair(
    pair: Mapping[str, object],
    half: tuple[Fraction, Fraction],
    of: Change,
    items: dropped_and_reweighted.Items,
    weight: Fraction | None,
    floors: tuple[int, ...],
) -> Iterator[dict[str, object]]:
    """The claims on one pair, management first; `weight` is that of the indicators that count as new."""
    for floor in floors:
        found = explain(of, pair["before"], pair["after"], floor, half, names(pair))
        before, fall = found["before"], found["fall"]
        low, high = (float(x) for x in found["largest_fall_interval"])
        more = {"largest_fall_interval_low": low, "largest_fall_interval_high": high}
        more |= {"needed_level": float(found["needed_level_flat"]), "rounding_decides": found["rounding_decides"]}
        largest = {(MANAGEMENT, ANY_PROFILE): found["largest_fall"], **_over_all_levels(items, of, before, floor)}
        for (claim, reading), reach in largest.items():
            row = _row(claim, reading, floor, fall, reach) | {"verdict": _machine(bounds.verdict(fall, reach))}
            yield row | (more if claim == MANAGEMENT else {})
    if weight is not None:
        level = bounds.needed_level(found["after"], before, weight)
        row = _row(ALL_NEW, KEPT_AVERAGE, None, fall, weight * (before - of.lowest))
        verdict = _machine(bounds.needed_verdict(fall, level, of.lowest))
        yield row | {"verdict": verdict, "needed_level": float(level)}


def _row(claim: str, reading: str, floor: int | None, fall: Fraction, largest: Fraction) -> dict[str, object]:
    fell = fall > 0
    return {
        "claim": claim,
        "reading": reading,
        "floor": floor,
        "largest_fall": float(largest),
        "largest_share": float(largest / fall) if fell else None,
        "rest": max(float(fall) - float(largest), 0.0) if fell else 0.0,
    }


def _over_all_levels(
    items: dropped_and_reweighted.Items, of: Change, before: Fraction, floor: int
) -> dict[tuple[str, str], Fraction]:
    """Largest falls from one total when what continues may stand at any levels that the total allows.

    With r_B the average of what continues: new indicators at the lowest level take W (r_B - lowest), largest where r_B
    is highest; the whole change ends at (1 - W) r_B + W lowest, lowest where r_B is lowest.
    """
    third, weight = dropped_and_reweighted.interval(items, of, before, floor), of.all_new
    return {
        (OFFICIAL, ANY_LEVELS): weight * (before + third.high - of.lowest),
        (WHOLE, ANY_LEVELS): before - (1 - weight) * (before + third.low) - weight * of.lowest,
    }


def _machine(verdict: str) -> str:
    """A verdict of `bounds` as one word of VERDICTS."""
    return VERDICTS[bounds.VERDICTS.index(verdict)]
