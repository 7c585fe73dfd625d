"""The page of any move says how unusual it was: every part publishes, in words that fit the direction."""

import pytest

from analysis.present.un_movement import base_rates as show_base_rates
from analysis.studies.un_movement import base_rates
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown

PARTS = (
    show_base_rates.answer,
    show_base_rates.gains,
    show_base_rates.comparators,
    show_base_rates.periods,
    show_base_rates.runs,
)


def shown(monkeypatch, *arguments) -> Shown:
    caught = Shown(monkeypatch)
    result = base_rates.study(*arguments)
    for part in PARTS:
        part(result)
    return caught


def test_the_move_that_is_quoted(monkeypatch):
    page = shown(monkeypatch, "IDN", 2020, 2022)
    told = page.sentences
    assert told["un.unusual.rose"] == (
        "Of 40 other states that started within 20 places of Indonesia, 6 rose as far from 2020 to 2022, by 11 or "
        "more. Over all periods of that length since 2010 (7 in number) it was 61 of 282 (22%)."
    )
    assert told["un.unusual.run"].startswith(
        "From survey to survey, Indonesia rose 3 times in a row between 2016 and 2022;"
    )
    assert told["un.unusual.three_moves"] == (
        "From 2018 to 2024, 18 of 193 states rose in each of three editions in a row and 20 fell in each "
        "(Indonesia: rose)."
    )
    assert page.keys("figure") == ["un.unusual.gains"]
    assert page.keys("table") == ["un.unusual.comparators", "un.unusual.periods"]
    assert page.values["un.unusual.2020_2022.band20.k"] == 6
    assert [a["key"] for a in page.about("sentence") if a.get("finding")] == ["un.unusual.rose"]
    assert {a["decision"] for a in page.about("sentence")} == {"arithmetic fact"}


def test_the_table_has_both_populations_and_names_the_groups(monkeypatch):
    page = shown(monkeypatch, "IDN", 2020, 2022)
    table = page.about("table")[0]
    first = [row[0] for row in table["cells"]]
    assert first[:2] == ["All states", "Started within 20 places"]
    assert first[7] == "Without fragile and conflict states"
    assert {"Region: Asia", "Sub-region: South-eastern Asia", "Income: lower middle"} <= set(first)
    assert "a move that is looked at because it is large" in table["note"]


@pytest.mark.parametrize(
    ("arguments", "sentence", "said"),
    [
        (("VNM", 2020, 2022), "un.unusual.stayed", "kept theirs or rose"),
        (("IDN", 2014, 2016), "un.unusual.fell", "Indonesia, which fell by 10 from 2014 to 2016, 35 did no worse"),
        (("UKR", 2018, 2024), "un.unusual.rose", "Of 40 other states that started within 20 places of Ukraine, 0 rose"),
        (
            ("IDN", 2003, 2024),
            "un.unusual.rose",
            "by 6 or more. There is no other period of as many editions since 2010",
        ),
    ],
)
def test_words_fit_the_direction(monkeypatch, arguments, sentence, said):
    page = shown(monkeypatch, *arguments)
    assert said in page.sentences[sentence]
    assert len({"un.unusual.rose", "un.unusual.fell", "un.unusual.stayed"} & set(page.sentences)) == 1
    assert ("un.unusual.weights" in page.sentences) == (arguments[1] != 2003)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("IDN", 2018, 2024), "2018 to 2024, Indonesia rose by 43. Of 40 other states that started within 20 places"),
        (("IDN", 2014, 2016), "2014 to 2016, Indonesia fell by 10. Of 40"),
        (("VNM", 2020, 2022), "2020 to 2022, Viet Nam kept its place. Of 40"),
    ],
)
def test_the_whole_span_is_one_finding(monkeypatch, arguments, said):
    page = Shown(monkeypatch)
    result = base_rates.study(*arguments)
    show_base_rates.span(result)
    [about] = page.about("sentence")
    assert (about["key"], about["decision"], about["finding"]) == ("un.unusual.span", "arithmetic fact", True)
    facts = result.facts
    assert f"Over the whole span of the national SPBE index, {said}" in about["text"]
    assert about["text"].endswith(
        f" of it {facts['k']} did at least as well, and {facts['every_k']} of {facts['every_n']} over all spans of "
        f"that length since 2010 ({facts['periods']} in number; spans overlap)."
    )
    assert page.values == pytest.approx({f"un.unusual.{key}": x for key, x in result.values.items()}, abs=5.1e-10)


def test_the_span_of_indonesia_by_its_numbers(monkeypatch):
    page = Shown(monkeypatch)
    show_base_rates.span(base_rates.study("IDN", 2018, 2024))
    assert page.sentences["un.unusual.span"].endswith(
        "of it 1 did at least as well, and 2 of 200 over all spans of that length since 2010 (5 in number; spans "
        "overlap)."
    )


