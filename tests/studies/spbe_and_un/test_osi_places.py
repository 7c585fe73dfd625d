"""Places through online services: by plain sorting, and their ranges by a search of the family."""

import csv
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.methods.ranks import rank_accounting, ranks
from analysis.paths import PROCESSED
from analysis.studies.shared import common_shifts, survey
from analysis.studies.spbe_and_un import osi_places
from tests.studies import once

STEPS = [*pairwise(survey.spbe_editions()), (2018, 2024)]
CHANNELS = {"osi": (0,), "osi_hci": (0, 2)}


@pytest.fixture(scope="module")
def result():
    return once.ceiling()


def by_hand(country, start, end, moved):
    """First in and last in from plain sorting: the printed components, and no code of the project but the table."""
    rows = {}
    with (PROCESSED / "egdi.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["rank"]:
                scores = [float(row[name]) for name in ("osi", "tii", "hci")]
                rows.setdefault(int(row["edition"]), {})[row["iso3"]] = scores
    old, new = rows[start][country], rows[end][country]

    def place(own, year):
        higher = [sum(x) / 3 for name, x in rows[year].items() if name != country]
        return 1 + sum(score > sum(own) / 3 + 1e-9 for score in higher)

    alone = [new[c] if c in moved else old[c] for c in range(3)]
    without = [old[c] if c in moved else new[c] for c in range(3)]
    return {
        "first_in": place(old, start) - place(alone, start),
        "last_in": place(without, end) - place(new, end),
        "rank_alone": place(alone, start),
        "rank_without": place(without, end),
    }


@pytest.mark.parametrize("name", CHANNELS)
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("country", ["IDN", "VNM", "SGP"])
def test_first_and_last_agree_with_plain_sorting(country, step, name):
    found = osi_places.places(country, *step, name)
    expected = by_hand(country, *step, CHANNELS[name])
    assert {key: found[key] for key in expected} == expected


def shifted(country, step, name, shift, scale):
    """Counted last and first where the later edition is `scale` times the printed figures plus `shift`."""
    before, after = (survey.components(year) for year in step)
    later = scale * after + shift
    focal = before.index.get_loc(country)
    stays, moves = later.iloc[focal].to_numpy(copy=True), before.iloc[focal].to_numpy(copy=True)
    for c in CHANNELS[name]:
        stays[c], moves[c] = before.iloc[focal, c], later.iloc[focal, c]
    place = {}
    for key, own, field in (("stay", stays, later), ("end", later.iloc[focal], later), ("alone", moves, before),
                            ("start", before.iloc[focal], before)):  # fmt: skip
        others = field.drop(country).to_numpy() @ survey.THIRDS
        place[key] = ranks.competition_rank(float(np.asarray(own) @ survey.THIRDS), others[~np.isnan(others)])
    return place["stay"] - place["end"], place["start"] - place["alone"]


@pytest.mark.parametrize("name", CHANNELS)
@pytest.mark.parametrize(("country", "step"), [("IDN", (2018, 2024)), ("IDN", (2022, 2024)), ("UKR", (2018, 2020))])
def test_a_search_of_the_family_stays_in_the_range_and_meets_its_ends(country, step, name):
    found = osi_places.places(country, *step, name)
    before, after = (survey.components(year) for year in step)
    rng, last, first = np.random.default_rng(3), [], []
    for each in common_shifts.family(before, after, before.index.get_loc(country)):
        tried = [each.low, each.high, *rng.uniform(each.low, each.high, size=(40, 3))]
        for shift in tried:
            at_last, at_first = shifted(country, step, name, shift, each.scale)
            last.append(at_last)
            first.append(at_first)
    assert (min(last), max(last)) == (found["last_low"], found["last_high"])
    assert (min(first), max(first)) == (found["first_low"], found["first_high"])
    assert len(set(last)) > 3, "the search went somewhere"
    assert found["rank_without_high"] == found["recomputed_to"] + found["last_high"]


def furthest(shift):
    """The most that Indonesia's own OSI adds whatever else has moved before it, 2018 to 2024, under a shift."""
    before, after = (survey.components(year) for year in (2018, 2024))
    focal = before.index.get_loc("IDN")
    found = rank_accounting.coalition_ranks(
        before.to_numpy(), after.to_numpy() + shift, survey.THIRDS, ranks.SAME_SCORE
    )[:, :, focal]
    rest = [0, 2, 4, 6]  # own TII and HCI moved or not
    return int((found[:, rest] - found[:, [own | 1 for own in rest]]).max())


def test_the_most_in_any_order_is_no_ceiling_and_counted_last_has_the_aligned_values_in_its_range():
    """At most 25 in any order as printed: with the other states' median held fixed it is 34, with the mean 27."""
    before, after = (survey.components(year).drop("IDN") for year in (2018, 2024))
    median, mean = ((getattr(before, how)() - getattr(after, how)()).to_numpy() for how in ("median", "mean"))
    printed = furthest(np.zeros(3))
    assert printed == 25
    assert (furthest(median), furthest(mean)) == (34, 27)
    found = osi_places.places("IDN", 2018, 2024)
    last, first = shifted("IDN", (2018, 2024), "osi", median, 1.0)
    assert (first, last) == (25, 20)
    assert found["last_low"] <= last <= found["last_high"]
    assert found["first_low"] <= first <= found["first_high"]


def test_a_planted_lead_is_bounded_by_its_places(monkeypatch):
    """All states stand still but one, which passes two by its OSI: as printed two places, and no shift asks for more
    than the planted ones, since the other states' scores are as they were."""
    before = pd.DataFrame({"osi": [0.1, 0.3, 0.5, 0.7]} | dict.fromkeys(("tii", "hci"), [0.5] * 4), list("ABCD"))
    after = before.copy()
    after.loc["A", "osi"] = 0.6
    rank = pd.DataFrame({"rank": [4, 3, 2, 1]}, before.index), pd.DataFrame({"rank": [2, 4, 3, 1]}, before.index)
    monkeypatch.setattr(survey, "check", lambda *asked: None)
    monkeypatch.setattr(survey, "edition", lambda year: rank[year != 2018])
    monkeypatch.setattr(survey, "components", lambda year: before if year == 2018 else after)
    found = osi_places.places("A", 2018, 2020)
    assert [found[name] for name in ("moved", "last_in", "last_low", "last_high", "paired")] == [2, 2, 2, 2, 2]
    assert found["rank_without"] == 4


def test_indonesia_s_steps_are_those_of_the_published_ranks(result):
    frame = result.places
    assert (frame["rank_from"] == frame["recomputed_from"]).all()
    assert (frame["rank_to"] == frame["recomputed_to"]).all()
    steps = frame[frame["channel"] == osi_places.ALONE]
    assert list(zip(steps["edition_from"], steps["edition_to"], strict=True)) == STEPS
    ranked = {year: survey.edition(year).loc["IDN", "rank"] for year in survey.spbe_editions()}
    assert steps["moved"].tolist() == [ranked[a] - ranked[b] for a, b in STEPS]
    with_hci = frame[frame["channel"] == osi_places.WITH_HCI]
    assert with_hci["edition_to"].tolist() == [2024, 2024], "HCI held no literacy before"


def test_the_share_of_the_score_from_the_printed_figures(result):
    printed = {}
    with (PROCESSED / "egdi.csv").open(encoding="utf-8") as file:
        for each in csv.DictReader(file):
            if each["iso3"] == "IDN":
                printed[int(each["edition"])] = [float(each[name]) for name in ("osi", "tii", "hci")]
    change = [new - old for old, new in zip(printed[2020], printed[2022], strict=True)]
    row = result.places.iloc[1]
    assert row["contribution"] == pytest.approx(change[0] / 3, abs=1e-9)
    assert row["score_share"] == pytest.approx(change[0] / sum(change), abs=1e-9)
    assert not row["opposed"]
    assert result.places.iloc[2]["opposed"], "HCI fell from 2022 to 2024"


def test_shares_where_components_move_against_each_other(monkeypatch):
    before = pd.DataFrame([[0.5, 0.5, 0.5], [0.1, 0.1, 0.1]], index=["AAA", "BBB"], columns=survey.COMPONENTS)
    after = before.copy()

    def against(tii):
        after.loc["AAA"] = [0.8, 0.5 + tii, 0.5]
        rank = pd.DataFrame({"rank": [1, 2]}, index=before.index)
        monkeypatch.setattr(survey, "check", lambda *asked: None)
        monkeypatch.setattr(survey, "edition", lambda year: rank)
        monkeypatch.setattr(survey, "components", lambda year: before if year == 2018 else after)
        return osi_places.places("AAA", 2018, 2020)

    found = against(-0.2)
    assert found["score_share"] == pytest.approx(3), "three times the net change"
    assert found["opposed"]
    found = against(-0.3)
    assert np.isnan(found["score_share"]), "a score that stood still has no shares"


@pytest.mark.parametrize(
    ("asked", "message"),
    [(("XXX", 2018, 2020), "country 'XXX': no such state"), (("MCO", 2010, 2012), "was not ranked in 2010")],
)
def test_refusals(asked, message):
    with pytest.raises(InputError, match=message):
        osi_places.places(*asked)


def test_a_country_that_lost_online_services_has_a_ceiling_of_lost_places():
    frame = survey.components(2022)["osi"] - survey.components(2020)["osi"]
    found = osi_places.places(frame.idxmin(), 2020, 2022)
    assert found["contribution"] < 0
    assert min(found["first_in"], found["last_in"]) < 0
    assert found["last_low"] <= found["last_in"] <= found["last_high"]


def test_a_share_of_the_gain_is_counted_from_where_the_others_stand(monkeypatch):
    """Others gain 0.1 in OSI, the country 0.2 there and 0.1 in TII: two thirds as printed, half against those."""
    before = pd.DataFrame(np.linspace(0.1, 0.6, 18).reshape(6, 3), index=list("ABCDEF"), columns=survey.COMPONENTS)
    after = before.assign(osi=before["osi"] + 0.1)
    after.loc["C"] += [0.1, 0.1, 0]
    monkeypatch.setattr(survey, "check", lambda *asked: None)
    monkeypatch.setattr(survey, "components", lambda year: before if year == 2018 else after)
    assert osi_places.shares_of_gain("C", 2018, 2020) == pytest.approx([2 / 3] + [1 / 2] * 6)
    after.loc["C"] = before.loc["C"]  # against the others it lost
    assert osi_places.shares_of_gain("C", 2018, 2020).size == 0
