"""What is kept of the committed notebooks in tests/golden: every number by its key, and the findings in words.

values.json has the number of each published key, findings.json decision and text of each finding; both are written by
`make accept` alone. Everything else in the tests goes by key, decision and fact.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pytest

from analysis.present.cards import PARTS
from tests.tree import ROOT

VALUES, FINDINGS = (ROOT / "tests" / "golden" / name for name in ("values.json", "findings.json"))
VALUE, SENTENCE, CARD = (f"application/vnd.spbe.{kind}+json" for kind in ("value", "sentence", "card"))


def published(document: Mapping, mime: str) -> Iterator[dict]:
    """Every bundle of one type in the outputs of a notebook, given as parsed JSON."""
    for cell in document["cells"]:
        for output in cell.get("outputs", []):
            if mime in output.get("data", {}):
                yield output["data"][mime]


def numbers(documents: Iterable[Mapping]) -> dict[str, object]:
    """Key -> number of everything that notebooks publish; texts are left out."""
    bundles = (bundle for document in documents for bundle in published(document, VALUE))
    return {key: x for bundle in bundles for key, x in bundle["values"].items() if not isinstance(x, str)}


def sentences(document: Mapping) -> dict[str, dict]:
    """Key -> sentence (text, decision, finding) of one notebook; a key that is told several times is numbered."""
    found: dict[str, dict] = {}
    for bundle in published(document, SENTENCE):
        again = sum(known.partition(" #")[0] == bundle["key"] for known in found)
        found[f"{bundle['key']} #{again + 1}" if again else bundle["key"]] = bundle
    return found


def cards(document: Mapping) -> dict[str, dict]:
    """Key -> what one notebook says on the first page, as one text with its decision."""
    return {
        card["key"]: {"text": " ".join(card[part] for part in PARTS), "decision": card["decision"]}
        for card in published(document, CARD)
    }


def findings(documents: Iterable[Mapping]) -> dict[str, dict[str, str]]:
    """Key -> decision and text of the findings of notebooks."""
    told = {key: sentence for document in documents for key, sentence in sentences(document).items()}
    return {key: {"decision": s["decision"], "text": s["text"]} for key, s in told.items() if s.get("finding")}


def stored() -> list[dict]:
    """The notebooks of the project with what is stored in them, in the order of their names."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]


def written(content: Mapping) -> str:
    """A file of tests/golden as it is committed."""
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


@cache
def golden() -> dict[str, object]:
    """Key -> number, as it was accepted last."""
    return json.loads(VALUES.read_text(encoding="utf-8"))


@cache
def finding(key: str) -> dict[str, str]:
    """Decision and text of a finding, as it was accepted last."""
    return json.loads(FINDINGS.read_text(encoding="utf-8"))[key]


def near(key: str) -> object:
    """The golden number of a key, for `x == near(key)`: equal to the 1e-9 to which numbers are published."""
    return pytest.approx(golden()[key], abs=2e-9, rel=0)
