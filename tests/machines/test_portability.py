"""The table of `make portability` tells apart what is the same, what differs and what could not be run."""

from __future__ import annotations

import json
import re

import pytest

from tests.machines import portability
from tests.machines.portability import Row, compared, judged, table
from tests.machines.processors import SETTINGS, Setting, environment, probed
from tests.notebooks.review import Review

OLD = next(setting for setting in SETTINGS if setting.name == "old PC")
RAN = {"kernels": ["Nehalem"], "threads": [1], "features": ["SSE42", "X86_V2"]}


@pytest.mark.parametrize(("found", "why"), [
    (RAN, ""),
    (RAN | {"kernels": ["Haswell"]}, "OpenBLAS has no Nehalem here, it takes Haswell"),
    (RAN | {"kernels": ["Haswell", "Nehalem"]}, "OpenBLAS has no Nehalem here, it takes Haswell, Nehalem"),
    (RAN | {"kernels": []}, "OpenBLAS has no Nehalem here, it takes nothing"),
    (RAN | {"features": ["X86_V2", "X86_V3"]}, "numpy uses X86_V3 all the same"),
])  # fmt: skip
def test_a_setting_counts_only_where_the_libraries_follow_it(found, why):
    assert OLD.missing(found) == why


def test_threads_count_only_where_they_are_asked_for():
    assert Setting("two", threads=2).missing(RAN) == "the libraries take [1] threads, not 2"
    assert Setting("default").missing(RAN | {"threads": []}) == ""


def test_the_probe_sees_what_the_libraries_choose():
    found = probed(Setting("here"))
    assert found["threads"] == [1]
    assert found["kernels"]
    assert probed(Setting("two", threads=2))["threads"] == [2]
    other = probed(Setting("other", {"OPENBLAS_CORETYPE": "no such thing"}, "no such thing"))
    assert "OpenBLAS has no no such thing here" in Setting("other", kernel="no such thing").missing(other)


def report(folder, **changes):
    """A small report; a change of the name of a file replaces its content."""
    contents = {
        "values.json": json.dumps({"a.x": 0.5, "a.n": 3, "a.s": "Half."}), "tables/a.csv": "x\n0.5\n",
        "tables/b.csv": "x\n1\n", "index.html": "<p>", "a.html": "<p>Half.", "report.pdf": "%PDF",
    } | changes  # fmt: skip
    (folder / "tables").mkdir(parents=True)
    for name, content in contents.items():
        (folder / name).write_text(content, encoding="utf-8")
    return folder


SAME = {"values": "2 of 2", "sentences": "1 of 1", "tables": "2 of 2", "pages": "2 of 2", "PDF": "1 of 1"}


@pytest.mark.parametrize(("changes", "different"), [
    ({}, {}),
    ({"values.json": json.dumps({"a.x": 0.500000001, "a.n": 3, "a.s": "Half."})}, {"values": "1 of 2"}),
    ({"values.json": json.dumps({"a.x": 0.5, "a.n": 3.0, "a.s": "Half."})}, {"values": "1 of 2"}),
    ({"values.json": json.dumps({"a.x": 0.5, "a.n": 3, "a.s": "half."})}, {"sentences": "0 of 1"}),
    ({"values.json": json.dumps({"a.x": 0.5, "a.n": 3})}, {"sentences": "0 of 1"}),
    ({"values.json": json.dumps({"a.x": 0.5, "a.n": 3, "a.s": "Half.", "a.y": 1})}, {"values": "2 of 3"}),
    ({"tables/b.csv": "x\n2\n"}, {"tables": "1 of 2"}),
    ({"tables/c.csv": "x\n2\n"}, {"tables": "2 of 3"}),
    ({"a.html": "<p>Half"}, {"pages": "1 of 2"}),
    ({"report.pdf": "%PDF-"}, {"PDF": "0 of 1"}),
])  # fmt: skip
def test_two_reports_are_compared_byte_for_byte(tmp_path, changes, different):
    first, other = report(tmp_path / "first"), report(tmp_path / "other", **changes)
    assert compared(other, first) == SAME | different
    assert Row("x", compared(other, first)).same is not bool(different)


