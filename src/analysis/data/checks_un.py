"""Do the UN figures agree with each other? Editions, regions, components, ranks; one function a question."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from analysis.data.findings import Finding, Tables

STATES = 193
TOLERANCE = 1e-4  # printed inputs have four decimals in 2022, so that a weighted mean may be off by one unit
COMPONENTS = ("osi", "tii", "hci")


def editions(tables: Tables) -> Iterator[Finding | int]:
    """Has every UN edition the same 193 states?"""
    egdi = tables["egdi"]
    every = set(egdi["iso3"])
    for edition, rows in egdi.groupby("edition"):
        yield len(rows)
        if len(rows) != STATES or set(rows["iso3"]) != every:
            yield Finding(
                str(edition), f"{len(rows)} states, {STATES} expected; differing: {sorted(every ^ set(rows['iso3']))}"
            )


def regions(tables: Tables) -> Iterator[Finding | int]:
    """Has every state of the EGDI exactly one UN region, and every sub-region too?"""
    states, every = tables["states"], set(tables["egdi"]["iso3"])
    count = states["iso3"].value_counts()
    for iso3 in sorted(every | set(count.index)):
        yield 1
        found = int(count.get(iso3, 0))
        if found != 1 or iso3 not in every:
            yield Finding(iso3, f"{found} regions, expected 1" if iso3 in every else "not a state of the EGDI")
    for subregion, rows in states.groupby("subregion"):
        if rows["region"].nunique() != 1:
            yield Finding(str(subregion), f"lies in {', '.join(sorted(set(rows['region'])))}")


def not_computed(tables: Tables) -> Iterator[Finding | int]:
    """Are rank and EGDI empty exactly for the states that the source names as not computed?"""
    named = tables["editions"].set_index("edition")["not_computed"]
    for edition, rows in tables["egdi"].groupby("edition"):
        yield len(rows)
        if (rows["rank"].isna() != rows["egdi"].isna()).any():
            yield Finding(str(edition), "a state has a rank without an EGDI, or an EGDI without a rank")
        empty = set(rows.loc[rows["rank"].isna(), "iso3"])
        if empty != set(named[edition].split()):
            yield Finding(
                str(edition),
                f"unranked states differ from the source's list: {sorted(empty ^ set(named[edition].split()))}",
            )


def egdi_components(tables: Tables) -> Iterator[Finding | int]:
    """Is the EGDI the weighted mean of its components (.34/.33/.33 in 2008 and 2010, thirds elsewhere)?"""
    weights = tables["editions"].set_index("edition")
    for edition, rows in tables["egdi"].dropna(subset=["egdi"]).groupby("edition"):
        mean = sum(rows[name] * float(Fraction(weights.loc[edition, f"weight_{name}"])) for name in COMPONENTS)
        gap = rows["egdi"] - mean
        yield len(rows)
        for iso3, value in zip(rows["iso3"], gap, strict=True):
            if not abs(value) <= TOLERANCE:
                yield Finding(f"{edition} {iso3}", f"EGDI minus weighted components = {value:+.4f}")


def component_range(tables: Tables) -> Iterator[Finding | int]:
    """Do all components lie in 0-1 and, from 2012 on, reach exactly 0 and exactly 1?"""
    for edition, rows in tables["egdi"].groupby("edition"):
        for name in COMPONENTS:
            yield rows[name].notna().sum()
            for iso3, value in zip(rows["iso3"], rows[name], strict=True):
                if value < 0 or value > 1:
                    yield Finding(f"{edition} {iso3}", f"{name.upper()} = {value}, outside 0-1")
            if edition >= 2012 and (rows[name].min(), rows[name].max()) != (0, 1):
                yield Finding(
                    f"{edition} {name}", f"runs from {rows[name].min()} to {rows[name].max()}, not from 0 to 1"
                )


def ranks(tables: Tables) -> Iterator[Finding | int]:
    """Is every rank one more than the number of states with a higher EGDI (equal scores share a rank)?"""
    for edition, rows in tables["egdi"].dropna(subset=["egdi", "rank"]).groupby("edition"):
        computed = rows["egdi"].rank(method="min", ascending=False).astype(int)
        yield len(rows)
        for iso3, rank, other in zip(rows["iso3"], rows["rank"], computed, strict=True):
            if rank != other:
                yield Finding(f"{edition} {iso3}", f"rank {rank}, from the EGDI {other}")
