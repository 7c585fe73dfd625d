"""The report's description for machines: complete, true to the files, by its profile, and the same on every machine."""

from __future__ import annotations

import copy
import json
import os
import platform
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from rocrate import rocrate

from analysis.data import catalog
from analysis.render.collect.model import Edition
from analysis.render.project import Project, sha256
from analysis.render.run import study, surroundings
from analysis.render.write import crate
from tests.tree import MACHINE_PATH, ROOT, text

PROJECT = Project()
MANIFEST = PROJECT.processed / "manifest.json"
MADE_OF = Edition(
    "A title", "A subtitle", "en", "0123456789", "2026-02-03", sha256(MANIFEST), languages=("en", "id")
)  # fmt: skip
TITLES = {tongue: {"title": f"A title in {tongue}", "subtitle": "A subtitle"} for tongue in MADE_OF.languages}
PLAN = replace(study.read(PROJECT), titles=TITLES, **TITLES["en"])
RUNS = [run for edition in PLAN.editions for run in edition.runs]
PAGE = '<!doctype html><html lang="{}"><title>Is {} &lt; 3?</title><a href="tables/{}.csv">a, b</a>'
FILES = {f"{run.name}.html": PAGE.format(run.language, run.id, run.id).encode() for run in RUNS}
FILES |= {f"{run.folder}tables/{run.id}.csv": b"a\n1\n" for run in RUNS}
FILES |= {
    "index.html": b"<html lang='en'>",
    "report.pdf": b"%PDF-1.7",
    "values.json": b"{}\n",
    "tables/other.csv": b"a",
}
CRATE = """import sys
from tests.render.write.test_crate import FILES, MADE_OF, PLAN, PROJECT, crate
sys.stdout.buffer.write(crate.metadata(FILES, PLAN, MADE_OF, PROJECT))"""


@pytest.fixture(scope="module")
def written() -> bytes:
    """The crate of the study's own runs, for a report of a few files."""
    return crate.metadata(FILES, PLAN, MADE_OF, PROJECT)


@pytest.fixture
def graph(written) -> dict[str, dict]:
    return by_id(json.loads(written))


def by_id(document: dict) -> dict[str, dict]:
    found = {entity["@id"]: entity for entity in document["@graph"]}
    assert len(found) == len(document["@graph"]), "an id is used twice"
    return found


def ids(x: object) -> list[str]:
    """The ids that a property refers to."""
    return [each["@id"] for each in (x if isinstance(x, list) else [x] if x else [])]


def referred(entity: dict) -> Iterator[str]:
    for name, x in entity.items():
        if isinstance(x, dict) or (isinstance(x, list) and x and isinstance(x[0], dict)):
            yield from ids(x) if name != "conformsTo" or entity["@id"] != crate.FILE else ()


def actions(graph: dict[str, dict]) -> list[dict]:
    return [entity for entity in graph.values() if entity["@type"] == "CreateAction"]


def breaches(graph: dict[str, dict], files: dict[str, bytes]) -> list[str]:
    """What breaks RO-Crate 1.1, Process Run Crate 0.5, or our own rule that some action made each file."""
    root, found = graph["./"], []
    found += [f"{id}: no entity" for entity in graph.values() for id in referred(entity) if id not in graph]
    found += [f"root: no {name}" for name in ("name", "description", "datePublished", "license") if not root.get(name)]
    found += ["root: not by the profile"] if ids(root["conformsTo"]) != [crate.PROFILE] else []
    listed = sorted(unquote(id) for id in ids(root["hasPart"]))
    found += ["root: other files"] if listed != sorted(files) else []
    for name in set(files) & set(listed):
        about = graph[crate.quote(name)]
        told = (about["@type"], about["contentSize"], about["sha256"])
        found += [f"{name}: told otherwise"] if told != ("File", str(len(files[name])), sha256(files[name])) else []
    mentioned = ids(root.get("mentions"))
    made = [id for action in actions(graph) for id in ids(action.get("result"))]
    found += [f"{id}: made by no action" for id in map(crate.quote, files) if id not in made]
    for action in actions(graph):
        kinds = {graph[id]["@type"] for id in ids(action.get("instrument")) if id in graph}
        found += [f"{action['@id']}: no instrument"] if kinds != {"SoftwareSourceCode"} else []
        found += [f"{action['@id']}: not mentioned"] if action["@id"] not in mentioned else []
        used = {graph[id]["@type"] for id in ids(action.get("object")) if id in graph}
        found += [f"{action['@id']}: uses {used}"] if not used <= {"File", "CreativeWork", "PropertyValue"} else []
    return found


