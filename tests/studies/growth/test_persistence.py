"""Lines of one year on the next, against the standard library and a count of the crowd."""

import statistics

import numpy as np
import pytest

from analysis.studies.growth import persistence
from analysis.studies.growth.panel import DOMAINS, panel
from analysis.studies.instrument_change import other_explanations
from analysis.studies.shared.lists import TYPES
from tests.studies import once
from tests.studies.growth import by_csv


@pytest.fixture(scope="module")
def everyone():
    return panel("all")


@pytest.fixture(scope="module")
def found(everyone):
    return persistence.study(everyone)


def test_quarters_by_a_second_route(found):
    pairs = sorted(by_csv.indices().values())
    assert found.quarters["n"].sum() == len(pairs)
    for row in found.quarters.itertuples():
        part = [(x, y) for x, y in pairs if row.from_index <= x <= row.to_index]
        line = statistics.linear_regression(*zip(*part, strict=True))
        assert row.n == len(part)
        assert row.slope == pytest.approx(line.slope)
        left = sum((y - line.intercept - line.slope * x) ** 2 for x, y in part)
        assert row.spread == pytest.approx((left / (len(part) - 2)) ** 0.5)
        assert row.low < row.slope < row.high
    assert [round(s, 2) for s in found.quarters["slope"]] == [0.72, 1.17, 0.77, 0.82]


def test_the_slope_is_that_of_the_page_on_other_explanations(found):
    assert found.facts["slope"] == pytest.approx(once.other_explained().facts["persists"])
    assert found.facts["n"] == once.other_explained().facts["n"]


def test_one_slope_has_one_decision_word_on_both_pages():
    assert persistence.DECISIONS["lines"] == other_explanations.DECISIONS["persistence"]


def test_nine_in_ten_lie_between_the_outer_lines(everyone, found):
    before, after = everyone.indices["before"], everyone.indices["after"]
    slope, low = np.polyfit(found.places["start"], found.places["low"], 1)
    upper, high = np.polyfit(found.places["start"], found.places["high"], 1)
    inside = (after >= low + slope * before - 1e-6) & (after <= high + upper * before + 1e-6)
    assert inside.mean() == pytest.approx(0.9, abs=0.01)
    assert (found.places["low"] < found.places["median"]).all()
    assert (found.places["median"] < found.places["high"]).all()


def test_left_out_errors_by_brute_force(everyone, found):
    frame = everyone.domains
    y = frame["after"].to_numpy()
    for name, columns in (("index", ["before"]), ("domains", DOMAINS)):
        design, errors = np.column_stack([np.ones(len(y)), frame[columns]]), []
        for i in range(0, len(y), 25):
            rest = np.arange(len(y)) != i
            fit = np.linalg.lstsq(design[rest], y[rest], rcond=None)[0]
            errors.append(y[i] - design[i] @ fit)
        whole = np.linalg.lstsq(design, y, rcond=None)[0]
        lever = np.einsum("ij,jk,ik->i", design, np.linalg.inv(design.T @ design), design)
        press = (y - design @ whole) / (1 - lever)
        assert errors == pytest.approx(press[::25])
        assert found.values["left_out_error"][name] == pytest.approx(np.sqrt(np.mean(press**2)))


def test_the_word_of_the_forecast_follows_the_rule(found):
    errors = found.values["left_out_error"]
    assert found.facts["gain"] == pytest.approx((errors["index"] - errors["domains"]) / errors["index"])
    small = errors["domains"] > (1 - found.facts["rule"]) * errors["index"]
    assert (found.forecast == "not supported") == small
    assert persistence.study(panel("kota")).forecast == "inconclusive"


def test_domain_values_that_do_foretell_are_found(everyone):
    """Planted: the next index follows the policy value alone."""
    frame = everyone.domains.assign(after=everyone.domains["policy"])
    found = persistence.study(type(everyone)("all", everyone.indices, frame, everyone.facts))
    assert found.forecast == "associated only"


@pytest.mark.parametrize("institution_type", TYPES)
def test_a_small_type_is_not_divided(institution_type):
    found = persistence.study(panel(institution_type))
    assert found.facts["divided"] == (institution_type == "kabupaten")
    assert len(found.quarters) == (4 if institution_type == "kabupaten" else 1)
    assert len(found.places) == len(found.quarters)
    assert found.types["type"].tolist() == ["all", *TYPES]


def test_a_type_with_just_enough_has_its_line(monkeypatch):
    sizes = {name: len(panel(name).indices) for name in TYPES}
    smallest = min(sizes.values())
    for fewest, shown in ((smallest, list(TYPES)), (smallest + 1, [name for name in TYPES if sizes[name] > smallest])):
        monkeypatch.setattr(persistence, "fewest", lambda fewest=fewest: fewest)
        assert persistence.types()["type"].tolist() == ["all", *shown]


def test_quarters_are_those_of_the_page_about_ordinary_movement(found):
    """Two pages tell them: one by the lines of its limits, one by its own."""
    there, here = once.other_explained().by_level, found.quarters
    for ours, theirs in {"n": "n", "slope": "slope", "from_index": "first", "to_index": "last", "low": "low"}.items():
        assert here[ours].tolist() == pytest.approx(there[theirs].tolist(), abs=1e-12)
