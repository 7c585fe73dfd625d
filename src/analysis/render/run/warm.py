"""The warm parent: it has imported what the tasks need, and forks one child for each, a few at a time.

A process of its own, without threads, started by `fork`. A child says which cell it is at; one that dies, or says
nothing for too long, is told by what it had reached and what it last wrote, and the others go on. Linux only.
"""

from __future__ import annotations

import ctypes
import faulthandler
import gc
import os
import pickle
import resource
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import Any, Protocol

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl
LAST_WORDS = 20_000  # bytes of what a child wrote on stderr that are told when it dies
GRACE = 2  # seconds that a child has to write where it is before it is killed


class Task(Protocol):
    """What a child does, and what is said where it cannot. Goes through pickle."""

    limit: float  # seconds between two signs of life

    def warm(self) -> None:
        """In the parent, before the first fork: import, read, and draw once what children need. Quick if done."""

    def do(self, tell: Any) -> Any:
        """In a child of its own. `tell` takes how far it is."""

    def lost(self, at: Any, late: bool, last_words: str) -> Any:
        """In the parent, in the place of a result. at: what was told last, or None."""


@dataclass
class _Child:
    task: Task
    process: int
    results: Connection
    said: Path  # a folder of its own, with what it wrote past Python, such as a crash's traceback
    at: Any = None
    since: float = field(default_factory=time.monotonic)

    @property
    def deadline(self) -> float:
        return self.since + self.task.limit

    def end(self) -> str:
        """Stop it with all that it started, and let it go. Gives what it last wrote on stderr past Python."""
        with suppress(ProcessLookupError):
            os.killpg(self.process, signal.SIGKILL)
        with suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        self.results.close()
        words = b""
        with suppress(OSError):
            words = (self.said / "stderr").read_bytes()[-LAST_WORDS:]
        shutil.rmtree(self.said, ignore_errors=True)
        return words.decode("utf-8", "replace")

    def lost(self, late: bool) -> Any:
        """End it, and say what is known of it."""
        if late:
            os.kill(self.process, signal.SIGABRT)  # writes where it is
            wait([self.results], GRACE)
        return self.task.lost(self.at, late, self.end())


def main() -> None:
    """Results go to stdout as pickles, in the order in which they are there. Arguments: parent, tasks, workers."""
    parent, tasks, workers = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    end_with(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the command's to handle
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    todo = pickle.loads(tasks.read_bytes())
    for task in todo:
        task.warm()
    gc.collect()
    gc.freeze()
    for result in each(todo, workers):
        pickle.dump(result, out)
        out.flush()


def end_with(parent: int) -> None:
    """Have the system kill this process when its parent ends, however that ends."""
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def each(tasks: list[Task], workers: int) -> Iterator[Any]:
    """The result of each task, as soon as there is one, from at most so many children at a time."""
    waiting, running = deque(tasks), {}
    try:
        while waiting or running:
            while waiting and len(running) < workers:
                child = _start(waiting.popleft())
                running[child.results] = child
            soonest = min(child.deadline for child in running.values())
            for results in wait(list(running), max(0.0, soonest - time.monotonic())):
                if ended := _heard(running[results]):
                    del running[results]
                    yield ended[0]
            for child in [child for child in running.values() if child.deadline < time.monotonic()]:
                del running[child.results]
                yield child.lost(late=True)
    finally:
        for child in running.values():
            child.end()


def _heard(child: _Child) -> tuple[Any] | None:
    """What a child comes to, if that is what it said."""
    try:
        is_result, content = child.results.recv()
    except (EOFError, OSError, pickle.UnpicklingError):
        return (child.lost(late=False),)
    if is_result:
        child.end()
        return (content,)
    child.at, child.since = content, time.monotonic()
    return None


def _start(task: Task) -> _Child:
    said = Path(tempfile.mkdtemp())
    mine, its = Pipe(duplex=False)
    parent = os.getpid()
    process = os.fork()
    if not process:
        mine.close()
        _live(task, its, said, parent)
    its.close()
    return _Child(task, process, mine, said)


def _live(task: Task, results: Connection, said: Path, parent: int) -> None:
    """The whole life of a child."""
    try:
        end_with(parent)
        os.setpgid(0, 0)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for number, name in enumerate((os.devnull, said / "stdout", said / "stderr")):
            os.dup2(os.open(name, os.O_RDONLY if number == 0 else os.O_RDWR | os.O_CREAT | os.O_APPEND), number)
        tempfile.tempdir = str(said)
        faulthandler.enable(2)
        results.send((True, task.do(lambda at: results.send((False, at)))))
    except BaseException:
        os.write(2, traceback.format_exc().encode("utf-8", "replace"))
    finally:
        os._exit(0)
