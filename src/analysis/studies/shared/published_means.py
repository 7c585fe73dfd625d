"""The published means of the nation and of types, by year, and the same re-scored on the old domain weights."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.methods.ordering import ordered
from analysis.methods.scores.rescoring import rescore
from analysis.studies.shared.instruments import DOMAINS, OLD, weights

TYPE_UNITS = (
    "mean-kementerian",
    "mean-lpnk",
    "mean-lembaga-lain",
    "mean-lns",
    "mean-instansi-lainnya",
    "mean-lns-dan-instansi-lainnya",
    "mean-provinsi",
    "mean-kabupaten",
    "mean-kota",
)  # of bodies whose means the reports print


def domain_means(unit: str = "nasional") -> dict[int, dict[str, Fraction]]:
    """Published domain means of a unit by year, exactly as printed (preferred source)."""
    parts = tables.load("spbe_parts")
    rows = parts[(parts["unit"] == unit) & (parts["level"] == "domain") & parts["preferred"]]
    return {
        int(year): {i: Fraction(str(v)) for i, v in zip(part["part_id"], part["value"], strict=True)}
        for year, part in rows.groupby("year")
    }


def published_index(unit: str = "nasional") -> pd.DataFrame:
    """Published mean index of a unit by year with its instrument (preferred source)."""
    means = tables.load("spbe_means")
    rows = means[(means["unit"] == unit) & means["preferred"]]
    return ordered(rows, "year").set_index("year")[["value", "instrument", "source_id"]]


def rescored(unit: str = "nasional") -> pd.DataFrame:
    """The mean index of a unit in every year with four domain means: under 47, under 35, and the effect (exact)."""
    new, old, links = weights()
    rows = []
    for year, means in domain_means(unit).items():
        if set(means) == set(DOMAINS):
            index_47, index_35, effect = rescore(means, new, old, links)
            named = {DOMAINS[part]: means[part] for part in DOMAINS}
            rows.append({"year": year, **named, "index_47": index_47, "index_35": index_35, "effect": effect})
    if not rows:
        raise InputError(f"{unit}: no year with four published domain means; the effect cannot be computed")
    return pd.DataFrame(rows).set_index("year")


def series() -> pd.DataFrame:
    """The national index of every year: as published, and on the old basis (re-scored from 2021 on)."""
    published, again = published_index(), rescored()
    frame = published.rename(columns={"value": "published"})
    on_old = again["index_35"].astype(float).reindex(frame.index)
    frame["old_basis"] = frame["published"].where(frame["instrument"] == OLD, on_old)
    frame["effect"] = again["effect"].astype(float).reindex(frame.index)
    population = tables.load("population").set_index("year")["institutions"]
    frame["assessed"] = population.reindex(frame.index)
    return frame.reset_index()
