"""What the papers around the study say of it: answers, lists of notebooks, data sets and results, codebook, picture.

The README's answers, the list of notebooks that `make lab` opens with, and the lists in REPRODUCING.md are written
from the raw catalogue and from what is stored in the notebooks, the codebook docs/tables.md by `codebook`, the picture
from the study; a test fails when the committed files differ. Nothing in them comes from a clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import matplotlib

from analysis.data import catalog
from analysis.data.csv_files import read_csv
from analysis.data.files import write_whole
from analysis.paths import NOTEBOOKS, RAW, ROOT
from analysis.present import language
from analysis.render.project import Project
from analysis.render.run import notebook, parameters
from analysis.render.run.study import read
from analysis.render.write import codebook

README = ROOT / "README.md"
START = NOTEBOOKS / "README.md"
REPRODUCING = ROOT / "REPRODUCING.md"
PICTURE = ROOT / "docs" / "main_result.svg"
CODEBOOK = ROOT / "docs" / "tables.md"
MIME = "application/vnd.spbe.{}+json"


def datasets(raw: Path = RAW) -> str:
    """Markdown table of the raw folders: folder, what it states, publisher, edition, rows, terms."""
    lines = ["| folder under `data/raw` | title | publisher | edition | rows |", "|---|---|---|---|---|"]
    for folder, meta in catalog.sources(raw).items():
        rows = sum(len(read_csv(path)) for path in sorted((raw / folder).glob("*.csv")))
        lines.append(f"| `{folder}` | {meta['title']} | {meta['publisher']} | {meta['edition']} | {rows} |")
    return "\n".join(lines)


def results(notebooks: Path = NOTEBOOKS) -> str:
    """Markdown table of the figures and tables that the notebooks publish, with the file of each in reports/tables."""
    pages = {run.notebook: run.id for run in read(Project()).runs if run.main}
    lines = ["| result | kind | notebook | cell | page | file in `reports/tables` |", "|---|---|---|---|---|---|"]
    for path in sorted(notebooks.glob("*.ipynb")):
        for number, kind, about in _published(path, "figure", "table"):
            file = about["key"].replace(".", "_") + ".csv"
            page = f"`{pages[path.stem]}.html`"
            lines.append(f"| {about['title']} | {kind} | `{path.stem}` | {number} | {page} | `{file}` |")
    return "\n".join(lines)


def answers(notebooks: Path = NOTEBOOKS) -> str:
    """Markdown list of what the first page says: claim, verdict with its decision word, why, of when."""
    lines = []
    for run in read(Project()).runs:
        path = notebooks / f"{run.notebook}.ipynb"
        for _, _, card in _published(path, "card") if run.main and path.is_file() else ():
            word = language.decision_word(card["decision"], language.SOURCE)
            lines.append(f"- {card['claim']} **{card['verdict']}** (*{word}*) {card['why']} ({card['period']}.)")
    return "\n".join(lines)


def start(notebooks: Path = NOTEBOOKS) -> str:
    """Markdown table of the notebooks in the report's order: the question that each answers, in every language that
    has it, and its parameters with what they mean.
    """
    lines = ["| question | what to change in its cell `parameters` |", "|---|---|"]
    there = {path.stem: path for path in sorted(notebooks.glob("*.ipynb"))}
    order = dict.fromkeys([*(run.notebook for run in read(Project()).runs), *there])
    for path in (there[name] for name in order if name in there):
        nb = notebook.read(path, f"notebooks/{path.name}")
        declared, _ = parameters.declared(nb, f"notebooks/{path.name}")
        changes = [f"`{parameter.name}`: {parameter.meaning}" for parameter in declared.values()]
        question = f"[**{_title(nb['cells'][0]['source'])}**]({path.name})"
        told = [question, *_translations(f"{path.stem}.{nb['cells'][0]['id']}"), f"`{path.stem}`"]
        lines.append(f"| {'<br>'.join(told)} | {'<br>'.join(changes)} |")
    return "\n".join(lines)


def _translations(key: str) -> list[str]:
    """The title that begins a text of the catalogue, in each other language that has it."""
    texts = (language.catalogue(one).get(key) for one in language.LANGUAGES if one != language.SOURCE)
    return [f"*{_title(text)}*" for text in texts if text]


def _title(markdown: str) -> str:
    return markdown.partition("\n")[0].removeprefix("# ").strip()


def _published(path: Path, *kinds: str) -> Iterator[tuple[int, str, dict]]:
    """What a notebook's stored outputs publish of these kinds: number of the cell, kind, and all that it says."""
    cells = notebook.read(path, f"notebooks/{path.name}")["cells"]
    for number, cell in enumerate(cells, start=1):
        for output in cell.get("outputs", []):
            for kind in kinds:
                if about := output.get("data", {}).get(MIME.format(kind)):
                    yield number, kind, about


def filled(document: str, text: str, **lists: str) -> str:
    """The text of a document with its lists written anew between their marks. Raises ValueError for a lost mark."""
    for name, content in lists.items():
        begin, end = f"<!-- {name}: written by `make store` -->", f"<!-- end of {name} -->"
        found = re.search(f"{re.escape(begin)}.*?{re.escape(end)}", text, re.S)
        if not found:
            raise ValueError(f"{document}: no mark {begin!r}; restore it")
        text = text.replace(found[0], f"{begin}\n\n{content}\n\n{end}" if content else f"{begin}\n{end}")
    return text


def reproducing(text: str) -> str:
    """REPRODUCING.md with its two lists written anew."""
    return filled("REPRODUCING.md", text, datasets=datasets(), results=results())


def picture() -> bytes:
    """The README's picture as SVG: the national index with the change of instrument as a break."""
    from analysis.present.charts import svg
    from analysis.present.instrument_change.comparable_series import national_figure
    from analysis.studies.instrument_change import comparable_series

    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # whatever this user's matplotlibrc says
        figure, words = national_figure(comparable_series.study())
        return svg.with_words(svg.svg(figure), *words).encode()


def write() -> list[str]:
    """Write the lists, the codebook and the picture where they differ. Returns the names of the files that changed."""
    wanted = {
        README: filled("README.md", README.read_text(encoding="utf-8"), answers=answers()).encode(),
        START: filled("notebooks/README.md", START.read_text(encoding="utf-8"), notebooks=start()).encode(),
        REPRODUCING: reproducing(REPRODUCING.read_text(encoding="utf-8")).encode(),
        CODEBOOK: codebook.text().encode(),
        PICTURE: picture(),
    }
    changed = []
    for path, content in wanted.items():
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(exist_ok=True)
            write_whole(path, content)
            changed.append(path.relative_to(ROOT).as_posix())
    return changed
