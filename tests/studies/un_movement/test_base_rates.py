"""Base rates of moves that are known, against a second route over the raw files, and over all states at once."""

import numpy as np
import pandas as pd
import pytest

from analysis.data import tables
from analysis.data.plan import plan
from analysis.methods.errors import InputError
from analysis.paths import RAW
from analysis.studies.shared import survey
from analysis.studies.un_movement import base_rates
from tests.golden import kept

PAIR, QUOTED = (2020, 2022), "un.unusual.2020_2022.band20"


@pytest.fixture(scope="module")
def result():
    return base_rates.study("IDN", *PAIR)


@pytest.fixture(scope="module")
def raw():
    """Rank and gain between two editions, with the groups of a state, from the raw files alone."""

    def read(first, last):
        one, two = (pd.read_csv(RAW / f"undesa_egdi_{year}" / "egdi.csv", index_col="iso3") for year in (first, last))
        both = pd.DataFrame({"start": one["rank"], "gain": one["rank"] - two["rank"]}).dropna()
        groups = pd.read_csv(RAW / "unsd_m49_regions" / "states.csv", index_col="iso3")
        income = pd.read_csv(RAW / "worldbank_income_2023" / "income.csv", index_col="iso3")
        fragile = pd.read_csv(RAW / "worldbank_fragile_2023" / "fragile.csv")["iso3"]
        return both.join(groups[["region", "subregion"]]).join(income).assign(calm=~both.index.isin(fragile))

    return read


def row(result, comparator, fragile="yes"):
    table = result.comparators
    return table[(table["comparator"] == comparator) & (table["fragile"] == fragile)].iloc[0]


@pytest.mark.parametrize(
    ("comparator", "rule"),
    [
        ("band20", "abs(start - {rank}) <= 20"),
        ("band30", "abs(start - {rank}) <= 30"),
        ("region", "region == 'Asia'"),
        ("subregion", "subregion == 'South-eastern Asia'"),
        ("income", "income == 'LMC'"),
        ("all", "start > 0"),
    ],
)
def test_every_comparator_by_a_second_route(result, raw, comparator, rule):
    pairs = [(2010, 2012), (2012, 2014), (2014, 2016), (2016, 2018), (2018, 2020), (2020, 2022), (2022, 2024)]
    rank, moved = raw(*PAIR).loc["IDN", ["start", "gain"]]
    rule = rule.format(rank=rank)
    here = raw(*PAIR).drop("IDN").query(rule)["gain"]
    every = pd.concat([raw(*pair).drop("IDN").query(rule)["gain"] for pair in pairs])
    calm = raw(*PAIR).drop("IDN").query(f"({rule}) and calm")["gain"]
    found = row(result, comparator)
    assert (found["k"], found["n"]) == ((here >= moved).sum(), len(here))
    assert (found["every_k"], found["every_n"]) == ((every >= moved).sum(), len(every))
    assert found["share"] == pytest.approx((here >= moved).mean())
    without = row(result, comparator, "no")
    assert (without["k"], without["n"]) == ((calm >= moved).sum(), len(calm))


def test_the_quoted_move(result):
    facts = result.facts
    for name in ("k", "n", "every_k", "every_n"):
        assert facts[name] == result.values[f"2020_2022.band20.{name}"] == kept.golden()[f"{QUOTED}.{name}"]
    ranks = [survey.edition(year).loc["IDN", "rank"] for year in PAIR]
    assert (facts["direction"], facts["gain"]) == ("rose", ranks[0] - ranks[1])
    assert (facts["periods"], facts["since"]) == (7, 2010)
    assert result.values["2020_2022.band20.share"] == pytest.approx(facts["k"] / facts["n"])


def test_the_range_is_over_every_comparison_with_enough_others(result):
    """Lowest and highest of what the table shows, small groups left out; any single share lies within."""
    fewest, shares = plan()["rules"]["fewest_compared"], []
    for found in result.comparators.to_dict("records"):
        for prefix in ("", "every_"):
            if found[f"{prefix}n"] >= fewest:
                shares.append(found[f"{prefix}k"] / found[f"{prefix}n"])
    ends = [result.facts["range_low"], result.facts["range_high"]]
    assert ends == pytest.approx([min(shares), max(shares)])
    assert result.facts["compared"] == len(shares) < 2 * len(result.comparators)
    assert row(result, "subregion", "no")["share"] < ends[0], "of 8 others, which is too few"
    assert ends[1] > 2 * ends[0], "no single number is the base rate"
    assert [result.values[f"2020_2022.range.{end}"] for end in ("low", "high")] == ends


@pytest.mark.parametrize(("n", "low"), [(19, 0.2), (20, 0.05)])
def test_a_group_counts_from_the_fewest_of_the_plan_on(n, low):
    table = pd.DataFrame([
        {"n": 100, "share": 0.2, "every_n": 100, "every_share": 0.3},
        {"n": n, "share": 0.05, "every_n": 0, "every_share": np.nan},
    ])  # fmt: skip
    found = base_rates.shares(table)
    assert (found["range_low"], found["range_high"]) == (low, 0.3)


