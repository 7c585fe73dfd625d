"""Are the instruments whole, and does scoring reproduce what was published? One function a question."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.data.findings import Finding, Tables
from analysis.methods.evaluations import EQUAL, LOWEST, reproduce
from analysis.methods.scoring import Instrument


def weights(tables: Tables) -> Iterator[Finding | int]:
    """Do the weights of every instrument sum to one, and those of the parts to their parent's?"""
    for name in tables["instruments"]["instrument"]:
        yield int((tables["instrument_parts"]["instrument"] == name).sum())
        try:
            Instrument.from_tables(name, tables["instruments"], tables["instrument_parts"], tables["bands"])
        except ValueError as error:
            yield Finding(name, str(error))


def concordance(tables: Tables) -> Iterator[Finding | int]:
    """Does the official concordance link every indicator of 35 and 47, with 25 continuing from 21?"""
    links, parts = tables["crosswalk"], tables["instrument_parts"]
    links = links[(links["from_instrument"] == "35") & (links["level"] == "indicator")]
    yield len(links)
    for instrument, column in (("35", "from_id"), ("47", "to_id")):
        wanted = set(parts.loc[(parts["instrument"] == instrument) & (parts["level"] == "indicator"), "id"])
        if wanted != set(links[column]) - {""}:
            yield Finding(
                instrument, f"indicators without a link or unknown: {sorted(wanted ^ set(links[column]) - {''})}"
            )
    both = links[(links["from_id"] != "") & (links["to_id"] != "")]
    counts = (both["to_id"].nunique(), both["from_id"].nunique())
    if counts != (25, 21):
        yield Finding("continuing", f"{counts[0]} from {counts[1]}, the official list has 25 from 21")


def published_evaluations(tables: Tables) -> Iterator[Finding | int]:
    """Does scoring give every published aspect, domain and index of a worked evaluation from what lies beneath it?"""
    found = reproduce(tables["evaluations"], tables["instruments"], tables["instrument_parts"], tables["bands"])
    found = found[found["verdict"] != LOWEST]
    yield len(found)
    for row in found[found["verdict"] != EQUAL].itertuples():
        where = " ".join(filter(None, [row.institution_id, str(row.year), row.level, row.id, f"{row.published:.2f}"]))
        yield Finding(where, f"{row.verdict}: from {row.low:.4f} to {row.high:.4f}, published {row.published:.2f}")


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
            yield Finding(where, f"the worked evaluation prints {row.value:.2f}, the list or table of means {used:.2f}")
