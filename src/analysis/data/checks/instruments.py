"""Are the instruments whole, and does scoring reproduce what was published? One function a question."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.data.checks.result import Finding, Tables, told
from analysis.methods.rounding import exact
from analysis.methods.scores.evaluations import EQUAL, LOWEST, reproduce
from analysis.methods.scores.scoring import Instrument

UPPER_PARTS = {"35": (7, 3), "47": (8, 4), "20": (7, 0)}  # aspects and domains by the regulations
SEVERAL_TIMES = {("35", "indicator", "35"): 3}
OFFICIAL = {"35|47": (25, 21, 22, 14)}  # indicators of 47 continuing, of 35 that they come from, new, dropped


def weights(tables: Tables) -> Iterator[Finding | int]:
    """Do the weights of every instrument sum to one, and those of the parts to their parent's?"""
    for name in tables["instruments"]["instrument"]:
        yield int((tables["instrument_parts"]["instrument"] == name).sum())
        try:
            Instrument.from_tables(name, tables["instruments"], tables["instrument_parts"], tables["bands"])
        except ValueError as error:
            yield Finding(name, str(error))


def printed_weights(tables: Tables) -> Iterator[Finding | int]:
    """Are the weights that an evaluation report prints those of its instrument?"""
    parts = tables["instrument_parts"].set_index(["instrument", "level", "id"])["weight"]
    for row in tables["printed_weights"].itertuples():
        weight = parts.get((row.instrument, row.level, row.id))
        yield 1
        where = f"{row.source_id} {row.level} {row.id}"
        if weight is None:
            yield Finding(where, f"instrument {row.instrument} has no such part")
        elif exact(weight) != exact(row.weight):
            yield told(
                "printed_weights", where, "printed {printed:.0%}, by the regulation {weight:.0%}",
                printed=float(row.weight), weight=float(weight),
            )  # fmt: skip


def numbers_of_parts(tables: Tables) -> Iterator[Finding | int]:
    """Has every instrument the indicators, aspects and domains that its regulation counts, numbered from 1?"""
    parts = tables["instrument_parts"]
    for name in tables["instruments"]["instrument"]:
        for level, count in zip(("indicator", "aspect", "domain"), (int(name), *UPPER_PARTS[name]), strict=True):
            ids = parts.loc[(parts["instrument"] == name) & (parts["level"] == level), "id"]
            yield len(ids)
            differing = set(ids) ^ {str(number) for number in range(1, count + 1)}
            if differing:
                yield Finding(name, f"{level}s are not 1 to {count}: {', '.join(sorted(differing))}")


def scored_several_times(tables: Tables) -> Iterator[Finding | int]:
    """Is indicator 35 of instrument 35, scored for up to three services, the only one that is scored several times?

    So the form had 37 items; the ministry's report of 2021 calls it "37 indicators". The three services of 47 have
    indicators of their own, 45 to 47.
    """
    for row in tables["instrument_parts"].itertuples():
        wanted = SEVERAL_TIMES.get((row.instrument, row.level, row.id), 1)
        yield 1
        if row.repeats != wanted:
            yield Finding(f"{row.instrument} {row.level} {row.id}", f"scored {row.repeats} times, expected {wanted}")


def years_of_instruments(tables: Tables) -> Iterator[Finding | int]:
    """Does each instrument take over from the one before, in the year of its regulation or the next?"""
    rows = tables["instruments"].sort_values("first_year", kind="stable")
    ends = [None, *rows["last_year"]][:-1]
    for row, end in zip(rows.itertuples(), ends, strict=True):
        yield 1
        if end is not None and not (pd.notna(end) and row.first_year == end + 1):
            yield Finding(row.instrument, f"in force from {row.first_year}, the one before to {end}")
        signed = row.regulation.rpartition("/")[2]
        if signed not in (str(row.first_year), str(row.first_year - 1)):
            yield Finding(row.instrument, f"{row.regulation}, in force from {row.first_year}")
    if rows["last_year"].notna().sum() != len(rows) - 1:
        yield Finding("last_year", "exactly one instrument is still in force")


