"""The first page: two findings, in few numbers, and no word that the plan does not allow."""

import pytest

from analysis.data.plan import plan
from analysis.studies.growth.panel import DOMAINS
from analysis.studies.shared.lists import TYPES
from tests.present.growth.pages import FEW, told


def test_every_part_publishes_what_it_promises():
    page, found = told("all")
    assert page.findings == ["growth.findings.parts", "growth.findings.noise"]
    assert page.keys("figure") == ["growth.parts.steps_figure", "growth.persistence.next"]
    assert page.keys("table") == [
        "growth.parts.by_type", "growth.parts.ways", "growth.crowding.changes", "growth.noise.falls",
        "growth.noise.predicates", "growth.persistence.quarters", "growth.persistence.types", "growth.places.shares",
        "growth.ceiling.domains", "growth.cut_offs.growth", "growth.cut_offs.counts",
    ]  # fmt: skip
    for domain in DOMAINS:
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


@pytest.mark.parametrize("institution_type", ["all", *TYPES])
def test_at_most_three_numbers_stand_in_a_sentence_of_the_first_page(institution_type):
    page, _ = told(institution_type)
    for key in page.findings:
        for sentence in page.sentences[key].split(". "):
            numbers = [w for w in sentence.replace("–", " ").split() if any(c.isdigit() for c in w)]
            years = [w for w in numbers if w.strip(".,;").isdigit() and len(w.strip(".,;")) == 4]
            assert len(numbers) - len(years) <= 3, sentence


@pytest.mark.parametrize("institution_type", TYPES)
def test_a_type_with_few_falls_has_one_finding(institution_type):
    page, _ = told(institution_type)
    assert page.findings == ["growth.findings.parts", "growth.findings.noise"][: 1 if institution_type in FEW else 2]
