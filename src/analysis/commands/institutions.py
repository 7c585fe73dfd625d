"""`spbe institutions`: a page for each institution, or for some, or for one that brings its own evaluation."""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

from analysis.commands import examples
from analysis.commands.render import add_engine, count, default_engine
from analysis.methods.errors import InputError

TYPES = ("kementerian", "lembaga", "lainnya", "provinsi", "kabupaten", "kota")


def _institutions(args: argparse.Namespace) -> int:
    from analysis.render.institutions import asked, build
    from analysis.render.project import Project

    project = Project()
    ids, evaluation = _named(args.name), ""
    if args.evaluation:
        ids, evaluation = _of_evaluation(args.evaluation, ids)
    if not (ids or args.type or args.all):
        raise InputError("which institutions? Name some, or say --type TYPE, or --all")
    if args.all and (ids or args.type):
        raise InputError("--all is every institution; leave it out, or leave out names, --type and --evaluation")
    found = asked.institutions(project, ids, args.type, args.shard)
    languages = asked.LANGUAGES if args.language == "both" else (args.language,)
    pages = [asked.Asked(name, language, evaluation) for language in languages for name in found]
    try:
        outcome = build.build(pages, project, args.engine or default_engine(), args.workers, args.all, args.shard)
    except KeyboardInterrupt:
        print("institutions: interrupted; reports/ is as it was, finished runs are kept", file=sys.stderr)
        return 130
    if outcome.failed:
        return 1
    if args.shard is None:
        place = project.reports / "institutions"
        for file in [page.file for page in pages] if ids else ["index.html"]:
            print(os.path.relpath(place / file))
    return 0


def _named(names: list[str]) -> list[str]:
    """Ids of the institutions that are meant. Raises InputError with every name that is none."""
    from analysis.studies.shared import institution_names

    ids, problems = [], []
    for name in names:
        try:
            found = institution_names.find(name)
        except InputError as error:
            problems += error.problems
            continue
        ids.append(found.institution_id)
        if found.how != institution_names.NAME:
            print(f"institutions: {name} is read as {found.name}", file=sys.stderr)
    if problems:
        raise InputError(problems)
    return ids


def _of_evaluation(file: Path, ids: list[str]) -> tuple[list[str], str]:
    """Whose evaluation it is, and where: a report names its institution itself. Raises InputError."""
    if not file.is_file():
        raise InputError(f"--evaluation {file}: no such file; give a CSV of levels, or the ministry's report as PDF")
    if not ids and file.suffix.lower() == ".pdf":
        from analysis.data.read import evaluation_pdf

        report = evaluation_pdf.read(file)
        ids = [report.institution_id] if report.institution_id else _named([report.institution])
    if len(ids) != 1:
        raise InputError(f"--evaluation {file.name}: whose is it? Name one institution, not {len(ids)}")
    return ids, str(file.resolve())


def _shard(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"([1-9]\d{0,5})/([1-9]\d{0,5})", text)
    if not match or int(match[1]) > int(match[2]):
        raise argparse.ArgumentTypeError("must be i/n with i from 1 to n, such as 2/8")
    return int(match[1]), int(match[2])


def add(commands: argparse._SubParsersAction) -> None:
    """Add the command to the parser."""
    make = commands.add_parser(
        "institutions",
        help="make the pages of institutions in reports/institutions; what has not changed is not made again",
        **examples.shown(
            'institutions Sleman "Kota Bandung"',
            "institutions --type provinsi --language id",
            "institutions --evaluation report.pdf",
            "institutions kementerian-koordinator-bidang-perekonomian --evaluation docs/example_levels.csv",
        ),
    )
    make.add_argument("name", nargs="*", metavar="NAME", help="as people type it, for instance Sleman")
    make.add_argument("--type", choices=TYPES, help="only institutions of this type")
    make.add_argument("--all", action="store_true", help="every institution; pages of others go")
    make.add_argument("--language", default="both", choices=["id", "en", "both"], help="of the pages (both by default)")
    make.add_argument("--evaluation", type=Path, metavar="FILE", help="levels (CSV), or an evaluation report (PDF)")
    add_engine(make)
    make.add_argument("--workers", type=count, metavar="N", help="pages at a time (2 by default)")
    make.add_argument(
        "--shard", type=_shard, metavar="i/n", help="only the i-th of n parts: its runs are kept, no page is written"
    )
    make.set_defaults(run=_institutions)
