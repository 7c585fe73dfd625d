"""Can a sentence of the report be found in the code by its key?

A text's key stands whole in a string of `present` or `render`, or it is a whole key and one of the parts that
`analysis.present.publish` adds (title, subtitle, caption, alt, note, source, head.<column>) or `analysis.present.cards`
(claim, verdict, ...), or it belongs to a family of words: a whole beginning, a dot, and one machine name that is data
(`type.kabupaten`, `decision.refuted`).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PART = re.compile(r"\.(title|subtitle|caption|alt|note|source|head\.\w+|claim|verdict|why|period|change)$")
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\.?")


def written(modules: list[Path], templates: list[Path]) -> tuple[set[str], set[str]]:
    """Keys that stand whole in modules and templates, and families: what is before the one name of `f"type.{name}"`."""
    whole, families = set(), set()
    for path in templates:
        whole |= set(re.findall(r"""["']([a-z][a-z0-9_.]+)["']""", path.read_text(encoding="utf-8")))
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and (family := _family(node)):
                families.add(family)
    return whole, families


def unfound(keys: Iterator[str], whole: set[str], families: set[str]) -> list[str]:
    """The keys that no search for them would find."""
    return [key for key in keys if not _is_found(key, whole, families)]


def _is_found(key: str, whole: set[str], families: set[str]) -> bool:
    stem = PART.sub("", key)
    if {key, stem} & whole or key.startswith("head."):
        return True
    return key.rpartition(".")[0] + "." in families or stem.rpartition(".")[0] + "." in families


def _family(node: ast.JoinedStr) -> str | None:
    """`type.` of `f"type.{name}"`: one whole beginning that ends in a dot, then one name and nothing else."""
    match node.values:
        case [ast.Constant(value=str(start)), ast.FormattedValue()] if start.endswith(".") and KEY.fullmatch(start):
            return start
    return None
