"""Which column of an office's table holds what? Told by the usual heads in Indonesian and English, or a mapping file.

Title lines may stand above the head, and a head may have two rows ("Domain" above "Kebijakan", "Tata Kelola", …). Heads
are compared by their words, without case, years and numbers. A head that is not known is never guessed: the refusal
lists all of them and asks for a mapping file (`--columns`), of which `template` is the beginning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from analysis.data import yaml_files
from analysis.data.read.grid import Grid
from analysis.data.yaml_files import cut
from analysis.methods.errors import InputError

HEAD_WITHIN = 40  # rows with text, from the first
IGNORE = "ignore"
SPBE, UN = "spbe", "un"  # layouts
NEEDED = {SPBE: ("institution", "index"), UN: ("year", "country", "rank", "egdi", "osi", "tii", "hci", "epi")}
OPTIONAL = {SPBE: ("listed_under", "predicate", "kebijakan", "tata_kelola", "manajemen", "layanan"), UN: ()}
FILLERS = {
    "spbe", "domain", "hasil", "evaluasi", "pemantauan", "tahun", "year", "internal", "nama", "name", "of", "the",
    "dan", "and", "akhir", "keseluruhan", "overall", "pemerintah", "capaian", "indonesia", "final",
}  # fmt: skip
MEASURES = {"indeks", "index", "nilai", "skor", "score", "value", "indices"}
HEADS = {  # column -> what is left of its usual heads, in words
    "institution": ("instansi", "instansi pusat daerah", "daerah", "kementerian lembaga", "k l", "k l pd", "k l d",
                    "ippd", "kementerian lembaga daerah", "institution", "institutions", "agency",
                    "local government", "lembaga", "unit kerja", "kabupaten kota", "provinsi kabupaten kota",
                    "instansi daerah", "government"),
    "predicate": ("predikat", "predicate", "rating", "predikat indeks"),
    "listed_under": ("kelompok", "kelompok instansi", "jenis", "jenis instansi", "kategori instansi", "group", "type",
                     "listed under", "institution type", "type institution"),
    "kebijakan": ("kebijakan", "policy", "kebijakan governance"),
    "tata_kelola": ("tata kelola", "tatakelola", "governance"),
    "manajemen": ("manajemen", "management"),
    "layanan": ("layanan", "services", "service"),
    IGNORE: ("no", "nomor", "urut", "no urut", "number", "rank", "peringkat", "ranking", "keterangan", "remarks",
             "notes", "kode", "code", "id"),
}  # fmt: skip
UN_HEADS = {
    "year": "survey year", "country": "country name", "rank": "e government rank", "egdi": "e government index",
    "epi": "e participation index", "osi": "online service index", "hci": "human capital index",
    "tii": "telecommunication infrastructure index",
}  # fmt: skip
UN_ALSO = {"egdi": "e government development index", "tii": "telecommunications infrastructure index"}
ORDINAL = re.compile(r"[ivx]+|[a-z]|\d+")  # what numbers a head
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Head:
    """Where the body of a table begins and which position each column has. `layout`: SPBE or UN."""

    layout: str
    last_row: int  # of the head, by its number in the file
    columns: dict[str, int]
    left_out: tuple[str, ...]  # heads of columns that are not read


def words(text: str) -> str:
    """The words of a head in small letters, parted by blanks."""
    return " ".join(WORD.findall(text.lower().replace("_", " ")))


def column(head: str) -> str:
    """The column that a head of a list of institutions names; empty for one that is not known."""
    found = [word for word in words(head).split() if not re.fullmatch(r"20\d\d", word)]
    left = [word for word in found if word not in FILLERS]
    measured = [word for word in left if word in MEASURES]
    core = " ".join(word for word in left if word not in MEASURES)
    if not core:
        return "index" if measured else ("institution" if found and set(found) <= {"nama", "name"} else "")
    exact = next((name for name, heads in HEADS.items() if core in heads), "")
    if exact:
        return exact
    bare = " ".join(word for word in core.split() if not ORDINAL.fullmatch(word))
    return next((name for name, heads in HEADS.items() if bare in heads), "") if bare else ""


def find(grid: Grid, mapping: Mapping[str, object] | None = None) -> Head:
    """The head of a table. `mapping` (see `read_mapping`) names the heads of columns. Raises InputError where the
    needed columns are not found, two heads name one column, or a head is not known: with all heads of the row.
    """
    for number, cells in grid.rows[:HEAD_WITHIN]:
        texts = [words(cell) for cell in cells]
        found = {name for name, text in UN_HEADS.items() if {text, UN_ALSO.get(name)} & set(texts)}
        if len(found) >= len(UN_HEADS) // 2 and not mapping:
            return _un(grid, number, cells, texts)
    named = mapping or {}
    best = max(
        range(min(len(grid.rows), HEAD_WITHIN)),
        key=lambda at: (_known(grid.rows[at][1], named), -at),
    )
    number, cells = grid.rows[best]
    if not _known(cells, named):
        first = "; ".join(cell for cell in grid.rows[0][1] if cell)
        raise InputError(
            f"{grid.name}: no row with heads such as Instansi and Indeks SPBE in the first {HEAD_WITHIN} (row "
            f"{grid.rows[0][0]} has {cut(first)}); {_ask()}"
        )
    second = grid.rows[best + 1] if best + 1 < len(grid.rows) else None
    if second and _continues(cells, second[1], named):
        cells = [below or above for above, below in zip(cells, _padded(second[1], len(cells)), strict=False)]
        number = second[0]
    return _spbe(grid, number, cells, named)


def _padded(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def _column(head: str, named: Mapping[str, object]) -> str:
    for name, heads in named.items():
        if words(head) and words(head) in {words(one) for one in (heads if isinstance(heads, list) else [heads])}:
            return name
    return "" if any(name != IGNORE for name in named) and column(head) in named else column(head)


def _known(cells: list[str], named: Mapping[str, object]) -> int:
    """How many columns of a list the cells name; none where one that is needed is missing."""
    found = {_column(cell, named) for cell in cells if cell} - {"", IGNORE}
    return len(found) if found & {"institution", "index"} and len([cell for cell in cells if cell]) > 1 else 0


def _continues(above: list[str], below: list[str], named: Mapping[str, object]) -> bool:
    """Whether a row is the second of the head: only heads, and none of the institution's own column."""
    own = {_column(cell, named) for cell in below if cell} - {IGNORE}
    at = next((place for place, cell in enumerate(above) if _column(cell, named) == "institution"), None)
    return bool(own) and own <= {*OPTIONAL[SPBE], "index"} and (at is None or at >= len(below) or not below[at])


