"""The page of any move says how unusual it was: every part publishes, in words that fit the direction."""

import pytest

from analysis.data import tables
from analysis.present.phrases import phrase
from analysis.present.un_movement import base_rates as show_base_rates
from analysis.studies.un_movement import base_rates
from tests.golden import kept
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


def everything(page: Shown) -> str:
    return " ".join(str(bundle) for bundle in page.bundles)


def test_the_move_that_is_quoted(monkeypatch):
    page = shown(monkeypatch, "IDN", 2020, 2022)
    assert page.findings == ["un.unusual.rose"]
    assert set(page.decisions.values()) == {base_rates.DECISION}
    assert page.keys("figure") == ["un.unusual.gains"]
    assert page.keys("table") == ["un.unusual.comparators", "un.unusual.periods"]
    assert page.values["un.unusual.2020_2022.band20.k"] == kept.golden()["un.unusual.2020_2022.band20.k"]
    result = base_rates.study("IDN", 2020, 2022)
    for part in ("run_length", "run_first"):
        assert str(result.facts[part]) in page.sentences["un.unusual.run"]
    last = result.runs.iloc[-1]
    for part in (last["rose"], last["ranked"], last["fell"], phrase("un.unusual.did.rose")):
        assert str(part) in page.sentences["un.unusual.three_moves"]


def test_the_table_has_both_populations_and_names_the_groups(monkeypatch):
    table = shown(monkeypatch, "IDN", 2020, 2022).tables["un.unusual.comparators"]
    first = [row[0] for row in table["cells"]]
    assert (first[0], first[7]) == tuple(phrase(f"un.unusual.population.{kept}") for kept in ("yes", "no"))
    assert first[1] == "Started within 20 places"
    assert {"Region: Asia", "Sub-region: South-eastern Asia", "Income: lower middle"} <= set(first)
    assert table["csv"].startswith("fragile,comparator,group,k,n,share,")


def test_every_region_of_the_states_has_its_name(monkeypatch):
    states = tables.load("states")
    for comparator in ("region", "subregion"):
        groups = states[comparator].unique()
        names = [show_base_rates.group_name(comparator, group) for group in groups]
        assert all(name.endswith(f": {group}") for name, group in zip(names, groups, strict=True))
        monkeypatch.setenv("SPBE_LANGUAGE", "id")
        assert len({show_base_rates.group_name(comparator, group) for group in groups}) == len(groups)
        monkeypatch.delenv("SPBE_LANGUAGE")


@pytest.mark.parametrize(
    ("arguments", "direction", "parts"),
    [
        (("VNM", 2020, 2022), "stayed", ("Viet Nam",)),
        (("IDN", 2014, 2016), "fell", ("{places} places", " {k} ")),
        (("UKR", 2018, 2024), "rose", ("{places} places", "{none}")),
        (("IDN", 2003, 2024), "rose", ("{places} places", "2003")),
    ],
)
def test_words_fit_the_direction(monkeypatch, arguments, direction, parts):
    page, result = shown(monkeypatch, *arguments), base_rates.study(*arguments)
    show_base_rates.span(result)
    assert page.findings == [f"un.unusual.{direction}", "un.unusual.span"]
    facts = result.facts | {"none": phrase("words.of_none", whole=str(result.facts["n"]))}
    assert all(part.format(**facts) in page.sentences[f"un.unusual.{direction}"] for part in parts)
    moved = phrase(f"un.unusual.span_moved.{direction}", result.facts)
    assert f" {moved}. " in page.sentences["un.unusual.span"]
    assert ("un.unusual.weights" in page.sentences) == (arguments[1] != 2003)


def test_the_whole_span_is_one_finding_with_its_values(monkeypatch):
    page, result = Shown(monkeypatch), base_rates.study("IDN", 2018, 2024)
    show_base_rates.span(result)
    assert page.findings == ["un.unusual.span"]
    assert page.values == pytest.approx({f"un.unusual.{key}": x for key, x in result.values.items()}, abs=5.1e-10)


