from __future__ import annotations

from fractions import Fraction

import pytest

from analysis.studies.institution import effect
from analysis.studies.institution.subject import subject
from analysis.studies.instrument_change import claims, domain_splits, indicators, totals_before_after
from analysis.studies.shared import institutions
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from tests.studies.growth.by_csv import LEFT_OUT, NAMES
from tests.studies.institution import two_lists_by_csv as by_csv

NEW = dict(
    zip(NAMES.values(), (Fraction(13, 100), Fraction(1, 4), Fraction(165, 1000), Fraction(455, 1000)), strict=True)
)
OLD = {"policy": Fraction(17, 100), "governance": Fraction(28, 100), "services": Fraction(55, 100)}


@pytest.mark.parametrize("year", [2023, 2024])
@pytest.mark.parametrize("institution", by_csv.asked())
def test_the_effect_is_the_identity_in_fractions(institution, year):
    found = effect.study(subject(institution, year))
    own = by_csv.listed().get((institution, year), {})
    if not set(NAMES.values()) <= set(own) or (institution, year) == (LEFT_OUT, 2023):
        assert found.cloud.empty
        return
    values = {name: Fraction(str(own[name])) for name in NAMES.values()}
    old = sum(weight * values[name] for name, weight in OLD.items())
    change = sum(weight * values[name] for name, weight in NEW.items()) - old
    facts = found.facts
    assert (facts["index_35"], facts["effect"]) == pytest.approx((float(old), float(change)))
    rest = sum((OLD[name] - NEW[name]) * values[name] for name in OLD) / Fraction(165, 1000)
    assert facts["effect"] == pytest.approx(0.165 * (facts["management"] - float(rest)))
    gap = float(values["management"] - rest)
    assert (facts["rest"], facts["gap"]) == (pytest.approx(float(rest)), pytest.approx(abs(gap)))
    assert facts["side"] == ("like" if abs(gap) <= 0.005 else "below" if gap < 0 else "above")
    peers = by_csv.peers(subject(institution, year).type, year).values()
    effects = [
        sum((NEW[name] - OLD.get(name, 0)) * Fraction(str(held[name])) for name in NEW)
        for held in peers
        if set(NEW) <= set(held)
    ]
    assert (facts["n"], facts["lost"]) == (len(effects), sum(x <= Fraction(-1, 200) for x in effects))
    assert (facts["lowest"], facts["highest"]) == pytest.approx((float(min(effects)), float(max(effects))))
    assert -facts["most"] - 0.005 <= facts["effect"], "beyond what the index allows"
    assert facts["near_floor"] is (own["index"] < 1.8)


def test_nobody_who_is_shown_without_a_loss_counts_as_one_that_lost():
    """Asmat loses 0.003 in 2024, which is shown as 0.00 and is the end of the range."""
    facts = effect.study(subject("kabupaten-asmat", 2024)).facts
    assert -0.005 < facts["highest"] < 0
    assert facts["lost"] == facts["n"] - 1


@pytest.mark.parametrize(("institution", "adds_up"), [
    ("kabupaten-grobogan", True),  # 3.73 - 0.16 = 3.57
    ("kementerian-komunikasi-dan-digital", False),  # 5.00 - 0.26 is not 4.75
])  # fmt: skip
def test_whether_what_is_shown_adds_up_to_the_printed_index(institution, adds_up):
    assert effect.study(subject(institution, 2024)).facts["adds_up"] is adds_up


def test_at_the_floor_nothing_can_be_lost():
    facts = effect.study(subject("kabupaten-asmat", 2023)).facts
    assert (facts["index"], facts["effect"], facts["most"], facts["side"]) == (
        1.0,
        pytest.approx(0),
        pytest.approx(0.005, abs=0.005),
        "like",
    )


def test_the_mean_of_the_bounds_is_that_of_the_page_on_the_change():
    frame = effect._scored()
    listed = domain_splits.national_bounds(indicators.concordance(), effect.OLD_FLOOR).set_index(["unit", "year"])
    for year in (2023, 2024):
        ends = frame.loc[frame["year"] == year, ["low", "high"]].mean()
        assert tuple(ends) == pytest.approx(tuple(listed.loc[("listed", year), ["low", "high"]]))
        assert (frame["low"] <= frame["effect"]).all()
        assert (frame["effect"] <= frame["high"]).all()


def test_verdicts_are_those_of_the_page_on_the_change():
    page = totals_before_after.study(institutions.ALL, institutions.LAST, "official", 0, "kabupaten-grobogan")
    wanted = claims.of_claim(page.claims, claims.MANAGEMENT, 0)["verdict"].to_dict()
    found = {name: effect.study(subject(name, 2024)).verdict for name in wanted}
    assert found == wanted
    assert set(found.values()) == {"refuted", "feasible", "not_needed"}
    assert effect.study(subject("kabupaten-merangin", 2024)).verdict == ""


def test_nobody_was_scored_on_both_so_that_rewording_cannot_be_decided():
    assert effect.study(subject("kota-bandung", 2024)).facts["on_both"] == 0
    assert effect.DECISIONS["rewording"] == CANNOT_BE_DECIDED
