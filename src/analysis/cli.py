"""The command `spbe`: one subcommand a task; an answer is exit status 0, a refusal is not, without a traceback."""

from __future__ import annotations

import argparse
import codecs
import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from analysis.methods.errors import InputError
from analysis.render.run import environment

WINDOWS = "spbe: Windows itself is not supported; install WSL (`wsl --install` in PowerShell) and work in its Linux"


def write_every_character() -> None:
    """Let stdout and stderr write what the encoding of the terminal lacks as an escape, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _print_json(document: object) -> None:
    """JSON is UTF-8, or ASCII where stdout has another encoding: a document that any reader of JSON understands."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(json.dumps(document, ensure_ascii=codecs.lookup(encoding).name != "utf-8", indent=2))


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
        _print_json({"passed": not problems, "cases": counts, "listed": listed, "problems": problems, "warnings": []})
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


def _add_data_commands(commands: argparse._SubParsersAction) -> None:
    build = commands.add_parser("build-data", help="build data/processed from data/raw where anything changed")
    build.set_defaults(run=_build_data)
    check = commands.add_parser("check-data", help="verify every raw file and the figures against each other")
    check.add_argument("--json", action="store_true", help="one JSON document on stdout")
    check.set_defaults(run=_check_data)
    seal = commands.add_parser("seal", help="write hashes, rows and fingerprints of data/raw into its source.yml files")
    seal.set_defaults(run=_seal)


def _tell(document: dict, lines: Callable[[dict], list[str]], as_json: bool) -> None:
    """Print an answer, its numbers as they are published: one JSON document, or lines with warnings on stderr."""
    from analysis.methods.rounding import published_document

    document = published_document(document)
    if as_json:
        _print_json(document)
        return
    print(*lines(document), sep="\n")
    for warning in document["warnings"]:
        print(f"warning: {warning}", file=sys.stderr)


def _score(args: argparse.Namespace) -> None:
    from analysis.data.levels import read_levels
    from analysis.present.command import scorecard as told
    from analysis.studies.shared import scorecard

    file = read_levels(args.levels)
    instrument = scorecard.instrument(args.instrument)
    score = scorecard.partial_scorecard if args.partial else scorecard.scorecard
    document = told.document(score(instrument, file.levels, file.where, args.band))
    _tell(document, partial(told.lines, instrument), args.json)


def _rescore(args: argparse.Namespace) -> None:
    from analysis.present.command import scorecard as told
    from analysis.studies.shared import scorecard

    document = scorecard.rescored([args.policy, args.governance, args.management, args.services])
    _tell(told.rescored(document), told.rescored_lines, args.json)


def _add_score_commands(commands: argparse._SubParsersAction) -> None:
    score = commands.add_parser("score", help="score the levels of one evaluation: aspects, domains, index, predicate")
    score.add_argument("levels", type=Path, metavar="LEVELS.csv", help="columns indicator,level (ids 35, 35-2, 35-3)")
    score.add_argument("--instrument", required=True, choices=["35", "47", "20"], help="number of indicators")
    score.add_argument(
        "--band", default="unrounded", choices=["unrounded", "rounded"], help="which index gets a predicate"
    )
    score.add_argument("--partial", action="store_true", help="levels may be missing: complete aspects, index interval")
    score.add_argument("--json", action="store_true", help="one JSON document on stdout")
    score.set_defaults(run=_score)
    rescore = commands.add_parser("rescore", help="index under 47 and under 35 from the four domain values under 47")
    for domain in ("policy", "governance", "management", "services"):
        rescore.add_argument(domain, metavar=domain.upper(), help=f"value of the {domain} domain, 1 to 5")
    rescore.add_argument("--json", action="store_true", help="one JSON document on stdout")
    rescore.set_defaults(run=_rescore)


def _explain_fall(args: argparse.Namespace) -> None:
    from analysis.present.command import explanation as told
    from analysis.studies.shared import explanation

    document = explanation.document(args.before, args.after, int(args.floor))
    _tell(told.document(document), told.lines, args.json)


