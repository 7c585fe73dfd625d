"""Does a source.yml state what a raw folder must say of itself: title, publisher, edition, how obtained, terms?"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from analysis.data.yaml_files import Document
from analysis.data.yaml_schema import Line, Scalar, Strict, Text, breaches, refusal, scalar
from analysis.methods.errors import InputError

HINT = "as the publication says"


def _told(value: Any) -> Any:
    """One text, or one for each file of the folder."""
    if isinstance(value, dict) and value and all(isinstance(text, str) and text.strip() for text in value.values()):
        return value
    if isinstance(value, str) and value.strip():
        return scalar(value)
    raise PydanticCustomError(
        "text", "{problem}", {"problem": refusal("str", value) if value != "" else "is empty; fill it"}
    )


class _Weights(Strict):
    """Of the components of a UN edition, a fraction such as 1/3 or a number."""

    osi: Scalar
    tii: Scalar
    hci: Scalar


class _Source(Strict):
    source_id: Line
    title: Text
    publisher: Text
    kind: Line
    edition: Scalar
    reference_year: Scalar
    published: Scalar
    states: Text
    obtained: Annotated[Any, AfterValidator(_told)]
    terms: Text
    url: Text = ""
    transcription: Text = ""
    checked_against: list[Text] = Field(default=[])
    title_note: Text = ""
    decree: Line = ""
    instrument: Line = ""
    institutions: int = Field(default=1, ge=1)
    weights: _Weights | None = None
    not_computed: str = ""
    counted: str = ""
    component_decimals: int | None = Field(default=None, ge=1)
    redefined: str = ""


HINTS = dict.fromkeys([*_Source.model_fields, *_Weights.model_fields], HINT)


def checked(document: Document) -> dict:
    """The source as written. Raises InputError with every breach: file, line, entry, rule and remedy."""
    problems = [problem for _, problem in breaches(document, _Source, HINTS)]
    meta = document.content
    needed = {"official_report": "instrument", "un": "weights"}.get(str(meta.get("kind")))
    if needed and not meta.get(needed):
        where = document.where(("kind",))
        problems.append(f"{where}: {needed}: missing, and the kind is {meta['kind']}; add it ({HINT})")
    if problems:
        raise InputError(problems)
    return meta
