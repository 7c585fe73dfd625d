"""Bounds from a total against hand arithmetic, an independent solver, and profiles that were planted."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from scipy.optimize import linprog

from analysis.methods.effects import bounds
from analysis.methods.effects.bounds import extreme, needed_level, profile_bounds, verdict
from analysis.methods.errors import InputError

PARTS = ("p", "g", "m", "s")
OLD = {"p": Fraction(17, 100), "g": Fraction(28, 100), "m": Fraction(0), "s": Fraction(55, 100)}
NEW = {"p": Fraction(13, 100), "g": Fraction(25, 100), "m": Fraction(165, 1000), "s": Fraction(455, 1000)}
EFFECT = {part: NEW[part] - OLD[part] for part in PARTS}
FIVE, ONE = dict.fromkeys(PARTS, 5), dict.fromkeys(PARTS, 1)
# Mean level of a domain: aspects by weight, items of an aspect equally.
OLD_ASPECTS = {"p": [(1, 17)], "g": [(1, 7)], "s": [(Fraction(35, 55), 10), (Fraction(20, 55), 6)]}
NEW_ASPECTS = {"p": [(1, 10)], "g": [(1, 10)], "m": [(1, 11)], "s": [(Fraction(275, 455), 10), (Fraction(180, 455), 6)]}


def low(floor: int) -> dict[str, int]:
    """A new part has no level below 1."""
    return dict.fromkeys(PARTS, floor) | {"m": 1}


def best(weights, total, floor):
    return extreme(EFFECT, weights, total, floor, FIVE, largest=True)


def value(weights, profile):
    return sum(weights[part] * profile[part] for part in profile)


@pytest.mark.parametrize(
    ("total", "floor_1", "floor_0"),
    [("2.00", 0.215, 0.234), ("2.18", 0.246, 0.265), ("2.50", 0.302, 0.320), ("3.50", 0.474, 0.493),
     ("4.00", 0.553, 0.553)],
)  # fmt: skip
def test_the_largest_fall_of_the_table(total, floor_1, floor_0):
    for floor, expected in ((1, floor_1), (0, floor_0)):
        end = extreme(EFFECT, OLD, total, low(floor), FIVE, largest=False)
        assert float(-end.value) == pytest.approx(expected, abs=5e-4)
        assert value(OLD, end.profile) == Fraction(total)
        assert value(EFFECT, end.profile) == end.value
        assert end.profile["m"] == 1


def test_the_total_is_spent_where_it_gains_most():
    # From 1 everywhere 1.50 is left: .68 takes p to 5, the rest lifts s by .82 / .55.
    end = extreme(EFFECT, OLD, "2.50", low(1), FIVE, largest=False)
    assert end.profile == {"p": 5, "g": 1, "m": 1, "s": 1 + Fraction(82, 55)}
    other = extreme(EFFECT, OLD, "2.50", low(1), FIVE, largest=True)
    assert other.profile == {"p": 1, "g": 5, "m": 5, "s": 1 + Fraction(38, 55)}


@pytest.mark.parametrize("floor", [0, 1])
@pytest.mark.parametrize("profile", ["old", "new"])
def test_closed_form_equals_linear_programming(floor, profile):
    rng = np.random.default_rng(20211231 + floor)
    weights, box = (OLD, low(floor)) if profile == "old" else (NEW, ONE)
    cost, row = (np.array([float(w[part]) for part in PARTS]) for w in (EFFECT, weights))
    for total in (floor + (5 - floor) * rng.random(60)) if profile == "old" else 1 + 4 * rng.random(60):
        ends = [extreme(EFFECT, weights, total, box, FIVE, largest=largest).value for largest in (False, True)]
        for sign, end in zip((1, -1), ends, strict=True):
            found = linprog(sign * cost, A_eq=[row], b_eq=[total], bounds=[(box[part], 5) for part in PARTS])
            assert sign * found.fun == pytest.approx(float(end), abs=1e-9)
        assert profile_bounds(EFFECT, [bounds.total_row(weights, total)], box, FIVE) == pytest.approx(
            [float(end) for end in ends], abs=1e-9
        )


def drawn(rng, aspects, maturity, floor):
    """A profile of domain means from simulated item levels, exact."""
    profile = {}
    for part, shares in aspects.items():
        shift = -1.2 if part == "m" else rng.normal(scale=0.5)
        profile[part] = Fraction(0)
        for share, n in shares:
            levels = np.clip(np.rint(maturity + shift + rng.normal(scale=0.8, size=n)), floor, 5).astype(int)
            profile[part] += share * Fraction(int(levels.sum()), n)
    return profile


@pytest.mark.parametrize("floor", [0, 1])
def test_bounds_contain_the_truth_in_every_simulated_draw(floor):
    rng = np.random.default_rng(47 + floor)
    for _ in range(400):
        maturity = rng.uniform(floor, 5)
        old = drawn(rng, OLD_ASPECTS, maturity, floor)
        old["m"] = Fraction(int(rng.integers(11, 56)), 11)  # what management would have scored then, never measured
        new = drawn(rng, NEW_ASPECTS, max(maturity, 1), 1)
        for weights, box, profile in ((OLD, low(floor), old), (NEW, ONE, new)):
            least, most = (
                extreme(EFFECT, weights, value(weights, profile), box, FIVE, largest=largest).value
                for largest in (False, True)
            )
            assert least <= value(EFFECT, profile) <= most


@pytest.mark.parametrize(("weight", "expected"), [("0.165", 0.68), ("0.390", 1.73), ("0.3625", 1.67), ("0.488", 1.89)])
def test_needed_level_for_every_definition_of_new(weight, expected):
    assert float(needed_level("2.20", "2.50", weight)) == pytest.approx(expected, abs=5e-3)
    # What the level is for: with it the total comes out.
    assert (1 - Fraction(weight)) * Fraction("2.50") + Fraction(weight) * needed_level(
        "2.20", "2.50", weight
    ) == Fraction("2.20")


def test_verdicts():
    assert verdict("0.30", "0.32") == "feasible"
    assert verdict("0.40", "0.32") == "refuted"
    assert verdict(0, 0) == verdict("-0.1", "0.3") == "not needed"
    assert verdict(Fraction(3, 10) + Fraction(1, 10**10), Fraction(3, 10)) == "feasible", "within the tolerance"
    assert verdict(Fraction(3, 10) + Fraction(1, 10**8), Fraction(3, 10)) == "refuted"


def test_a_rounded_total_widens_and_assumptions_narrow():
    total, rounded = bounds.total_row(OLD, "2.50"), bounds.total_row(OLD, "2.50", Fraction(1, 200))
    exact = profile_bounds(EFFECT, [total], low(1), FIVE)
    wider = profile_bounds(EFFECT, [rounded], low(1), FIVE)
    assert wider[0] < exact[0] < exact[1] < wider[1]
    ends = [float(extreme(EFFECT, OLD, x, low(1), FIVE, largest=False).value) for x in ("2.495", "2.505")]
    assert wider[0] == pytest.approx(min(ends), abs=1e-9)
    ahead = profile_bounds(EFFECT, [total, *bounds.not_ahead_rows("m", ["p", "g", "s"])], low(1), FIVE)
    assert ahead == pytest.approx((exact[0], 0), abs=1e-9), "management at the common level adds nothing"


def test_whole_levels_are_whole():
    # With s fixed at 2 and the total 1.80, p = k/2 and g = k/2 leave few profiles; the ends are found by hand.
    weights = {"p": Fraction(1, 4), "g": Fraction(1, 4), "s": Fraction(1, 2)}
    box = ({"p": 1, "g": 1, "s": 2}, {"p": 5, "g": 5, "s": 2})
    rows = [bounds.Row("between", weights, "1.80", "2.10")]
    steps = {"p": 2, "g": 2}
    profiles = [(p / 2, g / 2) for p in range(2, 11) for g in range(2, 11) if 1.8 <= (p + g) / 8 + 1 <= 2.1]
    found = profile_bounds({"p": 1, "g": -1}, rows, *box, steps)
    differences = [p - g for p, g in profiles]
    assert found == pytest.approx((min(differences), max(differences)), abs=1e-9)
    assert found != pytest.approx(profile_bounds({"p": 1, "g": -1}, rows, *box), abs=1e-3)


def test_no_decline_says_when_a_fall_needs_one():
    parts = [f"{when} {part}" for when in ("old", "new") for part in PARTS]
    box = (dict.fromkeys(parts, 1), dict.fromkeys(parts, 5))
    stay = bounds.decline_rows({f"old {part}": f"new {part}" for part in "pgs"}, 0)

    def rows(before, after):
        return [
            bounds.total_row({f"old {part}": w for part, w in OLD.items()}, before),
            bounds.total_row({f"new {part}": w for part, w in NEW.items()}, after),
            *stay,
        ]

    objective = {f"new {part}": w for part, w in EFFECT.items()}
    assert profile_bounds(objective, rows("2.50", "2.20"), *box)[0] < -0.29
    with pytest.raises(InputError, match=r"no profile keeps all of: .*old p loses at most 0"):
        profile_bounds(objective, rows("2.50", "2.19"), *box)  # 0.31, above the largest fall 0.3016


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: best(OLD, "5.01", low(0)), "5.01 is off the scale; give a number from 0 to 5"),
        (lambda: best(OLD, "0.99", low(1)), "0.99 is off the scale; give a number from 1 to 5"),
        (lambda: best(OLD, "x", low(1)), "'x' is not a number"),
        (lambda: best({"p": 1}, 2, low(1)), "must name the same parts"),
        (lambda: best(OLD | {"g": -1}, 2, low(1)), "part g: weight -1 is negative"),
        (lambda: best(OLD, 2, dict.fromkeys(PARTS, 6)), "part p: its low end lies above"),
        (lambda: needed_level(2, 3, 0), "weight 0: must be above 0 and at most 1"),
        (lambda: profile_bounds({"x": 1}, [], {"p": 1}, {"p": 5}), "part x: it has no box"),
        (
            lambda: profile_bounds({"p": 1}, [bounds.total_row({"p": 1}, 6)], {"p": 1}, {"p": 5}),
            "no profile keeps all of: total 6",
        ),
    ],
)  # fmt: skip
def test_refusals(call, message):
    with pytest.raises(InputError, match=message):
        call()
