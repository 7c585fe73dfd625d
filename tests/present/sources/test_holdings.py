"""The page on the sources publishes coverage, agreement, checks, scoring, and the puzzle of the national index."""

from analysis.present.sources import holdings as show_holdings, mean_puzzle as show_mean_puzzle
from analysis.studies.sources import holdings, mean_puzzle
from tests.present.shown import Shown


def test_what_is_held(monkeypatch):
    page = Shown(monkeypatch)
    show_holdings.coverage(holdings.coverage())
    show_holdings.agreement(*holdings.agreement())
    show_holdings.joined(holdings.joined_names())
    assert page.keys("figure") == ["sources.coverage_grid"]
    assert "2023 and 2024" in page.sentences["sources.answer"]
    assert page.values["sources.agreement.agreeing"] == page.values["sources.agreement.compared"] - 5


def test_checks_and_scoring(monkeypatch):
    page = Shown(monkeypatch)
    results = holdings.check_results()
    show_holdings.checks(results)
    show_holdings.scoring(results)
    assert page.values["sources.checks.failed"] == 0
    assert page.values["sources.published_evaluations.equal"] == 52
    listed = next(about for about in page.about("table") if about["key"] == "sources.exceptions")
    assert any("Banyuasin" in row[0] for row in listed["cells"])


def test_missing_domains(monkeypatch):
    page = Shown(monkeypatch)
    show_holdings.implied(holdings.implied_domains())
    assert page.sentences["sources.implied"].startswith("3 domain values are missing or misprinted")


def test_the_puzzle(monkeypatch):
    page = Shown(monkeypatch)
    frame = mean_puzzle.both_years()
    show_mean_puzzle.weightings(frame, mean_puzzle.published_indices())
    published = mean_puzzle.published_indices()
    show_mean_puzzle.groups(
        [mean_puzzle.groups(year) for year in mean_puzzle.COMPLETE],
        mean_puzzle.type_weighted(),
        published,
    )
    show_mean_puzzle.unlisted([mean_puzzle.unlisted(year, [5, 30]) for year in mean_puzzle.COMPLETE])
    outcomes = [[mean_puzzle.floor_bodies(year, widest) for year in mean_puzzle.COMPLETE] for widest in (False, True)]
    show_mean_puzzle.floor_bodies(*outcomes)
    show_mean_puzzle.use(frame)
    assert not frame["fits"].str.contains(",").any()
    assert page.sentences["national.answer"].endswith("0 of 14 weightings fit both years.")
    assert "no whole number (for 2023) and no whole number (for 2024)" in page.sentences["national.floor_bodies"]
    assert "−0.144 (non-structural bodies), −0.034 (regencies)" in page.sentences["national.groups_2023"]
    assert "they give 2.790, against a national index of 2.79" in page.sentences["national.groups_2023"]
    assert "they give 3.173, against a national index of 3.12" in page.sentences["national.groups_2024"]