def _spbe(grid: Grid, number: int, cells: list[str], named: Mapping[str, object]) -> Head:
    columns: dict[str, int] = {}
    problems, unknown, left_out = [], [], []
    for position, head in enumerate(cells):
        name = _column(head, named) if head else IGNORE
        if name in columns:
            both = f"{cut(cells[columns[name]])} and {cut(head)}"
            problems.append(f"{grid.where(number)}: {both} both name the column {name}; say which in a mapping file")
        elif name == IGNORE:
            left_out += [head] if head else []
        elif name:
            columns[name] = position
        else:
            unknown.append(head)
    lost = [name for name in NEEDED[SPBE] if name not in columns]
    if lost:
        problems.append(f"{grid.where(number)}: no column {' and none '.join(lost)} among {_listed(cells)}")
    if unknown:
        problems.append(f"{grid.where(number)}: not recognised: {_listed(unknown)}")
    lost_names = [
        f"{name}: {head}" for name, heads in named.items() if name != IGNORE and name not in columns for head in [heads]
    ]
    if lost_names:
        told = ", ".join(map(str, lost_names))
        problems.append(f"{grid.where(number)}: no head as the mapping file names it for {told}")
    if problems:
        raise InputError([*problems[:-1], f"{problems[-1]}; {_ask()}"])
    return Head(SPBE, number, columns, tuple(left_out))


def _un(grid: Grid, number: int, cells: list[str], texts: list[str]) -> Head:
    columns: dict[str, int] = {}
    for name, head in UN_HEADS.items():
        at = [place for place, text in enumerate(texts) if text and text in {head, UN_ALSO.get(name)}]
        if len(at) == 1:
            columns[name] = at[0]
    lost = [UN_HEADS[name] for name in NEEDED[UN] if name not in columns]
    if lost:
        raise InputError(
            f"{grid.where(number)}: heads of the UN's download, but not one each of {', '.join(lost)}; take the file "
            "as the UN's Data Center gives it"
        )
    return Head(UN, number, columns, tuple(c for p, c in enumerate(cells) if c and p not in columns.values()))


def _listed(heads: list[str]) -> str:
    return ", ".join(cut(head) for head in heads if head)


def _ask() -> str:
    return "name the columns in a mapping file (--columns map.yml; --write-columns map.yml writes its beginning)"


def template(grid: Grid) -> str:
    """A mapping file to be completed: what was recognised, and every other head of the row that looks most like one."""
    rows = grid.rows[:HEAD_WITHIN]
    number, cells = max(rows, key=lambda row: (sum(bool(column(cell)) for cell in row[1]), -row[0]))
    found: dict[str, str] = {}
    for head in filter(None, cells):
        name = column(head)
        if name and name != IGNORE:
            found.setdefault(name, head)
    others = [head for head in cells if head and head not in found.values()]
    lines = [
        f"# Columns of {grid.name} by their heads (row {number}). Write the head of each column that the table has",
        "# after its name, take the other lines out, and list heads that are not to be read under ignore.",
    ]
    for name in (*NEEDED[SPBE], *OPTIONAL[SPBE]):
        lines.append(f"{name}: {_plain(found[name])}" if name in found else f"# {name}:")
    lines += [f"{IGNORE}:", *[f"  - {_plain(head)}" for head in others]] if others else []
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    return yaml.safe_dump(text, allow_unicode=True, width=1000).splitlines()[0]


def read_mapping(path: Path) -> dict[str, object]:
    """Column -> head as printed, and `ignore` -> heads that are left out. Raises InputError with every breach."""
    document = yaml_files.read(path, path.name)
    known, problems = (*NEEDED[SPBE], *OPTIONAL[SPBE], IGNORE), []
    for name, value in document.content.items():
        where = document.where((name,))
        if name not in known:
            problems.append(f"{where}: no column {cut(str(name))}; choose from {', '.join(known)}")
        elif name == IGNORE and not (isinstance(value, list) and all(isinstance(head, str) for head in value)):
            problems.append(f"{where}: ignore: list the heads, one a line, each after `- `")
        elif name != IGNORE and not (isinstance(value, str) and words(value)):
            problems.append(f"{where}: {name}: write its head as the table prints it")
    if not document.content:
        problems.append(f"{path.name}: names no column; write a line such as `institution: Nama Instansi`")
    if problems:
        raise InputError(problems)
    return document.content
