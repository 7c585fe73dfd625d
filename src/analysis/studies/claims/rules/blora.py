"""The article on Kabupaten Blora: its rise from 2022 to 2023, and its place among the best regencies."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.data import tables
from analysis.methods.effects import regression_to_mean as rtm
from analysis.methods.ordering import ordered, settled
from analysis.studies.claims import held, places
from analysis.studies.claims.verdicts import (
    CANNOT_BE_DECIDED,
    FALSE,
    MISLEADING,
    TRUE,
    Claim,
    Figure,
    Reading,
    plain,
    shares,
    unusual,
    weakest,
)  # fmt: skip
from analysis.studies.instrument_change.who_is_known import JAVA
from analysis.studies.shared.lists import COMPLETE, LIST_SOURCES, index_table
from analysis.studies.shared.published_means import published_index

REGENCY, PROVINCE = "kabupaten-blora", "Jawa Tengah"
REGENCIES, LOCAL = ("kabupaten",), ("kabupaten", "kota")
BEFORE, YEAR = 2022, 2023


class Best(NamedTuple):
    """One definition of the best: of which types, where, by which column of the list."""

    types: tuple[str, ...]
    by: str
    provinces: tuple[str, ...] = ()  # empty: all


DEFINITIONS = {
    "by_index": Best(REGENCIES, "index"),  # what the sentence suggests
    "with_cities": Best(LOCAL, "index"),
    "all_local": Best((*LOCAL, "provinsi"), "index"),
    "by_policy": Best(REGENCIES, "policy"),
    "by_governance": Best(REGENCIES, "governance"),
    "by_management": Best(REGENCIES, "management"),
    "by_services": Best(REGENCIES, "services"),
    "on_java": Best(REGENCIES, "index", JAVA),
}
SUGGESTED = "by_index"


def rise(claim: Claim) -> list[Reading]:
    """Does anybody but the article print the two figures, and are both on one instrument?"""
    found = [held.checked(claim, REGENCY, year, stated)
             for year, stated in zip((BEFORE, YEAR), claim.quantities, strict=True)]  # fmt: skip
    alone = [year for year, one in zip((BEFORE, YEAR), found, strict=True) if not one.independent]
    facts = {"before": float(claim.quantities[0]), "after": float(claim.quantities[1]), "first": BEFORE, "last": YEAR,
             "alone": alone}  # fmt: skip
    verdict = weakest(*(one.verdict for one in found))
    figures = sum((one.figures for one in found), ())
    lacking = () if verdict in (TRUE, FALSE) else (f"list_{BEFORE}",)
    return [Reading("figures", verdict, facts, figures, lacking), _one_instrument()]


def _one_instrument() -> Reading:
    """Is the instrument the same in all that is printed of both years?"""
    scored = {year: held.printed(REGENCY, year) for year in (BEFORE, YEAR)}
    if any(rows.empty for rows in scored.values()):
        return Reading("one_instrument", CANNOT_BE_DECIDED, {}, (), (f"list_{BEFORE}",))
    used = {year: sorted(set(rows["instrument"])) for year, rows in scored.items()}
    facts = {"first": BEFORE, "last": YEAR, "instrument_first": used[BEFORE][0], "instrument_last": used[YEAR][0]}
    figures = tuple(found for year in scored if (found := held.figure(REGENCY, year)))
    return Reading("one_instrument", plain(used[BEFORE] == used[YEAR] and len(used[YEAR]) == 1), facts, figures)


def significant(claim: Claim) -> list[Reading]:
    """A place among known rises, among all, and among what scores ordinarily do; and how many regencies there are."""
    regencies = held.listed(YEAR, REGENCIES)
    count = Figure("regencies", "listed", YEAR, len(regencies), LIST_SOURCES[YEAR])
    facts = {"n": len(regencies), "stated": int(claim.quantities[0]), "year": YEAR}
    counted = Reading("count", plain(len(regencies) == claim.quantities[0]), facts, (count,))
    rises = _known_rises()
    if REGENCY not in rises:
        missing = [Reading(name, CANNOT_BE_DECIDED, {}, (), (f"list_{BEFORE}",))
                   for name in ("among_known", "among_all", "beyond_ordinary")]  # fmt: skip
        return [*missing, counted]
    return [_among_known(rises), _among_all(rises, len(regencies)), _beyond_ordinary(), counted]


def of_58(claim: Claim) -> list[Reading]:
    """The place of the regency by each definition of the best, against the stated number."""
    top, found = int(claim.quantities[0]), {}
    for name, best in DEFINITIONS.items():
        frame = _those(best)
        at = places.place(frame[best.by], REGENCY)
        figure = Figure(REGENCY, f"place_{name}", YEAR, at.best, LIST_SOURCES[YEAR])
        found[name] = Reading(name, places.among(at, top), at._asdict() | {"top": top, "year": YEAR}, (figure,))
    return [_beside_suggested(found, name) for name in DEFINITIONS] + [_by_predicate(top)]


def of_22(claim: Claim) -> list[Reading]:
    """How many of the first are in the province, by each definition of the best."""
    (stated, top), found = (int(x) for x in claim.quantities), {}
    for name, best in DEFINITIONS.items():
        frame = _those(best)
        kind = places.of_kind(frame[best.by], frame["province"] == PROVINCE, top)
        facts = {"count_low": kind.low, "count_high": kind.high, "top": top, "year": YEAR}
        ends = tuple(Figure(PROVINCE, f"first_{end}_{name}", YEAR, x, LIST_SOURCES[YEAR])
                     for end, x in (("low", kind.low), ("high", kind.high)))  # fmt: skip
        found[name] = Reading(name, places.counted(kind, stated), facts, ends)
    return [_beside_suggested(found, name) for name in DEFINITIONS]


def applications(claim: Claim) -> list[Reading]:
    """Does any table hold a number of applications?"""
    del claim
    holding = [name for name, about in tables.TABLES.items() if "applications" in about.columns]
    facts = {"tables": len(tables.TABLES), "holding": len(holding)}
    return [Reading("counted", CANNOT_BE_DECIDED, facts, (), ("applications",))]


def definitions(top: int) -> pd.DataFrame:
    """A row a definition: n, place best and worst, and how many of the first `top` are in the province (low, high)."""
    rows = []
    for name, best in DEFINITIONS.items():
        frame = _those(best)
        at = places.place(frame[best.by], REGENCY)
        kind = places.of_kind(frame[best.by], frame["province"] == PROVINCE, top)
        rows.append({"definition": name, "n": at.n, "best": at.best, "worst": at.worst, "cut": kind.cut,
                     "at_least": kind.at_least, "province_low": kind.low, "province_high": kind.high})  # fmt: skip
    return pd.DataFrame(rows)


def _those(best: Best) -> pd.DataFrame:
    frame = held.listed(YEAR, best.types)
    frame = frame[frame["province"].isin(best.provinces)] if best.provinces else frame
    return frame.set_index("institution_id")


def _beside_suggested(found: dict[str, Reading], name: str) -> Reading:
    """What is true by another definition than the one that the sentence suggests, and not by that one, misleads."""
    own = found[name]
    if own.verdict == TRUE and found[SUGGESTED].verdict == FALSE:
        return Reading(own.id, MISLEADING, own.facts, own.figures)
    return own


def _by_predicate(top: int) -> Reading:
    """Is there a predicate so that as many regencies as stated have it or a better one, the regency among them?"""
    frame = _those(DEFINITIONS[SUGGESTED])
    classes = frame.groupby("predicate")["index"].agg(["min", "size"]).reset_index()
    sizes = ordered(classes, "min", "predicate", falling=("min",)).set_index("predicate")["size"].cumsum()
    own = frame.loc[REGENCY, "predicate"]
    fits = [name for name, n in sizes.items() if n == top and sizes[own] <= n]
    above = int(sizes[own] - (frame["predicate"] == own).sum())
    figures = tuple(Figure("regencies", measure, YEAR, x, LIST_SOURCES[YEAR])
                    for measure, x in (("better", above), ("as_good", int(sizes[own]))))  # fmt: skip
    facts = {"predicate": own, "better": above, "as_good": int(sizes[own]), "top": top, "year": YEAR}
    return Reading("by_predicate", plain(bool(fits)), facts, figures)


def _known_rises() -> pd.Series:
    """Index of the later year minus that of the earlier one, of all regencies with both, by institution_id."""
    index = index_table()
    index = index[index["preferred"] & index["type"].isin(REGENCIES) & (index["status"] == "published")]
    wide = index[index["year"].isin((BEFORE, YEAR))].pivot(index="institution_id", columns="year", values="index")
    wide = wide.reindex(columns=[BEFORE, YEAR]).dropna()
    return settled(wide[YEAR] - wide[BEFORE])


def _among_known(rises: pd.Series) -> Reading:
    """Unusual: among the share of the largest that the plan sets."""
    at = places.place(rises, REGENCY)
    share, (strict, loose) = at.worst / at.n, shares("unusual")
    verdict = unusual(share, share)
    figures = (Figure(REGENCY, "rise", YEAR, float(rises[REGENCY]), ""), Figure("regencies", "known", BEFORE, at.n, ""))
    facts = at._asdict() | {"rise": float(rises[REGENCY]), "share": share, "strict": strict, "loose": loose}
    return Reading("among_known", verdict, facts, figures, ("meaning",) if verdict == CANNOT_BE_DECIDED else ())


def _among_all(rises: pd.Series, n: int) -> Reading:
    """The same of all regencies: those whose rise is not known may all have risen more, or none of them."""
    at = places.place(rises, REGENCY)
    unknown = max(0, n - at.n)
    inside = unusual(at.worst / n, (at.worst + unknown) / n)
    facts = {"known": at.n, "unknown": unknown, "n": n, "best": at.worst, "worst": at.worst + unknown}
    lacking = (f"list_{BEFORE}",) if inside == CANNOT_BE_DECIDED else ()
    figures = (
        Figure("regencies", "known", BEFORE, at.n, ""),
        Figure("regencies", "listed", YEAR, n, LIST_SOURCES[YEAR]),
    )
    return Reading("among_all", inside, facts, figures, lacking)


def _beyond_ordinary() -> Reading:
    """Where its excess would stand among those of 2023 to 2024, if the year before was like that one.

    Expected: the later mean of regencies, and what persists of the distance from the earlier one.
    """
    first, last = (held.listed(year, REGENCIES).set_index("institution_id") for year in COMPLETE)
    both = pd.DataFrame({"index_before": first["index"], "index_after": last["index"]}).dropna().astype(float)
    line = rtm.line(both["index_before"].to_numpy(), both["index_after"].to_numpy())
    due = rtm.expected(both["index_before"], line.mean_before, line.mean_after, line.slope)
    residuals = both["index_after"] - due
    means = published_index("mean-kabupaten")["value"]
    own = [held.figure(REGENCY, year) for year in (BEFORE, YEAR)]
    if not {BEFORE, YEAR} <= set(means.index):
        return Reading("beyond_ordinary", CANNOT_BE_DECIDED, {}, tuple(own), ("type_means",))
    expected = float(rtm.expected(own[0].value, means[BEFORE], means[YEAR], line.slope))
    excess = own[1].value - expected
    as_far = int((settled(residuals) >= settled(excess)).sum())
    facts = {"expected": expected, "excess": excess, "as_far": as_far, "n": len(residuals), "place": as_far + 1,
             "after": own[1].value}  # fmt: skip
    figures = (*own, Figure(REGENCY, "expected", YEAR, expected, ""))
    share = (as_far + 1) / (len(residuals) + 1)
    verdict = unusual(share, share)
    return Reading("beyond_ordinary", verdict, facts, figures, ("meaning",) if verdict == CANNOT_BE_DECIDED else ())


RULES = {
    "blora-rise": rise,
    "blora-significant": significant,
    "blora-58": of_58,
    "blora-22": of_22,
    "blora-apps": applications,
}
