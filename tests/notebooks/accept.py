"""Take over what the present figures and code come to: `make accept`.

Seals the raw files, builds and checks the tables, executes and stores every notebook, and writes tests/golden and
docs/questions.md anew. Then it tells what that changed against the last commit: golden numbers old and new, and the
sentences of each page; at the end the line for the commit message, which lacks only the reason.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis.cli import main as spbe
from analysis.data.files import write_whole
from tests.golden import kept
from tests.notebooks.tolerance import tolerated
from tests.tree import ROOT

STEPS = (["seal"], ["build-data"], ["store"])
MISSING = "—"
MOST_NAMED = 3  # keys in the line for the commit message

Change = tuple[str, object, object]  # key, old, new; None where it was or is not there


def committed(path: Path) -> str:
    """A file as it was committed last; as it lies there, without git or where it is new; empty where it is not."""
    name = path.relative_to(ROOT).as_posix()
    try:
        done = subprocess.run(["git", "show", f"HEAD:./{name}"], cwd=ROOT, capture_output=True, check=True)
        return done.stdout.decode("utf-8")
    except (OSError, subprocess.CalledProcessError):
        return path.read_text(encoding="utf-8") if path.is_file() else ""


def altered() -> list[str]:
    """The raw files, other than seals, that differ from the last commit; none can be told without git."""
    command = ["git", "status", "--porcelain", "--no-renames", "-z", "--", "data/raw"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    names = [line[3:] for line in done.stdout.decode("utf-8").split("\0") if line]
    return [name for name in names if not name.endswith("/source.yml")]


def accepted(old: Mapping[str, object], new: Mapping[str, object]) -> dict[str, object]:
    """The new numbers, but the old one where the two are equal within the tolerance of a review."""
    return {key: old[key] if key in old and tolerated(old[key], x) is not None else x for key, x in new.items()}


def changes(old: Mapping[str, object], new: Mapping[str, object]) -> list[Change]:
    """What differs between two mappings without a None, by key."""
    return [
        (key, old.get(key), new.get(key)) for key in sorted(old.keys() | new.keys()) if old.get(key) != new.get(key)
    ]


def changed_sentences(before: Mapping, after: Mapping) -> list[str]:
    """The keys of the sentences of one notebook of which text or decision is another."""
    return [key for key, *_ in changes(kept.sentences(before), kept.sentences(after))]


def table(rows: Sequence[Change]) -> list[str]:
    """Lines of key, old and new, aligned."""
    cells = [("golden value", "old", "new"), *((key, _shown(old), _shown(new)) for key, old, new in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(3)]
    return [f"{row[0]:{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:>{widths[2]}}" for row in cells]


def _shown(x: object) -> str:
    return MISSING if x is None else str(x)


def reason(files: Sequence[str], values: Sequence[Change], pages: Mapping[str, Sequence[str]]) -> str:
    """The line for the commit message; what is between < and > is to be written."""
    named = [f"{key} {_shown(old)} → {_shown(new)}" for key, old, new in values[:MOST_NAMED]]
    more = [f"{len(values) - MOST_NAMED} more values"] if len(values) > MOST_NAMED else []
    told = [f"{len(keys)} sentences of {page}" for page, keys in pages.items()]
    return f"Because <{', '.join(files) or 'what'} changed, and why>: {'; '.join([*named, *more, *told])}"


def main() -> int:
    """0 where everything was taken over; 1, with tests/golden as it was, where a step refuses."""
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    before = {path: json.loads(committed(path)) for path in paths}
    golden = json.loads(committed(kept.VALUES))
    for step in STEPS:
        if status := spbe(step):
            print("accept: stopped there; tests/golden is as it was", file=sys.stderr)
            return status
    after = dict(zip(paths, kept.stored(), strict=True))
    numbers = accepted(golden, kept.numbers(after.values()))
    write_whole(kept.VALUES, kept.written(numbers).encode())
    write_whole(kept.FINDINGS, kept.written(kept.findings(after.values())).encode())
    ask()
    told = {path.stem: changed_sentences(before[path], after[path]) for path in paths}
    tell(changes(golden, numbers), {page: keys for page, keys in told.items() if keys})
    return 0


def ask() -> None:
    """Write docs/questions.md, in a process of its own: this one may hold tables as they were before."""
    subprocess.run([sys.executable, "-m", "tests.sweep.questions"], cwd=ROOT, check=True)


def tell(values: Sequence[Change], pages: Mapping[str, Sequence[str]]) -> None:
    """Print what changed, and the line for the commit message."""
    if values:
        print("", *table(values), sep="\n")
    for page, keys in pages.items():
        print(f"\n{page}: {len(keys)} sentences changed", *(f"  {key}" for key in keys), sep="\n")
    last = "changed since the last commit"
    print(f"\naccept: {len(values)} golden values and the sentences of {len(pages)} pages {last}")
    if values or pages:
        print(f"For the commit message:\n{reason(altered(), values, pages)}")


if __name__ == "__main__":
    sys.exit(main())