@pytest.mark.parametrize(
    ("arguments", "key", "parts"),
    [
        (("SSD", 2012, 2014), "no_run_unranked", ("{run_k}", "{run_n}", "2010")),
        (("MCO", 2012, 2014), "no_run_unranked", ("2010",)),
        (("IDN", 2003, 2004), "no_run_none", ("2003",)),
        (("EGY", 2008, 2014), "no_run", ("2014", "2012", phrase("un.unusual.moved.rose"))),
        (("VNM", 2020, 2022), "no_run", ("{run_k}", "{run_n}", "2018", phrase("un.unusual.moved.stayed"))),
        (("IDN", 2020, 2022), "run", ("{run_length}",)),
        (("CAF", 2010, 2014), None, ()),
    ],
)
def test_a_run_and_what_was_before_are_told_only_where_they_are_known(monkeypatch, arguments, key, parts):
    told = shown(monkeypatch, *arguments).sentences
    runs = [name for name in told if name.startswith(("un.unusual.run", "un.unusual.no_run"))]
    assert runs == ([f"un.unusual.{key}"] if key else [])
    facts = base_rates.study(*arguments).facts
    assert all(part.format(**facts) in told[runs[0]] for part in parts)


def test_a_pair_before_2010_is_pooled_with_later_periods_and_says_so(monkeypatch):
    page, result = shown(monkeypatch, "IDN", 2003, 2004), base_rates.study("IDN", 2003, 2004)
    show_base_rates.span(result)
    assert result.facts["pool"] == "own"
    note = page.tables["un.unusual.comparators"]["note"]
    assert phrase("un.unusual.comparators_every.own", result.facts | {"country": "Indonesia"}) in note
    assert "since 2003" not in everything(page)


@pytest.mark.parametrize("arguments", [("IDN", 2003, 2024), ("IDN", 2012, 2024), ("IDN", 2010, 2024)])
def test_a_single_period_is_told_once(monkeypatch, arguments):
    result = base_rates.study(*arguments)
    page = shown(monkeypatch, *arguments)
    alone = result.facts["periods"] == 1
    assert alone == (arguments[1] != 2012)
    assert ("all periods" in everything(page).lower()) != alone
    assert ("un.unusual.periods" in page.sentences) != alone
    assert ("un.unusual.without_fragile_alone" in page.sentences) == alone
    assert len(page.tables["un.unusual.comparators"]["head"]) == (4 if alone else 7)


def test_the_finding_leads_with_the_range_over_all_comparisons(monkeypatch):
    page, facts = shown(monkeypatch, "IDN", 2020, 2022), base_rates.study("IDN", 2020, 2022).facts
    ends = {end: f"{facts[f'range_{end}']:.0%}" for end in ("low", "high")}
    said = page.sentences["un.unusual.rose"]
    assert phrase("un.unusual.range", ends) in said
    assert said.index(ends["high"]) < said.index(f" {facts['k']} ")
    assert said.endswith(phrase("un.unusual.described", country="Indonesia"))
    assert str(facts["fewest"]) in page.tables["un.unusual.comparators"]["note"]


def test_a_range_of_one_share_is_one_number(monkeypatch):
    result = base_rates.study("IDN", 2018, 2024)
    result.facts.update(range_low=0.101, range_high=0.104)
    page = Shown(monkeypatch)
    show_base_rates.span(result)
    assert phrase("un.unusual.range_one", low="10%") in page.sentences["un.unusual.span"]


def test_equal_shares_of_all_periods_are_no_interval(monkeypatch):
    page = shown(monkeypatch, "UKR", 2018, 2024)
    assert page.sentences["un.unusual.periods_same"].count("0%") == 1
    assert "un.unusual.periods" not in page.sentences


def test_one_place_and_nobody_to_compare_with_have_words_of_their_own(monkeypatch):
    page = shown(monkeypatch, "SOM", 2022, 2024, 1)
    show_base_rates.span(base_rates.study("SOM", 2022, 2024, 1))
    assert phrase("un.unusual.within", band=1) in page.sentences["un.unusual.rose"]
    assert "un.unusual.without_fragile_none" in page.sentences
    assert "1 places" not in everything(page)
    assert "0 of 0" not in everything(page)
    alone = shown(monkeypatch, "DNK", 2018, 2020, 1)
    others = phrase("un.unusual.others", n=1)
    assert any(others in text.replace("\n", " ") for text in words(alone.figures["un.unusual.gains"]))


@pytest.mark.parametrize(
    "arguments",
    [("IDN", 2020, 2022), ("UKR", 2018, 2024), ("COD", 2018, 2020), ("EGY", 2008, 2014), ("IDN", 2003, 2024)],
)
def test_the_figure_fits_and_nothing_lies_on_each_other(monkeypatch, arguments):
    page = Shown(monkeypatch)
    show_base_rates.gains(base_rates.study(*arguments))
    drawn = page.figures["un.unusual.gains"]
    assert fits(drawn)
    assert collisions(drawn) == []
    assert any(text.startswith(phrase("un.unusual.gains.mark") + " ") for text in words(drawn))
