from __future__ import annotations

import pytest

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.render import preflight
from analysis.render.preflight import check
from analysis.render.run import study
from tests.render.toy import IMPORTS, PARAMETERS, VALUE, Toy, cell

EMOJI = "\U0001f600"
SAYS = "the report cannot show U+1F600 'GRINNING FACE'; write it in words, or leave it out"


def markdown(text: str, *tags: str) -> dict:
    return cell("# " + text, *tags) | {"source": text}


def problems(toy: Toy) -> list[str]:
    """What a build says, which must not have executed anything."""
    with pytest.raises(InputError) as caught:
        toy.build()
    assert toy.executed == []
    return caught.value.problems


def test_every_place_is_refused_at_once_before_anything_runs(quick):
    quick.notebook("10_toy", PARAMETERS, IMPORTS, VALUE, markdown(f"## Why {EMOJI}"), markdown("![a picture](x.png)"))
    quick.write("notebooks/20_other.ipynb", (quick.project.notebooks / "10_toy.ipynb").read_text(encoding="utf-8"))
    quick.notebook("20_other", markdown("\x1b[1mbold"), cell("x = 1  # \x07"), markdown("[on](nowhere.html)"))
    quick.write("data/processed/egdi.csv", f"a\n1\nC{EMOJI}te\n")
    quick.data()
    other = {"id": "other", "notebook": "20_other", "main": True, "parameters": {}}
    quick.study(quick.run(name=f"{EMOJI}"), other, title=f"T {EMOJI}", subtitle=f"S {EMOJI}")
    control = "the report cannot show {}; write it in words, or leave it out"
    assert problems(quick) == [
        "notebooks/10_toy.ipynb: cell at place 6 ('![a picture](x.png)'): "
        "Markdown has an image: publish it as a figure, with its text and data",
        "notebooks/20_other.ipynb: cell at place 4 ('[on](nowhere.html)'): "
        "links to 'nowhere.html', which does not exist; correct the link",
        f"study.yml: title: {SAYS}",
        f"study.yml: subtitle: {SAYS}",
        f"study.yml: run toy: parameter name: {SAYS}",
        f"notebooks/10_toy.ipynb: cell at place 5 ('## Why \\U0001f600'): {SAYS}",
        f"notebooks/20_other.ipynb: cell 1: {control.format('U+0007 (control character)')}",
        f"notebooks/20_other.ipynb: cell at place 2 ('\\x1b[1mbold'): {control.format('U+001B (control character)')}",
        f"data/processed/egdi.csv: line 3: {SAYS}",
    ]


def test_source_that_is_no_python_is_told_together_with_the_rest(quick):
    quick.notebook("10_toy", PARAMETERS, cell("x = ("), cell("%time x"), markdown(f"{EMOJI}"))
    quick.study(quick.run(), title=EMOJI)
    found = problems(quick)
    assert [line.partition(";")[0] for line in found[:2]] == [
        "notebooks/10_toy.ipynb: cell 2: line 1: '(' was never closed",
        "notebooks/10_toy.ipynb: cell 3: line 1: invalid syntax",
    ]
    assert f"study.yml: title: {SAYS}" in found
    assert len(found) == 4


def test_a_title_is_asked_for_before_anything_runs(quick):
    quick.notebook("10_toy", PARAMETERS, VALUE)
    text = (quick.project.notebooks / "10_toy.ipynb").read_text(encoding="utf-8").replace("# Is it so?", "Is it so?")
    quick.write("notebooks/10_toy.ipynb", text)
    assert problems(quick) == ["notebooks/10_toy.ipynb: no heading; start it with `# ` and its question in Markdown"]


def test_what_no_page_shows_may_hold_anything(quick):
    """Markdown for those who edit the notebook; code, which the PDF leaves out; tables that no run reads."""
    quick.notebook(
        "10_toy", PARAMETERS, VALUE, markdown(f"{EMOJI} ![x](y.png)", "notebook-only"), cell(f"x = 1  # {EMOJI}")
    )
    quick.write("data/processed/bands.csv", f"{EMOJI}\n")
    quick.data()
    assert quick.build().made == ["toy"]


