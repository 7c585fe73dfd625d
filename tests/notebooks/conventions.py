"""Does a notebook read like a paper, and can it be trusted to be what its code makes? One function a rule.

Each rule takes a notebook (nbformat, version 4) and returns its problems, one line each with the remedy. nbval
re-executes notebooks but says nothing about a stripped one, a hidden magic or a skipped cell: these rules do.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator

from nbformat import NotebookNode
from papermill.translators import PythonTranslator

from analysis.render.run.notebook import listed
from analysis.render.run.rules import evasions, file_calls
from tests.notebooks import stored
from tests.notebooks.cells import code_cells, tags
from tests.tree import MACHINE_PATH

MAX_CODE_CELLS = 20
MAX_LINES = 12
OURS = ("analysis.studies", "analysis.present")
PARAMETER_TYPES = {"str": str, "int": int, "float": float, "bool": bool, "list": list}

Rule = Callable[[NotebookNode], list[str]]


def _trees(nb: NotebookNode) -> Iterator[tuple[str, ast.AST]]:
    """Every cell that is plain Python (`plain_python` reports the others), parsed."""
    for name, cell in code_cells(nb):
        try:
            yield name, ast.parse(cell.source)
        except SyntaxError:
            continue


def _nodes(nb: NotebookNode) -> Iterator[tuple[str, ast.AST]]:
    """Every syntax node of every cell."""
    return ((name, node) for name, tree in _trees(nb) for node in ast.walk(tree))


def _imports(node: ast.AST) -> list[str]:
    """Full names that an import statement asks for; empty for other nodes."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names]
    return []


def _parameter_cells(nb: NotebookNode) -> list[int]:
    return [n for n, cell in enumerate(nb.cells) if cell.cell_type == "code" and "parameters" in tags(cell)]


# --- how it reads ---------------------------------------------------------------------------------------------------


def title_is_a_question(nb: NotebookNode) -> list[str]:
    first = nb.cells[0].source.strip() if nb.cells and nb.cells[0].cell_type == "markdown" else ""
    if not re.match(r"# \S.*\?$", first.partition("\n")[0].strip()):
        return ["cell 1: the title must be a question: Markdown `# ...?`"]
    later = [
        n for n, c in enumerate(nb.cells[1:], 2) if c.cell_type == "markdown" and re.search(r"^# ", c.source, re.M)
    ]
    return [f"cell {n}: a second title; use `##` for a section" for n in later]


def parameters_are_introduced(nb: NotebookNode) -> list[str]:
    for n in _parameter_cells(nb):
        before = nb.cells[n - 1] if n else None
        said = before is not None and before.cell_type == "markdown" and "study.yml" in before.source
        if not said:
            return [f"cell {n + 1}: say in the Markdown cell before it where parameters come from (`study.yml`)"]
        if len(before.source.strip().split("\n\n")) > 1 or before.source.lstrip().startswith("#"):
            return [f"cell {n}: where parameters come from is a short paragraph in a cell of its own"]
    return []


def one_parameters_cell(nb: NotebookNode) -> list[str]:
    found = _parameter_cells(nb)
    if len(found) != 1:
        return [f"{len(found)} code cells are tagged `parameters`; there must be one"]
    first_code = next(n for n, cell in enumerate(nb.cells) if cell.cell_type == "code")
    return [] if found[0] == first_code else [f"cell {found[0] + 1}: the parameters must be the first code cell"]


def parameters_are_documented(nb: NotebookNode) -> list[str]:
    """`name: type = literal  # meaning; one of: a, b`, and papermill's inspector reads the same from it."""
    problems = []
    for n in _parameter_cells(nb):
        cell, name = nb.cells[n], f"cell {n + 1}"
        inspected = {p.name: p for p in PythonTranslator.inspect(cell)}
        try:
            statements = ast.parse(cell.source).body
        except SyntaxError:
            continue
        for node in statements:
            problems += [f"{name}: {problem}" for problem in _parameter_problems(node, inspected)]
    return problems


def _parameter_problems(node: ast.stmt, inspected: dict) -> list[str]:
    if not (isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None):
        return [f"line {node.lineno}: only `name: type = literal  # meaning` may stand among the parameters"]
    name, kind = node.target.id, ast.unparse(node.annotation)
    try:
        value = ast.literal_eval(node.value)
    except ValueError:
        return [f"{name}: the default must be a literal"]
    expected = PARAMETER_TYPES.get(kind.partition("[")[0])
    if expected is None or type(value) is not expected:
        return [f"{name}: {value!r} is not of the type {kind} (known: {', '.join(PARAMETER_TYPES)})"]
    read = inspected.get(name)
    if read is None or read.inferred_type_name != kind or _literal(read.default) != value:
        return [f"{name}: papermill cannot read it; write it on one line with a single `=`"]
    if not read.help.strip():
        return [f"{name}: say what it means in a comment"]
    choices = re.search(r"one of: (.*)", read.help)
    if choices and str(value) not in re.split(r",\s*", choices[1].strip()):
        return [f"{name}: the default {value!r} is not one of: {choices[1]}"]
    return []


