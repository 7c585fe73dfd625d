"""What do we hold, how far do the sources agree, and what is missing?

Takes all processed tables. Coverage counts institution-years (preferred figures, derived ones left out). Agreement
compares every press or local figure of 2023 and 2024 with the ministry's complete list.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.data import tables
from analysis.data.checks import register
from analysis.data.checks.result import Result
from analysis.methods.effects import weighting
from analysis.methods.ordering import ordered
from analysis.methods.scores.attainable import attainable
from analysis.methods.scores.scoring import Instrument
from analysis.studies.shared.decisions import ARITHMETIC_FACT
from analysis.studies.shared.instruments import DOMAINS
from analysis.studies.shared.lists import COMPLETE, LIST_SOURCES, TYPES, index_table

COUNTED = ARITHMETIC_FACT  # counts of figures that are held


def coverage() -> pd.DataFrame:
    """Institutions with a published index by year (rows) and type, with the instrument and the number assessed."""
    index = index_table()
    held = index[index["preferred"] & (index["status"] == "published")]
    frame = held.pivot_table(index="year", columns="type", values="index", aggfunc="size", fill_value=0)
    frame = frame.reindex(columns=TYPES, fill_value=0)
    frame.insert(0, "instrument", held.groupby("year")["instrument"].first())
    frame["held"] = frame[TYPES].sum(axis=1)
    population = tables.load("population").set_index("year")
    frame["assessed"] = population["institutions"].reindex(frame.index)
    # In 2020 only some were assessed again; the national figure carries the values of 2019 for the others.
    frame["note"] = population["what"].str.replace("-", "_").reindex(frame.index).fillna("not_published")
    return frame.reset_index()


def agreement() -> tuple[pd.DataFrame, dict[str, object]]:
    """Press and local figures of 2023 and 2024 beside the complete list: the disagreeing rows, and counts."""
    index = index_table()
    index = index[index["status"] == "published"]
    official = index[index["source_id"].isin(LIST_SOURCES.values())][["institution_id", "year", "index"]]
    other = index[index["year"].isin(COMPLETE) & ~index["source_id"].isin(LIST_SOURCES.values())]
    both = other.merge(official, on=["institution_id", "year"], suffixes=("_quoted", "_official"))
    # A figure printed with one decimal agrees when it is the official one rounded to that decimal.
    gap = (both["index_quoted"] - both["index_official"]).abs()
    agrees = gap < np.where(both["decimals"] == 2, 0.005, 0.05) + 1e-9
    names = tables.load("institutions").set_index("institution_id")["name"]
    differing = both[~agrees].assign(name=lambda x: x["institution_id"].map(names), gap=gap)
    counts = {"compared": len(both), "agreeing": int(agrees.sum()), "share": float(agrees.mean())}
    columns = ["name", "year", "index_quoted", "index_official", "gap", "source_id", "confidence"]
    return ordered(differing[columns], "year", "name", "source_id").reset_index(drop=True), counts


def check_results() -> list[Result]:
    """The outcome of every check of the figures. Raises nothing when one fails: the build does."""
    return register.run(
        {
            "editions": tables.load("editions"),
            "egdi": tables.load("egdi"),
            "states": tables.load("states"),
            "gtmi": tables.load("gtmi"),
            "gtmi_answers": tables.load("gtmi_answers"),
            "spbe_index": tables.load("spbe_index"),
            "spbe_predicates": tables.load("spbe_predicates"),
            "spbe_parts": tables.load("spbe_parts"),
            "spbe_means": tables.load("spbe_means"),
            "spbe_shares": tables.load("spbe_shares"),
            "population": tables.load("population"),
            "instruments": tables.load("instruments"),
            "instrument_parts": tables.load("instrument_parts"),
            "printed_weights": tables.load("printed_weights"),
            "bands": tables.load("bands"),
            "crosswalk": tables.load("crosswalk"),
            "sources": tables.load("sources"),
            "names": tables.load("names"),
            "institutions": tables.load("institutions"),
            "evaluations": tables.load("evaluations"),
            "claims": tables.load("claims"),
        }
    )


def check_table(results: list[Result]) -> pd.DataFrame:
    """One row a check: its name, the cases it looked at, findings listed by name, findings that fail."""
    return pd.DataFrame(
        {
            "check": [r.check for r in results],
            "cases": [r.cases for r in results],
            "listed": [len(r.listed) for r in results],
            "failed": [len(r.failed) for r in results],
        }
    )


def listed_findings(results: list[Result]) -> pd.DataFrame:
    """One row a finding that is listed by name: its check, `key`, kind and facts, the reason, and the place.

    A key such as `kabupaten-luwu 2024 panrb_lap2024` is `of`, what it is a figure of (body, state, mean, nation,
    source, claim or nothing), with its `name` (of a state its ISO3 code), and `rest`, the other words of the key
    without the id of a source.
    """
    named, sources = _named(), set(tables.load("sources")["source_id"])
    rows = []
    for result in results:
        for finding, reason in result.listed:
            words = [word for word in finding.where.split() if word not in sources] or [finding.where]
            unit = next((word for word in words if word in named), None)
            of, name = named.get(unit, ("nothing", ""))
            rows.append({"check": result.check, "key": finding.where, "kind": finding.kind, "facts": finding.facts})
            rows[-1] |= {"of": of, "name": name, "rest": [word for word in words if word != unit], "reason": reason}
    return pd.DataFrame(rows)


def _named() -> dict[str, tuple[str, str]]:
    """What a word of a finding's key is a name for: its sort, and the name."""
    bodies = tables.load("institutions").set_index("institution_id")["name"].to_dict()
    states = {iso3: iso3 for iso3 in tables.load("egdi")["iso3"].unique()}
    printed = tables.load("names")
    means = printed[printed["institution_id"].str.startswith("mean-")].set_index("institution_id")["spelling"].to_dict()
    sources = tables.load("sources").set_index("source_id")["publisher"].to_dict()
    claims = tables.load("claims").set_index("claim")["publisher"].to_dict()
    sorts = {"source": sources, "claim": claims, "body": bodies, "state": states, "mean": means}
    sorts["nation"] = {"nasional": ""}
    return {word: (of, name) for of, names in sorts.items() for word, name in names.items()}


