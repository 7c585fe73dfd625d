"""The one kind of error that a user of the project is meant to read."""

from __future__ import annotations

from collections.abc import Iterable


class InputError(ValueError):
    """Input that is refused. `problems` holds one line each: where, which rule, and what to do about it."""

    def __init__(self, problems: str | Iterable[str]):
        self.problems = [problems] if isinstance(problems, str) else list(problems)
        super().__init__("\n".join(self.problems))
