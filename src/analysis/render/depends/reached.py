"""Which of our modules does a notebook reach, and which tables and files do these read? Told from the source alone.

Every import is followed, wherever it stands in a module, and so is each package on the way. Imports made from text
(importlib) are not seen: the project has none. Tables are the literal names in calls of `analysis.data.tables.load`;
other files are told by the constants of `analysis.paths` that a module uses, since nothing else knows where files are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.data.build.manifest import stamp
from analysis.render.project import Project, sha256
from analysis.render.run import notebook

LOADER = "load"  # of the module <package>.data.tables
# Modules that read only what their callers name, or only to refuse.
ANSWERED_FOR = ("data.tables", "data.build.manifest")


@dataclass
class Reached:
    """What a piece of source leads to."""

    modules: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)  # constants of `analysis.paths`
    problems: list[str] = field(default_factory=list)

    def add(self, other: Reached) -> None:
        self.modules |= other.modules
        self.tables |= other.tables
        self.places |= other.places
        self.problems += other.problems


@dataclass(frozen=True)
class _Module:
    sha256: str
    own: Reached  # what this one source names, before anything is followed


class Sources:
    """Our modules as they are on disk now; each is read once.

    packages: what is installed beside the pinned ones, from `analysis.render.run.surroundings`.
    """

    def __init__(self, project: Project, packages: str = ""):
        self.project = project
        self.packages = packages
        self.package = project.package.name
        self.stamps: dict[Path, tuple[int, ...]] = {}  # of each file that was read for its hash, taken before
        self._modules: dict[str, _Module] = {}

    def sha256(self, module: str) -> str:
        """The hash of a module of ours."""
        return self._read(module).sha256

    def content(self, path: Path) -> bytes:
        """A file's bytes, its stamp noted: whether it was left alone can be told later."""
        self.stamps.setdefault(path, stamp(path))
        return path.read_bytes()

    def of_notebook(self, nb: dict, where: str) -> Reached:
        """Everything that a notebook's code reaches."""
        reached = Reached()
        for number, cell in notebook.code_cells(nb):
            reached.add(self._named(cell["source"], f"{where}: cell {number}", inside=None))
        return self._followed(reached)

    def of_modules(self, *modules: str) -> Reached:
        """Everything that modules of ours reach, themselves included."""
        return self._followed(Reached(modules=set(modules)))

    def _followed(self, start: Reached) -> Reached:
        waiting, reached = set(start.modules), Reached()
        reached.add(start)
        reached.modules.clear()
        while waiting:
            module = waiting.pop()
            if module in reached.modules or self._file(module) is None:
                continue
            own = self._read(module).own
            waiting |= own.modules
            reached.add(replace(own, modules={module}))
        reached.problems.sort()
        return reached

    def _file(self, module: str) -> Path | None:
        """The file of a module, or None where the name is no module of ours (for instance a function's)."""
        path = self.project.package.parent.joinpath(*module.split("."))
        candidates = (path / "__init__.py", path.with_name(path.name + ".py"))
        return next((candidate for candidate in candidates if candidate.is_file()), None)

    def _read(self, module: str) -> _Module:
        if module not in self._modules:
            path = self._file(module)
            content = self.content(path)
            own = self._named(content.decode(), self.project.name(path), inside=module)
            self._modules[module] = _Module(sha256(content), own)
        return self._modules[module]

    def _named(self, source: str, where: str, inside: str | None) -> Reached:
        """Modules and tables that one source names; `inside` is its module, None for a notebook's cell."""
        try:
            tree = ast.parse(source)
        except SyntaxError as error:
            return Reached(problems=[f"{where}: line {error.lineno}: {error.msg}; write plain Python, without magics"])
        except ValueError:  # a NUL character, or half of one
            return Reached(problems=[f"{where}: holds a character that Python cannot read; type the line anew"])
        except (RecursionError, MemoryError) as error:
            return Reached(problems=[f"{where}: cannot be read as Python ({error}); write plain Python"])
        imported = dict(self._imports(tree, inside))
        names = {prefix for name in imported.values() for prefix in _prefixes(name)}
        names |= set(_prefixes(inside)) if inside else set()
        modules = {name for name in names if name.split(".")[0] == self.package}
        if inside in [f"{self.package}.{name}" for name in ANSWERED_FOR]:
            return Reached(modules)
        tables, problems = self._tables(tree, imported, where)
        return Reached(modules, tables, self._places(tree, imported), problems)

    @property
    def _tables_module(self) -> str:
        return f"{self.package}.data.tables"

    def _places(self, tree: ast.Module, imported: dict[str, str]) -> set[str]:
        start = f"{self.package}.paths."
        used = {*imported.values(), *filter(None, (_dotted(node, imported) for node in ast.walk(tree)))}
        return {name.removeprefix(start).split(".")[0] for name in used if name.startswith(start)}

    def _imports(self, tree: ast.Module, inside: str | None) -> Iterator[tuple[str, str]]:
        """Name as used in the source -> full dotted name, for each import; `from x import *` gives `x.*`."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield alias.asname or alias.name, alias.name
            elif isinstance(node, ast.ImportFrom):
                base = self._base(node, inside)
                for alias in node.names:
                    yield alias.asname or alias.name, f"{base}.{alias.name}"

    def _base(self, node: ast.ImportFrom, inside: str | None) -> str:
        """The module after `from`, made absolute."""
        if not node.level or inside is None:
            return node.module or ""
        above = inside.split(".")
        is_package = self._file(inside).name == "__init__.py"
        above = above[: len(above) - node.level + is_package]
        return ".".join([*above, *([node.module] if node.module else [])])

    def _tables(self, tree: ast.Module, imported: dict[str, str], where: str) -> tuple[set[str], list[str]]:
        """Names of the tables that are loaded, and each use of the loader whose table cannot be told."""
        loader = f"{self._tables_module}.{LOADER}"
        calls = {node.func: node for node in ast.walk(tree) if isinstance(node, ast.Call)}
        tables, problems = set(), []
        for node in ast.walk(tree):
            if _dotted(node, imported) != loader:
                continue
            match calls.get(node):
                case ast.Call(args=[ast.Constant(value=str(table))]):
                    tables.add(table)
                case _:
                    problems.append(
                        f"{where}: line {node.lineno}: which table this loads cannot be told from the source; "
                        'call `tables.load("name")` with the name itself'
                    )
        return tables, problems


def _prefixes(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:n]) for n in range(1, len(parts) + 1))


def _dotted(node: ast.AST, imported: dict[str, str]) -> str | None:
    """The full dotted name of `a.b.c` where it starts from an import; None for anything else."""
    tail: list[str] = []
    while isinstance(node, ast.Attribute):
        tail.insert(0, node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    names = [node.id, *tail]
    for used in range(len(names), 0, -1):
        if (start := ".".join(names[:used])) in imported:
            return ".".join([imported[start], *names[used:]])
    return None
