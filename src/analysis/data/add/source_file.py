"""What the source.yml of an added table says, and the records that go into corrections.yml with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import yaml

from analysis.data.add.about import Taken, Told

TRANSCRIPTION = (
    "figures as printed, with as many decimals as the longest of them; names as printed, in the case of "
    "names.csv; layout ours; taken in by `spbe add`"
)
UN_TRANSCRIPTION = (
    "figures as the UN prints them; layout, ISO3 codes and short English names are ours; taken in by `spbe add`"
)


def text(source_id: str, told: Told, year: int, taken: Taken, sha256: str, file: str) -> str:
    """The part of a source.yml that people write, from what was told and what was read."""
    is_un = "weights" in taken.meta
    meta = {
        "source_id": source_id, "title": told.title, "publisher": told.publisher,
        "kind": "un" if is_un else told.kind, "edition": year, "reference_year": year,
        "published": told.published, "url": told.url, "states": taken.meta["states"], "decree": told.decree,
        "obtained": f"{told.obtained.rstrip('. ')} (file {file}, sha256 {sha256[:16]})",
        "transcription": UN_TRANSCRIPTION if is_un else TRANSCRIPTION, "terms": told.terms,
        **{name: value for name, value in taken.meta.items() if name != "states"},
        "redefined": " ".join(told.redefined.split()) if is_un else "",
    }  # fmt: skip
    kept = {name: value for name, value in meta.items() if value != "" or (name == "not_computed" and is_un)}
    return yaml.safe_dump(kept, sort_keys=False, allow_unicode=True, width=110)


def add_records(path: Path, corrections: Iterable[Mapping], exceptions: Iterable[Mapping]) -> None:
    """Put corrections and exceptions at the end of their lists in corrections.yml; what stands there stays as it is."""
    before, mark, after = path.read_text(encoding="utf-8").partition("exceptions:\n")
    blocks = [_block(records) for records in (corrections, exceptions)]
    path.write_text(before + blocks[0] + mark + after + blocks[1], encoding="utf-8")


def _block(records: Iterable[Mapping]) -> str:
    listed = [dict(record) for record in records]
    if not listed:
        return ""
    written = yaml.safe_dump(listed, sort_keys=False, allow_unicode=True, width=110)
    return "".join(f"  {line}\n" for line in written.splitlines())


def remove_exceptions(path: Path, gone: Iterable[tuple[str, str, str]]) -> None:
    """Take exceptions out of corrections.yml: (check, where, found) of each."""
    before, mark, after = path.read_text(encoding="utf-8").partition("exceptions:\n")
    out = set(gone)
    blocks = re.split(r"(?m)^(?=  - )", after)
    kept = [block for block in blocks if not block.strip() or _key(block) not in out]
    path.write_text(before + mark + "".join(kept), encoding="utf-8")


def _key(block: str) -> tuple[str, str, str]:
    record = yaml.safe_load(block)[0]
    return tuple(str(record[name]) for name in ("check", "where", "found"))
