"""Every check and every finding that is listed has its text, and says what the checks themselves say."""

from __future__ import annotations

import re

import pytest

from analysis.data.checks.register import CHECKS
from analysis.methods.errors import InputError
from analysis.present.phrases import phrase
from analysis.present.sources import checks as show
from analysis.studies.sources import holdings
from tests.present.shown import Shown


@pytest.fixture(scope="module")
def results():
    return holdings.check_results()


def test_checks_and_findings_are_published(monkeypatch, results):
    page = Shown(monkeypatch)
    show.checks(results)
    assert page.values["sources.checks.failed"] == 0
    assert page.keys("table") == ["sources.check_list", "sources.exceptions"]
    assert len(page.tables["sources.check_list"]["cells"]) == len(CHECKS)
    rows = [row for row in page.tables["sources.exceptions"]["cells"] if len(row) > 1]
    assert len(rows) == page.values["sources.checks.listed"]
    assert any("Banyuasin" in row[0] for row in rows)


def test_the_question_of_a_check_is_that_of_its_docstring(results):
    for result in results:
        assert phrase(f"check.{result.check}") == result.question
    assert phrase("check.exceptions")


def test_a_finding_says_what_the_check_says(results):
    """But for the minus sign, and for zeros at the end of a figure."""
    listed = holdings.listed_findings(results).to_dict("records")
    found = [finding for result in results for finding, _ in result.listed]
    assert len(listed) == len(found) > 0
    for row, finding in zip(listed, found, strict=True):
        assert plain(show.found(row)) == plain(finding.text), row["key"]


def plain(text: str) -> str:
    return re.sub(r"(\.\d+?)0+(?=\D|$)", r"\1", text.replace("\u2212", "-"))


@pytest.mark.parametrize(("key", "expected"), [
    ("kabupaten-luwu 2024 panrb_lap2024", "Kabupaten Luwu, 2024"),
    ("2008 CMR", "Cameroon, 2008"),
    ("nasional 2021 domain 3 1.23", "National mean, 2021, domain 3, 1.23"),
    ("mean-lpnk 2024", "Mean of LPNK, 2024"),
    ("47|20 indicators of 47", "47|20 indicators of 47"),
    ("jdg_maturity", "JDG UPN Jatim"),
    ("2022", "2022"),
    ("komdigi-first", "A statement in Antara (reposted)"),
])  # fmt: skip
def test_a_place_is_named_without_ids(results, key, expected):
    rows = [row for row in holdings.listed_findings(results).to_dict("records") if row["key"] == key]
    assert {show.place(row) for row in rows} == {expected}


def test_a_state_is_named_in_the_language_of_the_reader(monkeypatch, results):
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    (row,) = [row for row in holdings.listed_findings(results).to_dict("records") if row["key"] == "2008 CMR"]
    assert show.place(row) == "Kamerun, 2008"


def test_figures_in_a_row_are_written_as_the_reader_writes_them(monkeypatch):
    finding = {"check": "described_figures", "kind": "described_figures", "facts": {"figures": "3.53, 3.52"}}
    assert show.found(finding).startswith("3.53, 3.52 described")
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    assert show.found(finding).startswith("3,53; 3,52 diuraikan")


def test_a_finding_without_a_text_for_readers_is_refused():
    with pytest.raises(InputError, match="ranks: 2020 AND: no text for readers: yield it by `told`"):
        show.found({"check": "ranks", "key": "2020 AND", "kind": "", "facts": {}})
