"""Thousands of damaged variants of the files that people write: each is read as what it says, or refused clearly.

A sceptic's question of every reader: does a slip of the hand ever end in a traceback, in a line that helps nobody, or
in another number than the one that is written? The variants are made by `tests.damage`; `-s` shows the counts.
"""

from __future__ import annotations

import csv
import io
import json
import math
import re
import shutil
from itertools import chain
from pathlib import Path

import pytest
import yaml

from analysis.data import catalog, corrections, plan
from analysis.data.csv_files import read_csv
from analysis.data.levels import read_levels
from analysis.methods.errors import InputError
from analysis.paths import PLAN, RAW
from analysis.render import build
from analysis.render.run import notebook, store, study
from tests import damage
from tests.damage import NOTHING, Variant
from tests.render.toy import WRITERS, Toy, cell, execute_here, make_toy, notebook_text, shows

pytestmark = [pytest.mark.slow, pytest.mark.thorough]  # four thousand files

TYPES = cell(
    "n: int = 3  # a number\nshare: float = 0.5  # a share\nname: str = 'a'  # a name\nall: bool = True  # all\n"
    "steps: list = [5, 10]  # steps",
    "parameters",
)
GIVEN = {"n": 4, "share": 0.25, "name": "b", "all": False, "steps": [1, 2, 3]}
STUDY = {
    "title": "A toy: a study", "subtitle": "It toys", "language": "en", "seed": 7,
    "runs": [
        {"id": "toy", "notebook": "10_toy", "main": True, "parameters": GIVEN},
        {"id": "plain", "notebook": "20_plain", "main": True, "parameters": {}},
    ],
}  # fmt: skip


def verdict(tally: damage.Tally, least: int) -> None:
    """Nothing wrong, and enough was tried on both sides."""
    print(f"\n{tally}")
    assert not tally.problems, "\n".join(tally.problems)
    assert tally.accepted + tally.refused >= least
    assert tally.accepted
    assert tally.refused > least / 4


def same(one: object, other: object) -> bool:
    """Equal in value and type; a whole number may have become the same number with a point."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    numbers = {type(one), type(other)} <= {int, float}
    return (type(one) is type(other) or numbers) and (one == other or (one != one and other != other))


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    toy = make_toy(tmp_path / "toy")
    toy.notebook("10_toy", TYPES)
    toy.notebook("20_plain", cell("x = 1"))
    return toy


def test_study_yml(toy):
    def read(content: bytes) -> study.Study:
        toy.project.study.write_bytes(content)
        return study.read(toy.project)

    def fits(variant: Variant, found: study.Study) -> bool:
        if variant.holds is not NOTHING:
            runs = [
                {"id": r.id, "notebook": r.notebook, "main": r.main, "parameters": r.parameters} for r in found.runs
            ]
            about = {"title": found.title, "subtitle": found.subtitle, "language": found.language, "seed": found.seed}
            return same(variant.holds, about | {"runs": runs}) or _without_order(variant.holds) == _without_order(
                about | {"runs": runs}
            )
        written = re.findall(r"^seed: *([^\s#]+)", variant.content.decode("utf-8-sig").replace("\r", "\n"), re.M)
        return written == [str(found.seed)] or (len(written) == 1 and int(written[0], 0) == found.seed)

    content = yaml.safe_dump(STUDY, sort_keys=False).encode()
    variants = chain(damage.of_yaml(STUDY, 1), damage.of_bytes(content, 2, 60))
    verdict(damage.tally("study.yml", r"study\.yml|^notebooks/", variants, read, fits), 800)


def _without_order(document: dict) -> str:
    return json.dumps(document, sort_keys=True)


def test_analysis_plan_yml(tmp_path):
    path = tmp_path / "analysis_plan.yml"

    def read(content: bytes) -> dict:
        path.write_bytes(content)
        return plan.plan(path)

    content = PLAN.read_bytes()
    variants = chain(damage.of_yaml(_short_plan(), 3, 3), damage.of_bytes(content, 4, 12))
    verdict(damage.tally("analysis_plan.yml", r"analysis_plan\.yml", variants, read, _holds), 500)


def _short_plan() -> dict:
    """The plan of record with two of its questions, of its controls and of its statements: one is without a speaker."""
    document = yaml.safe_load(PLAN.read_text(encoding="utf-8"))
    questions = dict(list(document["questions"].items())[3:5])
    statements = dict(list(document["claims"]["statements"].items())[3:5])
    document["claims"] |= {"statements": statements}
    return document | {"questions": questions, "negative_controls": document["negative_controls"][:2]}


def _holds(variant: Variant, found: object) -> bool:
    return variant.holds is NOTHING or same(variant.holds, found)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Two raw folders, sealed, with corrections of both."""
    raw = tmp_path / "raw"
    for folder in ("panrb_evaluation_2024", "undesa_egdi_2024"):
        shutil.copytree(RAW / folder, raw / folder)
    shutil.copy(RAW / "names.csv", raw)
    (raw / "corrections.yml").write_text(yaml.safe_dump(_corrections(), sort_keys=False), encoding="utf-8")
    (raw / "source.yml").write_text("title: Raw figures\nwhat: a part of them\n", encoding="utf-8")
    catalog.seal(raw)
    return raw