def concordance(tables: Tables) -> Iterator[Finding | int]:
    """Does each concordance link every indicator of both instruments or name it new or dropped, and is it as its
    source counts: 35|47 official, 25 continuing from 21, 22 new, 14 dropped, 47|20 not official?
    """
    links, parts = tables["crosswalk"], tables["instrument_parts"]
    for (old, new, level), rows in links.groupby(["from_instrument", "to_instrument", "level"]):
        pair = f"{old}|{new}"
        yield len(rows)
        for instrument, column in ((old, "from_id"), (new, "to_id")):
            wanted = set(parts.loc[(parts["instrument"] == instrument) & (parts["level"] == level), "id"])
            differing = wanted ^ (set(rows[column]) - {""})
            if differing:
                ids = ", ".join(sorted(differing, key=lambda id: (len(id), id)))
                yield told(
                    "concordance", f"{pair} {level}s of {instrument}", "without a link or unknown: {ids}",
                    ids=ids, old=old, new=new, instrument=instrument,
                )  # fmt: skip
        official = set(rows["certainty"]) == {"official"}
        if official != (pair in OFFICIAL) or (not official and "official" in set(rows["certainty"])):
            yield Finding(f"{pair} {level}s", f"certainty {', '.join(sorted(set(rows['certainty'])))}")
        if level == "indicator" and pair in OFFICIAL:
            both = rows[(rows["from_id"] != "") & (rows["to_id"] != "")]
            counts = (both["to_id"].nunique(), both["from_id"].nunique(), *(rows[["from_id", "to_id"]] == "").sum())
            if counts != OFFICIAL[pair]:
                yield Finding(pair, f"{counts} continuing, from, new, dropped; the official list has {OFFICIAL[pair]}")


def relations(tables: Tables) -> Iterator[Finding | int]:
    """Does every link of a concordance do what its relation says? New: from nothing; dropped: to nothing; split: one
    into several; reworded and continues: one into one; contributes and partial: one of possibly many.
    """
    for (old, new, level), rows in tables["crosswalk"].groupby(["from_instrument", "to_instrument", "level"]):
        sources, targets = rows["from_id"].value_counts(), rows["to_id"].value_counts()
        for row in rows.itertuples():
            out, into = (len(row.from_id) and sources[row.from_id]), (len(row.to_id) and targets[row.to_id])
            fits = {
                "new": out == 0 and into == 1,
                "dropped": out == 1 and into == 0,
                "split": out > 1 and into == 1,
                "reworded": out == into == 1,
                "continues": out == into == 1,
            }.get(row.relation, out > 0 and into > 0 and row.certainty != "official")
            yield 1
            if not fits:
                where = f"{old}|{new} {level} {row.from_id or 'none'} to {row.to_id or 'none'}"
                yield Finding(where, f"{row.relation}, but {out} links go out and {into} come in")


def complete_evaluations(tables: Tables) -> Iterator[Finding | int]:
    """Has every worked evaluation an index and, of each level that it gives, all parts?"""
    parts = tables["instrument_parts"].groupby(["instrument", "level"])["id"].agg(set)
    keys = ["institution_id", "year", "instrument"]
    for (unit, year, instrument), rows in tables["evaluations"].groupby(keys):
        where = f"{unit} {year}"
        yield len(rows)
        if "overall" not in set(rows["level"]):
            yield Finding(where, "no overall figure")
        for level, own in rows[rows["level"] != "overall"].groupby("level"):
            if lost := sorted(parts[instrument, level] - set(own["id"]), key=int):
                yield told("complete_evaluations", f"{where} {level}s", "without {ids}", ids=", ".join(lost))


def published_evaluations(tables: Tables) -> Iterator[Finding | int]:
    """Does scoring give every published aspect, domain and index of a worked evaluation from what lies beneath it?"""
    found = reproduce(tables["evaluations"], tables["instruments"], tables["instrument_parts"], tables["bands"])
    found = found[found["verdict"] != LOWEST]
    yield len(found)
    for row in found[found["verdict"] != EQUAL].itertuples():
        where = " ".join(filter(None, [row.institution_id, str(row.year), row.level, row.id, f"{row.published:.2f}"]))
        yield told(
            f"evaluation_{row.verdict.replace(' ', '_')}", where,
            row.verdict + ": from {low:.4f} to {high:.4f}, published {published:.2f}",
            low=row.low, high=row.high, published=row.published,
        )  # fmt: skip


def evaluations_and_lists(tables: Tables) -> Iterator[Finding | int]:
    """Do worked evaluations print the same figures as the lists and means of that year?"""
    index, parts, means = tables["spbe_index"], tables["spbe_parts"], tables["spbe_means"]
    chosen = index[index["preferred"]]
    keys = zip(chosen["institution_id"], chosen["year"], strict=True)
    known = {(*key, "overall", ""): value for key, value in zip(keys, chosen["index"], strict=True)}
    known |= {(r.unit, r.year, "overall", ""): r.value for r in means[means["preferred"]].itertuples()}
    known |= {(r.unit, r.year, r.level, r.part_id): r.value for r in parts[parts["preferred"]].itertuples()}
    for row in tables["evaluations"].itertuples():
        used = known.get((row.institution_id, row.year, row.level, row.id))
        if used is None:
            continue
        yield 1
        if used != row.value:
            where = " ".join(filter(None, [row.institution_id, str(row.year), row.level, row.id, f"{row.value:.2f}"]))
            yield told(
                "evaluations_and_lists", where,
                "the worked evaluation prints {value:.2f}, the list or table of means {used:.2f}",
                value=row.value, used=used,
            )  # fmt: skip
