"""`spbe institution`: what the tables say about one institution."""

from __future__ import annotations

import argparse

from analysis.commands import answer, examples, speech


def _institution(args: argparse.Namespace) -> None:
    from analysis.present.command import institution as told
    from analysis.studies.institution import institution_document

    document = institution_document.document(" ".join(args.name))
    answer.tell(told.document(document), told.lines, args.json)


def add(commands: argparse._SubParsersAction) -> None:
    """Add the command to the parser."""
    institution = commands.add_parser(
        "institution",
        help="index of each year, effect of the instrument, before and after, and place of an institution",
        **examples.shown("institution sleman", 'institution "Kota Bandung" --json'),
    )
    institution.add_argument(
        "name", metavar="NAME", nargs="+", help='as people write it: sleman, "Kab. Sleman", "Kota Bandung"'
    )
    speech.options(institution, _institution)