def test_periods_add_up_to_what_is_pooled_and_2010_is_marked(result):
    periods = result.periods
    assert periods[["k", "n"]].sum().tolist() == [result.facts["every_k"], result.facts["every_n"]]
    assert len(result.gains) == result.facts["every_n"]
    assert "IDN" not in set(result.gains["iso3"])
    assert periods.loc[periods["weights"] == "others", "edition_from"].tolist() == [2010]
    plain = periods.loc[periods["weights"] != "others", ["k", "n"]].sum()
    assert [result.facts["plain_k"], result.facts["plain_n"]] == plain.tolist()


def test_over_all_states_the_counts_are_the_positions_in_the_order_of_gains():
    # as many states at least as good as the others before a state in the descending order, ties included
    gains = base_rates.ranks().pipe(lambda field: field[2020] - field[2022]).dropna()
    expected = gains.rank(ascending=False, method="max") - 1
    others = base_rates.moves("IDN", [PAIR])
    assert len(others) == len(gains) - 1
    for country in ("IDN", "VNM", "AND", "FSM"):
        found = row(base_rates.study(country, *PAIR), "all")
        assert (found["k"], found["n"]) == (expected[country], len(gains) - 1)


def test_a_longer_move_is_compared_with_periods_as_long():
    result = base_rates.study("UKR", 2018, 2024)
    assert list(zip(result.periods["edition_from"], result.periods["edition_to"], strict=True)) == [
        (2010, 2016), (2012, 2018), (2014, 2020), (2016, 2022), (2018, 2024),
    ]  # fmt: skip
    names = ("k", "n", "every_k")
    assert [result.facts[name] for name in names] == [row(result, "band20")[name] for name in names]
    assert result.values["2018_2024.all.every_k"] == row(result, "all")["every_k"] >= result.facts["every_k"]


def test_the_whole_span_by_a_second_route(raw):
    """Indonesia from 2018 to 2024 against spans of three editions among states that began near."""
    facts = base_rates.study("IDN", 2018, 2024).facts
    rank, moved = raw(2018, 2024).loc["IDN", ["start", "gain"]]
    assert (facts["direction"], facts["places"], facts["band"]) == ("rose", moved, 20)
    spans = [(2010, 2016), (2012, 2018), (2014, 2020), (2016, 2022), (2018, 2024)]
    near = [raw(*pair).drop("IDN").query(f"abs(start - {rank}) <= 20")["gain"] for pair in spans]
    assert (facts["periods"], facts["since"]) == (len(spans), spans[0][0])
    assert (facts["k"], facts["n"]) == ((near[-1] >= moved).sum(), len(near[-1]))
    assert (facts["every_k"], facts["every_n"]) == (sum((gain >= moved).sum() for gain in near), sum(map(len, near)))


def test_an_early_move_counts_its_own_period_as_well():
    assert base_rates.windows(2003, 2024) == [(2003, 2024)]
    assert base_rates.windows(2005, 2008) == [(2005, 2008), *base_rates.windows(2010, 2012)]


def test_directions():
    assert base_rates.study("VNM", 2020, 2022).facts["direction"] == "stayed"
    fall = base_rates.study("IDN", 2014, 2016).facts
    field = base_rates.ranks()
    rank, gain = field.loc["IDN", 2014], field[2014] - field[2016]
    near = gain[(field[2014] - rank).abs() <= 20].drop("IDN")
    assert (fall["direction"], fall["gain"], fall["places"]) == ("fell", gain["IDN"], -gain["IDN"])
    assert fall["k"] == (near >= gain["IDN"]).sum() > len(near) / 2, "did at least as well"


def test_the_run_of_indonesia_and_of_all_states(result):
    facts = result.facts
    assert [facts[f"run_{name}"] for name in ("length", "first", "direction")] == [3, 2016, "rose"]
    ranks = {year: survey.edition(year)["rank"] for year in (2016, 2018, 2020, 2022)}
    better = [ranks[b] < ranks[a] for a, b in ((2016, 2018), (2018, 2020), (2020, 2022))]
    assert facts["run_k"] == int((better[0] & better[1] & better[2]).sum()) - 1
    last = result.runs.iloc[-1]
    assert last.tolist()[:2] == [2018, 2024]
    for name in ("ranked", "rose", "fell"):
        assert last[name] == kept.golden()[f"un.unusual.three_moves.2018_2024.{name}"]
    assert last.iloc[-1] == "rose"


def test_a_state_without_an_edition_before_has_no_run():
    facts = base_rates.study("CAF", 2010, 2014).facts  # not ranked in 2012
    assert (facts["run_length"], facts["run_n"]) == (0, 0)


