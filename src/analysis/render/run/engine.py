"""How are several runs executed at once? In a small pool of processes, each of which drives papermill.

A run that fails does not stop the others. Nothing heavy is imported here: papermill lives in the workers.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

CELL_TIMEOUT = 600  # seconds that a single cell may take
OUTPUT_TIMEOUT = 120  # seconds that its output may still be on its way once it has ended


@dataclass(frozen=True)
class Job:
    """One execution. Where `seed`, the study's, is None, the kernel gets no seed and no language, as a reader's own."""

    run: str
    notebook: str
    source: str  # the notebook file's text
    parameters: dict[str, object]
    seed: int | None
    language: str | None
    folder: str  # where the kernel works: the folder of the notebooks
    path: str  # where `analysis` is imported from
    cell_timeout: int = CELL_TIMEOUT
    output_timeout: int = OUTPUT_TIMEOUT


@dataclass(frozen=True)
class Executed:
    run: str
    notebook: str
    text: str  # the executed notebook, cleaned
    warnings: tuple[str, ...]
    seconds: float


@dataclass(frozen=True)
class Failure:
    run: str
    notebook: str
    why: str  # one line
    parameters: dict[str, object]
    cell: int | None = None  # as numbered after "Restart and run all"; None: before the first cell
    source: str = ""
    traceback: str = ""

    def __str__(self) -> str:
        """Everything that is needed to find the fault."""
        given = ", ".join(f"{name}={value!r}" for name, value in self.parameters.items()) or "defaults"
        lines = [f"run {self.run} (notebook {self.notebook}) failed: {self.summary}", f"parameters: {given}"]
        if self.source:
            lines += [f"cell {self.cell}:", *(f"    {line}" for line in self.source.splitlines())]
        if self.traceback:
            lines.append(self.traceback.rstrip())
        return "\n".join(lines)

    @property
    def summary(self) -> str:
        return self.why if self.cell is None else f"cell {self.cell}: {self.why}"


Result = Executed | Failure


def default_workers() -> int:
    """Two processes, or one on a single core: kernels spend their time importing, so more gain little."""
    return min(2, os.cpu_count() or 1)


def execute_all(jobs: list[Job], workers: int, done: Callable[[Result], None]) -> None:
    """Execute every job; `done` gets each result as soon as there is one.

    A worker process that is killed takes its pool with it: what was lost is tried once more, each job by itself.
    """
    with tempfile.TemporaryDirectory(prefix="spbe-", ignore_cleanup_errors=True) as scratch:
        for job in _in_pool(jobs, workers, scratch, done):
            for lost in _in_pool([job], 1, scratch, done):
                why = "its process was killed twice; is there enough memory?"
                done(Failure(lost.run, lost.notebook, why, lost.parameters))


def _in_pool(jobs: list[Job], workers: int, scratch: str, done: Callable[[Result], None]) -> list[Job]:
    """Jobs that were lost because a worker process died."""
    lost = []
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max(1, min(workers, len(jobs))), spawn, _start_worker, (scratch,)) as pool:
        try:
            futures = {pool.submit(_execute, job): job for job in jobs}
            for future in as_completed(futures):
                try:
                    result = future.result()
                except BrokenProcessPool:
                    lost.append(futures[future])
                else:
                    done(result)
        except BaseException:
            for child in multiprocessing.active_children():
                child.terminate()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return lost


def _start_worker(scratch: str) -> None:
    """In a new worker: end with the parent, whatever ends it; an interrupt is the parent's to handle."""
    tempfile.tempdir = scratch
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, args=(scratch,), daemon=True).start()


def _end_with_parent(scratch: str) -> None:
    multiprocessing.parent_process().join()
    shutil.rmtree(scratch, ignore_errors=True)  # what a killed parent could not do
    os._exit(1)


def _execute(job: Job) -> Result:
    from analysis.render.run import kernel

    return kernel.execute(job)