def test_letters_of_other_bundled_fonts_and_windows_line_ends_are_fine(quick):
    quick.notebook("10_toy", PARAMETERS, VALUE, markdown("é “x” → ✓ Ж\r\n\r\ntext"))
    assert quick.build().made == ["toy"]


def test_the_words_of_the_report_itself_are_read_too(quick, monkeypatch, tmp_path):
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "glossary.md").write_text(f"Term\n: {EMOJI}\n", encoding="utf-8")
    monkeypatch.setattr(preflight.language, "LOCALE", tmp_path)
    monkeypatch.setattr(preflight.language, "catalogue", lambda tongue: {"page.made": EMOJI})
    monkeypatch.setattr(preflight.language, "keys", lambda of: ["page.made"])
    assert problems(quick) == [f"locale/en: page.made: {SAYS}", f"locale/en/glossary.md: {SAYS}"]


def linked(quick: Toy, *links: str, **others: str) -> list[str]:
    """Addresses that are refused, of links in one notebook; `others` are Markdown cells of a second one."""
    text = "## First section\n\n" + "\n\n".join(f"[x]({link})" for link in links)
    quick.notebook("10_toy", PARAMETERS, VALUE, markdown(text))
    quick.notebook("20_other", cell("1 + 1"), *map(markdown, others.values()))
    quick.study(quick.run(), {"id": "other", "notebook": "20_other", "main": True, "parameters": {}})
    try:
        check(study.read(quick.project), study.read(quick.project).runs, (), quick.project)
    except InputError as error:
        return [problem.split("links to ")[1].split("'")[1] for problem in error.problems]
    return []


GOOD = [
    "https://example.org/a#b", "mailto:a@b.org", "other.html", "./other.html", "other.html#second-1", "#first-section",
    "toy.html#first-section", "index.html#glossary", "report.pdf", "tables/toy_t.csv", "institutions/index.html",
    "#table-toy-t", "other.html#figure-x", "#made",
]  # fmt: skip
BAD = [
    "nowhere.html", "#second-1", "other.html#first-section", "ftp://x.org", "//x.org/a", "report.html", "10_toy.ipynb",
    "toy.html#first", "http://%5B::1", "//%E2%84%80x/a",
]  # fmt: skip


def test_links_that_lead_somewhere_are_accepted(quick):
    assert linked(quick, *GOOD, heading="## Second: 1") == []


def test_links_that_lead_nowhere_are_refused(quick):
    assert linked(quick, *GOOD, *BAD, heading="## Second: 1") == BAD


def test_an_anchor_that_code_may_add_is_left_to_the_gate(quick):
    quick.notebook("30_shown", cell("display(Markdown('## New'))"), markdown("[x](#new)"))
    quick.study({"id": "shown", "notebook": "30_shown", "main": True, "parameters": {}})
    plan = study.read(quick.project)
    assert check(plan, plan.runs, (), quick.project) is None


def test_changed_words_of_the_study_are_refused_without_any_run(quick):
    quick.build()
    before = quick.files()
    quick.executed.clear()
    quick.study(quick.run(), title=EMOJI)
    assert problems(quick) == [f"study.yml: title: {SAYS}"]
    assert quick.files() == before


def test_a_language_without_all_texts_is_refused_before_anything_runs(quick, monkeypatch):
    texts = {"en": {"page.made": "Made", "toy.x": "X"}, "id": {"page.made": "Dibuat"}}
    monkeypatch.setattr(preflight.language, "catalogue", texts.get)
    monkeypatch.setattr(preflight.language, "keys", lambda of: list(texts["en"]))
    quick.study(quick.run(), language="id")
    assert problems(quick) == [
        "study.yml: language: 1 of 2 texts are not translated into id, toy.x the first; run `make messages`, which "
        "lists them; for pages in one language: spbe render --only RUN --language en"
    ]


def test_a_page_needs_the_translation_of_its_own_texts_alone(monkeypatch):
    assert preflight._untranslated("id", {"common", "sources"}) == []
    known = {key: text for key, text in language.catalogue("id").items() if not key.startswith("relation.")}
    monkeypatch.setattr(language, "catalogue", lambda tongue: known)
    assert preflight._untranslated("id", {"common", "sources"}) == []
    [problem] = preflight._untranslated("id", {"common", "spbe_and_un"})
    assert "relation." in problem
