from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import product

import pytest

from analysis.methods.errors import InputError
from analysis.methods.rounding import display
from analysis.methods.scores.attainable import attainable, reproduce, values_rounding_to
from analysis.methods.scores.instrument_tables import Scale
from tests.methods.small_instruments import small

A = small("A")


def test_the_dynamic_programme_finds_what_trying_all_levels_finds():
    low = replace(A, scale=Scale(Fraction(0), Fraction(2), decimals=False))
    every = {
        low.score(dict(zip(items, levels, strict=True)) | {"1": 0, "2": 0}).domains["2"]
        for items in (["3", "4", "5", "6"], ["3", "4", "5", "6", "6-2"], ["3", "4", "5", "6", "6-2", "6-3"])
        for levels in product(range(3), repeat=len(items))
    }
    assert attainable(low, "2") == tuple(sorted(every))


def test_attainable_values_by_hand():
    assert attainable(A, "1") == tuple(Fraction(n, 2) for n in range(11))
    services = {Fraction(n, items) for items in (2, 3, 4) for n in range(5 * items + 1)}
    assert attainable(A, "3", "aspect") == tuple(sorted(services))


def test_every_score_is_attainable_and_reproduced():
    levels = {"1": 4, "2": 3, "3": 2, "4": 5, "5": 1, "6": 0, "6-2": 5}
    score = A.score(levels)
    assert score.domains["2"] in attainable(A, "2")
    shown = {domain: display(value) for domain, value in score.domains.items()}
    found = reproduce(A, shown, display(score.index))
    assert (found.impossible, found.reproduced) == ((), True)
    assert score.index in found.indices
    assert reproduce(A, shown, display(score.index)).reproduced


def test_an_impossible_domain_is_named():
    found = reproduce(A, {"1": "2.25", "2": "3.00"}, "2.70")  # domain 1 goes by halves
    assert (found.impossible, found.indices, found.reproduced) == (("1",), (), False)


def test_an_index_that_the_domains_do_not_give_is_not_reproduced():
    assert reproduce(A, {"1": "2.50", "2": "3.00"}, "2.80").reproduced  # .4 x 2.5 + .6 x 3
    found = reproduce(A, {"1": "2.50", "2": "3.00"}, "2.81")
    assert (found.impossible, found.reproduced) == ((), False)


def test_every_unrounded_index_that_fits_is_given():
    weights = {"3": Fraction("0.01"), "4": Fraction("0.19")}  # finer steps: several values share two decimals
    fine = replace(A, indicators=tuple(replace(p, weight=weights.get(p.id, p.weight)) for p in A.indicators))
    fitting = [value for value in attainable(fine, "2") if display(value) == "2.38"]
    assert len(fitting) == 2
    assert values_rounding_to(fine, "2", "2.38") == tuple(fitting)
    assert reproduce(fine, {"1": 2, "2": 2.38}, "2.23").indices == tuple(
        Fraction(2, 5) * 2 + Fraction(3, 5) * value for value in fitting
    )


def test_the_rounding_rule_matters_at_a_tie():
    tie = replace(A, domains=tuple(replace(part, weight=Fraction(1, 2)) for part in A.domains))
    # .5 x 2.5 + .5 x 3.75 = 3.125 among others; domain 2 = 3.75 is exact under every rule
    domains = {"1": "2.50", "2": "3.75"}
    ruled = {rule: reproduce(tie, domains, "3.12", rule=rule).indices for rule in ("half_up", "half_even", "down")}
    assert Fraction(25, 8) not in ruled["half_up"]
    assert Fraction(25, 8) in ruled["half_even"]
    assert Fraction(25, 8) in ruled["down"]
    assert Fraction(25, 8) in reproduce(tie, domains, "3.12", index_rule="down").indices


def test_a_rounded_mean_is_mostly_known_exactly():
    assert values_rounding_to(A, "3", "2.67", "aspect") == (Fraction(8, 3),)
    assert values_rounding_to(A, "3", "2.60", "aspect") == ()


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: attainable(small("B"), "1", "aspect"), "instrument B has decimal levels"),
        (lambda: attainable(A, "3"), "domain '3' is not in instrument A"),
        (lambda: attainable(A, "1", "indicator"), "use aspect or domain"),
        (lambda: reproduce(A, {"1": 1}, 1), r"needs values of domains \['1', '2'\], not \['1'\]"),
        (lambda: reproduce(small("B"), {}, 1), "needs values of domains"),
        (lambda: reproduce(A, {"1": "x", "2": 1}, 1), "'x' is not a number"),
        (lambda: reproduce(A, {"1": 1, "2": 1}, 1, rule="nearest"), "'nearest' is not known"),
    ],
)
def test_refusals(call, message):
    with pytest.raises(InputError, match=message):
        call()
