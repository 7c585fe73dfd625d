"""The raw folders: what each file is, and proof that it is still the file that was sealed.

Every folder under data/raw has a `source.yml`. Its upper part is written by people (title, publisher, edition,
how obtained, terms); below the line `seal:` stand the hash, the row count and a fingerprint of each column,
written by `spbe seal` only. `data/raw/source.yml` seals the loose files and all other `source.yml` files, and
its last line seals itself.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pandas as pd
import yaml

from analysis.data import yaml_files
from analysis.data.csv_files import REMEDY, read_csv
from analysis.data.files import sha256, write_whole
from analysis.data.raw_folder import raw_folder
from analysis.methods.errors import InputError

SEAL_LINE = "seal:  # written by `spbe seal`, never by hand\n"
SELF_LINE = "self: "


def fingerprint(column: pd.Series) -> str:
    """What a column holds, in one line: count, range and sum of numbers, or count and distinct values of text.

    The digest at the end tells two columns apart that agree in all of that.
    """
    digest = hashlib.sha256("\n".join(column).encode()).hexdigest()[:8]
    filled = [text for text in column if text != ""]
    try:
        numbers = [Decimal(text) for text in filled]
    except InvalidOperation:
        numbers = []
    if numbers and all(number.is_finite() for number in numbers):
        return f"{len(numbers)} numbers from {min(numbers)} to {max(numbers)}, sum {sum(numbers)}, digest {digest}"
    return f"{len(filled)} texts, {len(set(filled))} distinct, digest {digest}"


def _seal_of(path: Path) -> dict:
    entry: dict = {"sha256": sha256(path)}
    if path.suffix == ".csv":
        table = read_csv(path)
        entry["rows"] = len(table)
        entry["fingerprint"] = {name: fingerprint(table[name]) for name in table.columns}
    return entry


def _is_ours(path: Path) -> bool:
    """Not what a file manager or a spreadsheet leaves beside the figures, such as .DS_Store or .~lock.egdi.csv#."""
    return not path.name.startswith(".")


def _sealed_files(folder: Path, raw: Path) -> list[Path]:
    """The files that the source.yml of a folder answers for."""
    if folder == raw:
        loose = [path for path in raw.iterdir() if path.is_file() and _is_ours(path) and path.name != "source.yml"]
        return sorted(loose) + sorted(raw.glob("*/source.yml"))
    return sorted(path for path in folder.rglob("*") if path.is_file() and _is_ours(path) and path.name != "source.yml")


def _folders(raw: Path) -> list[Path]:
    """Every raw folder, the root last because it seals the others."""
    if not raw.is_dir():
        raise InputError(f"data/{raw.name}: not found; restore it from version control")
    return [*sorted(path for path in raw.iterdir() if path.is_dir()), raw]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.parent.name}/source.yml: cannot be read ({error.strerror}); {REMEDY}") from None


def _text(path: Path) -> str:
    """The text of a source.yml, its line ends as they are: they are sealed too."""
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path.parent.name}/source.yml: cannot be read ({error}); {REMEDY}") from None


def _halves(path: Path) -> tuple[bytes, bytes]:
    """What people wrote and what was sealed, the latter after as many empty lines: its lines keep their numbers."""
    head, mark, tail = _bytes(path).partition(SEAL_LINE.encode())
    return head, b"\n" * head.count(b"\n") + mark + tail


def _seals(path: Path) -> dict[str, dict]:
    """The sealed part of a source.yml: file -> its seal; empty where nothing was sealed yet."""
    name = f"{path.parent.name}/source.yml"
    sealed = yaml_files.parse(_halves(path)[1], name).content.get("seal") or {}
    if not isinstance(sealed, dict) or not all(_is_seal(entry) for entry in sealed.values()):
        raise InputError(f"{name}: the sealed part is damaged; {REMEDY}")
    return sealed


def _is_seal(entry: object) -> bool:
    columns = entry.get("fingerprint", {}) if isinstance(entry, dict) else None
    return isinstance(columns, dict)


def source(folder: str, raw: Path | None = None) -> dict:
    """The part of a folder's source.yml written by people.

    Raises InputError where it is missing, cannot be read, or breaks `analysis.data.source_schema`.
    """
    from analysis.data import source_schema

    path = (raw or raw_folder()) / folder / "source.yml"
    if not path.is_file():
        raise InputError(f"{folder}/source.yml: not found; every raw folder states its source there")
    return source_schema.checked(yaml_files.parse(_halves(path)[0], f"{folder}/source.yml"))


