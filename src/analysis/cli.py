"""The command `spbe`: one subcommand a task; an answer is exit status 0, a refusal is not, without a traceback."""

from __future__ import annotations

import argparse
import json
import sys

from analysis.methods.errors import InputError


def _print_json(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=2))


def _build_data(args: argparse.Namespace) -> int:
    from analysis.data import build

    if build.is_current():
        print("data: unchanged", file=sys.stderr)
        return 0
    manifest = build.build()
    rows = sum(output["rows"] for output in manifest["outputs"].values())
    print(
        f"data: {len(manifest['outputs'])} tables, {rows:,} rows, from {len(manifest['inputs'])} raw files",
        file=sys.stderr,
    )
    return 0


def _seal(args: argparse.Namespace) -> int:
    from analysis.data import catalog

    changed = catalog.seal()
    print(f"seal: {len(changed)} source.yml written" + "".join(f"\n  {name}" for name in changed), file=sys.stderr)
    return 0


def _check_data(args: argparse.Namespace) -> int:
    from analysis.data import build, catalog, checks

    problems = catalog.verify()
    results = [] if problems else checks.run(build.tables())
    problems += [f"{r.check}: {f.where}: {f.text}" for r in results for f in r.failed]
    if args.json:
        listed = [
            {"check": r.check, "where": f.where, "found": f.text, "reason": why} for r in results for f, why in r.listed
        ]
        counts = {r.check: r.cases for r in results}
        _print_json({"passed": not problems, "cases": counts, "listed": listed, "problems": problems, "warnings": []})
    else:
        for result in results:
            print(
                f"{result.cases:6d} cases  {len(result.listed):2d} listed  {len(result.failed):2d} failed  {result.question}"
            )
            for finding, reason in result.listed:
                print(f"{'':14}listed: {finding.where}: {finding.text} ({reason})")
        print("check-data: " + ("passed" if not problems else f"{len(problems)} problems"))
    if problems:
        raise InputError(problems)
    return 0


def _add_data_commands(commands: argparse._SubParsersAction) -> None:
    build = commands.add_parser("build-data", help="build data/processed from data/raw where anything changed")
    build.set_defaults(run=_build_data)
    check = commands.add_parser("check-data", help="verify every raw file and the figures against each other")
    check.add_argument("--json", action="store_true", help="one JSON document on stdout")
    check.set_defaults(run=_check_data)
    seal = commands.add_parser("seal", help="write hashes, rows and fingerprints of data/raw into its source.yml files")
    seal.set_defaults(run=_seal)


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="spbe", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_data_commands(commands)
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