def _corrections() -> dict:
    document = yaml.safe_load((RAW / "corrections.yml").read_text(encoding="utf-8"))
    second = document["corrections"][0] | {"column": "index", "row": {"institution": "Kota Pariaman"}, "rows": 1}
    table = read_csv(RAW / "panrb_evaluation_2024" / "institutions.csv").set_index("institution")
    second |= {"expect": str(table.loc["Kota Pariaman", "index"]), "value": "4.99"}
    return {"corrections": [document["corrections"][0], second], "exceptions": document["exceptions"][:3]}


def test_corrections_yml(raw):
    untouched = read_csv(raw / "panrb_evaluation_2024" / "institutions.csv")

    def read(content: bytes) -> tuple:
        (raw / "corrections.yml").write_bytes(content)
        return corrections.read("panrb_evaluation_2024/institutions.csv", raw), corrections.exceptions(raw)

    def fits(variant: Variant, found: tuple) -> bool:
        table, excused = found
        if variant.holds is NOTHING:
            return True
        listed = {(e["check"], e["where"], e["found"]) for e in variant.holds.get("exceptions", [])}
        wanted = untouched.set_index("institution")
        for record in variant.holds.get("corrections", []):
            wanted.loc[record["row"]["institution"], record["column"]] = record["value"].replace("missing", "")
        return table.set_index("institution").equals(wanted) and set(excused) == listed

    content = yaml.safe_dump(_corrections(), sort_keys=False).encode()
    variants = chain(damage.of_yaml(_corrections(), 5, 12), damage.of_bytes(content, 6, 25))
    verdict(damage.tally("corrections.yml", r"corrections\.yml", variants, read, fits), 500)


def test_source_yml(raw):
    path = raw / "undesa_egdi_2024" / "source.yml"
    head, mark, tail = path.read_text(encoding="utf-8").partition(catalog.SEAL_LINE)

    def read(content: bytes) -> dict:
        path.write_bytes(content)
        lines = catalog.verify(raw)
        broken = [line for line in lines if "Traceback" in line or "\n" in line]
        assert not broken
        assert lines or content == (head + mark + tail).encode(), "not noticed by its seal"
        return catalog.source("undesa_egdi_2024", raw)

    document = yaml.safe_load(head)
    sealed = (
        Variant(v.what, v.content + (mark + tail).encode(), v.holds) for v in damage.of_yaml(document, 7, 9)
    )  # fmt: skip
    variants = chain(sealed, damage.of_bytes((head + mark + tail).encode(), 8, 25))
    verdict(damage.tally("source.yml", r"undesa_egdi_2024/source\.yml", variants, read, _holds), 300)


@pytest.mark.parametrize("file", ["names.csv", "panrb_evaluation_2024/institutions.csv", "undesa_egdi_2024/egdi.csv"])
def test_raw_tables(raw, file):
    path = raw / file
    (raw / "corrections.yml").write_text("corrections: []\n", encoding="utf-8")
    catalog.seal(raw)
    original = path.read_bytes()

    def read(content: bytes) -> list[list[str]]:
        path.write_bytes(content)
        noticed = [line for line in catalog.verify(raw) if file in line]
        assert bool(noticed) is (content != original), "not noticed by its seal"
        table = corrections.read(file, raw)
        return [list(table.columns), *table.to_numpy().tolist()]

    def fits(variant: Variant, found: list[list[str]]) -> bool:
        text = variant.content.decode("utf-8")
        return found == list(csv.reader(io.StringIO(text, newline="")))

    short = b"".join(original.splitlines(keepends=True)[:120])
    verdict(damage.tally(file, re.escape(path.name), damage.of_bytes(short, 9, 16), read, fits), 100)


