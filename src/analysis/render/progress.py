"""What a build says while it works: a bar where a person watches, plain lines in a log. All of it on stderr."""

from __future__ import annotations

import sys
from typing import TextIO


class Progress:
    """Counts finished runs. Use as a context manager, so that the bar is closed whatever happens."""

    def __init__(self, command: str, total: int, stream: TextIO | None = None):
        self.command = command
        self.total = total
        self.count = 0
        self.stream = stream or sys.stderr
        self._bar = None
        if total and self.stream.isatty():
            from tqdm import tqdm

            self._bar = tqdm(total=total, desc=command, unit="run", file=self.stream, leave=False, mininterval=0)

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def finished(self, text: str) -> None:
        """One more run is done, well or badly."""
        self.count += 1
        self.say(f"{self.count}/{self.total} {text}")
        if self._bar is not None:
            self._bar.update()

    def say(self, text: str) -> None:
        """A message; each of its lines starts with the command's name."""
        for line in text.splitlines():
            line = f"{self.command}: {line}".rstrip()
            if self._bar is not None:
                self._bar.write(line, file=self.stream)
            else:
                print(line, file=self.stream, flush=True)
