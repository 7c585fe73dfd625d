"""Raw SPBE figures (official reports, press, local governments) to the tables of institutions and means."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from analysis.data.build.instruments import bands, instruments
from analysis.data.corrections import read
from analysis.data.preference import kind_rank, prefer
from analysis.data.raw_folder import raw_folder

PRESS = "press_spbe_2018_2025"
EVALUATIONS = "published_evaluations_2018_2025"
LIST, MEANS = "institutions.csv", "means.csv"  # of a folder, where it has them
DOMAIN_COLUMNS = {  # instrument -> column of a list -> number of the domain
    "35": {"kebijakan": "1", "tata_kelola": "2", "layanan": "3"},
    "47": {"kebijakan": "1", "tata_kelola": "2", "manajemen": "3", "layanan": "4"},
}
SURE = ("official_report", "ministry")  # kinds of publishers whose lists are held with high confidence


def names() -> pd.DataFrame:
    """Every printed spelling of an institution or a mean with the id that it stands for."""
    return read("names.csv")


def institutions() -> pd.DataFrame:
    """One row an institution, under the spelling marked canonical in names.csv; published means are left out."""
    table = names()
    table = table[(table["canonical"] == "yes") & (table["type"] != "mean")]
    return table.rename(columns={"spelling": "name"})


def sources(raw_sources: dict[str, dict]) -> pd.DataFrame:
    """Every source that a figure can name: one a raw folder, and those listed for press and evaluations."""
    own = [{**meta, "date": str(meta["published"])} for meta in raw_sources.values()]
    listed = [read(f"{folder}/sources.csv") for folder in (PRESS, EVALUATIONS)]
    columns = ["source_id", "title", "publisher", "date", "url", "kind", "states"]
    return pd.concat([pd.DataFrame(own)[columns].fillna(""), *listed], ignore_index=True)


def _reports(raw_sources: dict[str, dict]) -> list[tuple[dict, pd.DataFrame]]:
    """The lists of institutions, each with what its source.yml says."""
    return [(meta, read(f"{folder}/{LIST}")) for folder, meta in raw_sources.items() if _has(folder, LIST)]


def _has(folder: str, file: str) -> bool:
    return (raw_folder() / folder / file).is_file()


def _with_source(table: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Add publication date and the position of the source in the order of preference."""
    by_id = sources.set_index("source_id")
    kind = table["source_id"].map(by_id["kind"])
    date = table["source_id"].map(by_id["date"])
    official_year = date.where(kind == "official_report").map(lambda text: str(text)[:4])
    # The report on year Y appears in Y or Y + 1 (the 2021 report of a ministry in 2022): it is of that very year.
    of_year = [
        y.isdigit() and int(y) - int(year) in (0, 1) for y, year in zip(official_year, table["year"], strict=True)
    ]
    rank = [kind_rank(k, o) for k, o in zip(kind, of_year, strict=True)]
    return table.assign(kind=rank, date=date)


def spbe_index(raw_sources: dict[str, dict], sources: pd.DataFrame, unit_of: pd.Series) -> pd.DataFrame:
    """Every published overall index of an institution, with the one that is used marked as preferred."""
    frames = [
        table.assign(
            year=str(meta["reference_year"]),
            instrument=meta["instrument"],
            source_id=meta["source_id"],
            confidence="high" if meta["kind"] in SURE else "medium",
            derived="",
            note="",
        )
        for meta, table in _reports(raw_sources)
    ]
    frames.append(read(f"{PRESS}/index.csv").assign(listed_under=""))
    table = pd.concat(frames, ignore_index=True).rename(columns={"institution": "spelling"})
    table["institution_id"] = table["spelling"].map(unit_of)
    table["decimals"] = [str(len(text.partition(".")[2])) for text in table["index"]]
    table["status"] = table["derived"].map({"yes": "derived", "": "published"})
    below = _below_floor(_domains(raw_sources))
    table["below_floor"] = [
        "yes" if (s, y, i) in below else ""
        for s, y, i in zip(table["spelling"], table["year"], table["source_id"], strict=True)
    ]
    return prefer(_with_source(table, sources), ["institution_id", "year"])


