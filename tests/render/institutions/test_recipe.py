from __future__ import annotations

import pytest

from analysis.render.depends.reached import Sources
from analysis.render.institutions.asked import Asked
from analysis.render.institutions.recipe import ENGINES, Recipe
from analysis.render.run import study
from tests.render.institutions.toy_pages import make_pages
from tests.render.toy import Toy


@pytest.fixture
def toy(tmp_path) -> Toy:
    return make_pages(tmp_path / "toy")


def recipe(toy: Toy, engine: str = "fork") -> Recipe:
    return Recipe(study.read(toy.project), Sources(toy.project), engine, ["id", "en"])


def test_each_page_has_a_key_of_its_own(toy):
    made = recipe(toy)
    pages = [Asked(name, language) for name in ("kota-a", "kota-b") for language in ("id", "en")]
    assert len({made.made_of(page, translated) for page in pages for translated in (True, False)}) == 8


def test_what_all_pages_have_in_common_is_in_no_key_but_as_a_hash(toy):
    made = recipe(toy)
    assert set(made.parts(Asked("kota-a", "id"))) == {"run", "engine", "made of", "parameters"}
    assert "notebook" in made.common["id"]
    assert made.common["id"]["language"] == "id"


@pytest.mark.parametrize("file", ["src/analysis/data/tables.py", "data/processed/egdi.csv"])
def test_a_page_is_made_of_all_that_its_notebook_reaches(toy, file):
    source = (toy.project.root / "notebooks" / "50_institution.ipynb").read_text(encoding="utf-8")
    reaching = source.replace("print(f'the page", "from analysis.studies import movement\\nprint(f'the page")
    toy.write("notebooks/50_institution.ipynb", reaching)
    before = recipe(toy)
    toy.write(file, (toy.project.root / file).read_text(encoding="utf-8") + "\n")
    assert before.parts(Asked("kota-a", "id")) != recipe(toy).parts(Asked("kota-a", "id"))
    assert not before.is_still()
    assert recipe(toy).is_still()


def test_a_template_changes_the_page_and_not_the_run(toy):
    before = recipe(toy)
    toy.write("src/analysis/render/write/templates/institution.html.j2", "other")
    after, page = recipe(toy), Asked("kota-a", "id")
    assert before.parts(page) == after.parts(page)
    assert before.made_of(page, True) != after.made_of(page, True)


def test_the_run_is_that_of_the_study_with_the_page_s_parameters(toy):
    run = recipe(toy).run(Asked("kota-b", "id", "levels.csv"))
    assert run.parameters == {"institution": "kota-b", "year": 2024, "language": "id", "evaluation": "levels.csv"}
    job = recipe(toy).job(Asked("kota-b", "id"))
    assert (job.run, job.language, job.seed) == ("kota-b/id", "id", 7)


def test_the_modules_of_each_engine_are_there():
    from analysis import paths

    for name in {name for names in ENGINES.values() for name in names}:
        assert (paths.PACKAGE / f"{name.replace('.', '/')}.py").is_file()


def test_a_page_is_that_of_the_latest_list_that_has_the_institution(toy, monkeypatch):
    """Fourteen institutions are in the list of 2023 alone: a page of 2024 would hide what that list says of them."""
    made, page = recipe(toy), Asked("kota-a", "id")
    before = made.run(page).parameters, made.parts(page)
    monkeypatch.setattr("analysis.render.institutions.recipe.latest_list", {"kota-a": 2023}.get)
    assert made.run(page).parameters == before[0] | {"year": 2023}
    assert made.parts(page) != before[1]
    assert made.run(Asked("kota-b", "id")).parameters["year"] == made.main.parameters["year"] == 2024
