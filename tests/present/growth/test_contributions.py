"""Growth by domain as a figure: every type fits, sums are read out."""

from dataclasses import replace

import pytest

from analysis.present import growth as show, language
from analysis.studies.shared.lists import TYPES
from tests.present.drawn import collisions, fits
from tests.present.growth.pages import told
from tests.present.shown import Shown


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


@pytest.mark.parametrize("institution_type", TYPES)
def test_other_classes_are_said_for_other_state_bodies_alone(institution_type):
    page, found = told(institution_type)
    assert ("growth.parts.classes" in page.sentences) == (institution_type == "lainnya")
    rows = [row for row in page.table("growth.parts.ways")["cells"] if len(row) > 1]
    assert len(rows) == len(found["parts"].ways)


@pytest.mark.parametrize("riser", ["policy", "services"])
def test_one_domain_that_rose_most_and_gave_most_is_named_once(monkeypatch, riser):
    parts, page = told("all")[1]["parts"], Shown(monkeypatch)
    show.contributions.answer(replace(parts, facts=parts.facts | {"riser": riser}))
    alone = parts.facts["top"] == riser
    assert ("growth.parts.points_one" in page.sentences, "growth.parts.points" in page.sentences) == (alone, not alone)