def test_a_single_move_is_no_run_and_a_missing_one_is_not_told(monkeypatch):
    told = shown(monkeypatch, "VNM", 2020, 2022).sentences
    assert told["un.unusual.no_run"] == (
        "In the survey of 2022 alone, against that of 2020, Viet Nam kept its place, as did 11 of the 192 other states "
        "ranked in both. From 2018 to 2020 it rose, so that there is no run of such moves."
    )
    assert "un.unusual.run" not in told
    told = shown(monkeypatch, "CAF", 2010, 2014).sentences
    assert not {"un.unusual.run", "un.unusual.no_run"} & set(told)


@pytest.mark.parametrize(
    ("arguments", "key", "said"),
    [
        (("SSD", 2012, 2014), "no_run_unranked", "South Sudan fell, as did 95 of the 189 other states ranked in both. "
         "It was not ranked in 2010, so that nothing is known of a run"),
        (("MCO", 2012, 2014), "no_run_unranked", "It was not ranked in 2010"),
        (("IDN", 2003, 2004), "no_run_none", "2003 is the first edition, so that nothing is known of a run"),
        (("EGY", 2008, 2014), "no_run", "In the survey of 2014 alone, against that of 2012, Egypt rose"),
    ],
)  # fmt: skip
def test_what_was_before_is_told_only_where_it_is_known(monkeypatch, arguments, key, said):
    told = shown(monkeypatch, *arguments).sentences
    assert [name for name in told if name.startswith(("un.unusual.run", "un.unusual.no_run"))] == [f"un.unusual.{key}"]
    assert said in told[f"un.unusual.{key}"]
    assert ("no run of such moves" in told[f"un.unusual.{key}"]) == (key == "no_run")


def test_a_pair_before_2010_is_pooled_with_later_periods_and_says_so(monkeypatch):
    page = shown(monkeypatch, "IDN", 2003, 2004)
    pooled = "In this period and all others of as many editions since 2010 (7 in number) it was "
    assert pooled in page.sentences["un.unusual.fell"]
    everything = " ".join(str(bundle) for bundle in page.bundles)
    assert "since 2003" not in everything
    assert "All periods: this one and all others of as many editions since 2010 (7 in number)" in everything
    show_base_rates.span(base_rates.study("IDN", 2003, 2004))
    assert (
        "over this span and all others of as many editions since 2010 (7 in number" in page.sentences["un.unusual.span"]
    )


@pytest.mark.parametrize("arguments", [("IDN", 2003, 2024), ("IDN", 2012, 2024), ("IDN", 2010, 2024)])
def test_a_single_period_is_not_told_twice(monkeypatch, arguments):
    result = base_rates.study(*arguments)
    page = shown(monkeypatch, *arguments)
    show_base_rates.span(result)
    alone = result.facts["periods"] == 1
    assert alone == (arguments[1] != 2012)
    everything = " ".join(str(bundle) for bundle in page.bundles)
    assert ("all periods" in everything.lower()) != alone
    assert ("un.unusual.periods" in page.sentences) != alone
    assert ("un.unusual.without_fragile_alone" in page.sentences) == alone
    assert ("All periods" in page.about("table")[0]["head"]) != alone
    assert ("; there is no other span of as many editions" in page.sentences["un.unusual.span"]) == alone


def test_equal_shares_of_all_periods_are_no_interval(monkeypatch):
    page = shown(monkeypatch, "UKR", 2018, 2024)
    assert page.sentences["un.unusual.periods_same"] == (
        "By period, 0% of the states that started within 20 places of where Ukraine started did at least as well each "
        "time (periods: 5)."
    )
    assert "un.unusual.periods" not in page.sentences


def test_one_place_and_nobody_to_compare_with_have_words_of_their_own(monkeypatch):
    page = shown(monkeypatch, "SOM", 2022, 2024, 1)
    show_base_rates.span(base_rates.study("SOM", 2022, 2024, 1))
    told = page.sentences
    assert told["un.unusual.rose"].startswith("Of 2 other states that started within 1 place of Somalia, 1 rose as far")
    assert told["un.unusual.without_fragile_none"].endswith(
        "nobody is left to compare with: all others that started within 1 place are on that list."
    )
    everything = " ".join(str(bundle) for bundle in page.bundles)
    assert "1 places" not in everything
    assert "0 of 0" not in everything
    alone = shown(monkeypatch, "DNK", 2018, 2020, 1).sentences
    assert next(iter(alone.values())).startswith("Of 1 other state that started within 1 place of Denmark,")


@pytest.mark.parametrize(
    "arguments",
    [("IDN", 2020, 2022), ("UKR", 2018, 2024), ("COD", 2018, 2020), ("EGY", 2008, 2014), ("IDN", 2003, 2024)],
)
def test_the_figure_fits_and_nothing_lies_on_each_other(monkeypatch, arguments):
    drawn = []
    monkeypatch.setattr(show_base_rates.publish, "figure", lambda key, fig, data, **about: drawn.append(fig))
    result = base_rates.study(*arguments)
    show_base_rates.gains(result)
    assert fits(drawn[0])
    assert collisions(drawn[0]) == []
    assert any(text.startswith("own ") for text in words(drawn[0]))
