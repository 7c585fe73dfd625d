"""Which parameters does a notebook declare, and does a run give each of them a value that is allowed?

A notebook declares them in one cell tagged `parameters`, a line each: `name: type = literal  # meaning; one of: a, b`.
That is stricter than what papermill's inspector (papermill/inspection.py) reads, so both read the same.
"""

from __future__ import annotations

import ast
import io
import tokenize
from dataclasses import dataclass

from analysis.render import notebook

TYPES = {"str": str, "int": int, "float": float, "bool": bool, "list": list}
FORM = "`name: type = literal  # meaning`, where type is one of " + ", ".join(TYPES)
CHOICES = "one of:"


@dataclass(frozen=True)
class Parameter:
    name: str
    type: str
    default: object
    choices: tuple[str, ...]  # as written in the comment; empty: any value of the type

    def refusal(self, value: object) -> str | None:
        """Why `value` cannot be this parameter's, with a remedy; None if it can."""
        if not _has_type(value, self.type):
            remedy = "put it in quotes" if self.type == "str" else f"write a value of type {self.type}, without quotes"
            return f"must be {self.type}, is {type(value).__name__} {value!r}; {remedy}"
        if isinstance(value, list) and not all(type(item) in (str, int, float, bool) for item in value):
            return f"a list may hold texts, numbers and truth values only, not {value!r}; correct it"
        allowed = [_plain(choice, self.type) for choice in self.choices]
        items = value if isinstance(value, list) else [value]
        wrong = [item for item in items if _plain(item, self.type) not in allowed]
        if allowed and wrong:
            return f"{', '.join(map(repr, wrong))} is not one of {', '.join(self.choices)}; choose from these"
        return None

    def value(self, given: object) -> object:
        """`given` in the parameter's own type: a whole number given for a float becomes a float."""
        return float(given) if self.type == "float" else given


def _has_type(value: object, kind: str) -> bool:
    """A whole number will do for a float; a truth value never does for a number."""
    return type(value) is TYPES[kind] or (kind == "float" and type(value) is int)


def _plain(value: object, kind: str) -> str:
    try:
        return str(float(value)) if kind == "float" else str(value)
    except ValueError:
        return str(value)


def declared(nb: dict, where: str) -> tuple[dict[str, Parameter], list[str]]:
    """The parameters of a notebook by name, in its order, and every breach of the form of the parameters cell."""
    cells = [cell for cell in nb["cells"] if notebook.PARAMETERS in notebook.tags(cell)]
    if not cells:
        return {}, []
    where = f"{where}: parameters cell"
    if len(cells) > 1:
        return {}, [f"{where}: there are {len(cells)} cells tagged `parameters`; join them in one"]
    source = cells[0]["source"]
    try:
        statements, comments = ast.parse(source).body, _comments(source)
    except SyntaxError as error:
        return {}, [f"{where}: line {error.lineno}: {error.msg}; write {FORM}"]
    found, problems = {}, []
    for statement in statements:
        line = f"{where}: line {statement.lineno}: {source.splitlines()[statement.lineno - 1].strip()!r}"
        parameter, problem = _parameter(statement, comments.get(statement.lineno, ""))
        if problem is None and parameter.name in found:
            problem = "declared twice; keep one"
        if problem:
            problems.append(f"{line}: {problem}")
        else:
            found[parameter.name] = parameter
    return found, problems


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {t.start[0]: t.string.lstrip("#").strip() for t in tokens if t.type == tokenize.COMMENT}


def _parameter(statement: ast.stmt, comment: str) -> tuple[Parameter | None, str | None]:
    match statement:
        case ast.AnnAssign(target=ast.Name(name), annotation=ast.Name(kind), value=ast.expr() as value):
            pass
        case _:
            return None, f"not a declaration; write {FORM}"
    if kind not in TYPES:
        return None, f"{kind} is no type of a parameter; write {FORM}"
    if statement.lineno != statement.end_lineno:
        return None, "spans several lines; write it on one"
    if not comment:
        return None, "no comment; say after `#` what the parameter means"
    try:
        default = ast.literal_eval(value)
    except ValueError:
        return None, "the default is not a literal; write the value itself"
    listed = comment.partition(CHOICES)[2]
    parameter = Parameter(name, kind, default, tuple(c.strip() for c in listed.split(",") if c.strip()))
    refusal = parameter.refusal(default)
    return parameter, refusal and f"the default {refusal}"


def unreadable(nb_text: str, known: dict[str, Parameter], where: str) -> list[str]:
    """Parameters that papermill's own inspector reads otherwise than we do (for instance two `=` in one line)."""
    import nbformat
    from papermill.inspection import inspect_notebook

    nb = nbformat.reads(nb_text, as_version=4)
    nb.metadata["kernelspec"] = notebook.KERNELSPEC  # tells the inspector the language; runs get it anyway
    seen = inspect_notebook(nb)
    problems = []
    for name, parameter in known.items():
        try:
            read = seen[name]["inferred_type_name"], ast.literal_eval(seen[name]["default"])
        except (KeyError, SyntaxError, ValueError):
            read = None
        if read != (parameter.type, parameter.default):
            problems.append(
                f"{where}: parameters cell: papermill cannot read parameter {name}; leave `=` and `#` out of its "
                "value and its comment"
            )
    return problems


def check(given: dict[str, object], known: dict[str, Parameter], where: str) -> tuple[dict[str, object], list[str]]:
    """The values of a run in the notebook's order, and every one that is refused, missing or unknown."""
    problems = []
    for name in given:
        if name not in known:
            there = ", ".join(known) or "none"
            problems.append(f"{where}: parameter {name}: unknown; the notebook has {there}; correct or remove it")
    for name, parameter in known.items():
        if name not in given:
            problems.append(
                f"{where}: parameter {name}: missing; every parameter is named in study.yml, add for instance "
                f"`{name}: {parameter.default!r}`, the notebook's default"
            )
        elif refusal := parameter.refusal(given[name]):
            problems.append(f"{where}: parameter {name}: {refusal}")
    if problems:
        return {}, problems
    return {name: parameter.value(given[name]) for name, parameter in known.items()}, []
