"""How fast are the pages of institutions made, by which engine, and how does that grow? Part of `make bench`.

Legs in turns in one run: papermill as it comes with a kernel for each notebook on two processes, our engine with
kernels, and the children of one warm parent. The last is also timed without its start, from its first result on.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = "50_institution"
WORKERS = 2
SLOW, FAST = 8, 80  # notebooks a leg: of those with kernels, and of the other
SIZES = (100, 300, None)  # institutions whose pages are made from nothing; None: all


def parameters(institution: str) -> dict[str, object]:
    return {"institution": institution, "year": 2024, "language": "id", "evaluation": ""}


def plain(institution: str) -> None:
    """papermill as its manual has it; a result that says nothing would be none."""
    import papermill

    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # its kernels warn of their ports

    notebook = ROOT / "notebooks" / f"{NOTEBOOK}.ipynb"
    executed = papermill.execute_notebook(
        str(notebook), None, parameters(institution), cwd=str(notebook.parent), progress_bar=False
    )
    assert any(cell.get("outputs") for cell in executed.cells)


def with_plain(institutions: list[str]) -> tuple[float, float]:
    started = time.perf_counter()
    with ProcessPoolExecutor(WORKERS) as pool:
        list(pool.map(plain, institutions))
    seconds = time.perf_counter() - started
    return seconds, seconds / len(institutions)


def with_engine(execute_all: Callable, institutions: list[str]) -> tuple[float, float]:
    """Seconds for all, and seconds for each after the first result."""
    from analysis.render.run.engine import Failure, Job

    source = (ROOT / "notebooks" / f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8")
    where = {"folder": str(ROOT / "notebooks"), "path": str(ROOT / "src")}
    jobs = [Job(name, NOTEBOOK, source, parameters(name), seed=1, language="id", **where) for name in institutions]
    times: list[float] = []
    failed: list[Failure] = []

    def done(result: object) -> None:
        times.append(time.perf_counter() - started)
        failed.extend([result] if isinstance(result, Failure) else [])

    started = time.perf_counter()
    execute_all(jobs, WORKERS, done)
    if failed:
        sys.exit(str(failed[0]))
    return time.perf_counter() - started, (times[-1] - times[0]) / (len(times) - 1)


def engines(rounds: int) -> None:
    """Reports a second by each way, and how many times the first."""
    from analysis.data import tables
    from analysis.render.run import engine, fork

    every = list(tables.load("institutions")["institution_id"])
    few, many = every[:: len(every) // SLOW][:SLOW], every[:: len(every) // FAST][:FAST]
    legs = {
        "papermill as it comes": lambda: with_plain(few),
        "our engine with kernels": lambda: with_engine(engine.execute_all, few),
        "children of a warm parent": lambda: with_engine(fork.execute_all, many),
    }
    print(f"\n{NOTEBOOK} on {WORKERS} processes ({rounds} rounds, legs in turns), notebooks alone", flush=True)
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in legs}
    worked: dict[str, float] = dict.fromkeys(legs, 0.0)
    for _ in range(rounds):
        for name, leg in legs.items():
            before = _processor()
            found[name].append(leg())
            worked[name] += _processor() - before
    sizes = dict(zip(legs, (len(few), len(few), len(many)), strict=True))
    rates = {name: statistics.median(sizes[name] / whole for whole, _ in times) for name, times in found.items()}
    steady = {name: statistics.median(1 / each for _, each in times) for name, times in found.items()}
    first, *_ = legs
    for name in legs:
        print(
            f"  {name:28} {sizes[name]:4} reports: {rates[name]:6.2f} a second, {rates[name] / rates[first]:5.1f} times"
            f"; without the start {steady[name]:6.2f} a second, {steady[name] / steady[first]:5.1f} times"
            f"; {worked[name] / rounds / sizes[name]:5.2f} s of processor each",
            flush=True,
        )


def _processor() -> float:
    """Seconds of processor for this process and all that it has waited for; hardly hangs on what else is running."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in both)


def growth(root: Path) -> None:
    """Seconds and memory for more and more pages, each from nothing; then of all once more, and with a new template."""
    print(f"\npages from nothing, notebook and HTML, one language, {WORKERS} workers", flush=True)
    for count in SIZES:
        for built in (".cache", "reports"):
            shutil.rmtree(root / built, ignore_errors=True)
        ask = ["--all"] if count is None else _first(count)
        _told("all" if count is None else str(count), _timed(root, *ask))
    _told("all, nothing changed", _timed(root, "--all"))
    template = root / "src" / "analysis" / "render" / "write" / "templates" / "institution.html.j2"
    template.write_text(template.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    _told("all, a template changed", _timed(root, "--all"))
    for built in (".cache", "reports"):
        shutil.rmtree(root / built)
    _told("all, both languages", _timed(root, "--all", language="both"))
    files = list((root / "reports" / "institutions").rglob("*.html"))
    sizes = sorted(path.stat().st_size / 1000 for path in files)
    whole, middle = sum(sizes) / 1000, statistics.median(sizes)
    print(f"  {len(files)} files, {whole:.0f} MB; median {middle:.0f} kB, largest {sizes[-1]:.0f} kB")


def _first(count: int) -> list[str]:
    from analysis.data import tables

    return list(tables.load("institutions")["institution_id"])[:count]


def _told(what: str, measured: tuple[float, float]) -> None:
    seconds, memory = measured
    print(f"  {what:28} {seconds:8.1f} s   at most {memory:6.0f} MB", flush=True)


def _timed(root: Path, *ask: str, language: str = "id") -> tuple[float, float]:
    """Seconds, and the most memory that the command and all its processes had together, in MB."""
    command = [sys.executable, "-m", "analysis.cli", "institutions", *ask, "--language", language]
    command += ["--engine", "fork", "--workers", str(WORKERS)]
    environment = os.environ | {"PYTHONPATH": str(root / "src")}
    started = time.perf_counter()
    pipes = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=root, env=environment, **pipes) as build:
        most: list[float] = [0.0]
        watch = threading.Thread(target=_watched, args=(build, most))
        watch.start()
        said = build.stderr.read()
    seconds = time.perf_counter() - started
    watch.join()
    if build.returncode:
        sys.exit(f"bench: {' '.join(command)} failed:\n{said}")
    return seconds, most[0]


def _watched(build: subprocess.Popen, most: list[float]) -> None:
    """Shared pages are counted once (PSS)."""
    import psutil

    while build.poll() is None:
        total = 0
        try:
            above = psutil.Process(build.pid)
            for process in [above, *above.children(recursive=True)]:
                total += process.memory_full_info().pss
        except (psutil.Error, OSError):
            pass
        most[0] = max(most[0], total / 1e6)
        time.sleep(0.5)


def main(rounds: int) -> None:
    """All of it; on Linux alone, where processes can be forked."""
    if not sys.platform.startswith("linux"):
        print("\npages of institutions: not measured, since the faster engine is for Linux")
        return
    from tests.tree import copied_to

    engines(rounds)
    with tempfile.TemporaryDirectory() as folder:
        growth(copied_to(Path(folder) / "copy"))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(int(sys.argv[1]) if sys.argv[1:] else 3)
