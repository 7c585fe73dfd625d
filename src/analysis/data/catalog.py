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

from analysis.methods.errors import InputError
from analysis.paths import RAW

SEAL_LINE = "seal:  # written by `spbe seal`, never by hand\n"
SELF_LINE = "self: "
REQUIRED = (
    "source_id",
    "title",
    "publisher",
    "kind",
    "edition",
    "reference_year",
    "published",
    "states",
    "obtained",
    "terms",
)
REMEDY = "restore the file from version control or, if the change is meant, run `spbe seal`"


def sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_csv(path: Path) -> pd.DataFrame:
    """A raw CSV as text, empty cells as empty text. Raises InputError where it is missing, empty or no table."""
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8", skip_blank_lines=False)
    except FileNotFoundError:
        raise InputError(f"{path.name}: not found in {path.parent.name}; {REMEDY}") from None
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise InputError(f"{path.parent.name}/{path.name}: not a readable table ({error}); {REMEDY}") from None


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


def _sealed_files(folder: Path, raw: Path) -> list[Path]:
    """The files that the source.yml of a folder answers for."""
    if folder == raw:
        loose = [path for path in raw.iterdir() if path.is_file() and path.name != "source.yml"]
        return sorted(loose) + sorted(raw.glob("*/source.yml"))
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "source.yml")


def _folders(raw: Path) -> list[Path]:
    """Every raw folder, the root last because it seals the others."""
    return [*sorted(path for path in raw.iterdir() if path.is_dir()), raw]


def _split(path: Path) -> tuple[str, dict]:
    """The part of a source.yml written by people, as text, and the sealed part, read."""
    text = path.read_text(encoding="utf-8")
    head, _, tail = text.partition(SEAL_LINE)
    try:
        sealed = yaml.safe_load(SEAL_LINE + tail) if tail else {}
    except yaml.YAMLError as error:
        raise InputError(f"{path.parent.name}/source.yml: the sealed part cannot be read ({error}); {REMEDY}") from None
    return head, (sealed or {}).get("seal") or {}


def source(folder: str, raw: Path = RAW) -> dict:
    """The part of a folder's source.yml written by people. Raises InputError where a required entry is missing."""
    path = raw / folder / "source.yml"
    if not path.is_file():
        raise InputError(f"{folder}/source.yml: not found; every raw folder states its source there")
    head, _ = _split(path)
    meta = yaml.safe_load(head) or {}
    missing = [name for name in REQUIRED if not meta.get(name)]
    if missing:
        raise InputError(f"{folder}/source.yml: no entry {', '.join(missing)}; add what the publication says")
    return meta


def sources(raw: Path = RAW) -> dict[str, dict]:
    """The source of every raw folder, by folder name."""
    return {folder.name: source(folder.name, raw) for folder in _folders(raw)[:-1]}


def seal(raw: Path = RAW) -> list[str]:
    """Write hash, rows and fingerprints of all raw files into the source.yml files. Returns what changed."""
    changed = []
    for folder in _folders(raw):
        path = folder / "source.yml"
        before = path.read_text(encoding="utf-8")
        entries = {str(file.relative_to(folder)): _seal_of(file) for file in _sealed_files(folder, raw)}
        body = yaml.safe_dump(entries, sort_keys=True, allow_unicode=True, width=110)
        text = before.partition(SEAL_LINE)[0] + SEAL_LINE + "".join(f"  {line}\n" for line in body.splitlines())
        if folder == raw:
            text += f"{SELF_LINE}{hashlib.sha256(text.encode()).hexdigest()}\n"
        if text != before:
            path.write_text(text, encoding="utf-8")
            changed.append(str(path.relative_to(raw)))
    return changed


def verify(raw: Path = RAW) -> list[str]:
    """Problems of the sealed files, one line each: files that were added, lost or altered, and how."""
    problems = []
    for folder in _folders(raw):
        name = "" if folder == raw else f"{folder.name}/"
        if not (folder / "source.yml").is_file():
            problems.append(f"{name}source.yml: not found; {REMEDY}")
            continue
        try:
            _, sealed = _split(folder / "source.yml")
            present = {str(file.relative_to(folder)): file for file in _sealed_files(folder, raw)}
            problems += [f"{name}{lost}: sealed but not found; {REMEDY}" for lost in sorted(set(sealed) - set(present))]
            problems += [f"{name}{new}: not sealed; {REMEDY}" for new in sorted(set(present) - set(sealed))]
            for file in sorted(set(present) & set(sealed)):
                problems += _compare(f"{name}{file}", present[file], sealed[file])
        except (InputError, UnicodeDecodeError) as error:
            problems.append(f"{name}source.yml or a file beside it cannot be read: {error}")
    return problems + _verify_self(raw / "source.yml")


def _compare(name: str, path: Path, sealed: dict) -> list[str]:
    try:
        found = _seal_of(path)
    except InputError as error:
        return error.problems
    if found == sealed:
        return []
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
    text, mark, tail = path.read_text(encoding="utf-8", errors="replace").rpartition(SELF_LINE)
    if mark and tail == hashlib.sha256(text.encode()).hexdigest() + "\n":
        return []
    return [f"source.yml: its last line does not seal what stands above it; {REMEDY}"]
