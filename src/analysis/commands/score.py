"""`spbe score` and `rescore`: what levels and domain values amount to."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from analysis.commands import answer, examples, speech

DOMAINS = ("policy", "governance", "management", "services")


def _score(args: argparse.Namespace) -> None:
    from analysis.data.levels import read_levels
    from analysis.present.command import scorecard as told
    from analysis.studies.shared import scorecard

    file = read_levels(args.levels)
    instrument = scorecard.instrument(args.instrument)
    score = scorecard.partial_scorecard if args.partial else scorecard.scorecard
    found = score(instrument, file.levels, file.where, args.band)
    document = told.document(found | {"warnings": [*file.notes, *found["warnings"]]})
    answer.tell(document, partial(told.lines, instrument), args.json)


def _rescore(args: argparse.Namespace) -> None:
    from analysis.present.command import scorecard as told
    from analysis.studies.shared import scorecard

    values, notes = answer.with_points({domain.upper(): getattr(args, domain) for domain in DOMAINS})
    document = scorecard.rescored(values)
    document["warnings"] = [*notes, *document["warnings"]]
    answer.tell(told.rescored(document), told.rescored_lines, args.json)


def add(commands: argparse._SubParsersAction) -> None:
    """Add the commands to the parser."""
    score = commands.add_parser(
        "score",
        help="score the levels of one evaluation: aspects, domains, index, predicate",
        **examples.shown(
            "score docs/example_levels.csv --instrument 47",
            "score docs/example_levels.csv --instrument 47 --json",
        ),
    )
    score.add_argument("levels", type=Path, metavar="LEVELS.csv", help="columns indicator,level (ids 35, 35-2, 35-3)")
    score.add_argument("--instrument", required=True, choices=["35", "47", "20"], help="number of indicators")
    score.add_argument(
        "--band", default="unrounded", choices=["unrounded", "rounded"], help="which index gets a predicate"
    )
    score.add_argument("--partial", action="store_true", help="levels may be missing: complete aspects, index interval")
    speech.options(score, _score)
    rescore = commands.add_parser(
        "rescore",
        help="index under 47 and under 35 from the four domain values under 47",
        **examples.shown("rescore 3.00 3.00 1.00 3.61", "rescore 3,00 3,00 1,00 3,61 --json"),
    )
    for domain in DOMAINS:
        rescore.add_argument(domain, metavar=domain.upper(), help=f"value of the {domain} domain, 1 to 5")
    speech.options(rescore, _rescore)
