"""`spbe explain-fall`: could the change of instrument alone explain a fall?"""

from __future__ import annotations

import argparse

from analysis.commands import answer, examples, speech


def _explain_fall(args: argparse.Namespace) -> None:
    from analysis.present.command import explanation as told
    from analysis.studies.shared import explanation

    (before, after), notes = answer.with_points({"BEFORE": args.before, "AFTER": args.after})
    document = explanation.document(before, after, int(args.floor))
    document["warnings"] = [*notes, *document["warnings"]]
    answer.tell(told.document(document), told.lines, args.json)


def add(commands: argparse._SubParsersAction) -> None:
    """Add the command to the parser."""
    explain = commands.add_parser(
        "explain-fall",
        help="could new indicators alone explain that a total went from BEFORE (35) to AFTER (47)?",
        **examples.shown("explain-fall 2.50 2.20", "explain-fall 2.50 2.20 --floor 1 --json"),
    )
    explain.add_argument("before", metavar="BEFORE", help="overall index under 35 indicators, up to 5")
    explain.add_argument("after", metavar="AFTER", help="overall index under 47 indicators, 1 to 5")
    explain.add_argument(
        "--floor", default="0", choices=["0", "1"], help="lowest level of the old scale (0 is kinder to the claim)"
    )
    speech.options(explain, _explain_fall)
