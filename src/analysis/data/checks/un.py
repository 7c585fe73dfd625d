"""Do the UN figures agree with each other? Editions, regions, components, ranks; one function a question."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pandas as pd

from analysis.data.checks.result import Finding, Tables, told

STATES = 193
COMPONENTS = ("osi", "tii", "hci")
# The UN's files print four or five decimals; zeros at the end may be lost, but never the fourth decimal.
FEWEST_DECIMALS = 4
MOST_STEPS = 700
ON_GRID = 0.985  # the share of states that the steps of an edition must fit, for them to be its steps


def editions(tables: Tables) -> Iterator[Finding | int]:
    """Has every UN edition the same states, all its members?"""
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


def decimals(figures: pd.Series) -> int:
    """With how many decimals a column of an edition is printed, zeros at the end included."""
    return max(FEWEST_DECIMALS, *(len(repr(x).partition(".")[2]) for x in figures.dropna() if "e" not in repr(x)))


def egdi_components(tables: Tables) -> Iterator[Finding | int]:
    """Is the EGDI the weighted mean of its components (.34/.33/.33 in 2008 and 2010, thirds elsewhere), as printed?

    Both may be off by half a unit of their last printed decimal, and by no more. Of components that give the printed
    EGDI only as if they had fewer decimals than are printed, the table `editions` says how many count.
    """
    about = tables["editions"].set_index("edition")
    for edition, rows in tables["egdi"].dropna(subset=["egdi"]).groupby("edition"):
        shares = {name: float(Fraction(about.loc[edition, f"weight_{name}"])) for name in COMPONENTS}
        fewer = about.loc[edition, "component_decimals"]
        places = {name: decimals(rows[name]) if pd.isna(fewer) else int(fewer) for name in COMPONENTS}
        room = (10 ** -decimals(rows["egdi"]) + sum(shares[name] * 10 ** -places[name] for name in COMPONENTS)) / 2
        gap = rows["egdi"] - sum(rows[name] * shares[name] for name in COMPONENTS)
        yield len(rows)
        for iso3, value in zip(rows["iso3"], gap, strict=True):
            if not abs(value) <= room + 1e-9:
                yield told(
                    "egdi_components", f"{edition} {iso3}", "EGDI minus weighted components = {gap:+.5f}", gap=value
                )


def steps(figures: pd.Series) -> tuple[int, pd.Series]:
    """The fewest equal steps from 0 to 1 on which most figures lie, rounded or cut, and which figures do not.

    0 steps and every figure where no number of steps up to MOST_STEPS fits ON_GRID of them.
    """
    unit, numbers = 10 ** -decimals(figures), np.arange(2, MOST_STEPS + 1)
    places = np.outer(figures, numbers)
    # A printed figure lies at most half a unit above the exact one, and less than a unit below it.
    gaps = [side(places) / numbers - figures.to_numpy()[:, None] for side in (np.floor, np.ceil)]
    fits = np.logical_or(*((gap > -unit / 2 - 1e-9) & (gap < unit - 1e-9) for gap in gaps))
    enough = fits.mean(axis=0) >= ON_GRID
    if not enough.any():
        return 0, pd.Series(True, index=figures.index)
    first = int(np.flatnonzero(enough)[0])
    return int(numbers[first]), pd.Series(~fits[:, first], index=figures.index)


def counted_points(tables: Tables) -> Iterator[Finding | int]:
    """Do OSI (to 2020) and E-Participation Index lie on equal steps from 0 to 1, as a rescaled count of points must?

    The UN rescales points given for questions (total less the lowest total, over the range), so that the figures of an
    edition are multiples of one step. How many steps there are is printed nowhere: it is the fewest that fit nearly
    all states, and in every edition they fit all. The table `editions` names what is counted: from 2022 on the OSI is a
    weighted sum of five parts.
    """
    counted = tables["editions"].set_index("edition")["counted"]
    for edition, rows in tables["egdi"].groupby("edition"):
        for name in counted[edition].split():
            figures = rows.set_index("iso3")[name].dropna()
            if figures.empty:
                continue
            number, off = steps(figures)
            yield len(figures)
            if not number:
                yield Finding(f"{edition} {name}", "lies on no equal steps")
                continue
            for iso3, value in figures[off].items():
                yield Finding(f"{edition} {iso3}", f"{name.upper()} = {value}, between two of {number} equal steps")
            if (figures.min(), figures.max()) != (0, 1):
                yield Finding(f"{edition} {name}", f"runs from {figures.min()} to {figures.max()}, not from 0 to 1")


def component_range(tables: Tables) -> Iterator[Finding | int]:
    """Do all components and the E-Participation Index lie in 0-1 and, from 2012 on, reach exactly 0 and exactly 1?"""
    for edition, rows in tables["egdi"].groupby("edition"):
        for name in (*COMPONENTS, "epi"):
            yield int(rows[name].notna().sum())
            for iso3, value in zip(rows["iso3"], rows[name], strict=True):
                if value < 0 or value > 1:
                    yield told(
                        "component_range", f"{edition} {iso3}", "{component} = {value}, outside 0-1",
                        component=name.upper(), value=value,
                    )  # fmt: skip
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
                yield told("ranks", f"{edition} {iso3}", "rank {rank}, from the EGDI {other}", rank=rank, other=other)
