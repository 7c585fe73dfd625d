from __future__ import annotations

import math
import statistics

import pytest
from scipy import stats

from analysis.studies.institution import expected
from analysis.studies.institution.subject import subject
from tests.studies.growth import by_csv as growth
from tests.studies.institution import two_lists_by_csv as by_csv


@pytest.fixture(scope="module")
def law():
    """Line, and spread by quarter, of all in both lists, by the standard library."""
    pairs = list(growth.indices().values())
    before, after = zip(*pairs, strict=True)
    line = statistics.linear_regression(before, after)
    cuts = statistics.quantiles(before, n=4, method="inclusive")
    quarter = [sum(x > cut + 1e-9 for cut in cuts) for x in before]
    left = [y - line.intercept - line.slope * x for x, y in pairs]
    spreads = [
        math.sqrt(statistics.mean(e * e for e, at in zip(left, quarter, strict=True) if at == k)) for k in range(4)
    ]
    return {"line": line, "cuts": cuts, "spreads": spreads, "before": before, "left": left}


def limits(law, x: float) -> tuple[float, float, float, float]:
    n, mean = len(law["before"]), statistics.mean(law["before"])
    around = sum(e * e for e in law["left"]) / (n - 2)
    fitted = around * (1 / n + (x - mean) ** 2 / sum((b - mean) ** 2 for b in law["before"]))
    spread = law["spreads"][sum(x > cut + 1e-9 for cut in law["cuts"])]
    reach = stats.t.ppf(0.975, n - 2) * math.sqrt(spread**2 + fitted)
    middle = law["line"].intercept + law["line"].slope * x
    return middle, max(middle - reach, 1.0), min(middle + reach, 5.0), reach


def far_out(law, x: float, y: float) -> float:
    middle, _, _, reach = limits(law, x)
    return abs(y - middle) / reach


@pytest.mark.parametrize("institution", by_csv.asked())
def test_limits_and_count_by_a_second_route(law, institution):
    found = expected.study(subject(institution, 2024))
    if institution not in growth.indices() or institution in by_csv.doubtful():
        assert found.limits.empty
        return
    before, after = growth.indices()[institution]
    _, low, high, _ = limits(law, before)
    facts = found.facts
    assert (facts["low"], facts["high"]) == pytest.approx((low, high))
    assert facts["inside"] == (low <= after <= high)
    kind = growth.kinds()[institution][0]
    far = [
        far_out(law, x, y) >= far_out(law, before, after) - 1e-9
        for name, (x, y) in growth.indices().items()
        if growth.kinds()[name][0] == kind and name not in by_csv.doubtful()
    ]
    assert (facts["far"], facts["n"]) == (sum(far), len(far))


def test_about_as_many_lie_inside_as_is_said():
    frame = expected.every()
    assert frame["inside"].mean() == pytest.approx(0.95, abs=0.01)
    assert expected.study(subject("kota-bandung", 2024)).facts["covered"] == frame["inside"].mean()


@pytest.mark.parametrize("kind", ["kabupaten", "kota", "provinsi", "kementerian"])
def test_the_count_never_contradicts_the_limits(kind):
    """Outside: no more lie as far out than lie outside. A count in points had 8 of 38 for Jawa Timur, outside."""
    names = expected.two_lists.changed(kind).index
    outside = int((~expected.every().loc[names, "inside"]).sum())
    assert outside
    for name in names:
        facts = expected.study(subject(name, 2024)).facts
        assert (facts["far"] <= outside) is not facts["inside"]


def test_spreads_are_wider_below_than_at_the_top(law):
    assert law["spreads"][0] > 0.29
    assert law["spreads"][3] < 0.25
