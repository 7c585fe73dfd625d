"""Do the figures agree with each other? One function a check; what is known to deviate is listed by name.

Each check answers one question about the processed tables and yields findings: where, what was found. A finding
named under `exceptions` of data/raw/corrections.yml is listed; any other finding fails; an exception that is no
longer found fails as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from analysis.data import corrections
from analysis.methods.errors import InputError
from analysis.methods.scoring import Instrument

Tables = dict[str, pd.DataFrame]
STATES = 193
EGDI_TOLERANCE = 1e-4  # printed inputs have four decimals in 2022, so that a weighted mean may be off by one unit
INDEX_TOLERANCE = 0.01  # four domains and an index, each printed with two decimals
COMPONENTS = ("osi", "tii", "hci")


@dataclass(frozen=True)
class Finding:
    where: str
    text: str


@dataclass(frozen=True)
class Result:
    """Outcome of one check: cases looked at, findings listed by name with their reason, and what fails."""

    check: str
    question: str
    cases: int
    listed: list[tuple[Finding, str]]
    failed: list[Finding]


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
            if not abs(value) <= EGDI_TOLERANCE:
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


def list_sizes(tables: Tables) -> Iterator[Finding | int]:
    """Have the complete lists as many institutions as were assessed in their year?"""
    index = tables["spbe_index"]
    for year, assessed in tables["population"].set_index("year")["institutions"].loc[[2023, 2024]].items():
        listed = (index["source_id"] == f"panrb_lap{year}").sum()
        yield int(listed)
        if listed != assessed:
            yield Finding(str(year), f"{listed} institutions in the list, {assessed} assessed")


def _complete_domains(tables: Tables) -> pd.DataFrame:
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
    for instrument, rows in _complete_domains(tables).groupby("instrument"):
        domains = parts[(parts["instrument"] == instrument) & (parts["level"] == "domain")]
        weights = {part: float(weight) for part, weight in zip(domains["id"], domains["weight"], strict=True)}
        computed = sum(rows[part] * weight for part, weight in weights.items())
        yield len(rows)
        for key, value, index in zip(_keys(rows), computed, rows["index"], strict=True):
            if abs(value - index) > INDEX_TOLERANCE + 1e-9:
                yield Finding(key, f"domains give {value:.3f}, published {index:.2f}")


def national_index_from_domains(tables: Tables) -> Iterator[Finding | int]:
    """Do the preferred national domain means of every year give the published national index within 0.01?"""
    parts, means = tables["spbe_parts"], tables["spbe_means"]
    national = means[(means["unit"] == "nasional") & means["preferred"]]
    weights = tables["instrument_parts"].set_index(["instrument", "level", "id"])["weight"].astype(float)
    for year, instrument, index in zip(national["year"], national["instrument"], national["value"], strict=True):
        chosen = (
            (parts["unit"] == "nasional") & (parts["year"] == year) & (parts["level"] == "domain") & parts["preferred"]
        )
        values = parts[chosen].set_index("part_id")["value"]
        computed = (values * weights[instrument, "domain"]).sum()
        yield 1
        if abs(computed - index) > INDEX_TOLERANCE:
            yield Finding(str(year), f"domain means give {computed:.3f}, published {index:.2f}")


def scale(tables: Tables) -> Iterator[Finding | int]:
    """Does every index, domain and aspect lie on the scale of its instrument?"""
    bounds = tables["instruments"].set_index("instrument")
    index = tables["spbe_index"].assign(unit=lambda x: x["institution_id"], value=lambda x: x["index"], part_id="index")
    columns = ["unit", "year", "source_id", "instrument", "part_id", "value"]
    both = pd.concat([index[columns], tables["spbe_parts"][columns]])
    low, high = (both["instrument"].map(bounds[name]).astype(float) for name in ("level_min", "level_max"))
    yield len(both)
    for row in both[(both["value"] < low) | (both["value"] > high)].itertuples():
        yield Finding(
            f"{row.unit} {row.year} {row.source_id}",
            f"part {row.part_id} = {row.value}, off the scale of {row.instrument}",
        )


def predicates(tables: Tables) -> Iterator[Finding | int]:
    """Is the published predicate the band of the published index?"""
    instruments = _instruments(tables)
    rows = tables["spbe_index"]
    rows = rows[rows["predicate"] != ""]
    yield len(rows)
    for key, instrument, index, predicate in zip(
        _keys(rows), rows["instrument"], rows["index"], rows["predicate"], strict=True
    ):
        band = instruments[instrument].predicate(Fraction(str(index)))
        if band != predicate:
            yield Finding(key, f"{index:.2f} lies in the band {band}, published {predicate}")


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


def references(tables: Tables) -> Iterator[Finding | int]:
    """Does every source and institution that a row names exist?"""
    sources, known = set(tables["sources"]["source_id"]), set(tables["names"]["institution_id"])
    for name in ("spbe_index", "spbe_parts", "spbe_means", "population", "egdi", "evaluations"):
        table = tables[name]
        yield len(table)
        for lost in sorted(set(table["source_id"]) - sources):
            yield Finding(name, f"source {lost} is in no sources.csv and no source.yml")
        unit = next((column for column in ("institution_id", "unit") if column in table), None)
        for lost in sorted(set(table[unit]) - known) if unit else []:
            yield Finding(name, f"{lost} is not in names.csv")
    for lost in sorted(set(tables["institutions"]["institution_id"]) - known):
        yield Finding("institutions", f"{lost} is not in names.csv")


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


CHECKS: tuple[Callable[[Tables], Iterator[Finding | int]], ...] = (
    editions,
    not_computed,
    egdi_components,
    component_range,
    ranks,
    list_sizes,
    index_from_domains,
    national_index_from_domains,
    scale,
    predicates,
    weights,
    concordance,
    references,
    one_year_one_instrument,
)


def _keys(rows: pd.DataFrame) -> list[str]:
    return [f"{i} {y} {s}" for i, y, s in zip(rows["institution_id"], rows["year"], rows["source_id"], strict=True)]


def _instruments(tables: Tables) -> dict[str, Instrument]:
    arguments = (tables["instruments"], tables["instrument_parts"], tables["bands"])
    return {name: Instrument.from_tables(name, *arguments) for name in tables["instruments"]["instrument"]}


def _outcome(check: Callable[[Tables], Iterator[Finding | int]], tables: Tables) -> list[Finding | int]:
    """Everything that a check yields; a table that it cannot read at all is a finding too."""
    outcome = []
    try:
        outcome += check(tables)
    except InputError as error:
        outcome.append(Finding("not checked", str(error)))
    return outcome


def run(tables: Tables, exceptions: dict[tuple[str, str], str] | None = None) -> list[Result]:
    """Every check over the processed tables. `exceptions` maps (check, where) to a reason; default: the project's."""
    known = corrections.exceptions() if exceptions is None else exceptions
    results = []
    for check in CHECKS:
        name = check.__name__
        outcome = _outcome(check, tables)
        findings = [item for item in outcome if isinstance(item, Finding)]
        listed = [(f, known[name, f.where]) for f in findings if (name, f.where) in known]
        failed = [f for f in findings if (name, f.where) not in known]
        stale = {where for check_name, where in known if check_name == name} - {f.where for f, _ in listed}
        failed += [
            Finding(w, "listed as an exception in corrections.yml but no longer found; remove it")
            for w in sorted(stale)
        ]
        cases = int(sum(item for item in outcome if not isinstance(item, Finding)))
        results.append(Result(name, (check.__doc__ or "").strip(), cases, listed, failed))
    unknown = sorted({name for name, _ in known} - {check.__name__ for check in CHECKS})
    if unknown:
        results.append(
            Result(
                "exceptions",
                "Does every exception name a check?",
                len(known),
                [],
                [Finding(name, "no such check; correct corrections.yml") for name in unknown],
            )
        )
    return results