@pytest.mark.parametrize(
    ("country", "edition_to", "length", "before"),
    [
        ("SSD", 2014, 1, "unranked"), ("MCO", 2014, 1, "unranked"), ("IDN", 2004, 1, "none"), ("EGY", 2014, 1, "fell"),
        ("VNM", 2022, 1, "rose"), ("IDN", 2010, 4, "none"), ("CAF", 2014, 0, "unranked"), ("IDN", 2024, 4, "fell"),
    ],
)  # fmt: skip
def test_what_was_before_a_run(country, edition_to, length, before):
    run = base_rates.last_run(country, edition_to)
    assert (run["run_length"], run["before"]) == (length, before)
    known = survey.editions()
    at = known.index(run["run_first"])
    assert run["run_before"] == (known[at - 1] if at else 0)
    if before == "unranked":
        assert pd.isna(survey.edition(run["run_before"]).loc[country, "rank"])
    if before in ("rose", "fell"):
        old, new = (survey.edition(year).loc[country, "rank"] for year in (run["run_before"], run["run_first"]))
        assert (new < old) == (before == "rose")


@pytest.mark.parametrize(
    ("pair", "pool", "later"),
    [((2020, 2022), "since", 7), ((2003, 2004), "own", 7), ((2008, 2014), "own", 5), ((2010, 2024), "alone", 1),
     ((2003, 2024), "alone", 0)],
)  # fmt: skip
def test_which_periods_are_pooled(pair, pool, later):
    facts = base_rates.study("IDN", *pair).facts
    assert (facts["pool"], facts["later"], facts["since"]) == (pool, later, 2010)
    assert facts["periods"] == later + (pair[0] < 2010)


@pytest.mark.parametrize("how", ["no row", "no region"])
@pytest.mark.parametrize("country", ["IDN", "VNM"])
def test_a_state_without_a_region_is_refused_by_name_and_not_dropped(monkeypatch, country, how):
    load, lost = tables.load, "VNM"

    def without(name):
        rows = load(name)
        if name != "states":
            return rows
        here = rows["iso3"] == lost
        return rows[~here] if how == "no row" else rows.assign(region=rows["region"].mask(here))

    monkeypatch.setattr(tables, "load", without)
    with pytest.raises(InputError, match="table states, VNM: ranked, but without a region: give it the groups of M49"):
        base_rates.moves(country, [PAIR])


def test_an_income_group_that_is_none_is_no_comparator():
    table = base_rates.study("VEN", *PAIR).comparators
    assert "income" not in set(table["comparator"])
    assert set(table["comparator"]) >= {"region", "subregion", "all"}


def test_the_band_is_a_parameter_and_is_not_listed_twice():
    wide = base_rates.study("IDN", *PAIR, comparison_band=30)
    for name in ("k", "n"):
        assert wide.facts[name] == kept.golden()[f"un.unusual.2020_2022.band30.{name}"]
    assert [key for key in wide.comparators["comparator"] if key.startswith("band")] == ["band30", "band30"]


@pytest.mark.parametrize("band", [0, -5, 2.5, True])
def test_a_band_that_is_none_is_refused(band):
    with pytest.raises(InputError, match=r"comparison_band .*: give a whole number of places from 1 on"):
        base_rates.study("IDN", *PAIR, comparison_band=band)


def test_a_band_that_holds_nobody_is_refused(monkeypatch):
    moves, rank = base_rates.moves, survey.edition(2020).loc["IDN", "rank"]
    monkeypatch.setattr(base_rates, "moves", lambda *a: moves(*a).query(f"abs(rank_from - {rank}) > 7"))
    with pytest.raises(InputError, match=r"comparison_band 5: nobody else .* choose a wider one"):
        base_rates.study("IDN", *PAIR, comparison_band=5)


def test_an_unranked_state_is_refused():
    with pytest.raises(InputError, match="was not ranked in 2012"):
        base_rates.study("CAF", 2012, 2014)


def test_values_are_finite_numbers(result):
    numbers = [value for value in result.values.values() if not isinstance(value, str)]
    assert np.isfinite(numbers).all()


def test_runs_start_in_2010_each_by_a_second_route():
    frame, field = base_rates.runs("IDN"), base_rates.ranks()
    every = [2010, 2012, 2014, 2016, 2018, 2020, 2022, 2024]
    assert list(zip(frame["first"], frame["last"], strict=True)) == list(zip(every, every[3:], strict=False))
    for row in frame.itertuples():
        span = field[[e for e in every if row.first <= e <= row.last]].dropna()
        steps = [(a, b) for a, b in zip(span.columns, span.columns[1:], strict=False)]
        assert row.ranked == len(span)
        assert row.rose == sum(all(r[b] < r[a] for a, b in steps) for _, r in span.iterrows())
        assert row.fell == sum(all(r[b] > r[a] for a, b in steps) for _, r in span.iterrows())


def test_a_period_across_other_weights_is_marked():
    periods = base_rates.study("IDN", 2005, 2012).periods.set_index("edition_from")["weights"]
    assert periods[2005] == "others"
    assert set(periods.drop([2005, 2010])) == {"thirds"}
