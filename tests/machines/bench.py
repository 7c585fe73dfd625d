"""How much faster is what this project does than the usual way? Ratios from one run, the two legs alternating.

`make bench`. Absolute times depend on the machine and on what else it does; the ratio of two legs taken in turns
depends on them far less. Nothing is asserted here: a slow machine is not a fault.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.tree import copied_to  # noqa: E402

NOTEBOOK = "10_un_movement"
PAIRS = [(2020, 2022), (2018, 2020), (2016, 2018), (2014, 2016)]  # editions: the same notebook with other parameters


def timed(command: list[str], root: Path) -> float:
    """Seconds that a command took; its output is shown when it fails."""
    start = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(root / "src")}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8")
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"bench: {' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    return seconds


def seconds(work: Callable[[], object]) -> Callable[[], float]:
    """A leg that does the work in this process."""

    def leg() -> float:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    return leg


def compare(title: str, legs: dict[str, Callable[[], float]], rounds: int) -> None:
    """Time the two legs in turns and print them with the ratio of their medians."""
    print(f"\n{title} ({rounds} rounds, legs in turns)", flush=True)
    seconds: dict[str, list[float]] = {name: [] for name in legs}
    for _ in range(rounds):
        for name, leg in legs.items():
            seconds[name].append(leg())
    for name, found in seconds.items():
        print(f"  {name:44} min {min(found):8.3f} s   median {statistics.median(found):8.3f} s")
    slow, fast = (statistics.median(found) for found in seconds.values())
    best_slow, best_fast = (min(found) for found in seconds.values())
    print(f"  {'ratio':44} min {best_slow / best_fast:7.1f}     median {slow / fast:7.1f}", flush=True)


def reports(root: Path, rounds: int) -> None:
    render = [sys.executable, "-m", "analysis.cli", "render"]

    def cold() -> float:
        for built in (".cache", "reports"):
            shutil.rmtree(root / built, ignore_errors=True)
        return timed(render, root)

    compare("report", {"nothing built yet": cold, "nothing changed": lambda: timed(render, root)}, rounds)


def engines(root: Path, runs: int, rounds: int) -> None:
    def plain() -> float:
        total = 0.0
        for first, second in PAIRS[:runs]:
            given = ["-p", "edition_from", str(first), "-p", "edition_to", str(second), "--cwd", "notebooks"]
            command = [sys.executable, "-m", "papermill", f"notebooks/{NOTEBOOK}.ipynb", "bench.ipynb", *given]
            total += timed([*command, "--no-progress-bar"], root)
        return total

    def ours() -> float:
        return timed([sys.executable, "tests/machines/bench.py", "--engine", str(runs)], root)

    compare(f"{NOTEBOOK}, {runs} run(s)", {"papermill command line": plain, "our papermill engine": ours}, rounds)


def run_engine(runs: int) -> None:
    """The second leg of `engines`, in a process of its own: the notebook with its parameters through our engine."""
    from analysis.render.run.engine import Failure, Job, default_workers, execute_all

    source = (ROOT / "notebooks" / f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8")
    where = {"folder": str(ROOT / "notebooks"), "path": str(ROOT / "src")}
    jobs = [
        Job(f"bench_{a}_{b}", NOTEBOOK, source, {"edition_from": a, "edition_to": b}, seed=1, language="en", **where)
        for a, b in PAIRS[:runs]
    ]
    failed: list[Failure] = []
    execute_all(jobs, default_workers(), lambda result: failed.append(result) if isinstance(result, Failure) else None)
    if failed:
        sys.exit("\n".join(map(str, failed)))


def methods(rounds: int) -> None:
    """Our closed forms and frames against the general or plain way to the same numbers."""
    from scipy.optimize import linprog

    from analysis.methods.scores.rescoring import rescore, rescore_frame
    from analysis.studies.shared import explanation, institutions
    from analysis.studies.shared.instruments import DOMAINS, weights

    frame, change, pairs, both = institutions.rescored(), explanation.change(), institutions.pairs(), weights()
    values = frame[list(DOMAINS.values())].set_axis(list(DOMAINS), axis=1)
    one_by_one = seconds(lambda: [rescore(row, *both) for row in values.astype(str).to_dict("records")])
    at_once = seconds(lambda: rescore_frame(values, *both))
    compare(
        f"re-scoring {len(values):,} institution-years", {"exact, one by one": one_by_one, "a frame": at_once}, rounds
    )

    effect, old = ([float(part[domain]) for domain in DOMAINS] for part in (change.effect, change.old))
    box = [(float(low), float(change.top)) for low in change.floors(0).values()]

    def programs() -> None:
        for before in pairs["before"]:
            for sign in (1, -1):
                linprog([sign * x for x in effect], A_eq=[old], b_eq=[before], bounds=box)

    def knapsacks() -> None:
        for before in pairs["before"]:
            for largest in (False, True):
                explanation.effect_at_old(change, before, 0, largest=largest)

    legs = {"scipy linprog": seconds(programs), "closed form, exact": seconds(knapsacks)}
    compare(f"bounds of the effect on {len(pairs)} institutions", legs, rounds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engine", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.engine:
        run_engine(args.engine)
        return
    with tempfile.TemporaryDirectory() as folder:
        root = copied_to(Path(folder))
        print(f"bench: {os.cpu_count()} cores, Python {sys.version.split()[0]}")
        reports(root, args.rounds)
        engines(root, 1, args.rounds)
        engines(root, len(PAIRS), args.rounds)
    methods(args.rounds)
    from tests.machines.bench_un import ranks_of_states  # here, because it takes its legs from this file

    ranks_of_states(args.rounds)
    from tests.machines import bench_institutions

    bench_institutions.main(args.rounds)


if __name__ == "__main__":
    main()