def _literal(text: str) -> object:
    try:
        return ast.literal_eval(text)
    except (ValueError, SyntaxError):
        return NotImplemented


def imports_come_first(nb: NotebookNode) -> list[str]:
    cells = dict(code_cells(nb))
    importing = list(dict.fromkeys(name for name, node in _nodes(nb) if _imports(node)))
    if not importing:
        return ["imports stand in 0 cells; there must be one after the parameters"]
    mixed = [name for name in importing if not all(_imports(node) for node in ast.parse(cells[name].source).body)]
    if mixed:
        return [f"{mixed[0]}: only imports may stand in the import cell"]
    # Where they do not fit into one cell, the next cell has the rest.
    late = [name for name in importing if name not in list(cells)[1 : 1 + len(importing)]]
    return [f"{late[0]}: the imports must follow the parameters"] if late else []


def imports_only_studies_and_present(nb: NotebookNode) -> list[str]:
    return [
        f"{name}: imports {module}; a notebook imports only {' and '.join(OURS)}"
        for name, node in _nodes(nb)
        for module in _imports(node)
        if not any(module == ours or module.startswith(f"{ours}.") for ours in OURS)
    ]


def defines_no_functions(nb: NotebookNode) -> list[str]:
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    return [
        f"{name}: defines a {type(node).__name__}; it belongs in src/analysis"
        for name, node in _nodes(nb)
        if isinstance(node, definitions)
    ]


def cells_are_short(nb: NotebookNode) -> list[str]:
    lines = {name: len(cell.source.splitlines()) for name, cell in code_cells(nb)}
    return [f"{name}: {n} lines, {MAX_LINES} at most" for name, n in lines.items() if n > MAX_LINES]


def few_code_cells(nb: NotebookNode) -> list[str]:
    n = len(list(code_cells(nb)))
    return [f"{n} code cells, {MAX_CODE_CELLS} at most; make two notebooks of it"] if n > MAX_CODE_CELLS else []


# --- what its code may do -------------------------------------------------------------------------------------------


def plain_python(nb: NotebookNode) -> list[str]:
    """No magic and no shell line: an unknown magic hides every error below it from nbval."""
    problems = []
    for name, cell in code_cells(nb):
        try:
            ast.parse(cell.source)
        except SyntaxError as error:
            problems.append(f"{name}: line {error.lineno} is not Python (a magic or a shell line?)")
    return problems


def evades_nothing(nb: NotebookNode) -> list[str]:
    return [f"{name}: uses {used}; write plain calls" for name, tree in _trees(nb) for used in evasions(tree)]


def touches_no_files(nb: NotebookNode) -> list[str]:
    return [
        f"{name}: calls {call}; tables come from studies, results leave by analysis.present.publish"
        for name, tree in _trees(nb)
        for call in file_calls(tree)
    ]


def filters_no_warnings(nb: NotebookNode) -> list[str]:
    return [
        f"{name}: warnings are mended or explained, not filtered"
        for name, cell in code_cells(nb)
        if re.search(r"filterwarnings|simplefilter|catch_warnings", cell.source)
    ]


def names_no_machine_path(nb: NotebookNode) -> list[str]:
    return [
        f"cell {n}: names the path {match[0]!r} of a machine"
        for n, cell in enumerate(nb.cells, start=1)
        if (match := MACHINE_PATH.search(cell.source))
    ]


RULES: tuple[Rule, ...] = (
    title_is_a_question,
    parameters_are_introduced,
    one_parameters_cell,
    parameters_are_documented,
    imports_come_first,
    imports_only_studies_and_present,
    defines_no_functions,
    cells_are_short,
    few_code_cells,
    plain_python,
    evades_nothing,
    touches_no_files,
    filters_no_warnings,
    names_no_machine_path,
    *stored.RULES,
)


def problems(nb: NotebookNode) -> list[str]:
    """All breaches of all rules, in the order of the rules; one line where several cells break one in the same way."""
    return by_cause(problem for rule in RULES for problem in rule(nb))


def by_cause(problems: Iterable[str]) -> list[str]:
    """`cell 2: x`, `cell 4: x` as `cells 2, 4: x`."""
    causes: dict[str, list[int]] = {}
    for problem in problems:
        cell = re.match(r"cell (\d+): ", problem)
        causes.setdefault(problem[cell.end() :] if cell else problem, []).extend([int(cell[1])] if cell else [])
    return [f"{listed(cells)}: {cause}" if cells else cause for cause, cells in causes.items()]
