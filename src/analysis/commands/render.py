"""`spbe render`, `store`, `new-notebook` and `single-file`: notebooks and the pages made of them."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from analysis.commands import examples
from analysis.methods.errors import InputError
from analysis.render.run import environment


def _render(args: argparse.Namespace) -> int:
    from analysis.render.build import build

    if args.language and not args.only:
        raise InputError("--language goes with --only, which names the runs: a report has all of its languages")
    try:
        how = args.engine or default_engine()
        given = {"only": args.only, "tongue": args.language}
        outcome = build(workers=args.workers, use_cache=not args.no_cache, how=how, **given)
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


def _single_file(args: argparse.Namespace) -> None:
    from analysis import paths
    from analysis.data.files import write_whole
    from analysis.data.yaml_schema import near
    from analysis.render.write.single_file import single_file

    there = {path.relative_to(paths.REPORTS).with_suffix("").as_posix() for path in paths.REPORTS.rglob("*.html")}
    if args.page not in there:
        named = f"not in reports/{near(args.page, there)}; name one, for instance index"
        raise InputError(f"page {args.page!r}: {named if there else 'there is no report yet; first: make report'}")
    if not args.file.parent.is_dir() or args.file.is_dir():
        raise InputError(f"file {args.file}: no file can be written there; name one in a folder that exists")
    page = paths.REPORTS / f"{args.page}.html"
    html = single_file(page.read_text(encoding="utf-8"), lambda name: (page.parent / name).read_bytes())
    write_whole(args.file, html.encode())
    print(args.file)


def default_engine() -> str:
    """The faster engine where it works: on Linux, with one thread a process."""
    return "fork" if sys.platform.startswith("linux") and environment.threads() == "1" else "papermill"


def add_engine(command: argparse.ArgumentParser) -> None:
    """The choice of an engine, of a command that executes notebooks."""
    command.add_argument(
        "--engine",
        choices=["fork", "papermill"],
        help="fork: children of one warm process, Linux only, the default there; papermill: a kernel a notebook",
    )


def count(text: str) -> int:
    """An argument that counts something: 1 or more."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def add(commands: argparse._SubParsersAction) -> None:
    """Add the commands to the parser."""
    render = commands.add_parser(
        "render",
        help="build reports/ from study.yml; what has not changed is not run again",
        **examples.shown("render", "render --only un_movement"),
    )
    render.add_argument(
        "--only", nargs="+", default=[], metavar="RUN", help="only these: their pages, outside reports/"
    )
    render.add_argument("--language", choices=["en", "id"], help="with --only: the pages in this language alone")
    render.add_argument("--no-cache", action="store_true", help="execute every run, changed or not")
    add_engine(render)
    render.set_defaults(run=_render)
    store = commands.add_parser(
        "store",
        help="execute notebooks with their defaults and store the outputs in them",
        **examples.shown("store", "store 10_un_movement"),
    )
    store.add_argument("notebook", nargs="*", metavar="NOTEBOOK", help="for instance 10_un_movement; all by default")
    store.set_defaults(run=_store)
    new = commands.add_parser(
        "new-notebook",
        help="write a notebook that keeps every rule, to be filled",
        **examples.shown('new-notebook 45_portals --question "How good are the portals?"'),
    )
    new.add_argument("name", metavar="NAME", help="for instance trust, or 45_trust with its number")
    new.add_argument("--question", default="", help="its title, a question")
    new.set_defaults(run=_new_notebook)
    single = commands.add_parser(
        "single-file",
        help="write a page of the report as one file with its pictures, to be mailed",
        **examples.shown("single-file index report.html", "single-file id/index laporan.html"),
    )
    single.add_argument("page", metavar="PAGE", help="as in reports/, for instance index, id/index or un_movement")
    single.add_argument("file", metavar="FILE", type=Path, help="to be written, in place of one of that name")
    single.set_defaults(run=_single_file)
    for command in (render, store):
        command.add_argument("--workers", type=count, metavar="N", help="notebooks at a time (2 by default)")
