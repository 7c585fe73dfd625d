"""The page of any move says how unusual it was: every part publishes, in words that fit the direction."""

import pytest

from analysis.present import show_base_rates
from analysis.studies import base_rates
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
        "From 2020 to 2022 Indonesia rose by 11 in the UN ranking. 6 of the 40 other states that started within 20 "
        "places of it rose as far or further. Over all periods of that length since 2010 (7 in number), 61 of 282 "
        "moves from such ranks did (22%)."
    )
    assert told["un.unusual.run"].startswith("Indonesia rose in 3 editions in a row, from 2016 to 2022;")
    assert told["un.unusual.three_moves"].endswith("(Indonesia: rose).")
    assert page.keys("figure") == ["un.unusual.gains"]
    assert page.keys("table") == ["un.unusual.comparators", "un.unusual.periods", "un.unusual.three_moves"]
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
        (("IDN", 2014, 2016), "un.unusual.fell", "Indonesia fell by 10"),
        (("UKR", 2018, 2024), "un.unusual.rose", "0 of the 40 other states"),
        (("IDN", 2003, 2024), "un.unusual.rose", "since 2003 (1 in number)"),
    ],
)
def test_words_fit_the_direction(monkeypatch, arguments, sentence, said):
    page = shown(monkeypatch, *arguments)
    assert said in page.sentences[sentence]
    assert len({"un.unusual.rose", "un.unusual.fell", "un.unusual.stayed"} & set(page.sentences)) == 1
    assert ("un.unusual.weights" in page.sentences) == (arguments[1] != 2003)


def test_a_single_move_is_no_run_and_a_missing_one_is_not_told(monkeypatch):
    told = shown(monkeypatch, "VNM", 2020, 2022).sentences
    assert told["un.unusual.no_run"].startswith("Viet Nam kept its place from 2020 to 2022, as did 11 of the 192")
    assert "un.unusual.run" not in told
    told = shown(monkeypatch, "CAF", 2010, 2014).sentences
    assert not {"un.unusual.run", "un.unusual.no_run"} & set(told)


@pytest.mark.parametrize("arguments", [("IDN", 2020, 2022), ("UKR", 2018, 2024), ("COD", 2018, 2020)])
def test_the_figure_fits_and_nothing_lies_on_each_other(monkeypatch, arguments):
    drawn = []
    monkeypatch.setattr(show_base_rates.publish, "figure", lambda key, fig, data, **about: drawn.append(fig))
    result = base_rates.study(*arguments)
    show_base_rates.gains(result)
    assert fits(drawn[0])
    assert collisions(drawn[0]) == []
    assert any(text.startswith("own ") for text in words(drawn[0]))
