"""What is each file of the report, and what was it made by and from? Told to machines: ro-crate-metadata.json.

An RO-Crate 1.1 by the profile Process Run Crate 0.5: each run of study.yml is an action, a notebook carried out with
parameters on tables, and the report is one more. Not Workflow Run Crate, whose crate holds the workflow that it runs.
It is written here and not by the library `rocrate`, which would put the clock into it and two packages into the pins,
and gives no more than a dictionary does; the tests read it by that library (docs/review.md has the validator).

Nothing is told that two builds of one commit would not share: no time, and of Python the versions that are supported,
with the pinned packages, since all of them give the same bytes. Who started the build is not known either.
"""

from __future__ import annotations

import html
import json
import posixpath
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from analysis import paths
from analysis.data import yaml_files
from analysis.data.build import manifest
from analysis.render.collect.model import Edition
from analysis.render.depends.reached import Sources
from analysis.render.project import Project, sha256
from analysis.render.run import notebook, surroundings
from analysis.render.run.study import Run, Study

FILE = "ro-crate-metadata.json"
CITATION, PACKAGING = "CITATION.cff", "pyproject.toml"  # beside study.yml
CONTEXT = ["https://w3id.org/ro/crate/1.1/context", "https://w3id.org/ro/terms/workflow-run/context"]
VERSION, PROFILE = "https://w3id.org/ro/crate/1.1", "https://w3id.org/ro/wfrun/process/0.5"
TEXT_LICENCE, CODE_LICENCE = "https://creativecommons.org/licenses/by/4.0/", "https://spdx.org/licenses/{}"
PYTHON, CODE, DATA = "https://www.python.org/", "#spbe-study", "#data/processed/manifest.json"
FORMATS = {
    ".csv": "text/csv", ".html": "text/html", ".json": "application/json", ".pdf": "application/pdf",
    ".png": "image/png", ".svg": "image/svg+xml",
}  # fmt: skip
SCOPE = (
    "The published figures that the study starts from remain under their publishers' terms (conditionsOfAccess of each "
    "source). Of institutions/, which is built apart, nothing is said here."
)
TITLE, LANGUAGE = re.compile(r"<title>(.*?)</title>", re.S), re.compile(r"<html[^>]* lang=\"(\w+)\"")
TABLE = re.compile(r'"((?:\.\./)*tables/[\w.-]+\.csv)"')

Entity = dict[str, object]


def read_from(project: Project) -> list[Path]:
    """The files beside study.yml that the crate is made from, which no page is made from."""
    return [path for name in (CITATION, PACKAGING) if (path := project.root / name).is_file()]


def metadata(files: dict[str, bytes], plan: Study, edition: Edition, project: Project) -> bytes:
    """ro-crate-metadata.json of a report: its files (path -> content), and the runs of the plan that made them."""
    cited = _cited(project)
    authors = [author["@id"] for author in _authors(cited)]
    sources = Sources(project)
    runs = [run for one in plan.editions for run in one.runs]
    read = {run.notebook: _tables(run, sources) for run in {run.notebook: run for run in runs}.values()}
    tables = sorted(set().union(*read.values()))
    actions = [action for run in runs for action in _run(run, read[run.notebook], files, plan.seed)]
    actions += _report(files, actions, plan, project)
    graph = [
        _entity(FILE, "CreativeWork", conformsTo=_refer([VERSION]), about=_refer(["./"])),
        _entity(
            "./", "Dataset", name=edition.title, description=f"{edition.subtitle}. {SCOPE}",
            datePublished=edition.date, version=_version(edition), license=_refer([TEXT_LICENCE]),
            author=_refer(authors), publisher=_refer(authors), inLanguage=[*edition.languages],
            conformsTo=_refer([PROFILE]),
            hasPart=_refer(map(quote, sorted(files))), isBasedOn=_refer([DATA]),
            mentions=_refer(e["@id"] for e in actions if e["@type"] == "CreateAction"),
        ),
        _entity(PROFILE, "CreativeWork", name="Process Run Crate", version="0.5"),
        *_licences(cited),
        *_authors(cited),
        *[_file(name, files[name]) for name in sorted(files)],
        *actions,
        *_code(edition, cited, project),
        *[_notebook(run, edition) for run in {run.notebook: run for run in runs}.values()],
        *_data(tables, edition, project),
    ]  # fmt: skip
    return (json.dumps({"@context": CONTEXT, "@graph": graph}, indent=1, ensure_ascii=False) + "\n").encode()


