"""Every section of every institution, in either language: no error, and nothing that a page may not say."""

from __future__ import annotations

import re

import pytest
from matplotlib.figure import Figure

from analysis.data import tables
from analysis.present import institution as show, language, publish
from analysis.studies import institution as studies
from analysis.studies.institution import alike, change, domains, effect, expected, subject, what_if
from tests.present.institution.told import of

SECTIONS = {
    "domains": domains, "change": change, "effect": effect, "expected": expected, "what_if": what_if, "alike": alike
}  # fmt: skip
NEVER = re.compile(r"better than|worse than|lebih baik|lebih buruk|\bnan\b|None|[→↑↓▲▼]|\{", re.IGNORECASE)


@pytest.fixture(scope="module")
def told():
    """Institution and year -> bundles; drawings without pixels. Years and languages alternate."""
    found, patch = {}, pytest.MonkeyPatch()
    bundles: list[dict] = []
    patch.setattr(publish, "display", lambda bundle, **_: bundles.append(bundle))
    patch.setattr(publish.svg, "svg", lambda fig: "<svg/>")
    for module in ("alike.two_means", "change.noise_band", "domains.spine", "effect.cloud", "expected.reach"):
        patch.setattr(f"analysis.present.institution.{module}", lambda data, **_: Figure())
    patch.setenv("SPBE_LANGUAGE", "id")
    studies.warm()
    for number, institution in enumerate(tables.load("institutions")["institution_id"]):
        language.use(("id", "en")[number % 2])
        year = (2024, 2024, 2023)[number % 3]
        for name, section in SECTIONS.items():
            bundles.clear()
            getattr(show, name).tell(section.study(subject.subject(institution, year)))
            found[institution, year, name] = list(bundles)
    yield found
    patch.undo()


@pytest.mark.slow
@pytest.mark.thorough
def test_no_section_fails_and_most_are_told(told):
    assert len(told) == 6 * len(tables.load("institutions"))
    assert sum(bool(bundles) for bundles in told.values()) > 0.9 * len(told)


@pytest.mark.slow
@pytest.mark.thorough
def test_nothing_is_said_that_may_not_be(told):
    for at, bundles in told.items():
        for one in of(bundles, "sentence"):
            assert not NEVER.search(one["text"]), (at, one["text"])
        for one in of(bundles, "figure"):
            assert not NEVER.search(one["heading"] + one["subtitle"] + one["alt"]), (at, one["heading"])


@pytest.mark.slow
@pytest.mark.thorough
def test_what_is_named_as_a_change_lies_outside_its_band(told):
    sides = 0
    for (institution, year, name), bundles in told.items():
        if name != "change":
            continue
        marks = change.study(subject.subject(institution, year)).marks
        keys = {one["key"].removeprefix("institution.change.") for one in of(bundles, "sentence")}
        for side, rows in marks.groupby("side") if len(marks) else ():
            assert side in keys
            assert ((rows["change"].abs() <= rows["band"] + 1e-9) == (side == "inside")).all()
            sides += 1
        assert keys & {"up", "down", "inside"} == (set(marks["side"]) if len(marks) else set())
    assert sides > 900
