"""Do the SPBE figures agree with each other? Lists, domains, scales, predicates; one function a question."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pandas as pd

from analysis.data.checks.result import Finding, Tables, told
from analysis.methods.rounding import exact
from analysis.methods.scores.attainable import reproduce, values_rounding_to
from analysis.methods.scores.scoring import Instrument

COMPLETE = {2023, 2024}  # years of which the ministry's report with a complete list is held
TOLERANCE = 0.01  # four domains and an index, each printed with two decimals


def list_sizes(tables: Tables) -> Iterator[Finding | int]:
    """Have the complete lists as many institutions as were assessed in their year?"""
    index, assessed = tables["spbe_index"], tables["population"].set_index("year")["institutions"]
    lists = index.loc[index["listed_under"] != "", ["year", "source_id"]]
    for year, listed in lists.groupby("year").size().items():
        yield int(listed)
        if assessed.get(year) != listed:
            yield Finding(str(year), f"{listed} institutions in the list, {assessed.get(year, 'no number')} assessed")
    for year in sorted(COMPLETE - set(lists["year"])):
        yield Finding(str(year), "no list, although the ministry's report of that year has a complete one")


def complete_domains(tables: Tables) -> pd.DataFrame:
    """Rows of spbe_index with all domains of their instrument from the same source, one column a domain."""
    parts = tables["spbe_parts"]
    wide = parts[parts["level"] == "domain"].pivot(
        index=["unit", "year", "source_id"], columns="part_id", values="value"
    )
    rows = tables["spbe_index"].join(wide, on=["institution_id", "year", "source_id"])
    rows = rows[rows["status"] == "published"]
    complete = rows[["1", "2", "3"]].notna().all(axis=1) & (rows["4"].notna() | (rows["instrument"] == "35"))
    return rows[complete]


def index_from_domains(tables: Tables) -> Iterator[Finding | int]:
    """Do the published domains of every institution-year give its published index within 0.01?"""
    parts = tables["instrument_parts"]
    for instrument, rows in complete_domains(tables).groupby("instrument"):
        domains = parts[(parts["instrument"] == instrument) & (parts["level"] == "domain")]
        weights = {part: float(weight) for part, weight in zip(domains["id"], domains["weight"], strict=True)}
        computed = sum(rows[part] * weight for part, weight in weights.items())
        yield len(rows)
        for key, value, index in zip(_keys(rows), computed, rows["index"], strict=True):
            if abs(value - index) > TOLERANCE + 1e-9:
                yield told(
                    "index_from_domains", key, "domains give {computed:.3f}, published {published:.2f}",
                    computed=value, published=index,
                )  # fmt: skip


def attainable_levels(tables: Tables) -> Iterator[Finding | int]:
    """Do levels exist that give the published domains and index of every institution-year exactly as printed?"""
    instruments = instruments_of(tables)
    for instrument, rows in complete_domains(tables).groupby("instrument"):
        ids = [part.id for part in instruments[instrument].domains]
        yield len(rows)
        for key, values, index in zip(_keys(rows), rows[ids].to_dict("records"), rows["index"], strict=True):
            found = reproduce(instruments[instrument], values, index)
            if not found.reproduced:
                if found.impossible:
                    domains = ", ".join(found.impossible)
                    yield told(
                        "attainable_domains", key, "no levels of the scale give domain {domains}", domains=domains
                    )
                else:
                    yield told("attainable_index", key, "no levels of the scale give the index with these domains")


def attainable_parts(tables: Tables) -> Iterator[Finding | int]:
    """Do levels exist that give each published domain and aspect of an institution, taken by itself?"""
    instruments, institutions = instruments_of(tables), set(tables["institutions"]["institution_id"])
    worked = tables["evaluations"].rename(columns={"institution_id": "unit", "id": "part_id"})
    columns = ["unit", "year", "source_id", "instrument", "level", "part_id", "value"]
    rows = pd.concat([tables["spbe_parts"][columns], worked[columns]])
    for row in rows[rows["unit"].isin(institutions) & rows["level"].isin(["domain", "aspect"])].itertuples():
        yield 1
        if not values_rounding_to(instruments[row.instrument], row.part_id, exact(row.value), row.level):
            where = f"{row.unit} {row.year} {row.source_id} {row.level} {row.part_id}"
            yield told("attainable_parts", where, "no levels of the scale give {value:.2f}", value=row.value)


def mean_index_from_domains(tables: Tables) -> Iterator[Finding | int]:
    """Do the preferred domain means of the nation and of every type give their published mean index within 0.01?

    Where domains are missing, the aspects stand for them.
    """
    parts, means = tables["spbe_parts"], tables["spbe_means"]
    weights = tables["instrument_parts"].set_index(["instrument", "level", "id"])["weight"].astype(float)
    parts = parts[parts["preferred"]]
    for row in means[means["preferred"]].itertuples():
        own = parts[(parts["unit"] == row.unit) & (parts["year"] == row.year)]
        if own.empty:
            continue
        level = "domain" if (own["level"] == "domain").any() else "aspect"
        values = own[own["level"] == level].set_index("part_id")["value"]
        computed = (values * weights[row.instrument, level]).sum()
        yield 1
        if abs(computed - row.value) > TOLERANCE + 1e-9:
            yield told(
                "mean_index_from_domains", f"{row.unit} {row.year}",
                level + " means give {computed:.3f}, published {published:.2f}",
                computed=computed, published=row.value,
            )  # fmt: skip


def scale(tables: Tables) -> Iterator[Finding | int]:
    """Does every index, domain and aspect lie on the scale of its instrument?"""
    bounds = tables["instruments"].set_index("instrument")
    index = tables["spbe_index"].assign(unit=lambda x: x["institution_id"], value=lambda x: x["index"], part_id="index")
    columns = ["unit", "year", "source_id", "instrument", "part_id", "value"]
    both = pd.concat([index[columns], tables["spbe_parts"][columns]])
    low, high = (both["instrument"].map(bounds[name]).astype(float) for name in ("level_min", "level_max"))
    yield len(both)
    for row in both[(both["value"] < low) | (both["value"] > high)].itertuples():
        yield told(
            "scale", f"{row.unit} {row.year} {row.source_id}", "part {part} = {value}, off the scale of {instrument}",
            part=row.part_id, value=row.value, instrument=row.instrument,
        )  # fmt: skip


def predicates(tables: Tables) -> Iterator[Finding | int]:
    """Is the published predicate the band of the published index?"""
    instruments = instruments_of(tables)
    rows = tables["spbe_index"]
    rows = rows[rows["predicate"] != ""]
    yield len(rows)
    for key, instrument, index, predicate in zip(
        _keys(rows), rows["instrument"], rows["index"], rows["predicate"], strict=True
    ):
        band = instruments[instrument].predicate(Fraction(str(index)))
        if band != predicate:
            yield told(
                "predicates", key, "{index:.2f} lies in the band {band}, published {published}",
                index=index, band=band, published=predicate,
            )  # fmt: skip


def predicates_and_indices(tables: Tables) -> Iterator[Finding | int]:
    """Does every predicate that is printed alone hold for the index of that year, where another source prints one?"""
    index = tables["spbe_index"]
    used = index[index["preferred"]].set_index(["institution_id", "year"])["index"]
    for row in tables["spbe_predicates"].itertuples():
        value = used.get((row.institution_id, row.year))
        if value is None:
            continue
        yield 1
        if not (row.low <= value < row.high or (row.high_inclusive == "yes" and value == row.high)):
            yield Finding(f"{row.institution_id} {row.year} {row.source_id}", f"{row.predicate}, index {value:.2f}")


def one_year_one_instrument(tables: Tables) -> Iterator[Finding | int]:
    """Is every score of 2018-2020 on instrument 35 and every one of 2021-2025 on 47?"""
    years = tables["instruments"].dropna(subset=["last_year"])
    valid = {
        i: range(a, b + 1) for i, a, b in zip(years["instrument"], years["first_year"], years["last_year"], strict=True)
    }
    for name in ("spbe_index", "spbe_parts", "spbe_means", "evaluations"):
        rows = tables[name][["year", "instrument"]].drop_duplicates()
        yield len(tables[name])
        for year, instrument in rows.itertuples(index=False):
            if year not in valid.get(instrument, ()):
                yield Finding(f"{name} {year}", f"scored with instrument {instrument}, which was not in force")


def _keys(rows: pd.DataFrame) -> list[str]:
    return [f"{i} {y} {s}" for i, y, s in zip(rows["institution_id"], rows["year"], rows["source_id"], strict=True)]


def instruments_of(tables: Tables) -> dict[str, Instrument]:
    """Every instrument, ready to score."""
    arguments = (tables["instruments"], tables["instrument_parts"], tables["bands"])
    return {name: Instrument.from_tables(name, *arguments) for name in tables["instruments"]["instrument"]}