def test_the_crate_is_by_its_profile_and_has_every_file(graph):
    assert breaches(graph, FILES) == []


@pytest.mark.parametrize("spoil", [
    lambda g: g["./"].pop("license"), lambda g: g["./"].pop("datePublished"), lambda g: g["./"].pop("mentions"),
    lambda g: g["./"]["hasPart"].pop(), lambda g: g.pop("#run/un_movement/country"), lambda g: g.pop(crate.CODE),
    lambda g: g["#run/un_movement"].pop("instrument"), lambda g: g["#report"].pop("result"),
    lambda g: g["values.json"].update(sha256="0" * 64), lambda g: g["values.json"].update(contentSize="4"),
    lambda g: g["#run/sources"].update(result={"@id": "un_movement.html"}),
])  # fmt: skip
def test_a_crate_that_breaks_a_rule_is_found(graph, spoil):
    spoilt = copy.deepcopy(graph)
    spoil(spoilt)
    assert breaches(spoilt, FILES)


def test_an_altered_or_missing_file_is_found(graph):
    assert breaches(graph, FILES | {"values.json": b"[]\n"}) == ["values.json: told otherwise"]
    assert "root: other files" in breaches(graph, {k: x for k, x in FILES.items() if k != "report.pdf"})


def test_it_can_be_read_by_the_library_and_uses_terms_that_its_contexts_have(written, tmp_path):
    for name, content in {**FILES, crate.FILE: written}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    found = rocrate.ROCrate(tmp_path)
    assert (found.name, found.root_dataset["datePublished"]) == ("A title", "2026-02-03")
    assert sorted(unquote(entity.id) for entity in found.data_entities) == sorted(FILES)
    made = found.dereference("#run/un_movement")
    assert made["instrument"]["name"] == "notebooks/10_un_movement.ipynb"
    assert {entity["name"] for entity in made["result"]} == {"Is un_movement < 3?", "un_movement.csv"}
    # Its own copy of the context is of a later version, which has `sha256` too; that of the profile has it in all.
    context = json.loads((Path(rocrate.__file__).parent / "data" / "ro-crate.jsonld").read_bytes())["@context"]
    kinds = [entity["@type"] for entity in json.loads(written)["@graph"]]
    used = {name for entity in json.loads(written)["@graph"] for name in entity if not name.startswith("@")}
    used |= {kind for each in kinds for kind in (each if isinstance(each, list) else [each])}
    assert used - set(context) == set()


def test_runs_are_told_with_their_parameters_tables_and_pages(graph):
    for run in RUNS:
        action = graph[f"#run/{run.name}"]
        given = {graph[id]["name"]: graph[id]["value"] for id in ids(action["object"]) if "value" in graph[id]}
        assert given == run.parameters | {"study seed": 2021, "language of the page": run.language}
        assert ids(action["result"]) == [f"{run.name}.html", f"{run.folder}tables/{run.id}.csv"]
        notebook = graph[action["instrument"]["@id"]]
        assert notebook["sha256"] == sha256(ROOT / notebook["name"])
        assert notebook["version"] == MADE_OF.commit
    assert graph["#run/id/institution/language"]["value"] == "id"
    assert "#data/processed/egdi.csv" in ids(graph["#run/un_movement"]["object"])
    assert "#data/processed/spbe_index.csv" not in ids(graph["#run/un_movement"]["object"])
    assert set(ids(graph["#report"]["result"])) == {"index.html", "report.pdf", "values.json", "tables/other.csv"}
    assert graph["id/un_movement.html"]["inLanguage"] == "id"


def test_tables_that_pages_of_another_language_share_are_results_too():
    shared = {name: x.replace(b"tables/", b"../tables/") if "id/" in name else x for name, x in FILES.items()}
    shared = {name: x for name, x in shared.items() if not name.startswith("id/tables/")}
    graph = by_id(json.loads(crate.metadata(shared, PLAN, MADE_OF, PROJECT)))
    assert breaches(graph, shared) == []
    assert ids(graph["#run/id/sources"]["result"]) == ["id/sources.html", "tables/sources.csv"]


