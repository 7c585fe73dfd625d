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


NUMBERS = (
    "linking_invariance_points", "few_clusters", "criteria_shift_assumed", "random_concordances", "fewest_falls",
    "power_wanted", "placebo_share", "synthetic_control_treatment", "synthetic_control_backdated",
    "synthetic_control_donors", "synthetic_control_poor_fit", "synthetic_control_p", "ministries_known",
)  # fmt: skip


def plan(path: Path = PLAN) -> dict:
    """The plan of record. Raises InputError where a part is missing, unknown or of another kind.

    A universe maps each choice to its options; a decision word that a question may use are its `words`, and `keys` the
    beginnings of the keys of its sentences.
    """
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise InputError(f"{path.name}: cannot be read: {str(error).splitlines()[0]}; restore it") from None
    document = document if isinstance(document, dict) else {}
    problems = [f"{path.name}: {key}: must be a {kind.__name__}" for key, kind in KEYS.items()
                if not isinstance(document.get(key), kind)]  # fmt: skip
    problems += [f"{path.name}: {key}: unknown; known are {', '.join(KEYS)}" for key in document if key not in KEYS]
    if not problems:
        problems += _wrong_kinds(path.name, document)
    if not problems:
        problems += [
            f"{path.name}: questions: {name}: words: {word}: is none of {', '.join(document['decision_words'])}"
            for name, question in document["questions"].items()
            for word in question["words"]
            if word not in document["decision_words"]
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


def _wrong_kinds(name: str, document: dict) -> list[str]:
    """Questions and universes that are not what they must be, and rules with a number that lack it."""
    problems = [
        f"{name}: questions: {question}: give asks, estimand, words (a list) and keys (a list)"
        for question, about in document["questions"].items()
        if not isinstance(about, dict) or not all(isinstance(about.get(key), list) for key in ("words", "keys"))
    ]
    problems += [
        f"{name}: universe: {universe}: give its choices with their options"
        for universe, choices in document["universe"].items()
        if not isinstance(choices, dict)
    ]
    problems += [
        f"{name}: rules: {rule}: give a number"
        for rule in NUMBERS
        if not isinstance(document["rules"].get(rule), int | float)
    ]
    return problems


def sha256(path: Path = PLAN) -> str:
    """The hash of the plan as committed, hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
