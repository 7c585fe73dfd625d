"""The page on the sources publishes coverage, agreement, scoring and missing domains."""

from __future__ import annotations

from analysis.data.checks.result import Result
from analysis.present.phrases import phrase
from analysis.present.sources import holdings as show
from analysis.studies.shared.decisions import ARITHMETIC_FACT
from analysis.studies.sources import holdings
from tests.present.drawn import collisions, fits, words
from tests.present.shown import Shown


def test_what_is_held(monkeypatch):
    page = Shown(monkeypatch)
    show.coverage(holdings.coverage())
    show.agreement(*holdings.agreement())
    show.joined(holdings.joined_names())
    assert page.decisions == {
        "sources.answer": ARITHMETIC_FACT,
        "sources.agreement": ARITHMETIC_FACT,
        "sources.names": None,
    }
    assert "2023 and 2024" in page.sentences["sources.answer"]
    differing, counts = holdings.agreement()
    for name in ("compared", "agreeing"):
        assert page.values[f"sources.agreement.{name}"] == counts[name]
    assert counts["compared"] - counts["agreeing"] == len(differing)
    figure = page.figures["sources.coverage_grid"]
    assert {phrase("type.kabupaten"), phrase("type.lainnya")} <= set(words(figure))
    assert fits(figure)
    assert collisions(figure) == []


def test_cells_are_words_and_the_csv_has_machine_names(monkeypatch):
    page = Shown(monkeypatch)
    show.coverage(holdings.coverage())
    table = page.tables["sources.coverage"]
    assert table["cells"][2][-1] == phrase("sources.coverage.of_assessed.re_assessed")
    assert "2020,35" in table["csv"]
    assert "re_assessed" in table["csv"]
    [about] = page.about("figure")
    assert {line.split(",")[1] for line in about["csv"].splitlines()[1:]} == set(holdings.TYPES)


def test_scoring_counts_what_is_not_listed(monkeypatch):
    page = Shown(monkeypatch)
    show.scoring([Result("attainable_levels", "", 5, [], []), Result("published_evaluations", "", 7, [(None, "")], [])])
    assert page.values == {
        "sources.attainable_levels.n": 5,
        "sources.attainable_levels.equal": 5,
        "sources.published_evaluations.n": 7,
        "sources.published_evaluations.equal": 6,
    }


def test_missing_domains(monkeypatch):
    page = Shown(monkeypatch)
    frame = holdings.implied_domains()
    show.implied(frame)
    assert page.sentences["sources.implied"] == phrase("sources.implied", n=len(frame))
    cells = page.tables["sources.implied_domains"]["cells"]
    assert [row[2] for row in cells] == [phrase(f"sources.domain.{name}") for name in frame["domain"]]
    assert [row[-1] for row in cells] == frame["possible"].tolist()
