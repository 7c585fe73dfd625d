"""The last table of `make review` has every claim and number, and shows what was not recomputed as it is stored."""

from __future__ import annotations

import copy
import json

import nbformat
import pytest
from nbformat import v4

from analysis.present.cards import PARTS
from tests.golden import kept
from tests.notebooks import headlines, review as reviewing
from tests.notebooks.cells import read
from tests.notebooks.examples import code, good, notebook
from tests.notebooks.review import Review, judge, main
from tests.tree import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def told(key: str, text: str, decision: str | None = "identified", **more: object):
    return v4.new_output(
        "display_data", data={kept.SENTENCE: {"key": key, "text": text, "decision": decision} | more, "text/plain": ""}
    )


def example():
    """The good example with an answer, a finding, another claim, and a sentence that claims nothing."""
    outputs = (
        told("example.answer", "It is 2.79 of 5."), told("example.finding", "It fell by −0.24.", finding=True),
        told("example.other", "Of 620, 614."), told("example.plain", "Read on.", None),
    )  # fmt: skip
    return notebook(*good().cells, code("tell()", *outputs))


def recorded(nb) -> dict[str, dict]:
    """A record of nbval in which every cell passed, and showed what is stored."""
    cells = [cell for cell in nb.cells if cell.cell_type == "code"]
    record = {}
    for number, cell in enumerate(cells):
        shown = [copy.deepcopy(dict(output.data)) for output in cell.outputs]
        record[str(number)] = {
            "outcome": "passed", "compared": len(shown), "tolerated": 0, "why": "", "shown": shown,
        }  # fmt: skip
    return record


def judged(nb, record, name="example") -> Review:
    return judge(nb, name, record, {})


def sentence(record, place: int) -> dict:
    return record["3"]["shown"][place][kept.SENTENCE]


def test_claims_are_the_sentences_with_a_decision_word_and_findings_are_headlines():
    found = judged(example(), recorded(example())).claims
    assert [(claim.key, claim.headline) for claim in found] == [
        ("example.answer", False), ("example.finding", True), ("example.other", False),
    ]  # fmt: skip


def test_every_claim_of_the_notebook_of_claims_is_a_headline():
    found = judged(example(), recorded(example()), "40_claims").claims
    assert [c.key for c in found if c.headline] == ["example.answer", "example.finding", "example.other"]


def test_a_card_of_the_first_page_is_a_headline_and_fails_where_a_word_differs():
    card = {"key": "toy.card", "decision": "bounded", **dict.fromkeys(PARTS, "A text.")}
    stored, shown = (
        {"cells": [{"outputs": [{"data": {kept.CARD: card | more}}]}]} for more in ({}, {"why": "Another."})
    )
    (same,), (other,) = (headlines.claims(stored, side, "toy") for side in (stored, shown))
    assert (same.headline, same.same, other.same) == (True, True, False)


@pytest.mark.parametrize(("place", "change"), [
    (0, {"decision": "refuted"}), (1, {"text": "It fell by −0.25."}), (2, {"text": "Of 620, 613."}),
    (1, {"finding": False}),
])  # fmt: skip
def test_a_claim_that_came_out_otherwise_is_shown_and_is_a_problem(place, change):
    record = recorded(example())
    sentence(record, place).update(change)
    found = judged(example(), record)
    key = found.claims[place].key
    assert f"not recomputed as stored: {key}" in found.problems
    lines = headlines.table([found]).splitlines()
    assert [int(cell) for cell in lines[2].split()[1:]] == [3, 2, 1, 1, 0, 1]
    at = lines.index(f"  {key}")
    now = sentence(record, place)
    assert lines[at + 1].startswith("    stored ")
    assert lines[at + 2] == f"    recomputed  {now['decision']}: {now['text']}"


def test_a_claim_that_is_missing_or_new_is_shown():
    record = recorded(example())
    sentence(record, 1)["key"] = "example.new"
    found = judged(example(), record)
    assert headlines.differing(found.claims, found.numbers) == ["example.finding", "example.new"]
    assert headlines.table([found]).count(headlines.DIFFERENT) == 3  # with the head of the counts
    del record["3"]
    assert [claim.same for claim in judged(example(), record).claims] == [False] * 3


@pytest.mark.parametrize(("shown", "used"), [(2.79, 0), (2.790000002, 1), (2.790000003, None), (3, None), (None, None)])
def test_a_number_is_equal_tolerated_or_shown_as_different(shown, used):
    record = recorded(example())
    record["2"]["shown"][0][reviewing.VALUE]["values"] = {} if shown is None else {"example.mean": shown}
    found = judged(example(), record)
    assert [number.used for number in found.numbers] == [used]
    told = f"example.mean    2.79  {headlines.MISSING if shown is None else shown}"
    assert (" ".join(told.split()) in " ".join(headlines.table([found]).split())) == (used is None)
    assert ("not recomputed as stored: example.mean" in found.problems) == (used is None)


def test_a_number_that_is_published_twice_is_compared_twice():
    nb = example()
    nb.cells.append(code("again()", *good().cells[-1].outputs))
    record = recorded(nb)
    record["2"]["shown"][0][reviewing.VALUE]["values"]["example.mean"] = 2.5
    found = judged(nb, record).numbers
    assert [(number.key, number.used) for number in found] == [("example.mean", None), ("example.mean #2", 0)]


@pytest.mark.parametrize(("stored", "status"), [(2.79, 0), (2.790000001, 0), (2.78, 1)])
def test_an_altered_stored_value_fails_the_review_though_nbval_passed(tmp_path, monkeypatch, capsys, stored, status):
    nb = good()
    nb.cells[-1].outputs[0].data[reviewing.VALUE]["values"]["example.mean"] = stored
    path = tmp_path / "example.ipynb"
    nbformat.write(nb, path)
    monkeypatch.setattr(reviewing, "rerun", lambda paths, variables: {str(path): recorded(good())})
    assert main([str(path)]) == status
    printed = " ".join(capsys.readouterr().out.split())
    assert ("example.mean 2.78 2.79 DIFFERENT" in printed) == bool(status)
    assert f"same {1 - status}, failed {status}" in printed


def test_the_table_of_the_study_has_every_golden_finding_and_fits_a_terminal():
    stored = [json.loads(path.read_text(encoding="utf-8")) for path in NOTEBOOKS]
    reviews = [
        Review(path.stem, claims=headlines.claims(nb, nb, path.stem), numbers=headlines.numbers(nb, nb))
        for path, nb in zip(NOTEBOOKS, map(read, NOTEBOOKS), strict=True)
    ]
    shown = {claim.key for found in reviews for claim in found.claims if claim.headline}
    assert shown >= set(json.loads(kept.FINDINGS.read_text(encoding="utf-8")))
    assert shown >= {key for document in stored for key in kept.cards(document)}
    assert sum(bool(kept.cards(document)) for document in stored) >= 3
    keys = {number.key for found in reviews for number in found.numbers}
    assert keys >= set(kept.numbers(stored))
    lines = headlines.table(reviews).splitlines()
    assert max(map(len, lines)) <= headlines.WIDTH
    assert sum(line.endswith(headlines.EQUAL) for line in lines) == len(shown)
