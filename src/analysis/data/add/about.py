"""What is said of a table that is added, and what its rows are held against."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from analysis.data import tables
from analysis.data.checks.spbe import instruments_of
from analysis.data.definitions.spbe import KINDS
from analysis.methods.errors import InputError
from analysis.methods.scores.scoring import Instrument

NAME = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+_(20\d\d)")
OF_LISTS = tuple(kind for kind in KINDS if kind in ("official_report", "ministry", "local_government", "paper", "news"))
LAYOUTS = ("35", "47")  # instruments whose lists have the columns of `institutions.csv`


@dataclass(frozen=True)
class Told:
    """What the person who adds a table says of it, for its source.yml; empty where nothing was said."""

    title: str = ""
    publisher: str = ""
    published: str = ""
    obtained: str = ""
    url: str = ""
    terms: str = ""
    kind: str = ""
    decree: str = ""
    redefined: str = ""


@dataclass(frozen=True)
class Matcher:
    """How names are matched. `same`: id of the institution that a text spells, or None; `near`: names like it."""

    same: Callable[[str], str | None]
    near: Callable[[str], list[str]]


@dataclass(frozen=True)
class Request:
    """What is asked: the file, its year, how the folder is called, and the files that settle what was refused."""

    file: Path
    told: Told
    year: int | None = None
    instrument: str = ""
    name: str = ""
    columns: Path | None = None
    names: Path | None = None
    misprints: Path | None = None
    exceptions: Path | None = None


@dataclass(frozen=True)
class Taken:
    """A table as it goes into its raw folder.

    table: file name and rows as texts. names: rows for names.csv. corrections: records for corrections.yml.
    rows: key of a finding of the checks -> row in the file. excused: the same keys -> why what a check finds there is
    kept, and of which check alone (empty: of any). meta: what the source.yml says beside what was told. notes: what
    must be known of how it was read.
    """

    file: str
    table: pd.DataFrame
    rows: Mapping[str, int]
    meta: Mapping[str, object]
    names: pd.DataFrame | None = None
    corrections: tuple[dict, ...] = ()
    excused: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def instrument_of(year: int, asked: str) -> Instrument:
    """The instrument in force in a year. Raises InputError where none is, another was asked for, or its lists have no
    layout here.
    """
    held = {name: tables.load(name) for name in ("instruments", "instrument_parts", "bands")}
    rows = held["instruments"]
    last = rows["last_year"].fillna(9999)
    inside = rows[(rows["first_year"] <= year) & (year <= last)]
    if inside.empty:
        raise InputError(f"--year {year}: no instrument was in force; give the year that was assessed, from 2018 on")
    found = inside["instrument"].iloc[0]
    if asked and asked != found:
        raise InputError(f"--instrument {asked}: in {year} that of {found} indicators was in force; leave it out")
    if found not in LAYOUTS:
        raise InputError(
            f"--year {year}: lists under {found} indicators have other domains and predicates, for which there is no "
            "layout yet"
        )
    return instruments_of(held)[found]


def folder_name(asked: str, told: Told, year: int, default: str = "") -> str:
    """The name of the raw folder. Raises InputError for one that is none, is of another year or exists."""
    from analysis.data.raw_folder import raw_folder

    slug = "_".join(re.findall(r"[a-z0-9]+", told.publisher.lower())[:4]) or "unknown"
    name = asked or default or f"{slug}_spbe_{year}"
    match = NAME.fullmatch(name)
    if not match or int(match[2]) != year:
        raise InputError(f"--name {name}: write <publisher>_<what>_{year} in small letters, digits and underscores")
    if (raw_folder() / name).exists():
        raise InputError(
            f"data/raw/{name}: is there already; give another --name, or take the folder out and run `spbe seal` and "
            "`spbe build-data`"
        )
    return name


def missing(told: Told, *more: str) -> list[str]:
    """What must be said and is not, one line each with its option."""
    hints = {
        "title": "the title as the publication prints it",
        "publisher": "who published it",
        "published": "when: a year, a month (2025-03) or a day",
        "obtained": "from where and when you have the file",
        "terms": "the terms of use as the publisher states them, or that none are stated",
        "kind": "official_report (the decree or report of that evaluation), ministry, local_government, paper or news",
        "redefined": "components that the UN measures anew in this edition (osi, tii, hci), or none",
    }
    asked = ("title", "publisher", "published", "obtained", "terms", *more)
    return [f"--{name}: not given; say {hints[name]}" for name in asked if not getattr(told, name).strip()]
