"""How is one institution's page made? The notebook is executed, unless that was done, and its page written.

With the fork engine both happen in a child of the warm parent; the command only keeps what comes out.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache

from analysis.methods.errors import InputError
from analysis.render.collect.model import Edition, Markdown, Page
from analysis.render.depends.cache import Cache
from analysis.render.run.engine import Executed, Failure, Result
from analysis.render.run.fork import Execution
from analysis.render.run.study import Run


@dataclass(frozen=True)
class Made:
    """An executed notebook and the page that was written of it."""

    result: Executed
    page: str
    anew: bool  # whether the notebook was executed for it


@dataclass(frozen=True)
class Making(Execution):
    """One page as a task. Its notebook is executed unless the cache has it under these parts."""

    run: Run
    edition: Edition
    file: str  # of the page, in reports/institutions
    translated: bool  # whether there is a page in the other language
    root: str  # the project's folder, of which no page may tell
    links: frozenset[str] = field(repr=False)  # files that the page may link to, as it would name them
    cache: Cache
    parts: dict[str, str]

    def warm(self) -> None:
        super().warm()
        _templates(self.edition)

    def do(self, tell: Callable[[int], None]) -> Made | Failure:
        return self.kept() or self.written(super().do(tell))

    def kept(self) -> Made | Failure | None:
        """The page of the run that the cache has, if any."""
        entry = self.cache.get(self.parts)
        if entry is None:
            return None
        result = Executed(self.job.run, self.job.notebook, entry.executed, entry.warnings, 0.0)
        return self.written(result, anew=False)

    def written(self, result: Result, anew: bool = True) -> Made | Failure:
        """A result with its page, or why there is none."""
        from analysis.render.collect import collect
        from analysis.render.run import notebook
        from analysis.render.write import gate
        from analysis.render.write.institution_page import institution_page

        if isinstance(result, Failure):
            return result
        try:
            page = collect.collect(notebook.parse(result.text, self.run.id), self.run, self.job.language)
            text = institution_page(page, self.edition, self.translated)
            gate.check_alone(page, text, self.file, self.links, self.root)
        except InputError as error:
            more = f", and {len(error.problems) - 1} more" if error.problems[1:] else ""
            why = f"what it shows is refused: {error.problems[0]}{more}"
            traceback = "\n".join(error.problems) if more else ""
            return Failure(self.job.run, self.job.notebook, why, self.job.parameters, traceback=traceback)
        return Made(result, text, anew)


@cache
def _templates(edition: Edition) -> None:
    """Read the templates and the words of pages, by a page with nothing on it."""
    from analysis.render.collect import collect  # noqa: F401
    from analysis.render.write.institution_page import institution_page

    about = {f"institution.{name}": "lainnya" for name in ("id", "name", "type")}
    with suppress(Exception):  # a child that writes a page tells why it cannot
        institution_page(Page("x", "x", True, "x", {}, [Markdown("# x")], about), edition)
