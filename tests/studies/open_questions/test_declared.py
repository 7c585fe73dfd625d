"""What the plan says was forecast is what the code makes of the editions and lists that the plan names."""

import copy

import pytest

from analysis.methods.rounding import round_half_up
from analysis.studies.open_questions import declared, index_forecast, link, un_forecast
from analysis.studies.open_questions.declared import WITH, WITHOUT
from analysis.studies.shared import published_means
from tests.studies.open_questions import worlds


def variant(name):
    rows = declared.written()
    return rows[rows["variant"] == name].drop(columns="variant").set_index("measure")


def computed(name):
    section = declared.section()
    if name == WITHOUT:
        return un_forecast.computed(section["country"], section["un_from"]).set_index("measure")
    return link.linked(link.slopes()["slope"].iloc[0]).set_index("measure")


@pytest.mark.parametrize("name", [WITHOUT, WITH])
def test_the_written_forecasts_are_the_computed_ones(name):
    assert variant(name).astype(float).equals(computed(name).loc[variant(name).index])


@pytest.mark.parametrize("name", [WITHOUT, WITH])
def test_an_edition_that_is_added_does_not_alter_them(monkeypatch, name):
    before = computed(name)
    worlds.with_edition(monkeypatch, rank=1, egdi=0.99, osi=1.0)
    assert computed(name).equals(before)


def test_the_two_variants_differ_in_every_middle():
    assert (variant(WITHOUT)["median"] != variant(WITH)["median"]).all()


def test_the_written_line_of_the_index_is_the_computed_one():
    said, line = declared.section()["index_line"], index_forecast.line()
    assert said["n"] == line.n
    assert [said["constant"], said["slope"], *said["spreads"]] == [
        float(round_half_up(float(x), 4)) for x in (line.constant, line.slope, *line.spreads)
    ]


def test_the_national_index_in_the_plan_is_the_published_one():
    published = published_means.published_index()["value"]
    for year, value in declared.section()["national"].items():
        assert published[int(year)] == value


def test_the_fingerprint_changes_with_a_figure_and_not_with_the_order(monkeypatch):
    section, whole = copy.deepcopy(declared.section()), declared.fingerprint()
    monkeypatch.setattr(declared, "section", lambda: dict(reversed(section.items())))
    assert declared.fingerprint() == whole
    section["un"][WITH]["rank"]["median"] += 1
    assert declared.fingerprint() != whole
