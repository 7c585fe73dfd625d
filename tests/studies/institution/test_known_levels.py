"""Whose levels are they, and what do they give? Against the processed tables by a second route, and own files."""

from __future__ import annotations

import csv
import sys
from fractions import Fraction
from types import ModuleType, SimpleNamespace

import pandas as pd
import pytest

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.studies.institution import known_levels
from analysis.studies.institution.subject import subject
from analysis.studies.shared.scorecard import instrument
from tests.tree import ROOT

KEMENKO, PAREPARE, ACEH, MADIUN, DENPASAR, NOBODY = (
    "kementerian-koordinator-bidang-perekonomian", "kota-parepare", "kabupaten-aceh-tengah", "kabupaten-madiun",
    "kota-denpasar", "kabupaten-grobogan",
)  # fmt: skip


def rows(table: str, **wanted: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "processed" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if all(row[key] == value for key, value in wanted.items())]


def own(tmp_path, levels: dict, name: str = "levels.csv", institution: str = NOBODY) -> known_levels.Result:
    path = tmp_path / name
    path.write_text("indicator,level\n" + "".join(f"{i},{x}\n" for i, x in levels.items()), encoding="utf-8")
    return known_levels.study(subject(institution, 2024, str(path)))


@pytest.mark.parametrize(("institution", "year", "scored"), [
    (KEMENKO, "2021", "47"), (PAREPARE, "2024", "47"), (ACEH, "2025", "47"), (MADIUN, "2020", "35"),
    (DENPASAR, "2018", "35"),
])  # fmt: skip
def test_the_published_levels_are_those_of_the_newest_evaluation_that_states_them(institution, year, scored):
    found = known_levels.study(subject(institution, 2024))
    stated = rows("evaluations", institution_id=institution, year=year, level="indicator")
    assert found.evaluation.levels == {row["id"]: Fraction(row["value"]) for row in stated}
    assert [item for item in instrument(scored).items if item in found.evaluation.levels] == [*found.evaluation.levels]
    assert (found.facts["evaluated"], found.facts["instrument"]) == (int(year), scored)
    assert found.levels["weight"].sum() == pytest.approx(1)


def test_47_indicators_go_before_35_and_the_newest_before_older_ones(monkeypatch):
    every = tables.load("evaluations")
    old, new = (every[every["institution_id"] == one] for one in (MADIUN, KEMENKO))
    new = new[new["year"] == 2021]
    rows = pd.concat(
        [old.assign(year=2025), new, new.assign(year=2023), new[new["level"] == "overall"].assign(year=2024)]
    )
    monkeypatch.setattr(known_levels, "_stated", lambda: {MADIUN: rows})
    found = known_levels.published(MADIUN)
    assert (found.instrument.id, found.year) == ("47", 2023)


def test_the_index_is_the_sum_of_levels_times_weights():
    found = known_levels.study(subject(KEMENKO, 2024))
    weights = {
        row["id"]: Fraction(row["weight"]) for row in rows("instrument_parts", instrument="47", level="indicator")
    }
    index = sum(weights[item] * level for item, level in found.evaluation.levels.items())
    assert found.facts["index"] == float(index)
    assert found.facts["agrees"]
    assert found.facts["predicate"] == found.facts["predicate_rounded"] == "Baik"
    links = rows("crosswalk", from_instrument="35", to_instrument="47", level="indicator", relation="new")
    assert set(found.levels.loc[found.levels["new"] == "yes", "indicator"]) == {row["to_id"] for row in links}


def test_what_contradicts_is_said_and_not_taken_as_printed():
    found = known_levels.study(subject(PAREPARE, 2024))
    printed = {float(row["value"]) for row in rows("evaluations", institution_id=PAREPARE, level="overall")}
    assert set(found.facts["other"]) == printed
    assert len(printed) == 2
    assert not found.facts["agrees"]
    assert found.facts["printed"] is None


def test_missing_levels_leave_what_the_printed_figures_allow():
    found = known_levels.study(subject(ACEH, 2024))
    missing = ["7", "8", "18", "38", "43", "44"]
    assert found.facts["missing"] == missing
    # By hand from the printed domain 1 (2.30), domain 2 (1.70), aspects 7 (3.80) and 8 (3.67).
    by_hand = {(a, 5 - a, 2, 2, b, 6 - b) for a in range(1, 5) for b in range(1, 6)}
    assert {tuple(levels[item] for item in missing) for levels in found.sets} == by_hand
    assert len(found.sets) == len(by_hand) == found.facts["possible"]
    assert found.facts["index"] == found.facts["index_low"] == 2.594


def test_nothing_is_known_of_most_institutions():
    found = known_levels.study(subject(NOBODY, 2024))
    assert (found.evaluation, found.sets, len(found.levels)) == (None, (), 0)
    known = {row["institution_id"] for row in rows("evaluations", level="indicator")}
    every = tables.load("institutions")["institution_id"]
    assert {one for one in every if known_levels.published(one) is not None} == known


@pytest.mark.parametrize(("name", "level"), [("47", "3"), ("35", "0"), ("20", "2.5")])
def test_the_instrument_of_an_own_file_is_told_from_its_indicators(tmp_path, name, level):
    found = own(tmp_path, {part.id: level for part in instrument(name).indicators})
    assert found.facts["instrument"] == name
    assert found.facts["index"] == float(level)
    assert (found.facts["whence"], found.facts["evaluated"], found.facts["title"]) == ("file", None, "levels.csv")


