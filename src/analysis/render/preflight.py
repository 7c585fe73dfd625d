"""What can be refused before anything runs? Known words, where the notebooks' links lead, and parameters.

A kernel takes seconds and a study minutes: what the pages cannot show is told first, of all notebooks and tables at
once, by file and cell. What only a run can show is judged by `collect`, run by run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.render.collect import collect, markdown
from analysis.render.project import Project
from analysis.render.run import notebook, parameter_checks, rules
from analysis.render.run.study import Run, Study
from analysis.render.write import characters
from analysis.render.write.characters import Place
from analysis.render.write.prose import Prose, Token, title

LEADS_OUT = re.compile(r"https?://\w|mailto:")
FILES = ("index.html", "brief.pdf", "report.pdf", "annex.pdf", "values.json")  # of a report, beside the runs' pages
LATER = ("tables/", "institutions/")  # what is in them is known when they are written; `gate` looks at it
RUN_TIME_IDS = re.compile(r"(sentence|figure|table)-|(made|text|show-code)$")  # anchors of a page beside its headings
SHOWS_MARKDOWN = re.compile("markdown", re.IGNORECASE)  # code that may add headings to its page
REPORT = "report"  # file of the catalogue that every report takes words from
CELL = re.compile(r"\d")  # a key of Markdown of a notebook begins with its number: told cell by cell
FIRST_WORDS = 40  # characters of a Markdown cell by which it is found


@dataclass
class _Read:
    """One notebook's Markdown: its anchors, its links with their places, and what is wrong with it."""

    anchors: set[str] = field(default_factory=set)
    links: list[tuple[str, str]] = field(default_factory=list)  # (place, address)
    adds_headings: bool = False
    problems: list[str] = field(default_factory=list)


def check(
    plan: Study, runs: Sequence[Run], tables: Iterable[str], project: Project, texts: Iterable[str] | None = None
) -> None:
    """Refuse what can be refused without running.

    `tables` are the names of those that the runs read, `texts` the files of the catalogue that they take their words
    from, without `.po` (all of them if not given).

    Raises InputError with everything found in study.yml, the notebooks, the catalogue and the tables.
    """
    notebooks = {run.notebook: run.source for run in runs}
    problems, places, read = _untranslated(plan.language, texts), [*_of_study(plan), *_of_catalogue(plan.language)], {}
    tongue = language.SOURCE if problems else plan.language  # all that is not translated is one problem
    for name, source in notebooks.items():
        where = project.name(project.notebook(name))
        nb = _in(tongue, notebook.parse(source, where), name, problems)
        read[name] = _markdown(nb, where)
        problems += read[name].problems + rules.problems(nb, where)
        places += _of_notebook(nb, where)
        problems += [p for run in runs if run.notebook == name for p in parameter_checks.refusals(run, nb)]
    pages = {f"{run.id}.html": read.get(run.notebook) for run in plan.runs}
    problems += [problem for about in read.values() for problem in _broken(about, pages)]
    for table in sorted(tables):
        path = project.processed / f"{table}.csv"
        if path.is_file():
            lines = enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), start=1)
            places += [Place(f"{project.name(path)}: line {number}", line) for number, line in lines]
    problems += characters.refusals(places)
    if problems:
        raise InputError(dict.fromkeys(problems))


def _in(tongue: str, nb: dict, name: str, problems: list[str]) -> dict:
    """The notebook as its page will show it; as it is, where that is refused."""
    try:
        return markdown.translated(nb, name, tongue)
    except InputError as error:
        problems += error.problems
        return nb


def _of_study(plan: Study) -> Iterator[Place]:
    yield Place("study.yml: title", plan.title)
    yield Place("study.yml: subtitle", plan.subtitle)
    for run in plan.runs:
        yield Place(f"study.yml: run {run.id}: title", run.title)
        for name, value in run.parameters.items():
            given = value if isinstance(value, list) else [value]
            yield Place(f"study.yml: run {run.id}: parameter {name}", "\n".join(map(str, given)))


def _untranslated(tongue: str, texts: Iterable[str] | None) -> list[str]:
    every = [key for key in language.keys(texts and {REPORT, *texts}) if not CELL.match(key)]
    missing = sorted(set(every) - language.catalogue(tongue).keys())
    return missing and [
        f"study.yml: language: {len(missing)} of {len(every)} texts are not translated into {tongue}, {missing[0]} the "
        "first; run `make messages`, which lists them; for pages in one language: spbe render --only RUN --language en"
    ]


def _of_catalogue(tongue: str) -> Iterator[Place]:
    for key, text in language.catalogue(tongue).items():
        yield Place(f"locale/{tongue}: {key}", text)
    glossary = language.LOCALE / tongue / "glossary.md"
    if glossary.is_file():
        yield Place(f"locale/{tongue}/{glossary.name}", glossary.read_text(encoding="utf-8"))


def _of_notebook(nb: dict, where: str) -> Iterator[Place]:
    for number, cell in notebook.code_cells(nb):
        yield Place(f"{where}: cell {number}", cell["source"], "data")  # code is on the HTML page alone
    for place, text in _shown(nb, where):
        yield Place(place, text.replace("\r\n", "\n"))


def _shown(nb: dict, where: str) -> Iterator[tuple[str, str]]:
    """Place and text of each Markdown cell that becomes part of a page."""
    for position, cell in enumerate(nb["cells"], start=1):
        if markdown.is_read(cell):
            words = " ".join(cell["source"].split())
            yield f"{where}: cell at place {position} ({words[:FIRST_WORDS]!a})", cell["source"]


def _markdown(nb: dict, where: str) -> _Read:
    """Each Markdown cell as the pages will read it."""
    question = title(nb)
    about = _Read(problems=[] if question else [f"{where}: {collect.NO_TITLE}"])
    prose = Prose(question or "", where)
    for place, text in _shown(nb, where):
        prose.where = place
        try:
            about.links += [(place, url) for url in _links(prose.read(text))]
        except InputError as error:
            about.problems += error.problems
    about.anchors = prose.anchors
    about.adds_headings = any(SHOWS_MARKDOWN.search(cell["source"]) for _, cell in notebook.code_cells(nb))
    return about


def _links(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token["type"] == "link":
            yield token["attrs"]["url"]
        yield from _links(token.get("children", []))


def _broken(about: _Read, pages: Mapping[str, _Read | None]) -> Iterator[str]:
    """Links of one notebook that lead nowhere; `pages` are the runs' pages, None where one is not read this time."""
    for place, url in about.links:
        parts = urlsplit(url)  # as mistune encodes it
        path = unquote(parts.path).removeprefix("./")
        if LEADS_OUT.match(url) or (
            not parts.scheme and not parts.netloc and (path in FILES or path.startswith(LATER))
        ):
            continue
        target = pages.get(path) if path else about
        if parts.scheme or parts.netloc or (path and path not in pages):
            yield f"{place}: links to {url!r}, which does not exist; correct the link"
        elif target and not _has(target, unquote(parts.fragment)):
            there = ", ".join(sorted(target.anchors)) or "none"
            yield f"{place}: links to {url!r}, and no heading there has this anchor; anchors are {there}"


def _has(about: _Read, fragment: str) -> bool:
    return not fragment or about.adds_headings or fragment in about.anchors or bool(RUN_TIME_IDS.match(fragment))
