"""What do the ministry's reports print about the mean of each type of body, year by year?

A type has one unit of the tables in most years. The reports name the bodies of `lainnya` in three ways; where they
print them as two groups, as in 2023, the type has no mean of its own. Domain means are as printed; where a report
prints a domain wrongly, as for the provinces of 2020, they are the set that its aspects imply.
"""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.studies.shared import published_means
from analysis.studies.shared.explanation import HALF
from analysis.studies.shared.institutions import AFTER_YEARS
from analysis.studies.shared.instruments import NEW, OLD, OLD_DOMAINS
from analysis.studies.shared.lists import TYPES

NATION, BEFORE = "nasional", 2020  # the last year under 35, the only one with means of every type
UNITS = {
    "kementerian": ["mean-kementerian"],
    "lembaga": ["mean-lpnk"],
    "lainnya": ["mean-lembaga-lain", "mean-lns-dan-instansi-lainnya"],
    "provinsi": ["mean-provinsi"],
    "kabupaten": ["mean-kabupaten"],
    "kota": ["mean-kota"],
    NATION: [NATION],
}
GROUPS = (*TYPES, NATION)
YEARS = (BEFORE, *AFTER_YEARS)
Ends = tuple[Fraction, Fraction]


def unit_in(group: str, year: int) -> str | None:
    """The unit of the tables that holds a type, or the nation, in a year; None where its mean is not printed."""
    printed = set(published_means_of(year))
    return next((unit for unit in UNITS[group] if unit in printed), None)


def published_means_of(year: int) -> dict[str, float]:
    """Unit -> printed mean index of a year (preferred source)."""
    means = tables.load("spbe_means")
    rows = means[(means["year"] == year) & means["preferred"]]
    return dict(zip(rows["unit"], rows["value"], strict=True))


def by_year() -> pd.DataFrame:
    """A row a type (or the nation) and year of YEARS in which its mean is printed.

    Columns: group, year, unit, instrument, printed (index as printed), then from the change on index_47 and index_35
    (from the domain means under either set of domain weights, unrounded), effect (their difference) and management.
    """
    rows = []
    for group in GROUPS:
        for year in YEARS:
            unit = unit_in(group, year)
            if unit is None:
                continue
            row = {"group": group, "year": year, "unit": unit, "instrument": OLD if year == BEFORE else NEW}
            row["printed"] = published_means_of(year)[unit]
            if year != BEFORE:
                again = published_means.rescored(unit).loc[year]
                row |= {name: float(again[name]) for name in ("index_47", "index_35", "effect", "management")}
            rows.append(row)
    return pd.DataFrame(rows)


def domains_before(group: str) -> dict[str, Ends]:
    """The domain means of the last year under 35, by domain id: both ends as printed, or what the aspects imply.

    Raises InputError where neither domain nor aspects are printed.
    """
    parts = tables.load("spbe_parts")
    rows = parts[(parts["unit"] == unit_in(group, BEFORE)) & (parts["year"] == BEFORE) & parts["preferred"]]
    printed = {
        (level, part): Fraction(str(value))
        for level, part, value in zip(rows["level"], rows["part_id"], rows["value"], strict=True)
        if pd.notna(value)
    }
    return {
        domain: (printed["domain", domain],) * 2 if ("domain", domain) in printed else _implied(printed, domain)
        for domain in OLD_DOMAINS
    }


def implied(group: str) -> bool:
    """Whether some domain mean of the last year under 35 is known from aspects alone."""
    return any(low != high for low, high in domains_before(group).values())


def _implied(printed: dict[tuple[str, str], Fraction], domain: str) -> Ends:
    """A domain as the weighted mean of its aspects, each off by up to half of its last digit."""
    parts = tables.load("instrument_parts")
    aspects = parts[(parts["instrument"] == OLD) & (parts["level"] == "aspect") & (parts["parent"] == domain)]
    weight = {id: Fraction(w) for id, w in zip(aspects["id"], aspects["weight"], strict=True)}
    absent = [id for id in weight if ("aspect", id) not in printed]
    if absent:
        raise InputError(f"domain {domain} of {BEFORE}: no mean is printed, nor of its aspects {', '.join(absent)}")
    middle = sum(w * printed["aspect", id] for id, w in weight.items()) / sum(weight.values())
    return middle - HALF, middle + HALF
