"""Which parameters does a notebook declare, and does a run give each of them a value that is allowed?

A notebook declares them in one cell tagged `parameters`, a line each: `name: type = literal  # meaning; one of: a, b`.
That is stricter than what papermill's inspector (papermill/inspection.py) reads, so both read the same.
"""

from __future__ import annotations

import ast
import io
import re
import sys
import tokenize
from dataclasses import dataclass

from analysis.data import yaml_schema
from analysis.data.yaml_files import shown, unwanted
from analysis.data.yaml_schema import near
from analysis.render.run import notebook

TYPES = {"str": str, "int": int, "float": float, "bool": bool, "list": list}
FORM = "`name: type = literal  # meaning`, where type is one of " + ", ".join(TYPES)
CHOICES = "one of:"


@dataclass(frozen=True)
class Parameter:
    name: str
    type: str
    default: object
    choices: tuple[str, ...]  # as written in the comment; empty: any value of the type
    meaning: str = ""  # the comment

    def refusal(self, value: object) -> str | None:
        """Why `value` cannot be this parameter's, with a remedy; None if it can."""
        if not _has_type(value, self.type):
            return yaml_schema.refusal(self.type, value)
        wrong = self._wrong_items(value) if isinstance(value, list) else _wrong_item(value)
        if wrong:
            return wrong
        allowed = [_plain(choice, self.type) for choice in self.choices]
        items = value if isinstance(value, list) else [value]
        wrong = [shown(item) for item in items if _plain(item, self.type) not in allowed]
        if allowed and wrong:
            return f"{', '.join(wrong)} is not one of {', '.join(self.choices)}; choose from these"
        return None

    def _wrong_items(self, value: list) -> str | None:
        """A list holds texts, numbers or truth values, all of one kind (that of the default's), each once."""
        if not all(type(item) in (str, int, float, bool) for item in value):
            return f"a list may hold texts, numbers and truth values only, not {shown(value)}; correct it"
        default = self.default if isinstance(self.default, list) else []
        kinds = {type(item).__name__ for item in default or value}
        kind = "float" if kinds == {"int", "float"} else min(kinds, default="str")
        for number, item in enumerate(value, start=1):
            problem = _wrong_item(item) if _has_type(item, kind) else yaml_schema.refusal(kind, item)
            if problem:
                return f"entry {number} of the list {problem}"
            if item in value[: number - 1]:
                return f"{shown(item)} stands twice in the list; keep one"
        return None

    def value(self, given: object) -> object:
        """`given` in the parameter's own type: a whole number given for a float becomes a float."""
        return float(given) if self.type == "float" else given


def _has_type(value: object, kind: str) -> bool:
    """A whole number will do for a float; a truth value never does for a number."""
    return type(value) is TYPES[kind] or (kind == "float" and type(value) is int)


def _wrong_item(value: object) -> str | None:
    """What no text or number that a run is given may be."""
    if isinstance(value, str):
        if unseen := unwanted(value):
            return f"holds the character {unseen}, which cannot be seen; remove it"
        if len(value.splitlines()) > 1 or "\t" in value:
            return "holds a line break or a tab; write it on one line"
        if value != value.strip():
            return f"is {shown(value)}, which begins or ends with a space or line break; remove it"
    elif isinstance(value, int | float) and not abs(value) <= sys.float_info.max:
        return f"is {shown(value)}, no finite number or one too large; write a smaller one"
    return None


def _plain(value: object, kind: str) -> str:
    try:
        return str(float(value)) if kind == "float" else str(value)
    except (ValueError, OverflowError):
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
    except tokenize.TokenError as error:  # from 3.12 on, where ast.parse takes what the tokenizer does not
        why, (line, _) = error.args
        return {}, [f"{where}: line {line}: {why}; write {FORM}"]
    except (ValueError, RecursionError, MemoryError) as error:
        return {}, [f"{where}: cannot be read as Python ({error}); write {FORM}"]
    lines = re.split(r"\r\n|\r|\n", source)
    found, problems = {}, []
    for statement in statements:
        line = f"{where}: line {statement.lineno}: {shown(lines[statement.lineno - 1].strip())}"
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
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None, "the default is not a literal; write the value itself"
    listed = comment.partition(CHOICES)[2]
    parameter = Parameter(name, kind, default, tuple(c.strip() for c in listed.split(",") if c.strip()), comment)
    refusal = parameter.refusal(default)
    return parameter, refusal and f"the default {refusal}"


def unreadable(nb_text: str, known: dict[str, Parameter], where: str) -> list[str]:
    """Parameters that papermill's own inspector reads otherwise than we do (for instance two `=` in one line)."""
    import nbformat
    from papermill.inspection import inspect_notebook

    nb = nbformat.from_dict(notebook.parse(nb_text, where))
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


def check(given: dict[str, object], known: dict[str, Parameter]) -> tuple[dict[str, object], list[tuple[str, str]]]:
    """The values of a run in the notebook's order, and every one that is refused, missing or unknown: (name, why)."""
    problems = []
    for name, value in given.items():
        if name not in known:
            there = ", ".join(known) or "none"
            space = "write a space after `:`, " if value is None and ":" in name else ""
            said = f"unknown{near(name, known)}; the notebook has {there}; {space}correct or remove it"
            problems.append((name, said))
    for name, parameter in known.items():
        if name not in given:
            said = (
                f"missing; every parameter is named in study.yml, add for instance `{name}: {parameter.default!r}`, "
                "the notebook's default"
            )
            problems.append((name, said))
        elif refusal := parameter.refusal(given[name]):
            problems.append((name, refusal))
    if problems:
        return {}, problems
    return {name: parameter.value(given[name]) for name, parameter in known.items()}, []
