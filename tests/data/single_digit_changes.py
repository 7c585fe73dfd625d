"""How many single wrong digits in the raw figures do the checks find? `python -m tests.data.single_digit_changes`

One digit of one numeric cell is changed, as by a slip that was then sealed, and all tables are built and checked from
it in this process. The change is made where a raw table is read, which is what a sealed change of the file comes to.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from decimal import Decimal, InvalidOperation
from fnmatch import fnmatch
from functools import cache
from typing import NamedTuple

import pandas as pd

from analysis.data import catalog, corrections, schemas
from analysis.data.build import processed
from analysis.data.checks import register
from analysis.data.csv_files import read_csv
from analysis.methods.errors import InputError
from analysis.paths import RAW

# Kinds of raw figures: file, the columns that are looked at (none: all), and the level of the row where that matters.
KINDS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "institution lists": ("panrb_evaluation_*/institutions.csv", (), ""),
    "UN editions": ("undesa_egdi_*/egdi.csv", (), ""),
    "index means": ("panrb_*/means.csv", (), "index"),
    "domain means": ("panrb_*/means.csv", (), "domain"),
    "aspect means": ("panrb_*/means.csv", (), "aspect"),
    "press: index": ("press_spbe_*/index.csv", (), ""),
    "press: parts": ("press_spbe_*/parts.csv", (), ""),
    "press: means": ("press_spbe_*/means.csv", (), ""),
    "population": ("press_spbe_*/population.csv", (), ""),
    "predicates": ("press_spbe_*/predicates.csv", (), ""),
    "shares": ("press_spbe_*/shares.csv", (), ""),
    "GovTech index": ("worldbank_gtmi_*/gtmi.csv", (), ""),
    "GovTech answers": ("blavatnik_gtmi_*/counts.csv", (), ""),
    "worked evaluations": ("published_evaluations_*/evaluations.csv", (), ""),
    "instruments": ("panrb_instruments_*/instrument*.csv", (), ""),
    "structure": ("panrb_instruments_*/structure.csv", (), ""),
    "printed weights": ("panrb_*/weights.csv", (), ""),
    "bands": ("panrb_instruments_*/bands.csv", (), ""),
    "names of parts": ("panrb_instruments_*/part_names.csv", (), ""),
    "concordance 35|47": ("panrb_instruments_*/crosswalk_35_47.csv", (), ""),
    "concordance 47|20": ("panrb_instruments_*/crosswalk_47_20.csv", (), ""),
    "regions of states": ("unsd_m49_*/states.csv", (), ""),
    "claims": ("press_claims_*/claims.csv", (), ""),
    "dates of sources": ("*/sources.csv", (), ""),
}


class Change(NamedTuple):
    """One cell of a raw table (path relative to data/raw, number of the data row from 0) and its new text."""

    file: str
    row: int
    column: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row + 2}: {self.column} {self.was} -> {self.now}"


def is_number(text: str) -> bool:
    """Whether a cell holds one number."""
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def cells(kind: str) -> list[tuple[str, int, str, str]]:
    """Every numeric cell of a kind: file, row, column, text."""
    pattern, columns, level = KINDS[kind]
    found = []
    for path in sorted(RAW.rglob("*.csv")):
        file = path.relative_to(RAW).as_posix()
        if fnmatch(file, pattern):
            table = read_csv(path)
            rows = table[table["level"] == level] if level else table
            found += [
                (file, int(row), column, text)
                for column in columns or rows.columns
                for row, text in rows[column].items()
                if is_number(text)
            ]
    return found


def sample(kind: str, size: int, seed: int) -> list[Change]:
    """`size` changes of a kind, each of another cell where there are enough; the same for the same seed."""
    choice = random.Random(f"{seed} {kind}")
    every = cells(kind)
    changes = []
    for file, row, column, text in choice.sample(every, min(size, len(every))):
        place = choice.choice([i for i, character in enumerate(text) if character.isdigit()])
        digit = choice.choice([d for d in "0123456789" if d != text[place]])
        changes.append(Change(file, row, column, text, text[:place] + digit + text[place + 1 :]))
    return changes


as_it_is = cache(corrections.read_csv)
sources_as_they_are = cache(catalog.sources)


@contextmanager
def altered(file: str, change: Callable[[pd.DataFrame], pd.DataFrame]) -> Iterator[None]:
    """Inside, the raw table `file` is read as `change` makes it of the real one."""
    original = corrections.read_csv, catalog.sources, schemas.problems

    def read_csv(path):
        table = as_it_is(path).copy()
        return change(table).reset_index(drop=True) if path == RAW / file else table

    corrections.read_csv, schemas.problems = read_csv, _kept(schemas.problems)
    catalog.sources = lambda raw=RAW: deepcopy(sources_as_they_are(raw))
    try:
        yield
    finally:
        corrections.read_csv, catalog.sources, schemas.problems = original


_WITHOUT_PROBLEMS: dict[str, pd.DataFrame] = {}


def _kept(problems: Callable[[str, pd.DataFrame], list[str]]) -> Callable[[str, pd.DataFrame], list[str]]:
    """The breaches of a schema; a table that is equal to one that had none is not looked at again."""

    def again(name: str, table: pd.DataFrame) -> list[str]:
        if name in _WITHOUT_PROBLEMS and table.equals(_WITHOUT_PROBLEMS[name]):
            return []
        if not (found := problems(name, table)):
            _WITHOUT_PROBLEMS.setdefault(name, table)
        return found

    return again


def refused() -> bool:
    """Whether building or checking the tables refuses them; anything but a refusal goes through.

    A check passes again where every table that it reads is as it was, when it passed.
    """
    plain, reads = unaltered()
    try:
        built, known = processed.tables(), corrections.exceptions()
    except InputError:
        return True
    changed = {name for name, table in built.items() if not table.equals(plain[name])}
    return any(register.result_of(check, built, known).failed for check in register.CHECKS if reads[check] & changed)


class Watched(dict):
    """Tables by name, and the names of those that were read."""

    def __init__(self, tables: dict[str, pd.DataFrame]):
        super().__init__(tables)
        self.read: set[str] = set()

    def __getitem__(self, name: str) -> pd.DataFrame:
        self.read.add(name)
        return super().__getitem__(name)

    def items(self):
        self.read |= self.keys()
        return super().items()

    def values(self):
        self.read |= self.keys()
        return super().values()

    def get(self, name: str, default: object = None) -> object:
        self.read.add(name)
        return super().get(name, default)


@cache
def unaltered() -> tuple[dict[str, pd.DataFrame], dict[register.Check, set[str]]]:
    """The tables of the raw figures as they are, and the names of those that each check reads; all checks pass."""
    with altered("", lambda table: table):
        built, known, reads = processed.tables(), corrections.exceptions(), {}
    for check in register.CHECKS:
        watched = Watched(built)
        assert not register.result_of(check, watched, known).failed, check.__name__
        reads[check] = watched.read
    return built, reads


def found(change: Change) -> bool:
    """Whether a change of one cell is refused."""

    def put(table: pd.DataFrame) -> pd.DataFrame:
        assert table.loc[change.row, change.column] == change.was
        table.loc[change.row, change.column] = change.now
        return table

    with altered(change.file, put):
        return refused()


def measure(size: int, seed: int, kinds: tuple[str, ...] = tuple(KINDS)) -> dict[str, tuple[int, list[Change]]]:
    """Kind -> how many changes were made, and those that nothing refused."""
    made = {kind: sample(kind, size, seed) for kind in kinds}
    return {kind: (len(changes), [change for change in changes if not found(change)]) for kind, changes in made.items()}


if __name__ == "__main__":
    size, seed = (int(text) for text in (sys.argv[1:] + ["30", "9"][len(sys.argv[1:]) :]))
    outcome = measure(size, seed)
    for kind, (made, missed) in outcome.items():
        print(f"{kind:22} {made - len(missed):4} of {made:4} found", flush=True)
        for change in missed:
            print(f"    not found: {change}")
    made = sum(n for n, _ in outcome.values())
    lost = sum(len(missed) for _, missed in outcome.values())
    print(f"{'all':22} {made - lost:4} of {made:4} found ({(made - lost) / made:.0%})")
