"""`spbe movement`: what moved a country between two editions of the UN survey."""

from __future__ import annotations

import argparse

from analysis.commands import answer


def _movement(args: argparse.Namespace) -> None:
    from analysis.present.command import movement as told
    from analysis.studies.un_movement import movement_document

    document = movement_document.document(args.iso3, args.edition_from, args.edition_to)
    answer.tell(told.document(document), told.lines, args.json)


def add(commands: argparse._SubParsersAction) -> None:
    """Add the command to the parser."""
    movement = commands.add_parser(
        "movement",
        help="what moved a country between two editions of the UN survey: own scores, others', weights",
        description="Ranks, and the parts of a move in places gained: plus is up.",
    )
    movement.add_argument("iso3", metavar="ISO3", type=str.upper, help="code of the country, for instance IDN")
    movement.add_argument("edition_from", metavar="FROM", type=int, help="earlier edition, for instance 2020")
    movement.add_argument("edition_to", metavar="TO", type=int, help="later edition")
    movement.add_argument("--json", action="store_true", help="one JSON document on stdout")
    movement.set_defaults(run=_movement)