def _add_explain_command(commands: argparse._SubParsersAction) -> None:
    explain = commands.add_parser(
        "explain-fall", help="could new indicators alone explain that a total went from BEFORE (35) to AFTER (47)?"
    )
    explain.add_argument("before", metavar="BEFORE", help="overall index under 35 indicators, up to 5")
    explain.add_argument("after", metavar="AFTER", help="overall index under 47 indicators, 1 to 5")
    explain.add_argument(
        "--floor", default="0", choices=["0", "1"], help="lowest level of the old scale (0 is kinder to the claim)"
    )
    explain.add_argument("--json", action="store_true", help="one JSON document on stdout")
    explain.set_defaults(run=_explain_fall)


def _movement(args: argparse.Namespace) -> None:
    from analysis.present.command import movement as told
    from analysis.studies.un_movement import movement_document

    document = movement_document.document(args.iso3, args.edition_from, args.edition_to)
    _tell(told.document(document), told.lines, args.json)


def _add_movement_command(commands: argparse._SubParsersAction) -> None:
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


def _render(args: argparse.Namespace) -> int:
    from analysis.render.build import build

    try:
        outcome = build(workers=args.workers, use_cache=not args.no_cache, only=args.only)
    except KeyboardInterrupt:
        print("render: interrupted; reports/ is as it was, finished runs are kept", file=sys.stderr)
        return 130
    for page in outcome.pages:
        print(os.path.relpath(page))
    return 1 if outcome.failed else 0


def _store(args: argparse.Namespace) -> int:
    from analysis.render.run.store import store
    from analysis.render.write import papers

    if store(args.notebook, workers=args.workers):
        return 1
    for name in papers.write():
        print(f"store: {name} written", file=sys.stderr)
    return 0


def _new_notebook(args: argparse.Namespace) -> None:
    from analysis.render.run import new_notebook

    name, steps = new_notebook.create(args.name, args.question)
    print(name)
    print("next:", *steps, sep="\n", file=sys.stderr)


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return count


def _add_render_commands(commands: argparse._SubParsersAction) -> None:
    render = commands.add_parser("render", help="build reports/ from study.yml; what has not changed is not run again")
    render.add_argument(
        "--only", nargs="+", default=[], metavar="RUN", help="only these: their pages, outside reports/"
    )
    render.add_argument("--no-cache", action="store_true", help="execute every run, changed or not")
    render.set_defaults(run=_render)
    store = commands.add_parser("store", help="execute notebooks with their defaults and store the outputs in them")
    store.add_argument("notebook", nargs="*", metavar="NOTEBOOK", help="for instance 10_un_movement; all by default")
    store.set_defaults(run=_store)
    new = commands.add_parser("new-notebook", help="write a notebook that keeps every rule, to be filled")
    new.add_argument("name", metavar="NAME", help="for instance trust, or 45_trust with its number")
    new.add_argument("--question", default="", help="its title, a question")
    new.set_defaults(run=_new_notebook)
    for command in (render, store):
        command.add_argument("--workers", type=_count, metavar="N", help="notebooks at a time (2 by default)")


def _build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="spbe", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_data_commands(commands)
    _add_score_commands(commands)
    _add_explain_command(commands)
    _add_movement_command(commands)
    _add_render_commands(commands)
    return parser


def _answer(argv: list[str] | None) -> int:
    args = _build_parser().parse_args(argv)
    try:
        return args.run(args) or 0
    except InputError as error:
        for problem in error.problems:
            print(f"spbe {args.command}: {problem}", file=sys.stderr)
        return 1


def _discard_stdout() -> None:
    """Let Python end without writing again what could not be written."""
    if sys.__stdout__:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno())


def main(argv: list[str] | None = None) -> int:
    """Run one subcommand. Returns the exit status: 0 answered, 1 refused or a check failed, 2 wrong usage."""
    if sys.platform in ("win32", "cygwin"):  # file locks, forks and the pins are for Linux and macOS
        print(WINDOWS, file=sys.stderr)
        return 1
    write_every_character()
    if argv is None:
        environment.restart_clean(sys.argv[1:])
    try:
        try:
            return _answer(argv)
        finally:
            print(end="", flush=True)  # a full disk or a closed pipe is met here, not while Python ends
    except BrokenPipeError:  # whoever reads, such as `head`, has enough
        _discard_stdout()
    except OSError as error:
        what = f"{error.filename or 'output'}: {error.strerror or error}"
        print(f"spbe: {what}; see that it can be read and written", file=sys.stderr)
        _discard_stdout()
    return 1


if __name__ == "__main__":
    sys.exit(main())