def sources(raw: Path | None = None) -> dict[str, dict]:
    """The source of every raw folder, by folder name. Raises InputError with what is wrong in all of them."""
    raw, found, problems = raw or raw_folder(), {}, []
    for folder in _folders(raw)[:-1]:
        try:
            found[folder.name] = source(folder.name, raw)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return found


def seal(raw: Path | None = None) -> list[str]:
    """Write hash, rows and fingerprints of all raw files into the source.yml files. Returns what changed.

    Raises InputError, with nothing written, where a source.yml is missing.
    """
    raw, changed = raw or raw_folder(), []
    lost = [path for folder in _folders(raw) if not (path := folder / "source.yml").is_file()]
    if lost:
        raise InputError(
            f"{path.relative_to(raw)}: not found; restore it, or write where the files come from" for path in lost
        )
    for folder in _folders(raw):
        path = folder / "source.yml"
        before = _text(path)
        entries = {str(file.relative_to(folder)): _seal_of(file) for file in _sealed_files(folder, raw)}
        body = yaml.safe_dump(entries, sort_keys=True, allow_unicode=True, width=110)
        text = before.partition(SEAL_LINE)[0] + SEAL_LINE + "".join(f"  {line}\n" for line in body.splitlines())
        if folder == raw:
            text += f"{SELF_LINE}{hashlib.sha256(text.encode()).hexdigest()}\n"
        if text != before:
            write_whole(path, text.encode())
            changed.append(str(path.relative_to(raw)))
    return changed


def verify(raw: Path | None = None) -> list[str]:
    """Problems of the sealed files, one line each: files that were added, lost or altered, and how."""
    raw, problems = raw or raw_folder(), []
    for folder in _folders(raw):
        name = "" if folder == raw else f"{folder.name}/"
        if not (folder / "source.yml").is_file():
            problems.append(f"{name}source.yml: not found; {REMEDY}")
            continue
        try:
            sealed = _seals(folder / "source.yml")
            present = {str(file.relative_to(folder)): file for file in _sealed_files(folder, raw)}
            problems += [f"{name}{lost}: sealed but not found; {REMEDY}" for lost in sorted(set(sealed) - set(present))]
            problems += [f"{name}{new}: not sealed; {REMEDY}" for new in sorted(set(present) - set(sealed))]
            for file in sorted(set(present) & set(sealed)):
                problems += _compare(f"{name}{file}", present[file], sealed[file])
        except InputError as error:
            problems += error.problems
        except OSError as error:
            problems.append(f"{name}: a file cannot be read ({error}); {REMEDY}")
    return problems + _verify_self(raw / "source.yml")


def require_sealed() -> None:
    """Raises InputError with every problem of the sealed files."""
    problems = verify()
    if problems:
        raise InputError(problems)


def _compare(name: str, path: Path, sealed: dict) -> list[str]:
    if sha256(path) == sealed.get("sha256"):
        return []  # the same bytes, so the same rows and columns; these are only for saying what changed
    try:
        found = _seal_of(path)
    except InputError as error:
        return error.problems
    problems = []
    if found.get("rows") != sealed.get("rows"):
        problems.append(f"{name}: {found.get('rows')} rows, sealed with {sealed.get('rows')}; {REMEDY}")
    was, now = sealed.get("fingerprint") or {}, found.get("fingerprint") or {}
    for column in sorted(set(was) | set(now)):
        if was.get(column) != now.get(column):
            problems.append(
                f"{name}: column {column} now holds {now.get(column, 'nothing')}, "
                f"sealed as {was.get(column, 'absent')}; {REMEDY}"
            )
    if found["sha256"] != sealed.get("sha256"):
        problems.append(
            f"{name}: sha256 {found['sha256'][:12]}…, sealed as {str(sealed.get('sha256'))[:12]}…; {REMEDY}"
        )
    return problems


def _verify_self(path: Path) -> list[str]:
    if not path.is_file():
        return []
    content, mark, tail = path.read_bytes().rpartition(SELF_LINE.encode())
    if mark and tail == hashlib.sha256(content).hexdigest().encode() + b"\n":
        return []
    return [f"source.yml: its last line does not seal what stands above it; {REMEDY}"]