def test_nothing_compared_is_not_the_same():
    assert not Row("x", SAME | {"tables": "0 of 0"}).same


def test_what_the_user_has_set_of_a_setting_is_no_default(monkeypatch):
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Nehalem")
    assert "OPENBLAS_CORETYPE" not in environment(Setting("default"))
    assert environment(OLD)["OPENBLAS_CORETYPE"] == "Nehalem"


def test_a_row_with_a_problem_is_not_the_same():
    assert Row("x", SAME).same
    assert not Row("x", SAME, problems=["the report was not built"]).same


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """Reviews and builds that come out as a test says, by the name of the setting; nothing is executed."""
    changes: dict[str, dict] = {}
    monkeypatch.setattr(portability, "probed", lambda setting: RAN if setting is OLD else {**RAN, "kernels": ["Zen"]})
    monkeypatch.setattr(portability, "SETTINGS", (Setting("default"), OLD, Setting("Haswell", kernel="Haswell")))
    monkeypatch.setattr(portability, "review", lambda paths, variables: [Review("10_toy", tolerated=2)])
    monkeypatch.setattr(
        portability, "built", lambda setting, folder: (report(folder, **changes.get(setting.name, {})), "")
    )
    return changes


def test_all_the_same_and_one_not_run(machine, capsys):
    assert portability.main() == 0
    out = capsys.readouterr().out
    assert re.search(r"\| old PC +\| 1 of 1 +\| 2 +\| 2 of 2 +\| 1 of 1 +\| 2 of 2 +\| 2 of 2 +\| 1 of 1 +\|", out)
    assert "| Haswell | not run" in out
    assert "portability: Haswell: not run: OpenBLAS has no Haswell here, it takes Zen" in out
    assert out.endswith("portability: asked 3, same 2, different 0, not run 1\n")


def test_a_difference_fails(machine, capsys):
    machine["old PC"] = {"a.html": "<p>Other."}
    assert portability.main() == 1
    out = capsys.readouterr().out
    assert re.search(r"\| old PC .*\| 1 of 2 +\| 1 of 1 +\|", out)
    assert out.endswith("portability: asked 3, same 1, different 1, not run 1\n")


def test_a_review_that_fails_fails_the_setting(machine, monkeypatch, tmp_path):
    monkeypatch.setattr(portability, "review", lambda *_: [Review("10_toy", problems=["cell 3: failed"])])
    row, _ = judged(OLD, tmp_path, None)
    assert row.cells["notebooks same"] == "0 of 1"
    assert row.problems == ["10_toy: cell 3: failed"]


def test_a_report_that_is_not_built_fails_the_setting(machine, monkeypatch, tmp_path):
    monkeypatch.setattr(portability, "built", lambda *_: (tmp_path, "no space"))
    row, reports = judged(OLD, tmp_path, None)
    assert not row.same
    assert row.problems == ["the report was not built:\nno space"]
    assert reports is None
    assert "| none" in table([row])


def test_where_nothing_could_be_run_nothing_was_shown(machine, monkeypatch, capsys):
    monkeypatch.setattr(portability, "SETTINGS", (Setting("Haswell", kernel="Haswell"),))
    assert portability.main() == 1
    assert capsys.readouterr().out.endswith("portability: asked 1, same 0, different 0, not run 1\n")


def test_settings_are_chosen_by_name_after_the_default(monkeypatch):
    monkeypatch.setattr(portability, "SETTINGS", (Setting("default"), OLD, Setting("Haswell", kernel="Haswell")))
    assert [setting.name for setting in portability.chosen(["Haswell"])] == ["default", "Haswell"]
    assert len(portability.chosen([])) == 3
    with pytest.raises(SystemExit, match="no setting Atom; settings are default"):
        portability.chosen(["Atom"])
