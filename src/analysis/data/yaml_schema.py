"""Is a YAML document what its schema asks for? Every breach at once: file, line, where in it, rule and remedy.

Schemas are pydantic models that convert nothing: a text is never taken for a number, nor a number for a text.
"""

from __future__ import annotations

import difflib
import math
import re
import types
import typing
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from analysis.data.yaml_files import LONGEST_NUMBER, Document, Place, cut, older_reading, plain, shown
from analysis.methods.errors import InputError

WRONG_TYPE = {
    "string_type": "str", "bool_type": "bool", "int_type": "int", "float_type": "float", "list_type": "list",
    "dict_type": "dict", "model_type": "dict",
}  # fmt: skip
ASKED = {
    "str": "a text", "int": "a whole number", "float": "a number", "bool": "true or false",
    "list": "a list, for instance `[a, b]`", "dict": "a mapping, `name: value` a line each",
}  # fmt: skip
TRUTH_WORDS = {"yes", "no", "on", "off", "y", "n", "true", "false"}


class Strict(BaseModel):
    """The base of all schemas: nothing is converted, and a name that is not known is refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _filled(text: str) -> str:
    if text != text.strip():
        raise PydanticCustomError("text", "begins or ends with a space or line break; remove it")
    return text


def _one_line(text: str) -> str:
    if "\n" in text or "\t" in text:
        raise PydanticCustomError("text", "holds a line break or a tab; write it on one line")
    return text


def scalar(value: Any) -> str | int | float:
    """A text or a finite number, as it is. Raises PydanticCustomError for anything else."""
    if isinstance(value, str):
        return _filled(value)
    if type(value) not in (int, float):
        raise PydanticCustomError("text", "{problem}", {"problem": refusal("str", value, number_too=True)})
    if not math.isfinite(value):
        raise PydanticCustomError("finite_number", "")
    return value


Text = Annotated[str, Field(min_length=1), AfterValidator(_filled)]  # as people fold it over lines
Line = Annotated[Text, AfterValidator(_one_line)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Scalar = Annotated[Any, AfterValidator(scalar)]  # a text or a finite number


def refusal(kind: str, value: object, number_too: bool = False) -> str:
    """Why `value`, of another type, cannot stand where a `kind` (str, int, float, bool, list or dict) is asked for."""
    asked = "str or a number" if number_too else kind
    found = "empty (null)" if value is None else f"{type(value).__name__} {shown(value)}"
    return f"must be {asked}, is {found}; {_remedy(kind, value)}"


def _remedy(kind: str, value: object) -> str:
    if kind == "str" and isinstance(value, bool | int | float):
        return "put it in quotes"
    if kind in ("int", "float") and isinstance(value, str):
        number = older_reading(value)
        if number is not None:
            now = int(value) if re.fullmatch("[-+]?[0-9]+", value) else "a text"
            if now == number:
                return "write it without zeros before it"
            return f"YAML 1.1 reads it as {number}, YAML 1.2 as {now}; write the number that is meant in plain digits"
        if len(value) <= LONGEST_NUMBER and type(plain(value)) in (int, float):
            return "write it without quotes"
    if kind == "int" and isinstance(value, float):
        return "write it without a decimal point" if value.is_integer() else "write a whole number"
    if kind == "bool" and isinstance(value, str) and value.lower() in TRUTH_WORDS:
        return "write true or false, without quotes"
    return f"write {ASKED[kind]}"


def near(name: str, known: Iterable[str]) -> str:
    """` (is x meant?)` where a known name is like `name`, else nothing."""
    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.65) if len(name) <= 100 else []
    return f" (is {found[0]} meant?)" if found else ""


def checked(document: Document, schema: type[Strict], hints: Mapping[str, str] | None = None) -> Strict:
    """The document as its schema holds it. Raises InputError with every breach."""
    found = breaches(document, schema, hints)
    if found:
        raise InputError([line for _, line in found])
    return schema.model_validate(document.content)


def breaches(
    document: Document, schema: type[Strict], hints: Mapping[str, str] | None = None
) -> list[tuple[Place, str]]:
    """Every breach with its place, in the order of the file. `hints` says more of a name that is missing."""
    try:
        schema.model_validate(document.content)
    except ValidationError as error:
        found = [
            (e["loc"], _said(document, schema, e, hints or {})) for e in error.errors(include_url=False)
        ]  # fmt: skip
        return sorted(found, key=lambda breach: document.line(breach[0]))
    return []


def _said(document: Document, schema: type[Strict], error: dict, hints: Mapping[str, str]) -> str:
    place, kind, value = error["loc"], error["type"], error.get("input")
    context = error.get("ctx", {})
    name = str(place[-1]) if place else ""
    if kind == "missing":
        problem = "missing; add it" + (f" ({hints[name]})" if name in hints else "")
    elif kind == "extra_forbidden":
        known = _names(schema, place[:-1])
        space = "write a space after `:`, " if value is None and ":" in name else ""
        problem = f"unknown{near(name, known)}; known are {', '.join(known)}; {space}correct or remove it"
    elif kind in WRONG_TYPE:
        problem = refusal(WRONG_TYPE[kind], value)
    elif kind == "literal_error":
        problem = f"{shown(value)} is unknown; choose {context['expected'].replace(chr(39), '')}"
    elif kind == "greater_than_equal":
        problem = f"{value} is less than {context['ge']}; write {context['ge']} or more"
    elif kind == "finite_number":
        problem = f"{value} is no finite number; write one"
    elif kind in ("too_short", "string_too_short"):
        problem = "is empty; fill it" if kind == "string_too_short" else "none; list at least one"
    else:
        problem = error["msg"].removeprefix("Value error, ")
    return ": ".join([document.where(place), *in_words(document, place), problem])


def in_words(document: Document, place: Place) -> list[str]:
    """A place as people say it: `run toy`, `main` for ("runs", 0, "main")."""
    words, value = [], document.content
    for step in place:
        value = _inside(value, step)
        if isinstance(step, str):
            words.append(cut(step))
            continue
        called = value.get("id") if isinstance(value, dict) else None
        item = words.pop() if words else "entry"
        item = item.removesuffix("s") if item.endswith("s") else f"{item}: entry"
        words.append(f"{item} {called if isinstance(called, str) and 0 < len(called) <= 40 else step + 1}")
    return words


def _inside(value: object, step: str | int) -> object:
    try:
        return value[step]
    except (LookupError, TypeError):
        return None


def _names(schema: type[Strict], place: Place) -> list[str]:
    """The names that the mapping at `place` may have."""
    kind = schema
    for step in place:
        inside = typing.get_args(kind)
        kind = _plain(inside[-1] if inside else kind.model_fields[step].annotation)
    return [field.alias or name for name, field in kind.model_fields.items()]


def _plain(kind: Any) -> Any:
    """A type without what is annotated to it and without `| None`."""
    if typing.get_origin(kind) in (Annotated, types.UnionType):
        return _plain(typing.get_args(kind)[0])
    return kind
