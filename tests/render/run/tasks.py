"""Tasks of the warm parent that are no notebooks."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Task:
    """Does what its name says, and leaves a file with its process id."""

    name: str
    place: Path
    limit: float = 20

    def warm(self):
        """There is nothing to warm."""

    def do(self, tell):
        tell("begun")
        (self.place / f"{self.name}.{os.getpid()}").touch()
        if self.name == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if self.name == "exits":
            os._exit(0)
        if self.name == "raises":
            raise RuntimeError("last words")
        if self.name == "unsendable":
            return lambda: None
        if self.name.startswith("hangs"):
            time.sleep(60)
        if self.name == "steps":
            for step in range(4):
                time.sleep(0.4)
                tell(step)
        return self.name.upper()

    def lost(self, at, late, last_words):
        return self.name, at, late, last_words
