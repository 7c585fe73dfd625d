"""In which words does a page show the Markdown of its notebook? Those of the catalogue of its language.

The cells that readers see are texts of the page's catalogue too, under `<notebook>.<cell id>`; `make messages` takes
them from the notebooks: 30_spbe_and_un goes into locale/en/spbe_and_un.po, after the sentences of the page. A page in
the language of the notebooks shows the cells as they are.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from analysis import paths
from analysis.methods.errors import InputError
from analysis.present import language, messages
from analysis.render.run import notebook

NOTEBOOK_ONLY = (
    "notebook-only"  # tag of Markdown that speaks to those who edit the notebook, not to readers of the page
)
MARK = "# Markdown of the notebook, taken from there by `make messages`.\n"  # in a catalogue; ours above, cells below
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"'


def is_read(cell: dict) -> bool:
    """Whether readers of the page see a cell as Markdown."""
    return cell["cell_type"] == "markdown" and NOTEBOOK_ONLY not in notebook.tags(cell)


def translated(nb: dict, name: str, tongue: str) -> dict:
    """The notebook `name` with the Markdown that readers see in their language.

    Raises InputError with every cell that is untranslated or fuzzy, or that the catalogue has in other words.
    """
    if tongue == language.SOURCE:
        return nb
    texts, own = language.catalogue(language.SOURCE), language.catalogue(tongue)
    cells, problems = [], []
    for cell in nb["cells"]:
        key = f"{name}.{cell['id']}"
        if is_read(cell) and texts.get(key) != cell["source"]:
            problems.append(f"locale/{language.SOURCE}: {key} is not what the notebook says: run `make messages`")
        elif is_read(cell) and key not in own:
            problems.append(f"locale/{tongue}: {key} is not translated: run `make messages` and translate it there")
        cells.append(cell | {"source": own[key]} if is_read(cell) and key in own else cell)
    if problems:
        raise InputError(problems)
    return nb | {"cells": cells}


def extracted(page: str, name: str, nb: dict) -> str:
    """The text of a page's English catalogue with the Markdown of the notebook `name` after its sentences."""
    cells = Catalog()
    for cell in filter(is_read, nb["cells"]):
        cells.add(cell["source"], context=f"{name}.{cell['id']}")
        cells.get(cell["source"], f"{name}.{cell['id']}").flags.clear()  # guesses of babel's, such as python-format
    written = io.BytesIO()
    write_po(written, cells, width=messages.WIDTH, omit_header=True)
    own = page.partition(MARK)[0].rstrip("\n") or HEAD
    return f"{own}\n\n{MARK}{written.getvalue().decode().strip(chr(10))}\n"


def pages(notebooks: Path = paths.NOTEBOOKS, locale: Path = language.LOCALE) -> Iterator[tuple[Path, str]]:
    """Each page's English catalogue, and its text as the notebooks have it now."""
    for path in sorted(notebooks.glob("*.ipynb")):
        page = locale / language.SOURCE / f"{path.stem.partition('_')[2]}.po"
        before = page.read_text(encoding="utf-8") if page.is_file() else ""
        yield page, extracted(before, path.stem, notebook.read(path, f"notebooks/{path.name}"))


def main() -> int:
    """Bring the English catalogues up to date with the notebooks, then the translations with the English."""
    for page, text in pages():
        if not page.is_file() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8", newline="\n")
            print(f"messages: locale/{language.SOURCE}/{page.name}: Markdown of the notebook taken anew")
    return messages.main()


if __name__ == "__main__":
    sys.exit(main())
