"""Limits of ordinary movement: by another route, on planted movements, and where the older criterion fails."""

import csv
import math
import statistics

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from statsmodels.formula.api import ols

from analysis.data import tables
from analysis.methods.inference import prediction
from analysis.paths import PROCESSED
from analysis.studies.instrument_change import ordinary_movement as om, other_explanations, totals_before_after
from analysis.studies.shared import institutions, published_means
from tests.studies import once


@pytest.fixture(scope="module")
def result():
    return once.other_explained()


@pytest.fixture(scope="module")
def lists():
    return other_explanations.both_lists()[0]


@pytest.fixture(scope="module")
def law(lists):
    return om.law(lists)


def by_hand() -> tuple[list[tuple[float, float]], dict[int, float]]:
    """Indices of both lists (Banyuasin left out), and the published national means, read without the study."""
    values, means = {}, {}
    with (PROCESSED / "spbe_index.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["preferred"] == "yes" and row["year"] in ("2023", "2024"):
                values.setdefault(row["institution_id"], {})[row["year"]] = float(row["index"])
    with (PROCESSED / "spbe_means.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["unit"] == "nasional" and row["preferred"] == "yes":
                means[int(row["year"])] = float(row["value"])
    both = [(v["2023"], v["2024"]) for name, v in values.items() if len(v) == 2 and name != "kabupaten-banyuasin"]
    return both, means


def test_falls_inside_the_limits_are_counted_by_another_route(result):
    both, means = by_hand()
    before, after = zip(*both, strict=True)
    slope, intercept = statistics.linear_regression(before, after)
    n, middle = len(both), statistics.fmean(before)
    spread = math.sqrt(sum((y - intercept - slope * x) ** 2 for x, y in both) / (n - 2))
    squares = sum((x - middle) ** 2 for x in before)
    inside = total = 0
    for pair in institutions.pairs().itertuples():
        if pair.fall <= 0:
            continue
        distance, years = pair.before - means[pair.before_year], pair.after_year - pair.before_year
        reach = stats.t.ppf(0.975, n - 2) * spread * math.sqrt(years + 1 / n + distance**2 / squares)
        total += 1
        inside += abs(pair.after - means[pair.after_year] - slope * distance) <= reach
    assert result.ordinary["within_limits"]["n"] == inside
    assert result.ordinary["within_limits"]["of"] == total


def test_falls_are_those_of_the_page_on_the_change(result):
    fell = totals_before_after.study("all", "last", "official", 0, "kabupaten-grobogan").facts["fell"]
    assert result.ordinary["within_limits"]["of"] == fell == len(result.falls)


def test_the_range_is_that_of_all_ways(result):
    counted = result.variants["falls_within"]
    found = result.ordinary["within_limits"]
    assert len(result.variants) == 8
    assert not result.variants[["over_years", "distance", "spread_of"]].duplicated().any()
    assert (found["lowest"], found["highest"]) == (counted.min(), counted.max())
    assert found["lowest"] < found["n"] <= found["highest"] <= found["of"], "some way is narrower than the main one"
    main = result.variants.query("over_years == 'growing' and distance == 'once' and spread_of == 'all'")
    assert main["falls_within"].item() == found["n"] == result.falls["within"].sum()


def test_the_older_criterion_calls_every_fall_of_an_ordinary_year_extraordinary(result, lists):
    """At or above what is expected: hardly any fall of the lists from which the slope comes meets it."""
    fitted = ols("after ~ before", lists).fit().get_prediction(lists).summary_frame(alpha=0.05)
    fell = (lists["after"] < lists["before"]).to_numpy()
    expected = (lists["after"].to_numpy() >= fitted["mean"].to_numpy())[fell].sum()
    inside = lists["after"].between(fitted["obs_ci_lower"], fitted["obs_ci_upper"]).to_numpy()
    assert result.facts["list_falls_expected"] == expected
    assert expected / fell.sum() < 0.05, "a criterion that cannot be met tells nothing"
    assert result.facts["list_falls_within"] == inside[fell].sum()
    assert 0.5 < inside[fell].mean() < 1, "the limits can be met, and missed"
    of_pairs = result.pairs[result.pairs["fall"] > 0]
    old = (
        of_pairs["after"] >= of_pairs["mean_after"] + law_slope(lists) * (of_pairs["before"] - of_pairs["mean_before"])
    ).sum()
    assert old <= 2 < of_pairs["within"].sum()


def law_slope(lists) -> float:
    return statistics.linear_regression(lists["before"], lists["after"]).slope


def test_the_limits_cover_the_lists_in_sample_and_without_the_own_province(result, lists):
    fitted = ols("after ~ before", lists).fit().get_prediction(lists).summary_frame(alpha=0.05)
    inside = lists["after"].between(fitted["obs_ci_lower"], fitted["obs_ci_upper"])
    assert result.facts["covered"] == pytest.approx(inside.mean())
    for share in (result.facts["covered"], result.facts["covered_left_out"]):
        assert 0.93 <= share <= 0.97
    levels = prediction.left_out(lists["before"], lists["after"], lists["cluster"], groups=4)
    assert 0.93 <= levels.mean() <= 0.97


def test_limits_of_several_years_cover_planted_panels(law):
    """Panels that move as the scenario supposes: a distance that shrinks every year, or once, and noise every year."""
    rng, line, inside = np.random.default_rng(5), law.line, {"every_year": [], "once": []}
    published = published_means.published_index()["value"]
    for first, second in ((2020, 2021), (2019, 2021), (2018, 2021), (2018, 2023)):
        before = rng.normal(float(published[first]), line.sd_before, 4000)
        start = before - float(published[first])
        for distance in inside:
            now = start if distance == "every_year" else line.slope * start
            for _ in range(second - first):
                kept = line.slope if distance == "every_year" else 1.0
                now = kept * now + rng.normal(0, line.spread, len(before))
            pairs = pd.DataFrame({"before": before, "after": float(published[second]) + now})
            pairs = pairs.assign(before_year=first, after_year=second)
            frame = om.limits(pairs, law, om.MAIN._replace(distance=distance))
            inside[distance].append(frame["within"].mean())
            one = om.limits(pairs, law, om.Variant("one", distance, "all"))
            assert one["within"].mean() < (0.96 if second - first == 1 else 0.88), "one year's limits miss more years"
    for found in inside.values():
        assert 0.93 <= np.mean(found) <= 0.97


def test_a_cause_that_is_planted_is_seen_in_many_and_not_in_one(law):
    """A fall of half a point beyond what is ordinary: most single totals hide it, the mean of many does not."""
    rng, line = np.random.default_rng(6), law.line
    published = published_means.published_index()["value"].astype(float)
    before = rng.normal(published[2020], line.sd_before, 2000)
    after = published[2021] + line.slope * (before - published[2020]) + rng.normal(0, line.spread, 2000) - 0.5
    pairs = pd.DataFrame({"before": before, "after": after, "before_year": 2020, "after_year": 2021})
    frame = om.limits(pairs, law)
    assert frame["within"].mean() > 0.5
    assert frame["z"].mean() == pytest.approx(-0.5 / line.spread, abs=0.1)


def test_limits_by_hand(law):
    pair = pd.DataFrame({"before": [3.0], "after": [2.5], "before_year": [2019], "after_year": [2021]})
    means = published_means.published_index()["value"].astype(float)
    frame = om.limits(pair, law).iloc[0]
    assert frame["years"] == 2
    assert frame["expected"] == pytest.approx(means[2021] + law.line.slope * (3.0 - means[2019]))
    assert frame["high"] - frame["expected"] == pytest.approx(1.964 * law.line.spread * math.sqrt(2), rel=0.01)
    assert frame["z"] == pytest.approx((2.5 - frame["expected"]) / (law.line.spread * math.sqrt(2)))
    every_year = om.limits(pair, law, om.MAIN._replace(distance="every_year")).iloc[0]
    assert every_year["expected"] == pytest.approx(means[2021] + law.line.slope**2 * (3.0 - means[2019]))
    level = om.limits(pair.assign(before=4.5), law, om.MAIN._replace(spread_of="level")).iloc[0]
    assert level["high"] - level["low"] < frame["high"] - frame["low"], "the top quarter spreads least"


def test_a_fall_far_below_is_outside_in_every_way_and_a_rise_is_no_fall(law):
    pair = {"institution_id": ["a", "b"], "name": ["A", "B"], "before": [3.0, 2.0], "after": [1.0, 2.4]}
    pairs = pd.DataFrame({**pair, "before_year": 2020, "after_year": 2021})
    pairs["fall"] = pairs["before"] - pairs["after"]
    falls = om.falls(pairs, law)
    assert falls[["name", "ways"]].to_numpy().tolist() == [["A", 0]]
    facts = om.pair_facts(pairs, om.variants(pairs, law), falls)
    assert [facts[name] for name in ("fallen", "within", "highest", "pairs_within", "beyond")] == [1, 0, 0, 1, 1]
    assert facts["below_by_chance"] == pytest.approx(0.05), "one in forty of two"


def test_no_pairs_are_counted_as_none(law):
    none = institutions.pairs().head(0)
    facts = om.pair_facts(none, om.variants(none, law), om.falls(none, law))
    assert om.values(facts) == {"within_limits": {"n": 0, "of": 0, "lowest": 0, "highest": 0}}
    assert om.falls(none, law).empty


def test_levels_partition_the_lists_and_agree_with_pandas(result, lists):
    groups = pd.qcut(lists["before"], 4, labels=False)
    assert result.by_level["n"].tolist() == groups.value_counts(sort=False).sort_index().tolist()
    assert result.by_level["n"].sum() == result.facts["listed"] == len(lists)
    for level, part in lists.groupby(groups):
        slope, _ = statistics.linear_regression(part["before"], part["after"])
        assert result.by_level.loc[level, "slope"] == pytest.approx(slope)
        assert list(result.by_level.loc[level, ["first", "last"]]) == [part["before"].min(), part["before"].max()]


def test_a_value_on_a_cut_moves_the_persistence_of_a_quarter(result, lists):
    """The number by quarter hangs on where ties go: it is shown with its interval and not tested."""
    cuts = np.quantile(lists["before"], [0.25, 0.5, 0.75])
    above = [
        statistics.linear_regression(
            *lists.loc[np.digitize(lists["before"], cuts) == k, ["before", "after"]].T.to_numpy()
        ).slope
        for k in range(4)
    ]
    moved = np.abs(np.array(above) - result.by_level["slope"].to_numpy())
    assert moved.max() > 0.005
    assert (moved < result.by_level["high"] - result.by_level["low"]).all()


def test_institutions_over_several_years_are_those_known_in_both(result, law):
    held = tables.load("spbe_index").query("preferred and status == 'published' and confidence != 'low'")
    held = held[~held["below_floor"]].pivot(index="institution_id", columns="year", values="index")
    for row in result.several_years.itertuples():
        both = held[[row.before_year, row.after_year]].dropna()
        assert row.n == len(both) >= om.FEWEST_KNOWN
        assert row.years == row.after_year - row.before_year
        assert row.supposed == pytest.approx(law.line.spread * math.sqrt(row.years))
        assert (row.before_year < 2021) == (row.after_year < 2021), "never across the change"
    assert result.several_years.query("before_year == 2023")["n"].item() == result.facts["listed"]
    wide = result.several_years.query("years > 1")
    assert (wide["within_growing"] > wide["within_one"]).all()


def test_one_year_and_several_are_told_apart():
    rows = [(2021, "47", 1, 20, 0.3, 0.95), (2022, "47", 1, 30, 0.4, 0.94), (2021, "47", 2, 15, 0.5, 0.9),
            (2021, "47", 3, 12, 0.6, 0.8), (2018, "35", 2, 11, 0.7, 0.7)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["before_year", "instrument", "years", "n", "spread", "within_growing"])
    facts = om.several_facts(table.assign(within_one=table["within_growing"] - 0.1))
    assert [facts[f"spread_one_{end}"] for end in ("low", "high")] == [0.3, 0.4]
    assert [facts[f"spread_more_{end}"] for end in ("low", "high")] == [0.5, 0.6]
    assert [facts[f"held_growing_{end}"] for end in ("low", "high")] == [0.8, 0.9]
    assert [facts[f"held_one_{end}"] for end in ("low", "high")] == pytest.approx([0.7, 0.8])
    assert [facts[name] for name in ("least_years", "most_years", "new_first", "most_before")] == [2, 3, 2021, 11]


@pytest.mark.parametrize("before_year", ["last", "2018", 2019, 2020])
def test_the_falls_are_those_of_the_page_whatever_the_year_before(before_year):
    fell = totals_before_after.study("all", before_year, "official", 0, "kabupaten-grobogan").facts["fell"]
    one = other_explanations.study("all", before_year)
    assert one.facts["fallen"] == len(one.falls) == fell
    assert one.facts["lowest"] <= one.facts["within"] <= one.facts["highest"] <= fell


def test_a_type_without_falls_has_an_empty_table():
    assert other_explanations.study("lembaga").falls.empty
