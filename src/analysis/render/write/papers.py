"""What the papers around the study say of itself: lists of data sets and results, codebook, and the README's picture.

The lists in REPRODUCING.md are written from the raw catalogue and from the outputs stored in the notebooks, the
codebook docs/tables.md by `codebook`, the picture from the study; a test fails when the committed files differ.
Nothing in them comes from a clock.
"""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib

from analysis.data import catalog
from analysis.data.csv_files import read_csv
from analysis.data.files import write_whole
from analysis.paths import NOTEBOOKS, RAW, ROOT
from analysis.render.project import Project
from analysis.render.run import notebook
from analysis.render.run.study import read
from analysis.render.write import codebook

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
        cells = notebook.read(path, f"notebooks/{path.name}")["cells"]
        for number, cell in enumerate(cells, start=1):
            for output in cell.get("outputs", []):
                for kind in ("figure", "table"):
                    about = output.get("data", {}).get(MIME.format(kind))
                    if about:
                        file = about["key"].replace(".", "_") + ".csv"
                        page = f"`{pages[path.stem]}.html`"
                        lines.append(f"| {about['title']} | {kind} | `{path.stem}` | {number} | {page} | `{file}` |")
    return "\n".join(lines)


def reproducing(text: str) -> str:
    """REPRODUCING.md with its two lists written anew between their marks."""
    for name, table in (("datasets", datasets()), ("results", results())):
        begin, end = f"<!-- {name}: written by `make store` -->", f"<!-- end of {name} -->"
        found = re.search(f"{re.escape(begin)}.*?{re.escape(end)}", text, re.S)
        if not found:
            raise ValueError(f"REPRODUCING.md: no mark {begin!r}; restore it")
        text = text.replace(found[0], f"{begin}\n\n{table}\n\n{end}")
    return text


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
