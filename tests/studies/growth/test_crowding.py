"""Correlations of changes, against the standard library, and planted worlds of both signs."""

import statistics
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.studies.growth import contributions, crowding
from analysis.studies.growth.panel import DOMAINS, panel
from tests.studies.growth import by_csv


@pytest.fixture(scope="module")
def everyone():
    return panel("all")


@pytest.fixture(scope="module")
def found(everyone):
    return crowding.study(everyone, contributions.weights())


@pytest.mark.parametrize("other", ["policy", "governance", "services"])
def test_a_second_route_gives_the_same_correlation(found, other):
    changes = {d: [v[d][1] - v[d][0] for v in by_csv.domains().values()] for d in DOMAINS}
    by_hand = statistics.correlation(changes["management"], changes[other])
    assert found.table.set_index("domain").loc[other, "correlation"] == pytest.approx(by_hand, abs=1e-9)


def test_the_rest_is_taken_at_its_weights(found):
    own, rest = [], []
    for values in by_csv.domains().values():
        own.append(values["management"][1] - values["management"][0])
        rest.append(sum(by_csv.weight(d) * (values[d][1] - values[d][0]) for d in DOMAINS if d != "management"))
    assert found.facts["correlation"] == pytest.approx(statistics.correlation(own, rest), abs=1e-9)


def planted(everyone, tie):
    """The panel with changes of the other domains that follow management by `tie`, and noise."""
    frame, rng = everyone.domains.copy(), np.random.default_rng(1)
    for name in ("policy", "governance", "services"):
        frame[f"{name}_change"] = tie * frame["management_change"] + rng.normal(0, 0.5, len(frame))
    return replace(everyone, domains=frame)


@pytest.mark.parametrize(("tie", "word", "positive"), [
    (0.6, "associated only", True), (-0.6, "associated only", False), (0.0, "inconclusive", None),
])  # fmt: skip
def test_the_word_follows_a_planted_tie(everyone, tie, word, positive):
    result = crowding.study(planted(everyone, tie), contributions.weights())
    assert result.decision == word
    assert positive is None or result.facts["positive"] == positive


def test_the_same_beginning_takes_out_regression_to_the_mean():
    """Planted: two errors of the first reading that go together make changes go together, though nothing else does."""
    rng = np.random.default_rng(2)
    n = 4000
    shared = rng.normal(size=n)
    first = {name: shared + 0.3 * rng.normal(size=n) for name in ("own", "other")}
    start = pd.DataFrame(first)
    change = {name: pd.Series(rng.normal(size=n) - first[name]) for name in first}
    got = crowding.correlation(change["own"], change["other"], pd.Series(np.arange(n) % 40), start)
    assert got["correlation"] > 0.3
    assert abs(got["same_start"]) < 0.05


@pytest.mark.parametrize("sign", [1, -1])
def test_an_interval_ends_where_correlations_do(sign):
    """Planted: nearly one line, in so few clusters that the interval of the slope goes beyond one."""
    rng = np.random.default_rng(3)
    own = pd.Series(rng.normal(size=60))
    clusters = pd.Series(np.arange(60) % 4)
    other = sign * own + clusters * own * 0.05 + rng.normal(0, 0.05, 60)
    got = crowding.correlation(own, other, clusters, pd.DataFrame({"start": rng.normal(size=60)}))
    assert abs(got["correlation"]) < 1
    assert got["high" if sign > 0 else "low"] == sign


def test_the_interval_is_about_the_correlation_and_stays_between_the_ends(found):
    for row in found.table.itertuples():
        assert -1 <= row.low < row.correlation < row.high <= 1
