"""Two small made-up instruments, as tables: A with domains, whole levels and services; B without, decimal levels."""

from __future__ import annotations

import pandas as pd

from analysis.methods.scores.scoring import Instrument

INSTRUMENTS = pd.DataFrame(
    [("A", "0", "5", "no"), ("B", "1", "5", "yes")],
    columns=["instrument", "level_min", "level_max", "decimal_levels"],
)

PARTS = pd.DataFrame(
    [
        ("A", "domain", "1", "", "0.40", "1"),
        ("A", "domain", "2", "", "0.60", "1"),
        ("A", "aspect", "1", "1", "0.40", "1"),
        ("A", "aspect", "2", "2", "0.20", "1"),
        ("A", "aspect", "3", "2", "0.40", "1"),
        ("A", "indicator", "1", "1", "0.20", "1"),
        ("A", "indicator", "2", "1", "0.20", "1"),
        ("A", "indicator", "3", "2", "0.05", "1"),
        ("A", "indicator", "4", "2", "0.15", "1"),
        ("A", "indicator", "5", "3", "0.20", "1"),
        ("A", "indicator", "6", "3", "0.20", "3"),
        ("B", "aspect", "1", "", "0.40", "1"),
        ("B", "aspect", "2", "", "0.60", "1"),
        ("B", "indicator", "1", "1", "0.40", "1"),
        ("B", "indicator", "2", "2", "0.25", "1"),
        ("B", "indicator", "3", "2", "0.35", "1"),
    ],
    columns=["instrument", "level", "id", "parent", "weight", "repeats"],
).assign(name_id=lambda x: "id " + x["id"], name_en=lambda x: "part " + x["id"])

BANDS = pd.DataFrame(
    [
        ("A", "Rendah", "low", "0", "2.6", "no"),
        ("A", "Tinggi", "high", "2.6", "5.0", "yes"),
        ("B", "Rendah", "low", "1.0", "2.5", "no"),
        ("B", "Tinggi", "high", "2.5", "5.0", "yes"),
    ],
    columns=["instrument", "predicate", "predicate_en", "from_inclusive", "to", "to_inclusive"],
)


def small(name: str) -> Instrument:
    return Instrument.from_tables(name, INSTRUMENTS, PARTS, BANDS)
