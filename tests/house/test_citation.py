"""Can the study be cited and used: a valid CITATION.cff of this version, and licences for code and text?"""

from __future__ import annotations

import re
import tomllib

import yaml

from tests.tree import ROOT

# Of the Citation File Format 1.2.0: the keys that must be there, and those that we use.
REQUIRED = {"cff-version", "message", "title", "authors"}
KNOWN = REQUIRED | {"abstract", "keywords", "license", "type", "version"}


def citation() -> dict:
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_cited_version_is_the_version_of_the_project():
    assert citation()["version"] == project()["version"]


def test_it_is_a_citation_file_of_format_1_2_0():
    found = citation()
    assert found["cff-version"] == "1.2.0"
    assert set(found) >= REQUIRED
    assert set(found) <= KNOWN, "a key that was never checked: add it to KNOWN with care, invent no identifier"
    assert found["authors"] == [{"name": "The SPBE study authors"}]
    assert found["type"] == "software"
    assert all(isinstance(word, str) for word in found["keywords"])


def test_the_licences_are_there():
    code = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert code.startswith("MIT License")
    assert "The SPBE study authors" in code
    assert citation()["license"] == "MIT"
    text = (ROOT / "LICENSE-text.md").read_text(encoding="utf-8")
    assert re.search(r"https://creativecommons\.org/licenses/by/4\.0/", text)
