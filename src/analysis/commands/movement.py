"""`spbe movement`: what moved a country between two editions of the UN survey."""

from __future__ import annotations

import argparse

from analysis.commands import answer, examples, speech


def _movement(args: argparse.Namespace) -> None:
    from analysis.present.command import movement as told
    from analysis.studies.un_movement import country_names, movement_document

    iso3 = country_names.find(args.country, told.country_names())
    document = movement_document.document(iso3, args.edition_from, args.edition_to)
    answer.tell(told.document(document), told.lines, args.json)


def add(commands: argparse._SubParsersAction) -> None:
    """Add the command to the parser."""
    movement = commands.add_parser(
        "movement",
        help="what moved a country between two editions of the UN survey: own scores, others', weights",
        description="Ranks, and the parts of a move in places gained: plus is up.",
        **examples.shown("movement Indonesia 2020 2022", 'movement "Viet Nam" 2018 2024 --json'),
    )
    movement.add_argument(
        "country", metavar="COUNTRY", help='name or ISO3 code of the country: Indonesia, "Viet Nam", VNM'
    )
    movement.add_argument("edition_from", metavar="FROM", type=int, help="earlier edition, for instance 2020")
    movement.add_argument("edition_to", metavar="TO", type=int, help="later edition")
    speech.options(movement, _movement)
