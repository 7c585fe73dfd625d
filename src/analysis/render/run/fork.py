"""How are several runs executed at once without a kernel each? In children of one warm parent process.

Takes and gives what `engine` does, which is the portable way and decides where the two differ. Linux only. The parent
is a new process in the environment of kernels, so that nothing of this one, its threads least of all, is forked.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.methods.errors import InputError
from analysis.render.run import environment
from analysis.render.run.engine import Failure, Job, Result
from analysis.render.run.warm import Task

NAME = "fork"  # as --engine has it
START = "from analysis.render.run import warm; warm.main()"
# Where matplotlib would draw in a kernel; and no thread may be there before a fork.
ENVIRONMENT = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}


@dataclass(frozen=True)
class Execution:
    """One notebook as a task of the warm parent."""

    job: Job

    @property
    def limit(self) -> float:
        return self.job.cell_timeout

    def warm(self) -> None:
        from analysis.render.run import warming

        warming.warm(self.job)

    def do(self, tell: Callable[[int], None]) -> Result:
        from analysis.render.run import here

        return here.execute(self.job, tell)

    def lost(self, at: int | None, late: bool, last_words: str) -> Failure:
        from analysis.render.run import kernel

        return kernel.failure(self.job, at, kernel.too_long(self.job) if late else kernel.DIED, last_words)


def execute_all(jobs: list[Job], workers: int, done: Callable[[Result], None]) -> None:
    """Execute every job; `done` gets each result as soon as there is one."""
    if jobs:
        run_all([Execution(job) for job in jobs], jobs[0].path, workers, done)


def require() -> None:
    """Raises InputError where processes cannot be forked safely."""
    if not sys.platform.startswith("linux"):
        raise InputError("--engine fork: works on Linux only; leave it out, or say --engine papermill")
    if environment.threads() != "1":  # what has threads of its own cannot be forked safely
        raise InputError(f"--engine fork: one thread a process; unset {environment.THREADS}, or say --engine papermill")


def run_all(tasks: list[Task], path: str, workers: int, done: Callable[[Any], None]) -> None:
    """Do every task in a child of its own; `done` gets each result. path: where `analysis` is imported from.

    Raises InputError elsewhere than on Linux, and where the parent itself cannot go on.
    """
    require()
    count = 0
    with tempfile.TemporaryDirectory(prefix="spbe-", ignore_cleanup_errors=True) as scratch:
        listed = Path(scratch) / "tasks"
        listed.write_bytes(pickle.dumps(tasks))
        with _parent(Path(scratch), path, str(listed), str(max(1, workers))) as parent:
            for result in _results(parent):
                count += 1
                done(result)
    if count < len(tasks):
        raise InputError(
            f"--engine fork: its parent process ended after {count} of {len(tasks)} (is there enough memory?); what is "
            "finished is kept: run it again, or say --engine papermill"
        )


@contextmanager
def _parent(scratch: Path, path: str, *arguments: str) -> Iterator[subprocess.Popen]:
    """The warm parent, which does not outlive the block, nor this process."""
    env = environment.of_kernel(scratch) | {"PYTHONPATH": path} | ENVIRONMENT
    command = [sys.executable, "-P", "-s", "-c", START, str(os.getpid()), *arguments]
    parent = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    try:
        yield parent
    finally:
        parent.kill()  # its children go with it
        parent.stdout.close()
        parent.wait()


def _results(parent: subprocess.Popen) -> Iterator[Any]:
    while True:
        try:
            yield pickle.load(parent.stdout)
        except (EOFError, pickle.UnpicklingError):
            return
