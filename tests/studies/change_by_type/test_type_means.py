"""The means by type are those of the reports, to the printed digit; a gap stays one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from analysis.methods.errors import InputError
from analysis.methods.rounding import display
from analysis.studies.change_by_type import type_means
from analysis.studies.change_by_type.type_means import GROUPS, YEARS, by_year, domains_before, implied
from tests.studies.change_by_type import raw_means

DOMAIN_NAMES = {"1": "policy", "2": "governance", "3": "services"}


@pytest.fixture(scope="module")
def means():
    return by_year().set_index(["group", "year"])


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("group", GROUPS)
def test_every_mean_is_the_printed_one_to_its_digit(means, group, year):
    text = raw_means.printed(year, group)
    if text is None:
        assert (group, year) not in means.index
    else:
        assert display(means.loc[(group, year), "printed"]) == text


def test_the_one_gap_is_the_type_that_2023_prints_in_two_groups(means):
    absent = {(group, year) for group in GROUPS for year in YEARS} - set(means.index)
    assert absent == {("lainnya", 2023)}


def test_each_year_knows_its_instrument(means):
    instruments = means["instrument"].groupby("year").agg(set).to_dict()
    assert instruments == {year: {"35" if year == 2020 else "47"} for year in YEARS}


@pytest.mark.parametrize("group", GROUPS)
def test_domains_of_2020_are_what_the_aspects_give_within_their_rounding(group):
    """Aspects are printed with two decimals: a weighted mean of them is off by half a digit at most, and so is a
    printed domain."""
    exact = raw_means.from_aspects(2020, group)
    for part, (low, high) in domains_before(group).items():
        middle = exact[DOMAIN_NAMES[part]]
        assert low - Fraction(1, 100) <= middle <= high + Fraction(1, 100)
        assert (low == high) == (group != "provinsi")
        assert high - low == (Fraction(1, 100) if group == "provinsi" else 0), "half a hundredth either way"
    assert implied(group) == (group == "provinsi")


def test_the_provinces_domains_are_not_the_printed_copy_of_the_ministries():
    wrong = {DOMAIN_NAMES["1"]: "2.94", DOMAIN_NAMES["2"]: "2.87", DOMAIN_NAMES["3"]: "3.43"}
    assert sorted(raw_means.rows(2020, "provinsi", "domain").values()) == sorted(wrong.values())
    own = domains_before("provinsi")
    assert all(high < Fraction(wrong[DOMAIN_NAMES[part]]) for part, (_, high) in own.items())
    weighed = sum(raw_means.OLD[DOMAIN_NAMES[part]] * (low + high) / 2 for part, (low, high) in own.items())
    assert abs(weighed - Fraction(raw_means.printed(2020, "provinsi"))) <= Fraction(1, 100)


def test_a_domain_without_aspects_is_refused(monkeypatch):
    load = type_means.tables.load

    def without(name):
        table = load(name)
        return table[table["level"] != "aspect"] if name == "spbe_parts" else table

    monkeypatch.setattr(type_means.tables, "load", without)
    assert domains_before("kota")
    with pytest.raises(InputError, match="domain 1 of 2020"):
        domains_before("provinsi")
