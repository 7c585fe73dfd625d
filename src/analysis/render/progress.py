"""What a build says while it works: a bar where a person watches, plain lines in a log. All of it on stderr."""

from __future__ import annotations

import sys
import time
from typing import TextIO

EVERY = 10  # seconds between two lines of a log about things of which there are many


class Progress:
    """Counts finished runs. Use as a context manager, so that the bar is closed whatever happens.

    often: a line for each that is finished; else one now and then, with the rate and the time that remains.
    """

    def __init__(self, command: str, total: int, stream: TextIO | None = None, unit: str = "run", often: bool = True):
        self.command = command
        self.total = total
        self.count = 0
        self.unit, self.often = unit, often
        self._started = self._told = time.monotonic()
        self._skipped = 0
        self.stream = stream or sys.stderr
        self._bar = None
        if total and self.stream.isatty():
            from tqdm import tqdm

            self._bar = tqdm(total=total, desc=command, unit=unit, file=self.stream, leave=False, mininterval=0)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def skip(self, count: int) -> None:
        """So many are done without any work."""
        self.count += count
        self._skipped += count
        if self._bar is not None:
            self._bar.update(count)
            self._bar.unpause()

    def finished(self, text: str) -> None:
        """One more run is done, well or badly."""
        self.count += 1
        if self.often:
            self.say(f"{self.count}/{self.total} {text}")
        elif self._bar is None and (self.count == self.total or time.monotonic() - self._told >= EVERY):
            self._told = time.monotonic()
            self.say(f"{self.count}/{self.total} {self._rate()}")
        if self._bar is not None:
            self._bar.update()

    def _rate(self) -> str:
        """How many a second since the start, and how long the others will take at that."""
        rate = (self.count - self._skipped) / max(time.monotonic() - self._started, 1e-9)
        left = (self.total - self.count) / rate
        return f"{rate:.1f} {self.unit}s a second" + (f", {left:.0f} s to go" if self.count < self.total else "")

    def say(self, text: str) -> None:
        """A message; each of its lines starts with the command's name."""
        for line in text.splitlines():
            line = f"{self.command}: {line}".rstrip()
            if self._bar is not None:
                self._bar.write(line, file=self.stream)
            else:
                print(line, file=self.stream, flush=True)
