"""The four definitions of what is new, against the official counts and weights."""

import csv
from fractions import Fraction

import pytest

from analysis.methods.errors import InputError
from analysis.paths import PROCESSED
from analysis.studies.shared.definitions import DEFINITIONS, new_indicators, new_weight

OFFICIAL = ["3", "6", "7", "8", "9", "17", "18", "20", *map(str, range(21, 32)), "38", "40", "43"]


def test_the_sets():
    assert new_indicators("management") == [str(n) for n in range(21, 32)]
    assert new_indicators("official") == OFFICIAL
    assert set(OFFICIAL) - set(new_indicators("official_minus_40")) == {"40"}
    assert set(new_indicators("with_splits")) - set(OFFICIAL) == {"2", "12", "46", "47"}


@pytest.mark.parametrize(
    ("definition", "n", "weight"),
    [("management", 11, "0.165"), ("official", 22, "0.39"), ("official_minus_40", 21, "0.3625"),
     ("with_splits", 26, "0.488")],
)  # fmt: skip
def test_counts_and_weights(definition, n, weight):
    assert len(new_indicators(definition)) == n
    assert new_weight(definition) == Fraction(weight)
    with (PROCESSED / "instrument_parts.csv").open(encoding="utf-8") as file:
        weights = {
            row["id"]: Fraction(row["weight"])
            for row in csv.DictReader(file)
            if row["instrument"] == "47" and row["level"] == "indicator"
        }
    assert sum(weights[i] for i in new_indicators(definition)) == Fraction(weight)


@pytest.mark.parametrize("call", [new_indicators, new_weight])
def test_an_unknown_definition_is_refused(call):
    with pytest.raises(InputError, match="new_definition net: unknown; choose one of " + ", ".join(DEFINITIONS)):
        call("net")
