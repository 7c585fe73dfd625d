from __future__ import annotations

import dataclasses

import pytest

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.render.collect.collect import merge_tables
from analysis.render.collect.model import Card, Markdown
from analysis.render.write import front, html
from analysis.studies.shared.decisions import DECISIONS
from tests.render.pages import AWKWARD, edition, page, pages
from tests.render.write.test_html import Document

CARD = Card("toy.card", "bounded", f"Claimed: {AWKWARD}", "Partly.", "Because.", "2021 to 2022", "Better figures.")


def with_cards() -> list:
    """Three runs, of which the first has a card, and the one that is not main has one that nobody sees."""
    first, second, other = pages()
    return [
        dataclasses.replace(first, cards=[CARD]),
        second,
        dataclasses.replace(other, cards=[dataclasses.replace(CARD, why="Unseen.")]),
    ]


def document(name: str, made=None, **about) -> Document:
    return Document(front.pages_beside(made or with_cards(), edition(**about))[f"{name}.html"])


def test_a_claim_stands_before_its_verdict_and_its_reason():
    found = document("index")
    text = found.text()
    parts = [CARD.claim, "bounded", CARD.verdict, CARD.why, CARD.period]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert text.index(CARD.change) > places[-1]
    assert "Unseen." not in text
    assert {"class": "badge bounded", "href": "glossary.html#word-bounded"} in found.all("a")
    assert not found.all("img")


def test_without_cards_no_heading_promises_them():
    ids = {h.get("id") for h in document("index", pages()).all("h2")}
    assert not ids & {"minute", "change"}
    assert {"know", "pages"} <= ids


def test_every_page_is_reached_from_the_first():
    links = {a["href"] for a in document("index").all("a")}
    assert {"toy.html", "other.html", "toy_2022.html", "findings.html", "data.html", "glossary.html"} <= links


def test_findings_are_told_by_page_each_with_its_evidence():
    found = document("findings")
    assert [h["id"] for h in found.all("h2") if h["id"] not in ("how", "cite")] == ["toy", "other"]
    links = {a["href"] for a in found.all("a")}
    assert {"toy.html#sentence-toy-answer", "toy.html#sentence-toy-second"} <= links


@pytest.mark.parametrize("repository", ["", "https://example.org/spbe"])
def test_who_asks_is_sent_to_the_repository_where_there_is_one(repository):
    html = front.index_page(pages(), edition(repository=repository))
    assert html.partition('id="contact"')[2].count("<a ") == bool(repository)
    assert (f'<a href="{repository}">' in html) == bool(repository)


def test_every_table_can_be_taken_away():
    found = document("data")
    downloads = {a["href"] for a in found.all("a")}
    assert {f"tables/{name}" for name in merge_tables(pages())} | {
        "brief.pdf",
        "report.pdf",
        "annex.pdf",
        "values.json",
    } <= downloads
    assert len(found.all("details")) == 3


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_every_decision_word_has_its_place_in_the_glossary(tongue):
    ids = {dt.get("id") for dt in document("glossary", language=tongue).all("dt")}
    assert {f"word-{decision.replace(' ', '-')}" for decision in DECISIONS} <= ids


def test_a_glossary_without_a_decision_word_is_refused(monkeypatch):
    monkeypatch.setattr(html, "glossary", lambda tongue, under: [])
    with pytest.raises(InputError, match="must stand once"):
        front.glossary_page(pages(), edition())


def test_a_question_leads_to_the_sentence_that_answers_it(monkeypatch):
    asked = (("lowered", "toy", "toy.sec"), ("growth", "toy", ""), ("sources", "nowhere", ""), ("press", "toy", "no."))
    monkeypatch.setattr(front, "QUESTIONS", asked)
    places = [place for _, place in front.PLACES]
    answers = [href for _, href in front.questions(with_cards(), edition())]
    assert answers == ["toy.html#sentence-toy-second", "toy.html#sentence-toy-answer", "#change", *places]
    assert "#change" not in [href for _, href in front.questions(pages(), edition())], "there is no such heading"


@pytest.mark.parametrize("there", [True, False])
def test_institutions_are_linked_to_where_they_are_there(there):
    links = {a["href"] for a in document("index", look_up=there).all("a")}
    assert ("institutions/en/index.html" in links) == there


def test_each_page_leads_to_itself_in_the_other_language():
    both = {"languages": ("en", "id")}
    for name in ("index", "glossary"):
        english = [a["href"] for a in document(name, **both).all("a") if a.get("hreflang") == "id"]
        other = [a["href"] for a in document(name, language="id", **both).all("a") if a.get("hreflang") == "en"]
        assert (english, other) == ([f"id/{name}.html"], [f"../{name}.html"])
    assert not [a for a in document("index").all("a") if a.get("hreflang")], "one language"
    run = Document(html.run_page(page(), [page()], edition(**both)))
    assert [a["href"] for a in run.all("a") if a.get("hreflang")] == ["id/toy.html"]


def test_a_page_without_results_is_listed_all_the_same():
    bare = dataclasses.replace(page(), blocks=[Markdown("Nobody knows.")])
    found = document("index", [bare])
    assert "toy.html" in {a["href"] for a in found.all("a")}