def spbe_predicates(unit_of: pd.Series) -> pd.DataFrame:
    """Published predicates of institutions whose index was not printed, with the interval of the index."""
    table = read(f"{PRESS}/predicates.csv").rename(columns={"institution": "spelling"})
    ends = bands().rename(columns={"from_inclusive": "low", "to": "high", "to_inclusive": "high_inclusive"})
    table = table.merge(ends, on=["instrument", "predicate"], how="left", validate="many_to_one")
    return table.assign(institution_id=table["spelling"].map(unit_of).mask(table["listed"] == "no", ""))


def _domains(raw_sources: dict[str, dict]) -> pd.DataFrame:
    """The domain values of the official lists in long form; a domain that the report does not give has no row."""
    frames = []
    for meta, table in _reports(raw_sources):
        columns = DOMAIN_COLUMNS[meta["instrument"]]
        long = table.melt("institution", list(columns), var_name="name", value_name="value")
        long = long.assign(
            part_id=long["name"].map(columns),
            year=str(meta["reference_year"]),
            level="domain",
            instrument=meta["instrument"],
            source_id=meta["source_id"],
        )
        frames.append(long[long["value"] != ""])
    return pd.concat(frames, ignore_index=True).rename(columns={"institution": "spelling"})


def _below_floor(domains: pd.DataFrame) -> set[tuple[str, str, str]]:
    floor = instruments().set_index("instrument")["level_min"].astype(float)
    low = domains[domains["value"].astype(float) < domains["instrument"].map(floor)]
    return set(zip(low["spelling"], low["year"], low["source_id"], strict=True))


def _means(raw_sources: dict[str, dict]) -> pd.DataFrame:
    """Published means of the nation and of types: index, domains and aspects, from reports and press.

    A mean that a correction calls missing has no row.
    """
    frames = [read(f"{PRESS}/means.csv")]
    for folder, meta in raw_sources.items():
        if meta["kind"] == "official_report" and _has(folder, MEANS):
            table = read(f"{folder}/{MEANS}").assign(source_id=meta["source_id"])
            table["instrument"] = ["35" if int(year) < 2021 else "47" for year in table["year"]]
            frames.append(table)
    table = pd.concat(frames, ignore_index=True).rename(columns={"unit": "spelling"})
    return table[table["value"] != ""].reset_index(drop=True)


def spbe_parts(
    raw_sources: dict[str, dict], sources: pd.DataFrame, unit_of: pd.Series, part_ids: pd.Series
) -> pd.DataFrame:
    """Every published domain and aspect value of an institution, a type or the nation."""
    press = read(f"{PRESS}/parts.csv").rename(columns={"institution": "spelling"})
    means = _means(raw_sources)
    named = pd.concat([press, means[means["level"] != "index"]], ignore_index=True)
    keys = pd.MultiIndex.from_frame(named[["instrument", "level", "name"]])
    named["part_id"] = part_ids.reindex(keys).to_numpy()
    table = pd.concat([_domains(raw_sources), named], ignore_index=True)
    table = table.assign(unit=table["spelling"].map(unit_of), confidence="high", status="published")
    return prefer(_with_source(table, sources), ["unit", "year", "instrument", "level", "part_id"])


def spbe_means(raw_sources: dict[str, dict], sources: pd.DataFrame, unit_of: pd.Series) -> pd.DataFrame:
    """Published mean indices of the nation and of types."""
    table = _means(raw_sources)
    table = table[table["level"] == "index"].reset_index(drop=True)
    table = table.assign(unit=table["spelling"].map(unit_of), confidence="high", status="published")
    return prefer(_with_source(table, sources), ["unit", "year"])


def spbe_shares(unit_of: pd.Series) -> pd.DataFrame:
    """Published shares of the bodies of a type, or of all, with the predicate Baik or a better one."""
    table = read(f"{PRESS}/shares.csv")
    share = [str(Decimal(text) / 100) for text in table["percent"]]
    return table.assign(spelling=table["unit"], unit=table["unit"].map(unit_of), share=share)


def population() -> pd.DataFrame:
    """How many institutions were assessed in each year, as published."""
    return read(f"{PRESS}/population.csv")