def test_levels_csv(tmp_path):
    path = tmp_path / "levels.csv"
    content = "indicator,level\n" + "".join(f"{number},{number % 5 + 1}\n" for number in range(1, 48))

    def read(content: bytes) -> dict[str, str]:
        path.write_bytes(content)
        return read_levels(path).levels

    def fits(variant: Variant, found: dict[str, str]) -> bool:
        text = variant.content.decode("utf-8-sig")
        between = ";" if ";" in text.partition("\n")[0] else ","
        rows = [[item.strip() for item in line.split(between)] for line in text.split("\n") if line.strip("\r")]
        return '"' in text or "\r" in text or list(map(list, found.items())) == rows[1:]

    variants = damage.of_bytes(content.encode(), 10, 40)
    verdict(damage.tally("levels.csv", r"levels\.csv", variants, read, fits), 300)


def test_notebooks(toy, monkeypatch, capsys):
    def execute_all(jobs, workers, done):
        for job in jobs:
            done(execute_here(job))

    monkeypatch.setattr(build, "execute_all", execute_all)
    monkeypatch.setattr(store, "execute_all", execute_all)
    path = toy.project.notebook("10_toy")
    toy.study(toy.run())

    def read(content: bytes) -> list[tuple[str, str]]:
        path.write_bytes(content)
        outcome = build.build(toy.project, writers=WRITERS)
        stored = store.store(["10_toy"], toy.project)
        capsys.readouterr()
        failed = [failure.summary for failure in [*outcome.failed, *stored]]
        if failed:
            raise InputError(f"10_toy: {summary.splitlines()[0]}; correct the cell" for summary in failed)
        stored_text = path.read_text(encoding="utf-8")
        assert stored_text == store.storable(execute_here_of(toy, stored_text)), "storing again would change it"
        return [(c["cell_type"], c["source"]) for c in notebook.parse(content.decode("utf-8-sig"), "10_toy")["cells"]]

    def fits(variant: Variant, found: list[tuple[str, str]]) -> bool:
        document = json.loads(variant.content.decode("utf-8-sig"))
        return found == [(c["cell_type"], "".join(c["source"])) for c in document["cells"]]

    document = _notebook()
    variants = chain(damage.of_json(document, 11, 3), damage.of_bytes(json.dumps(document, indent=1).encode(), 12, 25))
    verdict(damage.tally("notebooks", r"10_toy|study\.yml|run toy|reports/", variants, read, fits), 400)


def execute_here_of(toy: Toy, text: str) -> str:
    from analysis.render.run.engine import Job

    return execute_here(Job("10_toy", "10_toy", text, {}, None, None, "", "")).text


def _notebook() -> dict:
    """A notebook with cells of every kind, outputs of every kind and metadata of the usual editors."""
    parameters = cell("n: int = 3  # a number; one of: 3, 4, 5\nname: str = 'a'  # a name", "parameters")
    value, import_ = cell(shows("value", values="{'toy.n': n}")), cell("from analysis.studies import movement")
    value["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": ["a\n", "b"]},
        {"output_type": "execute_result", "execution_count": 1, "data": {"text/plain": "3"}, "metadata": {}},
    ]
    value["metadata"] = {"vscode": {"languageId": "python"}, "colab": {"base_uri": "x"}}
    raw = {"cell_type": "raw", "id": "raw", "metadata": {"raw_mimetype": "text/html"}, "source": "<b>"}
    document = json.loads(notebook_text(cell("# Is it so?"), parameters, import_, value, raw))
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return document | {"metadata": kernel | {"language_info": {"name": "python", "version": "3.11.7"}}}


def test_a_tally_tells_a_traceback_an_unclear_line_and_a_misreading():
    def read(content: bytes) -> bytes:
        if content == b"1":
            raise KeyError("x")
        if content == b"2":
            raise InputError("x.yml: wrong")
        if content == b"3":
            raise InputError(["x.yml: wrong; correct\nit", "wrong; correct it", "x.yml: wrong; correct it" + "!" * 600])
        if content == b"4":
            raise InputError([])
        return content

    variants = (Variant(f"case {n}", f"{n}".encode()) for n in range(6))
    result = damage.tally("kind", "x.yml", variants, read, lambda variant, found: found == b"0")
    assert (result.accepted, result.refused, len(result.tracebacks), len(result.unclear)) == (2, 3, 1, 5)
    assert result.changed == ["case 5"]
    assert not list(damage.unclear(["x.yml: line 3: a: is empty; fill it"], "x.yml"))


def test_the_variants_are_the_same_each_time_and_none_is_the_file_itself():
    content = yaml.safe_dump(STUDY, sort_keys=False).encode()
    one, two = (list(chain(damage.of_yaml(STUDY, 1), damage.of_bytes(content, 2, 20))) for _ in range(2))
    assert [v.content for v in one] == [v.content for v in two]
    same_as_before = [v.what for v in one if v.content == content]
    assert len(same_as_before) < len(one) / 50, same_as_before
    assert math.isnan(next(v for v in one if "not a number" in v.what).holds["title"])