def _entity(id: str, kind: str | list[str], **about: object) -> Entity:
    """An entity of the crate without what is empty; a list of one is that one, as RO-Crate writes it."""
    kept = {name: x[0] if isinstance(x, list) and len(x) == 1 else x for name, x in about.items() if x not in ("", [])}
    return {"@id": id, "@type": kind} | kept


def _refer(ids: Iterable[str]) -> list[Entity]:
    return [{"@id": id} for id in ids]


def _version(edition: Edition) -> str:
    """The commit; the hash of the sources where no commit says what was built."""
    sources = f"sources {edition.sources_sha256}" if edition.sources_sha256 else ""
    return ", ".join(filter(None, (edition.commit, sources)))


def _cited(project: Project) -> Entity:
    """What CITATION.cff says; nothing where there is none."""
    path = project.root / CITATION
    return yaml_files.read(path, CITATION).content if path.is_file() else {}


def _authors(cited: Entity) -> list[Entity]:
    """The authors as CITATION.cff gives them: a `name` is a group's."""
    return [
        _entity(f"#{quote(name, safe='')}", "Organization" if "name" in author else "Person", name=name)
        for author in cited.get("authors", [])
        if (name := author.get("name") or f"{author.get('given-names', '')} {author.get('family-names', '')}".strip())
    ]


def _licences(cited: Entity) -> list[Entity]:
    found = [_entity(TEXT_LICENCE, "CreativeWork", name="Creative Commons Attribution 4.0 International")]
    code = cited.get("license")
    return found + ([_entity(CODE_LICENCE.format(code), "CreativeWork", name=code)] if code else [])


def _file(name: str, content: bytes) -> Entity:
    """A file of the report: what it is, its size, hash and licence, and title and language where it is a page."""
    path, page = PurePosixPath(name), content.decode() if name.endswith(".html") else ""
    title, language = TITLE.search(page), LANGUAGE.search(page)
    return _entity(
        quote(name), "File", name=html.unescape(title[1]).strip() if title else path.name,
        encodingFormat=FORMATS.get(path.suffix, "application/octet-stream"), inLanguage=language[1] if language else "",
        contentSize=str(len(content)), sha256=sha256(content), license=_refer([TEXT_LICENCE]),
    )  # fmt: skip


def _tables(run: Run, sources: Sources) -> set[str]:
    """File names of the processed tables that a run reads."""
    where = f"notebooks/{run.notebook}.ipynb"
    return {f"{table}.csv" for table in sources.of_notebook(notebook.parse(run.source, where), where).tables}


def _run(run: Run, tables: set[str], files: dict[str, bytes], seed: int) -> list[Entity]:
    """The action of a run, and its parameters. Its results are its page and the tables that this links."""
    given = {**run.parameters, "study seed": seed, "language of the page": run.language}
    parameters = [
        _entity(f"#run/{run.name}/{quote(name)}", "PropertyValue", name=name) | {"value": x}
        for name, x in given.items()
    ]
    used = [entity["@id"] for entity in parameters] + [_processed(table) for table in sorted(tables)]
    page = f"{run.name}.html"
    linked = {posixpath.normpath(run.folder + link) for link in TABLE.findall(files[page].decode())} & files.keys()
    action = _entity(
        f"#run/{run.name}", "CreateAction", name=f"Run {run.name} of {run.notebook}",
        description=f"spbe render --only {run.id}", instrument=_refer([_notebook_id(run)]), object=_refer(used),
        result=_refer(map(quote, [page, *sorted(linked)])),
    )  # fmt: skip
    return [action, *parameters]


