"""Own answers beside online services: by plain Python, and with planted answers."""

import csv
import statistics

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.paths import RAW
from analysis.studies.second_look import answers
from analysis.studies.shared import survey


@pytest.fixture(scope="module")
def result():
    return answers.study("IDN", "shares")


def raw():
    """iso3 -> the seven counts and OSI as printed, of states that have both and any counted answer."""
    with (RAW / "blavatnik_gtmi_2022" / "counts.csv").open(encoding="utf-8") as file:
        counted = {
            row["iso3"]: [float(row[f"gtmi_{count}"]) for count in answers.COUNTS] for row in csv.DictReader(file)
        }
    with (RAW / "undesa_egdi_2022" / "egdi.csv").open(encoding="utf-8") as file:
        osi = {row["iso3"]: float(row["osi"]) for row in csv.DictReader(file)}
    return {iso3: (counts, osi[iso3]) for iso3, counts in counted.items() if iso3 in osi and sum(counts) > 0}


def place(values, own):
    return 1 + sum(value > own + 1e-9 for value in values)


def combined_by_hand(combination):
    found = raw()
    columns = list(zip(*(counts for counts, _ in found.values()), strict=True))
    if combination == "sum":
        return {iso3: sum(counts) for iso3, (counts, _) in found.items()}
    if combination == "shares":
        tops = [max(column) for column in columns]
        return {
            iso3: statistics.fmean(x / top for x, top in zip(counts, tops, strict=True))
            for iso3, (counts, _) in found.items()
        }
    shares = [stats.rankdata(column) / len(column) for column in columns]
    return {iso3: statistics.fmean(share[at] for share in shares) for at, iso3 in enumerate(found)}


def test_a_share_is_of_the_highest_and_not_of_the_range():
    """Planted: a state with half of the highest in all has a half, though it has the lowest."""
    frame = pd.DataFrame({count: [2.0, 4.0] for count in answers.COUNTS}, index=["low", "high"])
    assert answers.combined(frame, "shares").to_dict() == {"low": 0.5, "high": 1.0}


@pytest.mark.parametrize("combination", answers.COMBINATIONS)
@pytest.mark.parametrize("country", ["IDN", "SGP", "NRU"])
def test_places_and_differences_by_hand(country, combination):
    own, found = combined_by_hand(combination), raw()
    by_answers = {iso3: place(own.values(), value) for iso3, value in own.items()}
    seen = [osi for _, osi in found.values()]
    by_osi = {iso3: place(seen, osi) for iso3, (_, osi) in found.items()}
    difference = {iso3: by_osi[iso3] - by_answers[iso3] for iso3 in own}
    others = [value for iso3, value in difference.items() if iso3 != country]
    mine = difference[country]
    result = answers.study(country, combination)
    assert result.facts["n"] == len(own)
    assert (result.facts["place_answers"], result.facts["place_osi"]) == (by_answers[country], by_osi[country])
    assert result.facts["as_far"] == sum(value >= mine if mine >= 0 else value <= mine for value in others)
    row = result.combinations.set_index("combination").loc[combination]
    assert (row["difference"], row["k"], row["n"]) == (mine, sum(value >= mine for value in others), len(others))
    r = stats.spearmanr(list(own.values()), [found[iso3][1] for iso3 in own]).statistic
    assert row["r_osi"] == pytest.approx(r, abs=1e-9)


def test_the_agreement_is_what_others_found(result):
    assert result.facts["r_low"] <= 0.83 <= result.facts["r_high"], (
        "rank correlation of the survey's own counts with OSI"
    )


def test_states_of_which_nothing_was_counted_are_left_out():
    assert set(survey.edition(answers.YEAR).index) - set(answers.field().index) == {"PRK"}
    assert answers.left_out() == 1


def test_the_limits_are_those_of_the_textbook(result):
    x, y = result.states["answers"].to_numpy(), result.states["osi"].to_numpy()
    n, slope = len(x), np.cov(x, y)[0, 1] / np.var(x, ddof=1)
    expected = y.mean() + slope * (x - x.mean())
    s = np.sqrt(((y - expected) ** 2).sum() / (n - 2))
    half = stats.t.ppf(0.975, n - 2) * s * np.sqrt(1 + 1 / n + (x - x.mean()) ** 2 / ((x - x.mean()) ** 2).sum())
    assert result.states["low"].to_numpy() == pytest.approx(np.clip(expected - half, 0, 1))
    assert result.states["high"].to_numpy() == pytest.approx(np.clip(expected + half, 0, 1))


def test_the_limits_hold_about_as_many_as_they_say(result):
    inside = (result.states["beyond"] == "inside").mean()
    assert 0.93 <= inside <= 0.99
    assert result.facts["below_n"] + result.facts["above_n"] == (result.states["beyond"] != "inside").sum()


@pytest.mark.parametrize(("seen", "word"), [(0.0, "below"), (1.0, "above")])
def test_a_planted_gap_is_found_on_its_side(monkeypatch, seen, word):
    frame = answers.field()
    frame.loc["IDN", list(answers.COUNTS)] = frame[list(answers.COUNTS)].median()
    frame.loc["IDN", "osi"] = seen
    monkeypatch.setattr(answers, "field", lambda: frame.copy())
    found = answers.study("IDN", "shares")
    assert found.facts["beyond"] == word
    assert found.facts["side"] == ("ahead" if word == "below" else "behind")
    assert 0 <= found.facts["low"] < found.facts["high"] <= 1


def test_equal_orders_have_no_difference(monkeypatch):
    frame = answers.field()
    for count in answers.COUNTS:
        frame[count] = frame["osi"] + 1
    monkeypatch.setattr(answers, "field", lambda: frame.copy())
    found = answers.study("IDN", "sum")
    assert found.facts["side"] == "level"
    assert (found.states["difference"] == 0).all()
    assert found.facts["r"] == pytest.approx(1)