def test_an_own_file_goes_before_what_is_published(tmp_path):
    found = own(tmp_path, {part.id: 4 for part in instrument("47").indicators}, institution=KEMENKO)
    assert found.facts["index"] == 4


def test_an_own_file_may_lack_levels(tmp_path):
    found = own(tmp_path, {str(i): 3 for i in range(2, 48)})
    low, high = (3 + Fraction("0.013") * step for step in (-2, 2))
    assert (found.facts["index_low"], found.facts["index_high"]) == (float(low), float(high))
    assert found.facts["index"] is None
    assert found.levels["level"].isna().sum() == 1


def test_the_predicate_hangs_on_the_rule_near_a_limit(tmp_path):
    levels = dict.fromkeys(range(1, 48), 2) | dict.fromkeys([*range(32, 48), 15, 16, 17, 18, 1, 2, 21], 3)
    facts = own(tmp_path, levels).facts
    assert (facts["index"], facts["predicate"], facts["predicate_rounded"]) == (2.596, "Cukup", "Baik")


@pytest.mark.parametrize(("levels", "problem"), [
    ({"1": 3, "2": 3}, "levels.csv: these indicators may be of instrument 47 or 35 or 20; give every"),
    ({"1": 3, "48": 3}, r"row 3: indicator 48: not in instrument 47"),
    ({"40": 6}, r"row 2: indicator 40: 6 is off the scale"),
    ({"40": "2.5"}, r"row 2: indicator 40: 2.5 is not a whole level"),
])  # fmt: skip
def test_an_own_file_that_cannot_be_is_refused(tmp_path, levels, problem):
    with pytest.raises(InputError, match=problem):
        own(tmp_path, levels)


@pytest.fixture
def report(monkeypatch):
    """A report as the reader of evaluation reports gives it, of the published evaluation; the reader is not asked."""
    known = known_levels.study(subject(KEMENKO, 2024)).evaluation
    about = SimpleNamespace(
        institution="KEMENTERIAN KOORDINATOR", institution_id=KEMENKO, year=2021, instrument="47", index="2,95",
        levels={item: int(x) for item, x in known.levels.items()},
        aspects={id: f"{float(x):.2f}".replace(".", ",") for (of, id), x in known.printed.items() if of == "aspect"},
        domains={id: f"{float(x):.2f}" for (level, id), x in known.printed.items() if level == "domain"},
    )  # fmt: skip
    package, reader = ModuleType("analysis.data.read"), ModuleType("analysis.data.read.evaluation_pdf")
    reader.read, package.evaluation_pdf = lambda path: about, reader
    monkeypatch.setitem(sys.modules, "analysis.data.read", package)
    monkeypatch.setitem(sys.modules, "analysis.data.read.evaluation_pdf", reader)
    return about


def test_an_own_report_gives_levels_and_printed_figures(report):
    found, published = (known_levels.study(subject(KEMENKO, 2024, path)) for path in ("a/report.PDF", ""))
    assert found.evaluation.levels == published.evaluation.levels
    assert found.evaluation.printed == published.evaluation.printed
    assert (found.facts["whence"], found.facts["evaluated"], found.facts["title"]) == ("report", 2021, "report.PDF")
    assert found.facts["agrees"]


def test_the_report_of_another_institution_is_refused_by_both_names(report):
    with pytest.raises(InputError) as refused:
        known_levels.study(subject(NOBODY, 2024, "report.pdf"))
    assert all(name in str(refused.value) for name in (report.institution, subject(NOBODY, 2024).name, "report.pdf"))


def test_new_and_continuing_indicators_make_up_the_index():
    facts = known_levels.new_and_continuing(known_levels.study(subject(KEMENKO, 2024)))
    links = rows("crosswalk", from_instrument="35", to_instrument="47", level="indicator")
    new = {row["to_id"] for row in links if row["relation"] == "new"}
    parts = {row["id"]: Fraction(row["weight"]) for row in rows("instrument_parts", instrument="47", level="indicator")}
    levels = {row["id"]: Fraction(row["value"])
              for row in rows("evaluations", institution_id=KEMENKO, year="2021", level="indicator")}  # fmt: skip
    for name, items in (("new", new), ("continuing", set(parts) - new)):
        weight = sum(parts[item] for item in items)
        assert facts[f"{name}_count"] == len(items)
        assert facts[f"{name}_weight"] == float(weight)
        assert facts[f"{name}_mean"] == float(sum(parts[i] * levels[i] for i in items) / weight)
    # With the new ones at the mean of the others the index is that mean.
    moved = sum(parts[i] * (Fraction(facts["continuing_mean"]) if i in new else levels[i]) for i in parts)
    assert float(moved) == pytest.approx(facts["continuing_mean"])


@pytest.mark.parametrize("institution", [ACEH, MADIUN, NOBODY])
def test_no_split_where_the_47_levels_are_not_all_known(institution):
    assert known_levels.new_and_continuing(known_levels.study(subject(institution, 2024))) == {}
