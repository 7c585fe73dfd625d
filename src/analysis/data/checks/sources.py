"""Do the sources agree with each other and with what we wrote about them? Figures, descriptions, dates, counts; one
function a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.data.checks.result import Finding, Tables, told
from analysis.methods.rounding import round_half_up

FIGURE = re.compile(r"(?<![\d.,+=-])\d\.\d{1,2}(?![\d%]|[.,]\d)")  # an index, a domain or an aspect in a description
VALUES = {"spbe_index": "index", "spbe_parts": "value", "spbe_means": "value", "evaluations": "value"}


def sources_agree(tables: Tables) -> Iterator[Finding | int]:
    """Do all sources print the same for one institution or mean in one year, as far as their decimals go?"""
    keys = {
        "spbe_index": ["institution_id", "year"],
        "spbe_means": ["unit", "year"],
        "spbe_parts": ["unit", "year", "level", "part_id"],
    }
    for name, columns in keys.items():
        table = tables[name].rename(columns={"index": "value"})
        used = table[table["preferred"]].set_index(columns)["value"]
        for row in table[~table["preferred"]].to_dict("records"):
            key = tuple(row[column] for column in columns)
            places = int(row.get("decimals", 2))
            yield 1
            if round_half_up(used[key], places) != round_half_up(row["value"], places):
                where = " ".join(str(part) for part in (*key, row["source_id"]))
                yield told(
                    "sources_agree", where, "{value:.2f}, preferred is {used:.2f}", value=row["value"], used=used[key]
                )


def described_figures(tables: Tables) -> Iterator[Finding | int]:
    """Is every index, domain or aspect that the description of a source names one of the figures held from it?

    The two were written down separately, so that a slip in one of them shows. Sources of which no figure is held, only
    a statement, are left out.
    """
    held: dict[str, set[str]] = {}
    for name, column in VALUES.items():
        for source, value in zip(tables[name]["source_id"], tables[name][column], strict=True):
            held.setdefault(source, set()).add(f"{value:.2f}")
    for source, text in zip(tables["sources"]["source_id"], tables["sources"]["states"], strict=True):
        named = FIGURE.findall(text) if source in held else []
        yield len(named)
        lost = [figure for figure in named if f"{float(figure):.2f}" not in held[source]]
        if lost:
            yield told(
                "described_figures", source, "{figures} described, not held from this source", figures=", ".join(lost)
            )


def published_afterwards(tables: Tables) -> Iterator[Finding | int]:
    """Was every source published in the last year that it reports on, or later?"""
    dates = tables["sources"].set_index("source_id")["date"]
    last: dict[str, int] = {}
    for name in (*VALUES, "population"):
        for source, year in zip(tables[name]["source_id"], tables[name]["year"], strict=True):
            last[source] = max(last.get(source, 0), int(year))
    for source, year in sorted(last.items()):
        published = str(dates.get(source, ""))[:4]
        if published.isdigit():
            yield 1
            if int(published) < year:
                yield Finding(source, f"published {dates[source]}, reports on {year}")


def population(tables: Tables) -> Iterator[Finding | int]:
    """Is the number of institutions assessed known for every year with a national mean, as its source describes it,
    and not below the number of institutions that we hold for that year?
    """
    counts = tables["population"].set_index("year")
    means, index = tables["spbe_means"], tables["spbe_index"]
    wanted = set(means.loc[means["unit"] == "nasional", "year"])
    described = tables["sources"].set_index("source_id")["states"]
    held = index.groupby("year")["institution_id"].nunique()
    for year in sorted(wanted - set(counts.index)):
        yield told("population", str(year), "a national mean, but no number of institutions assessed")
    for year, row in counts.iterrows():
        yield 1
        number = str(row["institutions"])
        if year not in wanted:
            yield Finding(str(year), f"{number} assessed, but no national mean")
        if number not in re.findall(r"\d+", str(described.get(row["source_id"], ""))):
            yield Finding(str(year), f"{number} assessed, which the description of {row['source_id']} does not name")
        if row["institutions"] < held.get(year, 0):
            yield Finding(str(year), f"{number} assessed, but figures of {held[year]} institutions")


def quantities_of_claims(tables: Tables) -> Iterator[Finding | int]:
    """Does every quantity of a claim stand in its statement?"""
    for row in tables["claims"].itertuples():
        stated = set(re.findall(r"\d+(?:\.\d+)?", row.statement))
        quantities = [text for text in row.quantities.split(";") if text]
        yield len(quantities)
        if lost := [text for text in quantities if text not in stated]:
            yield told(
                "quantities_of_claims", row.claim, "{quantities} is not in the statement", quantities=", ".join(lost)
            )
