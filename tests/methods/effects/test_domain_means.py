"""Bounds from domain values: by hand, against a linear programme, and around planted truths."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from analysis.methods.effects.concordance import Concordance
from analysis.methods.effects.domain_means import effect_bounds, one_average_a_domain
from analysis.methods.errors import InputError

# Domain 1: a, b continue the split A, c continues B, d is new. Domain 2: e, f continue C, D; g is new. Domain 3: h new.
LINKS = Concordance(
    {item: Fraction(w, 100) for item, w in zip("abcdefgh", (6, 10, 9, 15, 20, 12, 8, 20), strict=True)},
    {item: Fraction(w, 100) for item, w in zip("ABCDEF", (12, 18, 25, 22, 13, 10), strict=True)},
    {"a": "A", "b": "A", "c": "B", "e": "C", "f": "D"},
)
DOMAIN_OF = dict(zip("abcdefgh", "11112223", strict=True))
WEIGHTS = np.array([float(w) for w in LINKS.new.values()])


def values(rng: np.random.Generator, n: int) -> pd.DataFrame:
    return pd.DataFrame(rng.uniform(1, 5, (n, 3)), columns=["1", "2", "3"])


def programme(row: pd.Series, floor: int, sign: int) -> float:
    """The largest (sign 1) or smallest (-1) effect: a linear programme for each choice of a split item's successor."""
    rows = np.array([[w * (DOMAIN_OF[i] == d) for i, w in zip(LINKS.new, WEIGHTS, strict=True)] for d in row.index])
    totals = rows.sum(axis=1) * row.to_numpy()
    ends = []
    for picked in product(*LINKS.successors.values()):
        old = np.zeros(len(LINKS.new))
        for item, source in zip(picked, LINKS.successors, strict=True):
            old[list(LINKS.new).index(item)] = float(LINKS.old[source])
        # max of I_B - I_A: as little old index as possible
        solved = linprog(sign * old, A_eq=rows, b_eq=totals, bounds=(1, 5))
        assert solved.success
        ends.append(-sign * solved.fun)
    old_part = max(sign * x for x in ends) * sign
    dropped = float(LINKS.dropped_weight) * (floor if sign > 0 else 5)
    return totals.sum() + old_part - dropped


@pytest.mark.parametrize("floor", [0, 1])
def test_the_closed_form_equals_the_linear_programme(floor):
    rows = values(np.random.default_rng(3), 40)
    found = effect_bounds(LINKS, DOMAIN_OF, rows, (1, 5), (floor, 5))
    for i, row in rows.iterrows():
        assert found.loc[i, "high"] == pytest.approx(programme(row, floor, 1), abs=1e-9)
        assert found.loc[i, "low"] == pytest.approx(programme(row, floor, -1), abs=1e-9)


@pytest.mark.parametrize("floor", [0, 1])
def test_the_truth_is_inside_in_every_draw(floor):
    rng = np.random.default_rng(4)
    n = 4000
    x = np.where(rng.random((n, 1)) < 0.5, rng.integers(1, 6, (n, 8)), rng.choice([1, 5], (n, 8))).astype(float)
    share = rng.choice([0, 0.3, 1], n)
    split = np.minimum(x[:, 0], x[:, 1]) + share * np.abs(x[:, 0] - x[:, 1])
    old = np.column_stack([split, x[:, 2], x[:, 4], x[:, 5], rng.integers(floor, 6, (n, 2))])
    truth = x @ WEIGHTS - old @ np.array([float(w) for w in LINKS.old.values()])
    rows = pd.DataFrame(
        {
            d: x[:, cols] @ WEIGHTS[cols] / WEIGHTS[cols].sum()
            for d, cols in {"1": [0, 1, 2, 3], "2": [4, 5, 6], "3": [7]}.items()
        }
    )
    found = effect_bounds(LINKS, DOMAIN_OF, rows, (1, 5), (floor, 5))
    assert (truth >= found["low"] - 1e-9).all()
    assert (truth <= found["high"] + 1e-9).all()
    # The mean over institutions lies in the set of the mean profile too.
    mean = effect_bounds(LINKS, DOMAIN_OF, rows.mean().to_frame().T, (1, 5), (floor, 5)).iloc[0]
    assert mean["low"] <= found["low"].mean() <= truth.mean() <= found["high"].mean() <= mean["high"]


