"""The page about growth can be told for every type, and says what a type lacks."""

from functools import cache

import pytest

from analysis.data.plan import plan
from analysis.present import growth as show, language
from analysis.studies.growth import contributions, crowding, edges, noise, panel, persistence, places
from analysis.studies.shared.lists import TYPES
from tests.present.drawn import collisions, fits
from tests.present.shown import Shown

FEW = ("kementerian", "lembaga", "lainnya")  # of whose policy values hardly any fell


@cache
def studied(institution_type):
    both, weights = panel.panel(institution_type), contributions.weights()
    return {
        "both": both,
        "parts": contributions.study(institution_type),
        "crowding": crowding.study(both, weights),
        "noise": noise.study(both, weights),
        "persistence": persistence.study(both),
        "places": places.study(both),
        "edges": edges.study(both),
    }


@cache
def told(institution_type):
    """The whole page of a type, told once, and what was studied for it."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        return _told(monkeypatch, institution_type)


def _told(monkeypatch, institution_type):
    page, found = Shown(monkeypatch), studied(institution_type)
    show.findings.grew(found["parts"])
    show.findings.noisy(found["noise"], institution_type)
    for part in (show.contributions.answer, show.contributions.steps, show.contributions.by_type):
        part(found["parts"])
    show.contributions.ways(found["parts"])
    show.contributions.real(found["parts"])
    show.crowding.who(found["both"])
    show.crowding.answer(found["crowding"], institution_type)
    for part in (show.noise.falls, show.noise.predicates):
        part(found["noise"], institution_type)
    for part in (show.persistence.lines, show.persistence.following, show.persistence.forecast):
        part(found["persistence"], institution_type)
    show.places.shares(found["places"])
    for part in (show.edges.ceiling, show.edges.cut_offs):
        part(found["edges"], institution_type)
    return page, found


def test_every_part_publishes_what_it_promises():
    page, found = told("all")
    assert page.findings == ["growth.findings.parts", "growth.findings.noise"]
    assert page.keys("figure") == ["growth.parts.steps_figure", "growth.persistence.next"]
    assert page.keys("table") == [
        "growth.parts.by_type", "growth.parts.ways", "growth.crowding.changes", "growth.noise.falls",
        "growth.noise.predicates", "growth.persistence.quarters", "growth.persistence.types", "growth.places.shares",
        "growth.ceiling.domains", "growth.cut_offs.growth", "growth.cut_offs.counts",
    ]  # fmt: skip
    for domain in panel.DOMAINS:
        given = found["parts"].values["2021_2023"][domain]
        assert page.values[f"growth.2021_2023.{domain}"] == pytest.approx(given)
    assert page.values["growth.noise.policy.fell"] == found["noise"].facts["fell"]


@pytest.mark.parametrize("institution_type", ["all", *TYPES])
def test_every_word_is_one_that_its_question_allows(institution_type):
    page, _ = told(institution_type)
    questions = plan()["questions"].values()
    for key, word in page.decisions.items():
        if word:
            of = [question for question in questions if any(key.startswith(begin) for begin in question["keys"])]
            assert len(of) == 1, key
            assert word in of[0]["words"], (key, word)


@pytest.mark.parametrize("institution_type", TYPES)
def test_what_a_type_lacks_is_said(institution_type):
    page, _ = told(institution_type)
    few = institution_type in FEW
    keys = set(page.sentences)
    assert ({"growth.noise.few", "growth.noise.no_predicates"} <= keys) == few
    assert ("growth.findings.noise" in keys) == (not few)
    assert ("growth.parts.classes" in keys) == (institution_type == "lainnya")
    assert ("growth.places.none" in keys) == (institution_type not in ("kabupaten", "kota"))
    assert ("growth.cut_offs.few" in keys) == (institution_type != "kabupaten")
    assert ("growth.persistence.undivided" in keys) == (institution_type != "kabupaten")
    heads = len(page.table("growth.noise.falls")["head"])
    assert heads == (5 if few else 7), "no noise where none is given"


@pytest.mark.parametrize("institution_type", ["all", *TYPES])
def test_at_most_three_numbers_stand_in_a_sentence_of_the_first_page(institution_type):
    page, _ = told(institution_type)
    for key in page.findings:
        for sentence in page.sentences[key].split(". "):
            numbers = [w for w in sentence.replace("–", " ").split() if any(c.isdigit() for c in w)]
            years = [w for w in numbers if w.strip(".,;").isdigit() and len(w.strip(".,;")) == 4]
            assert len(numbers) - len(years) <= 3, sentence


@pytest.mark.parametrize("institution_type", ["all", *TYPES])
def test_figures_fit_and_nothing_collides(institution_type):
    page, _ = told(institution_type)
    for key, fig in page.figures.items():
        assert fits(fig), key
        assert collisions(fig) == [], key


def test_the_sum_of_every_step_is_read_out():
    page, found = told("all")
    alt = page.about("figure")[0]["alt"]
    for _, part in found["parts"].steps.groupby("year_from"):
        assert language.number(part["part"].sum(), "+.2f", "en") in alt


@pytest.mark.parametrize(("clear", "positive", "key"), [
    (True, True, "with"), (True, False, "against"), (False, True, "unclear"),
])  # fmt: skip
def test_the_sentence_on_crowding_follows_sign_and_interval(monkeypatch, clear, positive, key):
    page, found = Shown(monkeypatch), studied("all")["crowding"]
    facts = {**found.facts, "clear": clear, "positive": positive}
    show.crowding.answer(type(found)(found.table, found.decision, facts, found.values), "all")
    assert f"growth.crowding.{key}" in page.sentences


@pytest.mark.parametrize("word", ["associated only", "not supported", "inconclusive"])
def test_every_word_on_places_has_its_sentence(monkeypatch, word):
    page, found = Shown(monkeypatch), studied("all")["places"]
    show.places.shares(type(found)(found.table, dict.fromkeys(places.QUANTITIES, word), found.facts, found.values))
    assert list(page.decisions.values()).count(word) == len(places.QUANTITIES)
    assert len(page.sentences) == len(places.QUANTITIES)
