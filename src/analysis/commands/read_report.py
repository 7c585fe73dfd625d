"""`spbe read-report`: what an official evaluation report in a PDF file says, verified by scoring."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from pathlib import Path

from analysis.commands import answer, examples, speech


def _read_report(args: argparse.Namespace) -> None:
    from analysis.present.command import report as told
    from analysis.studies.shared import evaluation_report, scorecard

    found = evaluation_report.document(args.report)
    answer.tell(told.document(found), partial(told.lines, scorecard.instrument(found["instrument"])), args.json)
    if args.csv:
        args.csv.write_text(evaluation_report.levels_file(found), encoding="utf-8")
        print(f"{args.csv}: {len(found['levels'])} levels, for `spbe score`", file=sys.stderr)


def add(commands: argparse._SubParsersAction) -> None:
    """Add the command to the parser."""
    report = commands.add_parser(
        "read-report",
        help="institution, year, levels, aspects, domains and index of an official evaluation report (PDF)",
        description="What was read is refused where its levels do not give every value that the report prints.",
        **examples.shown("read-report report.pdf", "read-report report.pdf --csv levels.csv"),
    )
    report.add_argument("report", type=Path, metavar="FILE.pdf", help="the ministry's Laporan Hasil Evaluasi SPBE")
    report.add_argument("--csv", type=Path, metavar="OUT.csv", help="also write the levels, as `spbe score` reads them")
    speech.options(report, _read_report)