def implied_domains() -> pd.DataFrame:
    """Domains that the complete lists lack: the interval that index and other domains imply, and the levels in it.

    One row an institution-year of the lists with exactly one of four domains missing. `possible` names the values
    between low and high that whole levels can give.
    """
    instrument = Instrument.from_tables(
        "47", tables.load("instruments"), tables.load("instrument_parts"), tables.load("bands")
    )
    weights = {part: float(weight) for part, weight in instrument.domain_weights.items()}
    names = tables.load("institutions").set_index("institution_id")["name"]
    parts = tables.load("spbe_parts")
    listed = parts["source_id"].isin(LIST_SOURCES.values()) & parts["unit"].isin(names.index)
    parts = parts[listed & (parts["level"] == "domain")]
    wide = parts.pivot(index=["unit", "source_id"], columns="part_id", values="value")
    index = index_table().set_index(["institution_id", "source_id"])
    rows = []
    for (unit, source_id), values in wide[wide.isna().sum(axis=1) == 1].iterrows():
        missing = values.index[values.isna()][0]
        known = values.drop(missing)
        row = index.loc[(unit, source_id)]
        shares = np.array([weights[part] for part in known.index])
        low, high = weighting.implied_part(row["index"], shares, known.to_numpy(), weights[missing])
        low, high = max(low, float(instrument.scale.low)), min(high, float(instrument.scale.high))
        fitting = [value for value in attainable(instrument, missing) if low - 1e-9 <= value <= high + 1e-9]
        rows.append(
            {
                "institution_id": unit,
                "part_id": missing,
                "name": names[unit],
                "year": row["year"],
                "domain": DOMAINS[missing],
                "low": low,
                "high": high,
                "possible": ", ".join(f"{float(value):.2f}" for value in fitting),
            }
        )
    return pd.DataFrame(rows)


def joined_names() -> pd.DataFrame:
    """Spellings joined to an institution of another name, certain and doubtful."""
    names = tables.load("names")
    official = tables.load("institutions").set_index("institution_id")["name"]
    joined = names[names["institution_id"].isin(official.index) & (names["why"] != "")]
    return joined.assign(name=joined["institution_id"].map(official))[["spelling", "name", "join", "why"]]
