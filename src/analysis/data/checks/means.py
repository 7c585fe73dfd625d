"""Do the published means agree with each other and with the lists? Aspects, domains, types, the nation; one function
a question.

A mean printed with two decimals stands for itself +-.005. Two figures that both follow from unrounded means may
therefore lie .01 apart, a figure and the same figure not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from analysis.data.checks.result import Finding, Tables, told
from analysis.methods.rounding import exact, round_half_up
from analysis.methods.scores.scoring import weighted_mean

ROOM = Fraction(1, 100)
# The heading of an official list under which a body stands -> the published mean of that type; all else is `OTHER`.
TYPES = {
    "Kabupaten": "mean-kabupaten",
    "Kota": "mean-kota",
    "Provinsi": "mean-provinsi",
    "Kementerian": "mean-kementerian",
    "Lembaga Pemerintah Non Kementerian (LPNK)": "mean-lpnk",
    "Lembaga Non Struktural (LNS)": "mean-lns",
}
OTHER, LNS, TOGETHER = "mean-instansi-lainnya", "mean-lns", "mean-lns-dan-instansi-lainnya"  # one group in 2024
LOCAL = ("mean-kabupaten", "mean-kota", "mean-provinsi")
WHOLES = {"nasional": lambda unit: True, "mean-pemerintah-daerah": lambda unit: unit in LOCAL,
          "mean-instansi-pusat": lambda unit: unit not in LOCAL}  # fmt: skip
INDEX = "index"


def means(tables: Tables) -> pd.DataFrame:
    """Every published mean in long form: unit, year, source_id, instrument, level, part_id, value (exact)."""
    columns = ["unit", "year", "source_id", "instrument", "level", "part_id", "value"]
    index = tables["spbe_means"].assign(level=INDEX, part_id="")
    parts = tables["spbe_parts"]
    both = pd.concat([index[columns], parts[parts["unit"].isin(_units(tables))][columns]], ignore_index=True)
    return both.assign(value=[exact(value) for value in both["value"]])


def _units(tables: Tables) -> set[str]:
    """What is a published mean and no institution."""
    return set(tables["names"]["institution_id"]) - set(tables["institutions"]["institution_id"])


def complete_means(tables: Tables) -> Iterator[Finding | int]:
    """Has every published mean all domains, all aspects or none of them, and an index where it has domains?"""
    parts, found = tables["instrument_parts"], means(tables)
    wanted = parts.groupby(["instrument", "level"])["id"].agg(set)
    with_index = set(found.loc[found["level"] == INDEX, ["unit", "year"]].itertuples(index=False, name=None))
    keys = ["unit", "year", "source_id", "instrument", "level"]
    for (unit, year, source, instrument, level), rows in found[found["level"] != INDEX].groupby(keys):
        yield len(rows)
        lost = wanted[instrument, level] ^ set(rows["part_id"])
        if lost:
            yield Finding(f"{unit} {year} {source}", f"{level} {', '.join(sorted(lost))} missing or unknown")
        if (unit, year) not in with_index:
            yield Finding(f"{unit} {year} {source}", f"{level} means without a mean index of that year")


def domains_from_aspects(tables: Tables) -> Iterator[Finding | int]:
    """Do the aspects that a source gives for a mean or an institution give its domains, within what is printed?"""
    parts = tables["instrument_parts"]
    beneath = dict(list(parts[parts["level"] == "aspect"].groupby(["instrument", "parent"])))
    keys = ["unit", "year", "source_id", "instrument", "level", "part_id"]
    values = tables["spbe_parts"].set_index(keys)["value"].to_dict()
    for (unit, year, source, instrument, level, id), value in values.items():
        aspects = beneath.get((instrument, id)) if level == "domain" else None
        found = (
            []
            if aspects is None
            else [values.get((unit, year, source, instrument, "aspect", x)) for x in aspects["id"]]
        )
        if not found or None in found:
            continue
        weights = [exact(weight) for weight in aspects["weight"]]
        printed, computed = exact(value), weighted_mean(list(zip(weights, map(exact, found), strict=True)))
        yield 1
        if abs(computed - printed) > (ROOM if len(found) > 1 else 0):
            shown = f"aspects give {round_half_up(computed, 3)}, published {round_half_up(printed)}"
            yield Finding(f"{unit} {year} {source} domain {id}", shown)


def _lists(tables: Tables) -> pd.DataFrame:
    """The institutions of the official lists with the published mean that they belong to, `type`."""
    rows = tables["spbe_index"]
    rows = rows[rows["listed_under"] != ""]
    return rows.assign(type=types_of(rows["listed_under"]))


def types_of(headings: pd.Series) -> pd.Series:
    """The published mean of a type that each heading of an official list stands for."""
    return headings.map(TYPES).fillna(OTHER)


def grouped(types: pd.Series, published: set[str]) -> pd.Series:
    """The types as the means of a year are published: without a mean of their own, two of them are one."""
    return types.where(types.isin(published) | ~types.isin([OTHER, LNS]), TOGETHER)


def type_means_and_lists(tables: Tables) -> Iterator[Finding | int]:
    """Are the mean index and domains of every type those of the institutions listed, within what is printed?

    A domain that the list does not give may have any value of the scale.
    """
    printed_means = means(tables)
    parts = tables["spbe_parts"][tables["spbe_parts"]["level"] == "domain"]
    scale = tables["instruments"].set_index("instrument")[["level_min", "level_max"]]
    for (year, source, instrument), rows in _lists(tables).groupby(["year", "source_id", "instrument"]):
        own = printed_means[(printed_means["year"] == year) & (printed_means["source_id"] == source)]
        found = own.set_index(["unit", "level", "part_id"])["value"].to_dict()
        figures = {(INDEX, ""): rows.set_index("institution_id")["index"]}
        for id, values in parts[(parts["year"] == year) & (parts["source_id"] == source)].groupby("part_id"):
            figures["domain", id] = values.set_index("unit")["value"]
        for group, listed in rows.groupby(grouped(rows["type"], set(own["unit"]))):
            apart = []
            for (level, id), values in figures.items():
                printed = found.get((group, level, id))
                if printed is None:
                    continue
                yield 1
                held = values.reindex(listed["institution_id"]).dropna()
                total, lost = Fraction(sum(Decimal(str(x)) for x in held)), len(listed) - len(held)
                ends = [exact(scale.loc[instrument, end]) for end in ("level_min", "level_max")]
                low, high = ((total + lost * end) / len(listed) for end in ends)
                if not low - ROOM <= printed <= high + ROOM:
                    apart.append(_apart(level, id, low, printed))
            if apart:
                yield told(
                    "type_means_and_lists", f"{group} {year}", f"mean of {{n}} listed: {_in_words(apart)}",
                    n=len(listed), apart=apart,
                )  # fmt: skip


def pooled_means(tables: Tables) -> Iterator[Finding | int]:
    """Are the means of the nation, of central bodies and of local governments those of their types, by the number of
    institutions listed? Where no list counts them, does the nation lie between the lowest and the highest type?
    """
    listed = _lists(tables)
    for (year, source), rows in means(tables).groupby(["year", "source_id"]):
        types = rows[~rows["unit"].isin(WHOLES)]
        own = listed[listed["source_id"] == source]
        count = grouped(own["type"], set(types["unit"])).value_counts().to_dict()
        for whole, belongs in WHOLES.items():
            apart, lacking = [], []
            for row in rows[rows["unit"] == whole].itertuples():
                same = types[(types["level"] == row.level) & (types["part_id"] == row.part_id)]
                values = {u: x for u, x in zip(same["unit"], same["value"], strict=True) if belongs(u)}
                if not values:
                    continue
                yield 1
                low, high = min(values.values()), max(values.values())
                if count:
                    members = {unit: n for unit, n in count.items() if belongs(unit)}
                    if lost := sorted(set(members) - set(values)):
                        lacking.append(f"{row.level} {row.part_id}: no mean of {', '.join(lost)}")
                        continue
                    low = high = sum(values[unit] * n for unit, n in members.items()) / sum(members.values())
                if not low - ROOM <= row.value <= high + ROOM:
                    end = low if row.value < low else high
                    apart.append(_apart(row.level, row.part_id, end, row.value))
            if apart:
                yield told("pooled_means", f"{whole} {year}", f"types pooled: {_in_words(apart)}", apart=apart)
            if lacking:
                yield Finding(f"{whole} {year}", f"types pooled: {'; '.join(lacking)}")


def shares_and_counts(tables: Tables) -> Iterator[Finding | int]:
    """Is every share of bodies with Baik or better the count of them, where it is printed, within its decimals?"""
    for row in tables["spbe_shares"].dropna(subset=["reached", "of"]).itertuples():
        computed = Fraction(int(row.reached), int(row.of))
        yield 1
        if abs(computed - exact(row.share)) > Fraction(1, 20000):
            yield Finding(f"{row.unit} {row.year} {row.source_id}", f"{row.reached} of {row.of}, share {row.share}")


def _apart(level: str, id: str, computed: Fraction, printed: Fraction) -> dict[str, object]:
    """A computed and a published mean that differ."""
    return {"level": level, "id": id, "computed": round_half_up(computed, 3), "printed": round_half_up(printed)}


def _in_words(apart: list[dict[str, object]]) -> str:
    names = [" ".join(filter(None, [row["level"], row["id"]])) for row in apart]
    rows = zip(names, apart, strict=True)
    return "; ".join(f"{name} {row['computed']}, published {row['printed']}" for name, row in rows)