def _report(files: dict[str, bytes], runs: list[Entity], plan: Study, project: Project) -> list[Entity]:
    """The action that made everything that is no run's own, and what it read: study, plan, and the pages of runs."""
    given = [path for path in (project.study, project.at(paths.PLAN)) if path.is_file()]
    inputs = [_entity(f"#{path.name}", "CreativeWork", name=path.name, sha256=sha256(path)) for path in given]
    made = {result["@id"] for action in runs for result in _listed(action.get("result", []))}
    action = _entity(
        "#report", "CreateAction", name=plan.title, description="make report", instrument=_refer([CODE]),
        object=_refer([*(entity["@id"] for entity in inputs), *sorted(made)]),
        result=_refer(sorted(set(map(quote, files)) - made)),
    )  # fmt: skip
    return [action, *inputs]


def _listed(x: object) -> list:
    return x if isinstance(x, list) else [x]


def _notebook_id(run: Run) -> str:
    return f"#notebooks/{quote(run.notebook)}.ipynb"


def _notebook(run: Run, edition: Edition) -> Entity:
    return _entity(
        _notebook_id(run), "SoftwareSourceCode", name=f"notebooks/{run.notebook}.ipynb", version=_version(edition),
        encodingFormat="application/x-ipynb+json", programmingLanguage=_refer([PYTHON]), sha256=sha256(run.source),
        softwareRequirements=_refer([CODE]),
    )  # fmt: skip


def _code(edition: Edition, cited: Entity, project: Project) -> list[Entity]:
    """Our code, the Pythons that it is for, and every pinned package."""
    file = project.root / PACKAGING
    about = tomllib.loads(file.read_text(encoding="utf-8"))["project"] if file.is_file() else {}
    pins = surroundings.pins_of(project, "base")
    packages = [
        _entity(
            f"pkg:pypi/{name}@{version}", "SoftwareApplication", name=name, softwareVersion=version,
            description=f"where {marker}" if marker else "",
        )
        for name, (version, marker) in sorted(pins.items())
    ]  # fmt: skip
    licence = [CODE_LICENCE.format(cited["license"])] if "license" in cited else []
    code = _entity(
        CODE, "SoftwareSourceCode", name=about.get("name", CODE[1:]), version=_version(edition),
        description=about.get("description", ""), license=_refer(licence), programmingLanguage=_refer([PYTHON]),
        softwareRequirements=_refer([PYTHON, *(package["@id"] for package in packages)]),
    )  # fmt: skip
    python = _entity(
        PYTHON, ["SoftwareApplication", "ComputerLanguage"], name="Python", url=PYTHON,
        softwareVersion=about.get("requires-python", ""),
    )  # fmt: skip
    return [code, python, *packages]


def _processed(table: str) -> str:
    return f"#data/processed/{table}"


def _data(tables: list[str], edition: Edition, project: Project) -> list[Entity]:
    """The list of data, the tables that runs read, and the raw sources with their terms."""
    from analysis.data import catalog  # with pandas, which an unchanged build does without

    sources = {f"#data/raw/{folder}": about for folder, about in catalog.sources(project.at(paths.RAW)).items()}
    listed = _entity(
        DATA, "CreativeWork", name=DATA[1:], encodingFormat="application/json", sha256=edition.data_sha256,
        hasPart=_refer(map(_processed, tables)), isBasedOn=_refer(sources),
    )  # fmt: skip
    return [listed, *_read(tables, project), *(_source(folder, about) for folder, about in sources.items())]


def _read(tables: list[str], project: Project) -> list[Entity]:
    made = manifest.outputs(project.processed)
    return [
        _entity(
            _processed(name), "CreativeWork", name=_processed(name)[1:], encodingFormat="text/csv", sha256=made[name]
        )
        for name in tables
    ]


def _source(folder: str, about: Entity) -> Entity:
    return _entity(
        folder, "CreativeWork", name=about["title"], identifier=about["source_id"], publisher=about["publisher"],
        version=str(about["edition"]), description=about["states"], conditionsOfAccess=about["terms"],
    )  # fmt: skip
