"""Do the tables fit together? Every id that a row names exists, and every id is named; one function a question."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.data.checks.result import Finding, Tables
from analysis.data.tables import TABLES

SOURCE, UNIT = "sources.source_id", "names.institution_id"
WHERE = {SOURCE: "no sources.csv and no source.yml"}  # what a reader must look into, where it is not the table itself
PROVINCES = 38  # since 2022; the lists of 2023 and 2024 have all of them
HEADINGS = {"Kabupaten": "kabupaten", "Kota": "kota", "Provinsi": "provinsi", "Kementerian": "kementerian",
            "Lembaga Pemerintah Non Kementerian (LPNK)": "lembaga"}  # fmt: skip


def references(tables: Tables) -> Iterator[Finding | int]:
    """Does every source and institution that a row names exist, and has every institution and mean a figure?"""
    used: set[str] = set()
    for name, table in TABLES.items():
        targets = {about.refers_to for about in table.columns.values()}
        if SOURCE in targets:
            yield len(tables[name])
        for column, about in table.columns.items():
            if about.refers_to:
                values = set(tables[name][column].dropna()) - {""}
                known, _, of = about.refers_to.partition(".")
                lost = sorted(values - set(tables[known][of]))
                where = WHERE.get(about.refers_to, f"no row of {known}")
                yield from (Finding(name, f"{column} {value} is in {where}") for value in lost)
                if about.refers_to == UNIT and SOURCE in targets:
                    used |= values
    for idle in sorted(set(tables["names"]["institution_id"]) - used):
        yield Finding("names", f"{idle} has no figure")


def parts_exist(tables: Tables) -> Iterator[Finding | int]:
    """Is every domain, aspect and indicator of which a figure is held a part of its instrument?"""
    parts = tables["instrument_parts"]
    repeats = parts[["instrument", "level", "id", "repeats"]].itertuples(index=False, name=None)
    known = {
        (instrument, level, id if service == 1 else f"{id}-{service}")
        for instrument, level, id, times in repeats
        for service in range(1, times + 1)
    }
    held = {"spbe_parts": "part_id", "evaluations": "id"}
    for name, column in held.items():
        rows = tables[name][tables[name]["level"] != "overall"]
        yield len(rows)
        for instrument, level, id in sorted(
            {*zip(rows["instrument"], rows["level"], rows[column], strict=True)} - known
        ):
            yield Finding(name, f"instrument {instrument} has no {level} {id or 'without a number'}")
    whole = tables["evaluations"].query("level == 'overall' and id != ''")
    for id in sorted(set(whole["id"])):
        yield Finding("evaluations", f"an overall figure with the number {id}; an index has none")


def headings(tables: Tables) -> Iterator[Finding | int]:
    """Does every institution of an official list stand under the heading of its type?"""
    types = tables["institutions"].set_index("institution_id")["type"]
    for row in tables["spbe_index"][tables["spbe_index"]["listed_under"] != ""].itertuples():
        heading, type_ = HEADINGS.get(row.listed_under, "lainnya"), types.get(row.institution_id, "unknown")
        yield 1
        if heading != type_:
            yield Finding(f"{row.institution_id} {row.year}", f"listed under {row.listed_under}, is {type_}")


def provinces(tables: Tables) -> Iterator[Finding | int]:
    """Are there 38 provinces, all of them in every complete list, and does every kabupaten and kota lie in one?"""
    bodies, index = tables["institutions"], tables["spbe_index"]
    own = bodies[bodies["type"] == "provinsi"]
    names, ids = set(own["province"]), set(own["institution_id"])
    yield len(own)
    if len(own) != PROVINCES or len(names) != PROVINCES:
        yield Finding("provinces", f"{len(own)} governments of {len(names)} provinces, expected {PROVINCES}")
    for source, rows in index[index["listed_under"] != ""].groupby("source_id"):
        yield len(rows)
        if lost := sorted(ids - set(rows["institution_id"])):
            yield Finding(str(source), f"not listed: {', '.join(lost)}")
    for row in bodies[bodies["type"].isin(["kabupaten", "kota"])].itertuples():
        yield 1
        if row.province not in names:
            yield Finding(row.institution_id, f"in the province {row.province!r}, which has no government")


def groups_of_states(tables: Tables) -> Iterator[Finding | int]:
    """Has every state an income group?

    The World Bank's list has all 193.
    """
    for row in tables["states"].itertuples():
        yield 1
        if not row.income:
            yield Finding(row.iso3, "no income group")
