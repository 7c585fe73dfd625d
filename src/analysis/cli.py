"""The command `spbe`: one subcommand a task; an answer is exit status 0, a refusal is not, without a traceback."""

from __future__ import annotations

import argparse
import json
import sys

from analysis.methods.errors import InputError


def _print_json(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="spbe", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand. Returns the exit status: 0 answered, 1 refused or a check failed, 2 wrong usage."""
    args = _build_parser().parse_args(argv)
    try:
        return args.run(args) or 0
    except InputError as error:
        for problem in error.problems:
            print(f"spbe {args.command}: {problem}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
