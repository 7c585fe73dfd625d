from __future__ import annotations

import re

import pytest

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.render.run import study
from analysis.render.run.study import TAKEN
from tests.render.toy import Toy, cell
from tests.tree import copied_to

NO_FOLDER = "is no web address of a folder; write https://, the place, and a slash at its end"


def problems(toy: Toy) -> list[str]:
    with pytest.raises(InputError) as caught:
        study.read(toy.project)
    return caught.value.problems


def test_a_study_is_read(toy):
    toy.study(toy.run(), toy.run("toy5", main=False, n=5))
    read = study.read(toy.project)
    assert (read.title, read.subtitle, read.language, read.seed) == ("A toy", "It toys", "en", 7)
    assert [(run.id, run.notebook, run.main, run.parameters) for run in read.runs] == [
        ("toy", "10_toy", True, {"n": 3, "name": "a"}),
        ("toy5", "10_toy", False, {"n": 5, "name": "a"}),
    ]


def test_a_translation_has_the_same_runs_and_its_own_words(toy):
    toy.study(toy.run(), translations={"id": {"title": "Mainan", "subtitle": "Main"}})
    english, other = study.read(toy.project).editions
    assert (english.language, english.folder, other.language, other.folder) == ("en", "", "id", "id/")
    assert (other.title, other.subtitle) == ("Mainan", "Main")
    assert [(run.name, run.language, run.parameters) for run in (*english.runs, *other.runs)] == [
        ("toy", "en", {"n": 3, "name": "a"}),
        ("id/toy", "id", {"n": 3, "name": "a"}),
    ]


def test_an_address_may_be_given(toy):
    toy.study(toy.run())
    assert study.read(toy.project).address == ""
    toy.study(toy.run(), address="https://example.org/spbe/", translations={"id": {"title": "M", "subtitle": "M"}})
    assert {edition.address for edition in study.read(toy.project).editions} == {"https://example.org/spbe/"}


def test_one_language_alone_is_a_whole_study(toy):
    toy.study(toy.run(), translations={"id": {"title": "Mainan", "subtitle": "Main"}})
    alone = study.read(toy.project).alone_in("id")
    assert (alone.languages, alone.title, alone.folder) == (("id",), "Mainan", "")
    assert [run.name for edition in alone.editions for run in edition.runs] == ["toy"]


@pytest.mark.parametrize(("given", "follows"), [("en", "id"), ("id", "id"), ("both", "both")])
def test_a_parameter_that_names_the_language_follows_it(toy, given, follows):
    toy.notebook("10_toy", cell("language: str = 'en'  # language of the page", "parameters"))
    run = {"id": "toy", "notebook": "10_toy", "main": True, "parameters": {"language": given}}
    toy.study(run, translations={"id": {"title": "Mainan", "subtitle": "Main"}})
    first, second = (edition.runs[0].parameters["language"] for edition in study.read(toy.project).editions)
    assert (first, second) == (given, follows)


@pytest.mark.parametrize(
    ("translations", "message"),
    [
        ({"fr": {"title": "a", "subtitle": "b"}}, "'fr' is unknown"),
        ({"id": {"title": "a"}}, "subtitle: missing"),
        ({"en": {"title": "a", "subtitle": "b"}}, "holds the language of the study itself; remove it there"),
    ],
)
def test_a_translation_is_of_another_language_and_whole(toy, translations, message):
    toy.study(toy.run(), translations=translations)
    (problem,) = problems(toy)
    assert message in problem


def test_the_languages_are_those_of_the_catalogues():
    assert study.LANGUAGES == language.LANGUAGES


def test_the_projects_own_study_is_in_order():
    assert study.read(study.Project()).runs


