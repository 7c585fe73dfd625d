"""The linking functions against published equivalents of two ACT mathematics forms (Kolen and Brennan, 2004, ch. 2)."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from analysis.methods.effects.linking import linked

FILE = Path(__file__).with_name("act_math.csv")


@pytest.fixture(scope="module")
def forms() -> tuple[np.ndarray, np.ndarray]:
    """Every examinee's raw score on form X, and on form Y."""
    with FILE.open(encoding="utf-8") as file:
        rows = [{name: int(text) for name, text in row.items()} for row in csv.DictReader(file)]
    scores = [row["score"] for row in rows]
    return tuple(np.repeat(scores, [row[f"count_{form}"] for row in rows]) for form in "xy")


def test_the_file_has_the_published_moments(forms):
    x, y = forms
    assert (len(x), len(y)) == (4329, 4152)
    assert (x.mean(), x.std(ddof=1)) == pytest.approx((19.85239, 8.212585), abs=5e-6)
    assert (y.mean(), y.std(ddof=1)) == pytest.approx((18.97977, 8.940397), abs=5e-6)


def test_mean_linking_adds_the_difference_of_the_means(forms):
    assert linked([0, 10, 40], *forms, "mean") - [0, 10, 40] == pytest.approx(-0.8726, abs=5e-5)


def test_linear_linking_has_the_moments_of_the_other_form(forms):
    x, y = forms
    moved = linked(x, x, y, "linear")
    assert (moved.mean(), moved.std(ddof=1)) == pytest.approx((y.mean(), y.std(ddof=1)), abs=1e-9)


def test_equipercentile_equivalents(forms):
    assert linked([10, 25], *forms, "equipercentile", unit=1) == pytest.approx([8.1607, 25.0292], abs=5e-5)


def test_a_wrong_score_unit_gives_other_equivalents(forms):
    assert abs(linked([10], *forms, "equipercentile", unit=0.5)[0] - 8.1607) > 0.05
