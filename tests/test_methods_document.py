"""Do the examples of docs/methods.md give what they print? Each block of Python is run, what it prints is compared."""

from __future__ import annotations

import doctest
import re

from tests.tree import text

DOCUMENT = "docs/methods.md"
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.M | re.S)


def failures(document: str) -> list[str]:
    """What goes wrong where the blocks of a document are run one after another."""
    told: list[str] = []
    examples = "\n".join(BLOCK.findall(document))
    test = doctest.DocTestParser().get_doctest(examples, {}, DOCUMENT, DOCUMENT, 0)
    doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS).run(test, out=told.append)
    return told


def test_every_example_gives_what_it_prints():
    assert failures(text(DOCUMENT)) == []


def test_every_section_has_an_example_and_every_fenced_block_is_run():
    sections = text(DOCUMENT).split("\n## ")[1:]
    assert len(sections) == 4
    assert all(BLOCK.search(section) for section in sections)
    assert text(DOCUMENT).count("```") == 2 * len(BLOCK.findall(text(DOCUMENT)))
    assert all(block.startswith(">>> ") for block in BLOCK.findall(text(DOCUMENT)))


def test_another_result_is_found():
    assert failures("```python\n>>> 1 + 1\n2\n```\n") == []
    assert "Got:\n    2" in "".join(failures("```python\n>>> 1 + 1\n3\n```\n"))
    assert failures(text(DOCUMENT).replace("-1.25", "-1.26"))
    assert failures(text(DOCUMENT).replace("off the scale", "on the scale"))


def test_the_examples_are_not_about_e_government():
    examples = "\n".join(BLOCK.findall(text(DOCUMENT))).lower()
    assert not re.search(r"spbe|egdi|osi|e-government|indonesia", examples)