def test_every_problem_is_told_at_once(toy):
    toy.study(
        toy.run(n="3", extra=1),
        toy.run(main=False, name=True),
        toy.run("Index", "99_none"),
        {"id": "bare", "notebook": "10_toy", "main": False, "parameters": {}},
        language="fr",
    )
    assert problems(toy) == [
        "study.yml: line 3: language: 'fr' is unknown; choose en or id",
        "study.yml: line 6: run toy: 2 runs have this id; rename all but one",
        "study.yml: line 10: run toy (notebook 10_toy): parameter n: must be int, is str '3'; write it without quotes",
        "study.yml: line 12: run toy (notebook 10_toy): parameter extra: unknown; the notebook has n, name; correct or "
        "remove it",
        "study.yml: line 18: run toy (notebook 10_toy): parameter name: must be str, is bool True; put it in quotes",
        "study.yml: line 19: run Index: the id is a file name; use lower-case letters, digits and _, starting with a "
        f"letter, and none of {', '.join(TAKEN)}, nor a name that Windows reserves (con, nul, com1, …)",
        "study.yml: line 20: run Index: notebook 99_none does not exist; notebooks there are: 10_toy",
        "study.yml: line 28: run bare (notebook 10_toy): parameter n: missing; every parameter is named in study.yml, "
        "add for instance `n: 3`, the notebook's default",
        "study.yml: line 28: run bare (notebook 10_toy): parameter name: missing; every parameter is named in "
        "study.yml, add for instance `name: 'a'`, the notebook's default",
    ]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"colour": "red"},
            "line 12: colour: unknown; known are title, subtitle, language, seed, runs, translations, address; "
            "correct or remove it",
        ),
        (
            {"langage": "en"},
            "line 12: langage: unknown (is language meant?); known are title, subtitle, language, seed, runs, "
            "translations, address; correct or remove it",
        ),
        ({"seed": True}, "line 4: seed: must be int, is bool True; write a whole number"),
        ({"seed": None}, "line 4: seed: must be int, is empty (null); write a whole number"),
        ({"seed": "7"}, "line 4: seed: must be int, is str '7'; write it without quotes"),
        ({"seed": -1}, "line 4: seed: -1 is less than 0; write 0 or more"),
        ({"title": ""}, "line 1: title: is empty; fill it"),
        ({"title": None}, "line 1: title: must be str, is empty (null); write a text"),
        ({"title": 2021}, "line 1: title: must be str, is int 2021; put it in quotes"),
        ({"title": "a\nb"}, "line 1: title: holds a line break or a tab; write it on one line"),
        ({"title": "a "}, "line 1: title: begins or ends with a space or line break; remove it"),
        ({"title": "a\x1b[1m"}, "line 1: the character U+001B cannot be seen; remove it"),
        ({"address": "example.org"}, f"line 12: address: {NO_FOLDER}"),
        ({"address": "https://example.org/spbe"}, f"line 12: address: {NO_FOLDER}"),
        ({"runs": []}, "line 5: runs: none; list at least one"),
        ({"runs": {}}, "line 5: runs: must be list, is dict {}; write a list, for instance `[a, b]`"),
        ({"runs": None}, "line 5: runs: must be list, is empty (null); write a list, for instance `[a, b]`"),
    ],
)
def test_the_head_of_the_study_is_strict(toy, changes, message):
    toy.study(toy.run(), **changes)
    assert problems(toy) == [f"study.yml: {message}"]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("02021", "must be int, is str '02021'; YAML 1.1 reads it as 1041, YAML 1.2 as 2021; write the number that is "
         "meant in plain digits"),
        ("5:20", "must be int, is str '5:20'; YAML 1.1 reads it as 320, YAML 1.2 as a text; write the number that is "
         "meant in plain digits"),
        ("2_021", "must be int, is str '2_021'; YAML 1.1 reads it as 2021, YAML 1.2 as a text; write the number that "
         "is meant in plain digits"),
        ("0b11", "must be int, is str '0b11'; YAML 1.1 reads it as 3, YAML 1.2 as a text; write the number that is "
         "meant in plain digits"),
        ("1e3", "must be int, is float 1000.0; write it without a decimal point"),
        ("1e-1", "must be int, is float 0.1; write a whole number"),
        ("2020-02-30", "must be int, is str '2020-02-30'; write a whole number"),
        ("yes", "must be int, is str 'yes'; write a whole number"),
        (".nan", "must be int, is float nan; write a whole number"),
    ],
)  # fmt: skip
def test_a_seed_never_changes_in_silence(toy, written, message):
    toy.study(toy.run())
    text = toy.project.study.read_text(encoding="utf-8").replace("seed: 7", f"seed: {written}")
    toy.write("study.yml", text)
    assert problems(toy) == [f"study.yml: line 4: seed: {message}"]


@pytest.mark.parametrize(("written", "value"), [("0x7E5", 2021), ("0o17", 15), ("+7", 7), ("0", 0)])
def test_whole_numbers_are_read_as_yaml_1_2_reads_them(toy, written, value):
    toy.study(toy.run())
    toy.write("study.yml", toy.project.study.read_text(encoding="utf-8").replace("seed: 7", f"seed: {written}"))
    assert study.read(toy.project).seed == value


def test_a_word_that_older_yaml_took_for_a_truth_value_is_a_text(toy):
    toy.study(toy.run(name="NO"))
    toy.write("study.yml", toy.project.study.read_text(encoding="utf-8").replace("'NO'", "NO"))
    assert study.read(toy.project).runs[0].parameters["name"] == "NO"


@pytest.mark.parametrize("name", ["index", "con", "com1", "a" * 65, "Toy", "_toy", "tóy", "toy.html", "a/b"])
def test_an_id_that_is_no_file_name_everywhere_is_refused(toy, name):
    toy.study(toy.run(name))
    assert len(problems(toy)) == 1
    assert problems(toy)[0].startswith(f"study.yml: line 6: run {name[:60]}")


