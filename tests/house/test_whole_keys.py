"""Every text of the catalogue can be found in the code by its key."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.present import language
from tests.house.whole_keys import unfound, written

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
PACKAGE = Path(__file__).parents[2] / "src" / "analysis"


def test_every_key_stands_whole_in_the_code():
    modules = [path for room in ("present", "render") for path in (PACKAGE / room).rglob("*.py")]
    ours = {path.stem for path in NOTEBOOKS.glob("*.ipynb")}  # their Markdown is found by notebook and cell
    keys = [key for key in language.catalogue("en") if key.split(".")[0] not in ours]
    lost = unfound(keys, *written(modules, list((PACKAGE / "render").rglob("*.j2"))))
    assert not lost, f"write these keys whole where they are used, or remove the texts: {', '.join(lost)}"


@pytest.mark.parametrize(
    ("key", "is_found"),
    [
        ("toy.answer", True),
        ("toy.answer_2", False),
        ("toy.table.title", True),
        ("toy.table.head.n", True),
        ("toy.table.other", False),
        ("type.kota", True),
        ("type.kota.more", False),
        ("toy.built.up", False),
    ],
)
def test_what_is_whole(tmp_path, key, is_found):
    code = """
publish.sentence("toy.answer", WORD, facts)
publish.table("toy.table", frame, {"n": "int"})
phrase(f"type.{name}")
phrase(f"{KEY}.built.{name}")
"""
    (tmp_path / "m.py").write_text(code, encoding="utf-8")
    assert (not unfound([key], *written([tmp_path / "m.py"], []))) == is_found
