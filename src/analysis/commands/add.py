"""`spbe add`: take in a decree's or portal's list of institutions, or an edition of the UN survey."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from analysis.commands import answer, examples, speech
from analysis.methods.errors import InputError

INTERRUPTED = "add: interrupted; data/ is as it was"
EXAMPLES = (
    "add lampiran.xlsx --year 2021 --kind official_report --check",
    "add EGOV_DATA_2026.csv --redefined none --check",
)
ABOUT = "Nothing is written before the whole table is right; --check stops there. docs/adding_data.md tells more."


def _add(args: argparse.Namespace) -> int:
    if args.write_columns:
        return _write_columns(args.file, args.write_columns)
    from analysis.data.add import about, take_in
    from analysis.present.command import added as told
    from analysis.render.depends.readers import readers
    from analysis.studies.shared import institution_names

    words = ("title", "publisher", "published", "obtained", "url", "terms", "kind", "decree", "redefined")
    request = about.Request(
        file=args.file,
        told=about.Told(**{word: (getattr(args, word) or "").strip() for word in words}),
        year=args.year,
        instrument=args.instrument or "",
        name=args.name or "",
        columns=args.columns,
        names=args.names,
        misprints=args.misprints,
        exceptions=args.exceptions,
    )
    match = about.Matcher(institution_names.same, institution_names.near_names)
    try:
        document = take_in.take_in(request, match, only_check=args.check)
    except KeyboardInterrupt:
        print(INTERRUPTED, file=sys.stderr)
        return 130
    document["pages"] = readers(document["tables"])
    document["warnings"] = document.pop("notes")
    answer.tell(document, told.lines, args.json)
    return 0


def _write_columns(file: Path, out: Path) -> int:
    from analysis.data.read import table_head
    from analysis.data.read.grid import read_grid

    if out.exists():
        raise InputError(f"{out}: is there already; give the name of a new file")
    out.write_text(table_head.template(read_grid(file)), encoding="utf-8")
    print(out)
    print("next: complete it, then give it with --columns", file=sys.stderr)
    return 0


def add(commands: argparse._SubParsersAction) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "add",
        help="take in a list of institutions (CSV, XLSX) or an edition of the UN survey, and tell what it changes",
        description=ABOUT,
        **examples.shown(*EXAMPLES),
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the table as the office hands it out: CSV or XLSX")
    command.add_argument("--year", type=int, help="year that was assessed (of the UN's file: its own)")
    command.add_argument("--instrument", choices=["35", "47"], help="number of indicators; follows from the year")
    command.add_argument("--title", help="title as the publication prints it")
    command.add_argument("--publisher", help="who published it")
    command.add_argument("--published", help="when: a year, a month or a day, such as 2025-03-13")
    command.add_argument("--obtained", help="from where and when you have the file")
    command.add_argument("--url", help="address of the publication, if it has one")
    command.add_argument("--terms", help="terms of use as the publisher states them")
    command.add_argument("--decree", help="the decree that the list belongs to, such as Kepmen PANRB 1503/2021")
    command.add_argument(
        "--kind",
        choices=["official_report", "ministry", "local_government", "paper", "news"],
        help="what kind of publication a list is: on it rests which figure is preferred",
    )
    command.add_argument("--name", help="folder under data/raw: <publisher>_<what>_<year>")
    command.add_argument("--columns", type=Path, metavar="MAP.yml", help="which head names which column")
    command.add_argument("--write-columns", type=Path, metavar="MAP.yml", help="write the beginning of such a file")
    command.add_argument("--names", type=Path, metavar="MAP.csv", help="printed,institution_id of names not known here")
    command.add_argument(
        "--misprints", type=Path, metavar="FILE.csv", help="institution,column,printed,value,reason of odd figures"
    )
    command.add_argument(
        "--exceptions", type=Path, metavar="FILE.csv", help="check,where,found,reason of findings that are to be listed"
    )
    command.add_argument("--redefined", help="of a UN edition: components measured anew (osi tii hci), or none")
    command.add_argument("--check", action="store_true", help="check and tell what would change; write nothing")
    speech.options(command, _add)
