from __future__ import annotations

import pickle

import pytest

from analysis.render.depends.cache import Cache, Entry
from analysis.render.depends.reached import Sources
from analysis.render.institutions.asked import Asked, seen_from
from analysis.render.institutions.making import Made, Making
from analysis.render.institutions.recipe import Recipe
from analysis.render.run import study
from analysis.render.run.engine import Failure
from tests.render.institutions.toy_pages import make_pages
from tests.render.toy import execute_here


@pytest.fixture
def making(tmp_path) -> Making:
    toy = make_pages(tmp_path / "toy")
    recipe = Recipe(study.read(toy.project), Sources(toy.project), "fork", ["id"])
    page = Asked("kota-a", "id")
    return Making(
        recipe.job(page), recipe.run(page), recipe.edition_in("id"), page.file, False, str(toy.project.root),
        seen_from([page.file], "id"), Cache(tmp_path / "kept", packed=True), recipe.parts(page),
    )  # fmt: skip


def test_a_page_is_written_of_an_execution(making):
    made = making.written(execute_here(making.job))
    assert isinstance(made, Made)
    assert made.anew
    assert "KOTA-A" in made.page


def test_a_kept_run_is_not_executed(making, monkeypatch):
    assert making.kept() is None
    result = execute_here(making.job)
    making.cache.put(making.parts, Entry(result.text, ("told",)))
    monkeypatch.setattr(type(making).__mro__[1], "do", lambda *_: pytest.fail("executed"))
    made = making.do(print)
    assert (made.page, made.anew) == (making.written(result).page, False)
    assert made.result.warnings == ("told",)


def test_a_failure_stays_one(making):
    failure = Failure("kota-a/id", "50_institution", "why", {})
    assert making.written(failure) is failure


def test_it_goes_through_pickle(making):
    again = pickle.loads(pickle.dumps(making))
    assert (again.job, again.run, again.parts) == (making.job, making.run, making.parts)
    assert again.cache.folder == making.cache.folder
