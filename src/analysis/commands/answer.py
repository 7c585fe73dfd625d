"""How a subcommand answers: one JSON document on stdout and nothing else, or lines, with warnings on stderr."""

from __future__ import annotations

import codecs
import json
import sys
from collections.abc import Callable

from analysis.methods.errors import InputError


def print_json(document: object) -> None:
    """JSON is UTF-8, or ASCII where stdout has another encoding: a document that any reader of JSON understands."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(json.dumps(document, ensure_ascii=codecs.lookup(encoding).name != "utf-8", indent=2))


def tell(document: dict, lines: Callable[[dict], list[str]], as_json: bool) -> None:
    """Print an answer, its numbers as they are published: one JSON document, or lines with warnings on stderr."""
    from analysis.methods.rounding import published_document
    from analysis.present.command.words import warning_line

    document = published_document(document)
    if as_json:
        print_json(document)
        return
    print(*lines(document), sep="\n")
    for warning in document["warnings"]:
        print(warning_line(warning), file=sys.stderr)


def with_points(named: dict[str, str]) -> tuple[list[str], list[dict[str, object]]]:
    """Numbers as typed (by their names) with decimal points, and a warning for each that had a comma.

    Raises InputError for all that can be read in two ways.
    """
    from analysis.methods.decimal_comma import with_point

    read, problems = [], []
    for name, typed in named.items():
        try:
            read.append(with_point(typed))
        except InputError as error:
            problems += [f"{name}: {problem}" for problem in error.problems]
    if problems:
        raise InputError(problems)
    pairs = zip(named.values(), read, strict=True)
    return read, [{"warning": "comma", "typed": typed, "read": point} for typed, point in pairs if typed != point]
