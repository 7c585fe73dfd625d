"""What was planned? `analysis_plan.yml`, read once and checked, with the hash that the report prints."""

from __future__ import annotations

import hashlib
from pathlib import Path

import yaml

from analysis.methods.errors import InputError
from analysis.paths import PLAN

KEYS = {
    "declared": str, "decision_words": list, "questions": dict, "universe": dict, "negative_controls": list,
    "rules": dict,
}  # fmt: skip


def plan(path: Path = PLAN) -> dict:
    """The plan of record. Raises InputError where a part is missing, unknown or of another kind.

    A universe maps each choice to its options; a decision word that a question may reach at most is its `ceiling`.
    """
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    document = document if isinstance(document, dict) else {}
    problems = [f"{path.name}: {key}: must be a {kind.__name__}" for key, kind in KEYS.items()
                if not isinstance(document.get(key), kind)]  # fmt: skip
    problems += [f"{path.name}: {key}: unknown; known are {', '.join(KEYS)}" for key in document if key not in KEYS]
    if not problems:
        problems += [
            f"{path.name}: questions: {name}: its ceiling must be one of {', '.join(document['decision_words'])}"
            for name, question in document["questions"].items()
            if question.get("ceiling") not in document["decision_words"]
        ]
        problems += [
            f"{path.name}: universe: {name}: {choice}: give a list of different options"
            for name, universe in document["universe"].items()
            for choice, options in universe.items()
            if not isinstance(options, list) or not options or len(set(map(str, options))) < len(options)
        ]
    if problems:
        raise InputError(problems)
    return document


def sha256(path: Path = PLAN) -> str:
    """The hash of the plan as committed, hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
