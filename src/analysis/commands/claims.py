"""`spbe claims`: statements of the press put to the test, each with its readings and their verdicts."""

from __future__ import annotations

import argparse

from analysis.commands import answer, examples, speech


def _claims(args: argparse.Namespace) -> None:
    from analysis.methods.rounding import published_document
    from analysis.present.command import claims as told
    from analysis.studies.claims import ledger

    document = published_document(told.document(ledger.verdicts(*args.claim)))
    if args.json:
        answer.print_json(document)
    else:
        print(*told.lines(document), sep="\n")


def add(commands: argparse._SubParsersAction) -> None:
    """Add the command to the parser."""
    claims = commands.add_parser(
        "claims",
        help="statements of the press put to the test: verdicts by reading, and the figures that decide them",
        description="A verdict for each way to read a statement; one on the whole where its words leave one reading.",
        **examples.shown("claims blora-58 komdigi-first", "claims --json"),
    )
    claims.add_argument(
        "claim", metavar="CLAIM", nargs="*", help="ids such as blora-58; all statements if none is given"
    )
    speech.options(claims, _claims)