def test_an_id_as_long_as_allowed_is_accepted(toy):
    toy.study(toy.run("a" * 64))
    assert study.read(toy.project).runs[0].id == "a" * 64


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"titel": "x"},
            "study.yml: line 12: run toy: titel: unknown (is title meant?); known are id, title, notebook, main, "
            "parameters",
        ),
        (
            {"main": "yes"},
            "study.yml: line 8: run toy: main: must be bool, is str 'yes'; write true or false, without quotes",
        ),
        ({"id": 3}, "study.yml: line 6: run 1: id: must be str, is int 3; put it in quotes"),
        (
            {"notebook": "../notebooks/10_toy"},
            "study.yml: line 7: run toy: notebook ../notebooks/10_toy does not exist",
        ),
    ],
)
def test_a_run_is_strict(toy, change, message):
    toy.study(toy.run() | change)
    assert len(problems(toy)) == 1
    assert problems(toy)[0].startswith(message)


def test_a_missing_key_is_told_with_its_remedy(toy):
    toy.study({"id": "toy", "notebook": "10_toy"})
    assert problems(toy) == ["study.yml: line 6: run toy: parameters: missing; add it (`{}` for none)"]


def without_main(toy: Toy, *runs: dict) -> list[dict]:
    return [{name: value for name, value in run.items() if name != "main"} for run in runs]


def test_a_run_is_not_main_unless_it_says_so(toy):
    toy.study(toy.run(), *without_main(toy, toy.run("b", n=4)))
    assert [(run.id, run.main) for run in study.read(toy.project).runs] == [("toy", True), ("b", False)]
    toy.study(*without_main(toy, toy.run(), toy.run("b", n=4)))
    assert problems(toy) == [
        "study.yml: line 11: notebook 10_toy: no run is main; set `main: true` on exactly one of its runs"
    ]


def test_a_run_may_have_a_title(toy):
    toy.study(toy.run(), toy.run("b", main=False) | {"title": "Another toy"})
    assert [run.title for run in study.read(toy.project).runs] == ["", "Another toy"]


@pytest.mark.parametrize(
    ("title", "said"), [("", "is empty; fill it"), ("a\nb", "holds a line break"), (3, "in quotes")]
)
def test_a_title_is_one_line_of_text(toy, title, said):
    toy.study(toy.run() | {"title": title})
    assert len(problems(toy)) == 1
    assert "run toy: title: " in problems(toy)[0]
    assert said in problems(toy)[0]


def test_the_example_in_the_projects_study_can_be_taken_as_it_stands(tmp_path):
    """Its lines are those that begin with `#` and stand below the last run."""
    text = study.Project().study.read_text(encoding="utf-8")
    runs, _, example = text.partition("#  - id:")
    folder = copied_to(tmp_path)
    uncommented = re.sub(r"^#", "", f"#  - id:{example}", flags=re.M)
    (folder / "study.yml").write_text(runs + uncommented, encoding="utf-8")
    before, after = study.read(study.Project()).runs, study.read(study.Project(folder)).runs
    assert after[:-1] == before
    assert after[-1].title
    assert not after[-1].main
    study.check_with_papermill([after[-1]], study.Project(folder))


@pytest.mark.parametrize(
    ("mains", "found"), [((True, True), "2 runs (a, b) are main"), ((False, False), "no run is main")]
)
def test_exactly_one_run_of_a_notebook_is_main(toy, mains, found):
    toy.study(toy.run("a", main=mains[0]), toy.run("b", main=mains[1], n=4))
    assert problems(toy) == [
        f"study.yml: line 14: notebook 10_toy: {found}; set `main: true` on exactly one of its runs"
    ]


def test_a_key_given_twice_is_refused(toy):
    toy.write("study.yml", "title: a\nseed: 1\nseed: 2\nruns: []\nruns: []\n")
    assert problems(toy) == [
        "study.yml: line 3: 'seed' is given twice (first in line 2); keep one",
        "study.yml: line 5: 'runs' is given twice (first in line 4); keep one",
    ]


def test_yaml_that_cannot_be_read_names_its_line(toy):
    toy.write("study.yml", "title: a\nruns: [\n")
    assert problems(toy)[0].startswith("study.yml: line 3: ")


def test_no_study_at_all(toy):
    toy.project.study.unlink()
    assert problems(toy)[0].startswith("study.yml: not found in ")


def test_a_notebook_that_is_none_is_told_once(toy):
    toy.write("notebooks/10_toy.ipynb", "{}")
    toy.study(toy.run(), toy.run("b", main=False))
    assert problems(toy) == [
        "notebooks/10_toy.ipynb: not a notebook of format 4 (no `nbformat`); open and save it in JupyterLab, or "
        "restore it"
    ]


def test_a_parameters_cell_of_another_form_is_told_once(toy):
    toy.notebook("10_toy", cell("n = 3", "parameters"))
    toy.study(toy.run(), toy.run("b", main=False))
    assert len(problems(toy)) == 1
    assert "not a declaration" in problems(toy)[0]


def test_papermill_is_asked_before_anything_runs(toy):
    toy.notebook("10_toy", cell("n: str = 'a=b'  # a text", "parameters"))
    toy.study({"id": "toy", "notebook": "10_toy", "main": True, "parameters": {"n": "c"}})
    read = study.read(toy.project)
    with pytest.raises(InputError, match="papermill cannot read parameter n"):
        study.check_with_papermill(list(read.runs), toy.project)