def test_data_are_told_with_their_hashes_sources_and_terms(graph):
    assert graph[crate.DATA]["sha256"] == sha256(MANIFEST)
    tables = ids(graph[crate.DATA]["hasPart"])
    assert len(tables) > 10
    assert all(graph[id]["sha256"] == sha256(ROOT / id.removeprefix("#")) for id in tables)
    told = {
        id.removeprefix("#data/raw/"): graph[id]["conditionsOfAccess"] for id in ids(graph[crate.DATA]["isBasedOn"])
    }
    assert told == {folder: about["terms"] for folder, about in catalog.sources().items()}


def test_software_is_told_by_its_pins_and_the_pythons_that_are_supported(graph):
    packages = [entity for id, entity in graph.items() if id.startswith("pkg:")]
    pins = surroundings.pins_of(PROJECT, "base")
    assert {entity["name"]: entity["softwareVersion"] for entity in packages} == {k: v for k, (v, _) in pins.items()}
    assert len(packages) == len(re.findall(r"^[\w.-]+==", text(Path("requirements/base.txt")), re.M))
    assert set(ids(graph[crate.CODE]["softwareRequirements"])) == {
        crate.PYTHON,
        *(entity["@id"] for entity in packages),
    }
    asked = re.search(r'^requires-python = "(.*)"$', text(Path("pyproject.toml")), re.M)[1]
    assert graph[crate.PYTHON]["softwareVersion"] == asked


def test_it_is_cited_and_licensed_as_the_project_says(graph):
    assert graph["./"]["license"]["@id"] in text(Path("LICENSE-text.md"))
    assert graph[crate.CODE]["license"]["@id"] == "https://spdx.org/licenses/MIT"
    assert [graph[id]["name"] for id in ids(graph["./"]["author"])] == ["The SPBE study authors"]


def test_nothing_in_it_hangs_on_the_machine_the_clock_or_the_order_of_files(written):
    told = written.decode()
    assert not MACHINE_PATH.search(told)
    assert not re.search(r"\d\dT\d\d:\d\d", told)
    assert platform.python_version() not in told
    names = list(FILES)
    random.Random(2).shuffle(names)
    again = crate.metadata({name: FILES[name] for name in names}, PLAN, MADE_OF, PROJECT)
    assert again == written


@pytest.mark.slow
def test_another_process_writes_the_same_bytes(written):
    env = os.environ | {"PYTHONHASHSEED": "1" if os.environ.get("PYTHONHASHSEED") != "1" else "2"}
    done = subprocess.run([sys.executable, "-c", CRATE], cwd=ROOT, env=env, capture_output=True, check=True)
    assert done.stdout == written


def test_where_no_commit_says_what_was_built_the_hash_of_the_sources_does():
    outside = Edition("A title", "A subtitle", "en", "", "", MADE_OF.data_sha256, "ab" * 32)
    graph = by_id(json.loads(crate.metadata(FILES, PLAN, outside, PROJECT)))
    assert graph["./"]["version"] == f"sources {'ab' * 32}"
    assert breaches(graph, FILES) == ["root: no datePublished"], "no day is invented"


CITATION = "cff-version: 1.2.0\nlicense: MIT\nauthors:\n  - family-names: Ü\n    given-names: Ni\n"


def test_a_report_has_one_and_a_changed_citation_writes_it_anew(quick):
    assert quick.build().replaced
    found = by_id(json.loads(quick.files()[crate.FILE]))
    assert "author" not in found["./"]
    quick.write(crate.CITATION, CITATION)
    quick.write(crate.PACKAGING, '[project]\nname = "toy"\nrequires-python = ">=3.11"\n')
    assert quick.build().replaced
    files = quick.files()
    found = by_id(json.loads(files.pop(crate.FILE)))
    files.pop(".build.json")
    assert [graph for graph in breaches(found, files) if "datePublished" not in graph] == []
    assert found["#Ni%20%C3%9C"] == {"@id": "#Ni%20%C3%9C", "@type": "Person", "name": "Ni Ü"}
    assert found[crate.CODE]["name"] == "toy"
    assert found[crate.PYTHON]["softwareVersion"] == ">=3.11"
    assert not quick.build().replaced
