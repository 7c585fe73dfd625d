"""Which words that a reader sees stand in code? None should: they live in the catalogues, where they are translated.

A readers' word is a text with two words in a row, or one with a capital and small letters, or a decision word. Not
counted: docstrings; what a refusal says (arguments of an exception, and of `problems.append` or `problems +=`), which
is for whoever runs the study; keys and the names of rooms; and strings that are formats.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from analysis.studies.shared.decisions import DECISIONS

WORDS = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}|(?<![A-Za-z0-9_.])[A-Z][a-z]{2,}")
# What is called with words that no reader sees: refusals, and the name of a stream of random numbers.
UNREAD = re.compile(r"(Error|Warning|warn|problems?\.append|refuse\w*|\brefusal|\bstream|_noise)$")
DRAWING = {
    "offset points",
    "axes fraction",
    "figure fraction",
    "lower left",
    "upper left",
    "upper right",
    "DejaVu Sans",
    "Software",
}  # names of matplotlib's


def found(path: Path) -> list[tuple[int, str]]:
    """Line and text of every readers' word of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return sorted((node.lineno, node.value) for node in _texts(tree) if _is_read(node.value))


def _is_read(text: str) -> bool:
    return text in DECISIONS or (text not in DRAWING and not text.startswith("<") and bool(WORDS.search(text)))


def _texts(node: ast.AST) -> Iterator[ast.Constant]:
    """The string constants below a node, without docstrings and refusals."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Call) and UNREAD.search(ast.unparse(node.func)):
        return
    if isinstance(node, ast.AugAssign | ast.Assign) and "problems" in ast.unparse(_target(node)):
        return
    if isinstance(node, ast.Assert | ast.Raise):
        return
    for child in ast.iter_child_nodes(node):
        yield from _texts(child)


def _target(node: ast.AugAssign | ast.Assign) -> ast.AST:
    return node.target if isinstance(node, ast.AugAssign) else node.targets[0]
