"""`spbe build-data`, `check-data` and `seal`: the raw files and the tables that are built of them."""

from __future__ import annotations

import argparse
import sys

from analysis.commands import answer, examples
from analysis.methods.errors import InputError


def _build_data(args: argparse.Namespace) -> int:
    from analysis.data import catalog
    from analysis.data.build import processed

    if processed.is_current():
        catalog.require_sealed()
        print("data: unchanged", file=sys.stderr)
        return 0
    manifest = processed.build()
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
    from analysis.data import catalog
    from analysis.data.build import processed
    from analysis.data.checks import register

    problems = catalog.verify()
    results = [] if problems else register.run(processed.tables())
    problems += register.problems(results)
    if args.json:
        listed = [
            {"check": r.check, "where": f.where, "found": f.text, "reason": why} for r in results for f, why in r.listed
        ]
        counts = {r.check: r.cases for r in results}
        answer.print_json(
            {"passed": not problems, "cases": counts, "listed": listed, "problems": problems, "warnings": []}
        )
    else:
        for result in results:
            counts = f"{result.cases:6d} cases  {len(result.listed):2d} listed  {len(result.failed):2d} failed"
            print(f"{counts}  {result.question}")
            for finding, reason in result.listed:
                print(f"{'':14}listed: {finding.where}: {finding.text} ({reason})")
        print("check-data: " + ("passed" if not problems else f"{len(problems)} problems"))
    if problems:
        raise InputError(problems)
    return 0


def add(commands: argparse._SubParsersAction) -> None:
    """Add the commands to the parser."""
    build = commands.add_parser(
        "build-data", help="build data/processed from data/raw where anything changed", **examples.shown("build-data")
    )
    build.set_defaults(run=_build_data)
    check = commands.add_parser(
        "check-data",
        help="verify every raw file and the figures against each other",
        **examples.shown("check-data"),
    )
    check.add_argument("--json", action="store_true", help="one JSON document on stdout")
    check.set_defaults(run=_check_data)
    seal = commands.add_parser(
        "seal",
        help="write hashes, rows and fingerprints of data/raw into its source.yml files",
        **examples.shown("seal"),
    )
    seal.set_defaults(run=_seal)
