from __future__ import annotations

import dataclasses

import pytest

from analysis.render.collect import outline
from analysis.render.collect.collect import merge_tables
from analysis.render.collect.edition import REMEDIES
from analysis.render.collect.model import Card, Figure, Output, Sentence, Table
from tests.render.pages import edition, figure, page, pages, table


def test_the_answer_is_the_first_finding_and_is_not_repeated():
    made = page()
    assert outline.answer(made).key == "toy.answer"
    assert outline.answer(made) not in outline.body(made)
    assert len(outline.body(made)) == len(made.blocks) - 1


def test_a_page_without_a_finding_has_no_answer():
    made = dataclasses.replace(page(), blocks=[Sentence("toy.plain", "Plain.")])
    assert outline.answer(made) is None
    assert outline.body(made) == made.blocks


def test_tables_are_where_the_collector_puts_them():
    there = {f"tables/{name}" for name in merge_tables(pages())}
    linked = {outline.csv_path(p, b) for p in pages() for b in p.blocks if isinstance(b, Table | Figure)}
    assert linked == there
    assert "tables/toy_2022_toy_table.csv" in there


def test_names_and_counts():
    assert outline.file_name(page("toy_2022")) == "toy_2022.html"
    assert outline.anchor(table("toy.a_b.c")) == "table-toy-a_b-c"
    assert outline.rows(table(rows=4)) == 4
    assert outline.parameters(page()) == [("year", "2021"), ("types", "kota, kabupaten")]


def test_only_another_run_says_which_it_is():
    assert outline.other_run(page(), "en") == ""
    assert outline.other_run(page("toy_2022", main=False, year=2022, n=3), "en") == "Run toy_2022: year = 2022; n = 3"


def test_a_run_is_named_beside_the_question_where_it_has_a_name():
    made = page("toy_2022", main=False)
    assert outline.full_title(made) == made.title
    assert outline.full_title(dataclasses.replace(made, name="Toys of 2022")) == f"{made.title} – Toys of 2022"


@pytest.mark.parametrize(("commit", "date", "said"), [
    ("0123abcdef+", "2024-08-17", "Built from commit 0123abcdef+ of 17 August 2024; sha256 of the list of data 9f9f"),
])  # fmt: skip
def test_the_origin_is_told_from_the_commit(commit, date, said):
    assert outline.origin(edition(commit=commit, date=date)).startswith(said)


@pytest.mark.parametrize(("about", "said"), [
    ({"commit": "0123abcdef+"}, "Built from commit 0123abcdef+ of 17 August 2024 with changes; "),
    ({"commit": "", "date": ""}, "Built outside version control; "),
    *(({"commit": "", "date": "", "unknown": why}, "Built from a checkout whose commit is not known, since ")
      for why in REMEDIES),
])  # fmt: skip
def test_what_no_commit_says_exactly_is_told_by_the_hash_of_the_sources(about, said):
    text = outline.origin(edition(**about, sources_sha256="7e" * 32))
    assert text.startswith(said)
    assert text.endswith("sha256 of the sources 7e7e7e7e7e7e, of the list of data 9f9f9f9f9f9f.")


def test_each_reason_for_an_unknown_commit_has_words_of_its_own():
    texts = [outline.origin(edition(commit="", date="", unknown=why, sources_sha256="7e" * 32)) for why in REMEDIES]
    assert len(set(texts)) == len(REMEDIES)


@pytest.mark.parametrize(("marked", "listed"), [("c", ["toy.a", "toy.c"]), ("ac", ["toy.a", "toy.c"]), ("", ["toy.a"])])
def test_findings_are_the_answer_and_what_a_page_marks(marked, listed):
    made = dataclasses.replace(
        page(), blocks=[Sentence(f"toy.{name}", "Text.", "bounded", name in marked) for name in "abc"]
    )
    assert outline.answer(made).key == "toy.a"
    assert [s.key for _, found in outline.findings([made]) for s in found] == listed
    assert [s.key for s in outline.results(made)] == ["toy.a", "toy.b", "toy.c"]


def test_cards_are_those_of_main_runs_in_their_order():
    def card(key: str) -> Card:
        return Card(key, "bounded", *"abcde")

    made = [
        dataclasses.replace(one, cards=[card(f"{one.run}.card")]) for one in (page("b"), page("a"), page("c", False))
    ]
    assert [(one.run, found.key) for one, found in outline.cards(made)] == [("b", "b.card"), ("a", "a.card")]


def test_what_is_left_out_of_a_print_out_is_told():
    lines = [str(i) for i in range(60_000)]
    shown = outline.printed(Output("\n".join([*lines, "x" * 1_500, ""]), cut=1_234_567), "en").split("\n")
    assert shown == [
        *lines[:150],
        "[… 59,801 lines left out …]",
        *lines[-49:],
        "x" * 1_000 + " [… 500 characters left out]",
        "[… 1,234,567 bytes left out: a cell may print one million]",
    ]
    assert outline.printed(Output(" \n"), "en") == ""
    assert outline.printed(Output("", cut=5), "en") == "[… 5 bytes left out: a cell may print one million]"
    assert outline.printed(Output("  a\n"), "en") == "  a"


def test_figures_and_shown_tables_are_numbered_each_through_all_pages():
    numbers = outline.numbers(pages())
    assert numbers["toy", "figure-toy-figure"] == 1
    assert numbers["other", "figure-toy-figure"] == 2
    assert [numbers[run, "table-toy-table"] for run in ("toy", "other", "toy_2022")] == [1, 2, 3]
    assert ("toy", "table-toy-long") not in numbers, "it is its CSV alone"


def test_a_citation_names_number_page_and_edition():
    said = outline.cited(page(), figure(), 7, edition())
    assert "figure 7" in said
    assert page().title in said
    assert "0123abcdef+" in said
    assert "commit" not in outline.cited(page(), figure(), 7, edition(commit="", date=""))
