"""Both orders of the change across instruments: by hand, sums for every unknown, refusals."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from analysis.methods.effects.concordance import Interval
from analysis.methods.effects.two_way import two_orders
from analysis.methods.errors import InputError
from analysis.methods.scores.rescoring import rescore

NEW = {"p": Fraction("0.3"), "s": Fraction("0.5"), "m": Fraction("0.2")}
OLD = {"p": Fraction("0.4"), "s": Fraction("0.6")}
LINKS = {"p": "p", "s": "s"}
BEFORE, AFTER = {"p": 2, "s": 3}, {"p": 3, "s": "3.5", "m": 1}


def test_by_hand():
    found = two_orders(BEFORE, AFTER, NEW, OLD, LINKS, (1, 5))
    # I_A before .8 + 1.8 = 2.6; after under A 1.2 + 2.1 = 3.3, under B .9 + 1.75 + .2 = 2.85
    assert found.change == Fraction("0.25")
    assert found.real_old == Fraction("0.7")
    assert found.instrument_new == Fraction("-0.45")
    # I_B before = .6 + 1.5 + .2 m from 2.3 to 3.1
    assert found.instrument_old == Interval(Fraction("-0.3"), Fraction("0.5"))
    assert found.real_new == Interval(Fraction("-0.25"), Fraction("0.55"))


def test_not_ahead_cuts_the_unknown_at_the_lowest_of_the_others():
    found = two_orders(BEFORE, AFTER, NEW, OLD, LINKS, (1, 5), not_ahead=True)
    assert found.instrument_old == Interval(Fraction("-0.3"), Fraction("2.5") - Fraction("2.6"))
    assert found.real_new == Interval(Fraction("0.35"), Fraction("0.55"))


def test_both_orders_sum_to_the_change_for_every_unknown():
    rng = np.random.default_rng(1)
    for _ in range(200):
        before = dict(zip("ps", (Fraction(int(x), 100) for x in rng.integers(100, 501, 2)), strict=True))
        after = dict(zip("psm", (Fraction(int(x), 100) for x in rng.integers(100, 501, 3)), strict=True))
        m = Fraction(int(rng.integers(100, 501)), 100)
        found = two_orders(before, after, NEW, OLD, LINKS, (1, 5))
        assert found.real_old + found.instrument_new == found.change
        truth = rescore(before | {"m": m}, NEW, OLD, LINKS)
        later = rescore(after, NEW, OLD, LINKS)
        real = later.index_new - truth.index_new
        assert real + truth.effect == found.change == later.index_new - truth.index_old
        assert found.instrument_old.low <= truth.effect <= found.instrument_old.high
        assert found.real_new.low <= real <= found.real_new.high
        assert found.real_new.low + found.instrument_old.high == found.change
        capped = two_orders(before, after, NEW, OLD, LINKS, (1, 5), not_ahead=True).instrument_old
        assert (capped.low <= truth.effect <= capped.high) is (m <= min(before.values()))


def test_equal_instruments_leave_no_instrument_part():
    same = {"p": "p", "s": "s"}
    found = two_orders(BEFORE, {"p": 3, "s": 4}, OLD, OLD, same, (1, 5))
    assert found.instrument_new == 0
    assert found.instrument_old == Interval(0, 0)
    assert found.real_new == Interval(found.change, found.change)


def test_refusals():
    with pytest.raises(InputError) as caught:
        two_orders({"p": 2, "m": 1}, AFTER, NEW, OLD, LINKS, (1, 5))
    assert caught.value.problems == [
        "before: domain s: no value",
        "before: domain m: not in the old instrument",
    ]
    with pytest.raises(InputError, match=r"before: a domain stands at 0\.5, below the new scale"):
        two_orders({"p": "0.5", "s": 3}, AFTER, NEW, OLD, LINKS, (1, 5), not_ahead=True)
    with pytest.raises(InputError, match="domain m: no value"):
        two_orders(BEFORE, {"p": 1, "s": 1}, NEW, OLD, LINKS, (1, 5))
