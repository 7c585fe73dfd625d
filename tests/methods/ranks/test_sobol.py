"""Sobol indices against functions whose indices are known in closed form."""

from __future__ import annotations

import numpy as np
import pytest
from SALib.analyze import sobol as estimator

from analysis.methods.errors import InputError
from analysis.methods.ranks import sobol


def found(choices: dict[str, int], model, base: int = 4096, seed: int = 1):
    rng = np.random.default_rng(seed)
    design = sobol.design(choices, base, rng)
    return sobol.indices(design, model(design), rng).set_index("choice")


def test_the_ishigami_function():
    """Ishigami and Homma (1990) with 7 and .1: three parts of the variance in closed form, and as published."""

    def ishigami(design):
        a, b, c = (2 * np.pi * design.of(name)[:, 0] - np.pi for name in "abc")
        return np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)

    parts = np.array([(1 + np.pi**4 / 50) ** 2 / 2, 49 / 8, 8 * np.pi**8 / 22500])  # a, b, a with c
    a, b, both = parts / parts.sum()
    first, total = [a, b, 0], [a + both, b, both]
    assert first == pytest.approx([0.3139, 0.4424, 0], abs=5e-5)
    assert total == pytest.approx([0.5576, 0.4424, 0.2437], abs=5e-5)
    indices = found({"a": 1, "b": 1, "c": 1}, ishigami, base=16384)
    assert indices["first"].tolist() == pytest.approx(first, abs=0.01)
    assert indices["total"].tolist() == pytest.approx(total, abs=0.01)
    assert (abs(indices["first"] - first) < indices["first_error"]).all()
    assert (abs(indices["total"] - total) < indices["total_error"]).all()


def test_an_additive_answer_shares_out_its_variance():
    indices = found({"a": 1, "b": 1, "c": 1}, lambda d: d.points @ [3, 2, 1] + 100)
    assert indices["first"].tolist() == pytest.approx([9 / 14, 4 / 14, 1 / 14], abs=0.01)
    assert indices["total"].tolist() == pytest.approx([9 / 14, 4 / 14, 1 / 14], abs=0.01)


def test_numbers_of_one_choice_are_one_factor():
    indices = found({"z": 2, "a": 1}, lambda d: d.of("z").sum(axis=1) * np.sqrt(1.5) + d.of("a")[:, 0])
    assert indices["first"].to_dict() == pytest.approx({"z": 0.75, "a": 0.25}, abs=0.01)
    product = found({"z": 2, "a": 1}, lambda d: d.of("z").prod(axis=1))
    assert product.loc["z", ["first", "total"]].tolist() == pytest.approx([1, 1], abs=0.02)


def test_what_choices_do_together_is_in_the_totals_alone():
    """The product of two uniforms: 3/7 each alone, 4/7 each in all."""
    indices = found({"a": 1, "b": 1}, lambda d: d.points.prod(axis=1))
    assert indices["first"].tolist() == pytest.approx([3 / 7] * 2, abs=0.01)
    assert indices["total"].tolist() == pytest.approx([4 / 7] * 2, abs=0.01)


def test_a_choice_that_does_nothing_has_exactly_nought():
    indices = found({"a": 1, "dummy": 1, "b": 1}, lambda d: np.floor(5 * d.of("a")[:, 0]) * d.of("b")[:, 0], base=256)
    assert indices.loc["dummy"].tolist() == [0, 0, 0, 0]


def test_an_answer_that_nothing_moves_has_no_indices():
    indices = found({"a": 1, "b": 1}, lambda d: np.full(len(d.points), 7), base=64)
    assert indices.index.tolist() == ["a", "b"]
    assert indices.isna().to_numpy().all()


def test_every_row_of_a_design_is_uniform():
    design = sobol.design({"z": 2, "a": 1}, 1024, np.random.default_rng(4))
    assert design.points.shape == (4096, 3)
    assert (design.of("z") == design.points[:, :2]).all()
    assert (design.of("a") == design.points[:, 2:]).all()
    for row in range(4):
        assert design.points[row::4].mean(axis=0) == pytest.approx([0.5] * 3, abs=1e-3)


def test_the_same_generator_gives_the_same_bits_and_the_global_one_is_left_alone():
    np.random.seed(5)
    before = np.random.get_state()[1].copy()
    first, again = (found({"a": 1, "b": 1}, lambda d: d.points @ [1, 2], base=64) for _ in range(2))
    assert (np.random.get_state()[1] == before).all()
    assert first.equals(again)
    assert not first.equals(found({"a": 1, "b": 1}, lambda d: d.points @ [1, 2], base=64, seed=2))


def test_the_error_is_half_of_the_95_percent_interval_of_salib():
    rng, same = np.random.default_rng(8), np.random.default_rng(8)
    design = sobol.design({"a": 1, "b": 1}, 256, np.random.default_rng(0))
    ours = sobol.indices(design, design.points.prod(axis=1), rng)
    theirs = estimator.analyze(
        design.problem, design.points.prod(axis=1), False, conf_level=0.95, seed=int(same.integers(1, 2**31))
    )
    assert ours["first_error"].tolist() == pytest.approx(theirs["S1_conf"].tolist())
    assert ours["total_error"].tolist() == pytest.approx(theirs["ST_conf"].tolist())


def test_a_bootstrap_in_parts_gives_the_same_error(monkeypatch):
    def error():
        return found({"a": 1, "b": 1}, lambda d: d.points.prod(axis=1), base=512)["total_error"]

    whole = error()
    monkeypatch.setattr(sobol, "CELLS", 512 * 9)
    parts = error()
    assert not whole.equals(parts)
    assert parts.tolist() == pytest.approx(whole.tolist(), rel=0.35)
    monkeypatch.setattr(sobol, "CELLS", 1)
    assert error().tolist() == pytest.approx(whole.tolist(), rel=0.35)


def test_the_error_shrinks_with_the_root_of_the_draws():
    few, many = (
        found({"a": 1, "b": 1}, lambda d: d.points.prod(axis=1), base)["total_error"].mean() for base in (256, 16384)
    )
    assert few / many == pytest.approx(8, rel=0.25)


@pytest.mark.parametrize(("draws", "base"), [(20_000, 4096), (1_000, 256), (1_000_000, 262_144), (1, 2)])
def test_the_base_is_the_nearest_power_of_two(draws, base):
    assert sobol.base_size(draws, 3) == base


@pytest.mark.parametrize(
    ("choices", "base", "said"),
    [
        ({"a": 3}, 64, "choices: 1: give at least two"),
        ({"a": 1, "b": 1}, 100, "base 100: give a power of two"),
        ({"a": 1, "b": 1}, 1, "base 1: give a power of two"),
    ],
)
def test_designs_that_are_refused(choices, base, said):
    with pytest.raises(InputError, match=said):
        sobol.design(choices, base, np.random.default_rng(0))


@pytest.mark.parametrize(("draws", "choices", "base"), [(24_000, 3, 4096), (24_000, 2, 8192)])
def test_the_base_counts_two_rows_more_than_choices(draws, choices, base):
    assert sobol.base_size(draws, choices) == base
