"""Rank sets of the OECD members in PISA 2018 mathematics, an example of Mogstad, Romano, Shaikh and Wilhelm (2024).

Known: United Kingdom rank 13; twelve members in the 95 % set of the top five; a 95 % marginal set of the United Kingdom
that ends at rank 23 and begins at rank 7 or 8. Which of the two hangs on the draws, and integration shows why: the
difference that decides, to Canada, falls short of the exact critical value by less than the error of a quantile from
100,000 draws. Without simulation the set begins at 7.
"""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from analysis.methods.ranks import rank_confidence as rc
from tests.methods import integrated

FILE = Path(__file__).with_name("pisa2018_maths.csv")
DRAWS = 100_000
TOP_FIVE = {
    "Belgium", "Canada", "Denmark", "Estonia", "Finland", "Japan", "Korea", "Netherlands", "Poland", "Slovenia",
    "Sweden", "Switzerland",
}  # fmt: skip


@pytest.fixture(scope="module")
def members() -> tuple[list[str], np.ndarray, np.ndarray]:
    """Countries, mean scores and their standard errors."""
    with FILE.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [row["country"] for row in rows]
    return names, np.array([float(row["mean"]) for row in rows]), np.array([float(row["se"]) for row in rows])


def test_the_file_is_the_published_one(members):
    names, means, _ = members
    assert (len(names), names[means.argmax()]) == (38, "Japan")
    assert 1 + (means > means[names.index("United Kingdom")]).sum() == 13


@pytest.mark.parametrize("seed", [1, 2])
def test_the_marginal_set_of_the_united_kingdom(members, seed):
    names, means, errors = members
    drawn = rc.noise(len(names), DRAWS, np.random.default_rng(seed))
    best, worst = rc.marginal_set(means, errors, drawn, names.index("United Kingdom"))
    assert best in (7, 8)
    assert worst == 23


def test_why_it_begins_at_7_or_8(members):
    names, means, errors = members
    unit, other = names.index("United Kingdom"), names.index("Canada")
    best, worst, margin = integrated.marginal_set(means, errors, unit)
    assert (best, worst) == (7, 23)
    decides = (means[other] - means[unit]) / np.hypot(errors[other], errors[unit])
    critical = decides + margin
    assert (decides, critical) == (pytest.approx(2.9417, abs=5e-5), pytest.approx(2.9433, abs=5e-5))
    # density of the largest difference at the critical value, bounded by that of its parts one by one
    parts = 2 * (len(names) - 1) * norm.pdf(critical)
    assert margin < np.sqrt(0.95 * 0.05 / DRAWS) / parts


def test_the_top_five(members):
    names, means, errors = members
    found = rc.top(means, errors, rc.noise(len(names), 20_000, np.random.default_rng(3)), 5)
    assert {name for name, held in zip(names, found, strict=True) if held} == TOP_FIVE
    assert len(TOP_FIVE) == 12


def test_one_country_alone_is_placed_better_than_all_together(members):
    names, means, errors = members
    drawn = rc.noise(len(names), 20_000, np.random.default_rng(4))
    together = rc.simultaneous_sets(means, errors, drawn)[names.index("United Kingdom")]
    assert together[0] < 7
    assert together[1] > 23