def test_by_hand():
    # One domain, one continuing item of half the weight, one new; the old instrument has that item alone.
    one = Concordance({"a": Fraction(1, 2), "b": Fraction(1, 2)}, {"A": Fraction(1)}, {"a": "A"})
    found = effect_bounds(one, {"a": "1", "b": "1"}, pd.DataFrame({"1": [2.0, 3.0, 4.5]}), (1, 5), (0, 5))
    # The value 2: a from 1 (b at 3) to 3 (b at 1); 3: a from 1 to 5; 4.5: a from 4 to 5.
    assert found["low"].tolist() == pytest.approx([-1, -2, -0.5], abs=1e-12)
    assert found["high"].tolist() == pytest.approx([1, 2, 0.5], abs=1e-12)


def test_equal_instruments_have_no_effect():
    same = Concordance(LINKS.new, LINKS.new, {item: item for item in LINKS.new})
    found = effect_bounds(same, DOMAIN_OF, values(np.random.default_rng(5), 20), (1, 5), (0, 5))
    assert found.to_numpy() == pytest.approx(0, abs=1e-12)


def test_one_average_a_domain_is_a_restriction():
    coarse, domains = one_average_a_domain(LINKS, DOMAIN_OF)
    hundredths = {"1 continuing": 25, "1 new": 15, "2 continuing": 32, "2 new": 8, "3 new": 20}
    assert coarse.new == {item: Fraction(weight, 100) for item, weight in hundredths.items()}
    assert {item: int(weight * 100) for item, weight in coarse.old.items()} == {
        "dropped": 23,
        "1 continuing": 30,
        "2 continuing": 47,
    }
    rows = values(np.random.default_rng(6), 50)
    narrow = effect_bounds(coarse, domains, rows, (1, 5), (0, 5))
    wide = effect_bounds(LINKS, DOMAIN_OF, rows, (1, 5), (0, 5))
    assert (narrow["low"] >= wide["low"] - 1e-12).all()
    assert (narrow["high"] <= wide["high"] + 1e-12).all()
    # Domain 1 by hand at 2: .25 r + .15 n = .4 x 2, so r lies from 1 to (.8 - .15)/.25 = 2.6
    row = pd.DataFrame({"1": [2.0], "2": [1.0], "3": [1.0]})
    index = 0.4 * 2 + 0.4 + 0.2
    one = effect_bounds(coarse, domains, row, (1, 5), (0, 5)).iloc[0]
    assert one["high"] == pytest.approx(index - (0.3 * 1 + 0.47 * 1), abs=1e-12)
    assert one["low"] == pytest.approx(index - (0.3 * 2.6 + 0.47 * 1 + 0.23 * 5), abs=1e-12)


def test_a_missing_value_makes_the_interval_missing():
    rows = pd.DataFrame({"1": [2.0, np.nan], "2": [2.0, 2.0], "3": [1.0, 1.0]}, index=[7, 8])
    found = effect_bounds(LINKS, DOMAIN_OF, rows, (1, 5), (0, 5))
    assert list(found.index) == [7, 8]
    assert found.isna().to_numpy().tolist() == [[False, False], [True, True]]


def test_refusals():
    rows = pd.DataFrame({"1": [2.0], "2": [0.9]})
    with pytest.raises(InputError) as caught:
        effect_bounds(LINKS, DOMAIN_OF, rows, (1, 5), (0, 5))
    assert caught.value.problems == [
        "domain 2: values off the scale 1 to 5; leave those rows out",
        "domain 3: no column of values",
    ]
    few = {item: domain for item, domain in DOMAIN_OF.items() if item != "h"}
    with pytest.raises(InputError, match="item h: no domain"):
        one_average_a_domain(LINKS, few)
    with pytest.raises(InputError, match="old item A: its successors lie in two domains"):
        effect_bounds(LINKS, DOMAIN_OF | {"a": "2"}, rows, (1, 5), (0, 5))
