"""The ceiling by a second route and by hand; the ministries against the tables; the rule on toy figures."""

import csv
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.methods.ranks import ranks
from analysis.paths import PROCESSED, RAW
from analysis.studies.shared import survey
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from analysis.studies.spbe_and_un import osi_ceiling
from tests.studies import once

STEPS = [*pairwise(survey.spbe_editions()), (2018, 2024)]


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


@pytest.mark.parametrize("name", ["osi", "osi_hci"])
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("country", ["IDN", "VNM", "SGP"])
def test_first_and_last_agree_with_plain_sorting(country, step, name):
    found = osi_ceiling.places(country, *step, name)
    expected = by_hand(country, *step, {"osi": (0,), "osi_hci": (0, 2)}[name])
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("country", "step"),
    [("IDN", (2018, 2020)), ("IDN", (2018, 2024)), ("VNM", (2020, 2022)), ("UKR", (2018, 2024))],
)
def test_any_order_is_the_extreme_of_counterfactual_ranks(country, step):
    old, new = (survey.components(year) for year in step)
    focal = old.index.get_loc(country)
    gained = []
    for mask in np.ndindex(*[2] * 5):  # which of TII, HCI of its own and of the three of the others have moved
        field = np.where(mask[2:], new, old)
        stays, moves = field.copy(), field.copy()
        stays[focal] = np.where([False, *mask[:2]], new.iloc[focal], old.iloc[focal])
        moves[focal] = np.where([True, *mask[:2]], new.iloc[focal], old.iloc[focal])
        there = ranks.counterfactual_ranks(stays, moves, focal, survey.THIRDS)
        gained.append(there["before"] - there["own_only"])
    found = osi_ceiling.places(country, *step)
    assert found["any_order"] == max(gained, key=abs)
    assert (found["first_in"], found["last_in"]) == (gained[0], gained[-1])
    assert found["ceiling"] in (gained[0], gained[-1])
    assert abs(found["ceiling"]) == max(abs(gained[0]), abs(gained[-1])) <= abs(found["any_order"])


def test_indonesia_s_steps_are_those_of_the_published_ranks(result):
    frame = result.places
    assert (frame["rank_from"] == frame["recomputed_from"]).all()
    assert (frame["rank_to"] == frame["recomputed_to"]).all()
    steps = frame[frame["channel"] == osi_ceiling.ALONE]
    assert list(zip(steps["edition_from"], steps["edition_to"], strict=True)) == STEPS
    ranks = {year: survey.edition(year).loc["IDN", "rank"] for year in survey.spbe_editions()}
    assert steps["moved"].tolist() == [ranks[a] - ranks[b] for a, b in STEPS]
    with_hci = frame[frame["channel"] == osi_ceiling.WITH_HCI]
    assert with_hci["edition_to"].tolist() == [2024, 2024], "HCI held no literacy before"


def test_the_facts_of_the_whole_span(result):
    """Counted last gives the lower end in every step; the most in any order is that of the whole span."""
    facts, ends = result.facts, by_hand("IDN", 2018, 2024, (0,))
    assert (facts["low"], facts["ceiling"]) == (ends["last_in"], ends["first_in"])
    assert facts["rank_without"] == ends["rank_without"]
    alone = result.places[result.places["channel"] == osi_ceiling.ALONE]
    assert (alone["last_in"] < alone["first_in"]).all(), "the sentence says last or first, in this order"
    assert facts["any_order"] == alone.iloc[-1]["any_order"] == result.values["channel.2018_2024.any_order"]
    assert facts["any_order"] >= facts["ceiling"]


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
        return osi_ceiling.places("AAA", 2018, 2020)

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
        osi_ceiling.places(*asked)


def test_a_country_that_lost_online_services_has_a_ceiling_of_lost_places():
    frame = survey.components(2022)["osi"] - survey.components(2020)["osi"]
    found = osi_ceiling.places(frame.idxmin(), 2020, 2022)
    assert found["contribution"] < 0
    assert found["ceiling"] == min(found["first_in"], found["last_in"]) < 0
    assert found["any_order"] <= found["ceiling"]


def test_the_ministries_against_the_files(result):
    held = {}
    with (PROCESSED / "spbe_index.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["preferred"] == "yes" and row["status"] == "published":
                held[row["institution_id"], int(row["year"])] = float(row["index"])
    table = result.ministries.set_index("institution_id")
    assert len(table) == len(osi_ceiling.ASSESSED) == result.facts["ministries"]
    for body in table.index:
        for year in range(2018, 2025):
            column = f"y{year}"
            if (body, year) in held:
                assert table.loc[body, column] == held[body, year]
            else:
                assert column not in table or pd.isna(table.loc[body, column])
    assert set(table["says"]) == {osi_ceiling.UN_2008, osi_ceiling.SECOND_HAND}
    years = result.years.set_index("year")
    for year, row in years.iterrows():
        values = [held[body, year] for body in table.index if (body, year) in held]
        assert row["known"] == len(values)
        assert pd.isna(row["mean"]) if not values else row["mean"] == pytest.approx(sum(values) / len(values))


def test_the_most_ministries_known_at_both_ends_of_a_step(result):
    bodies, known = {body for body, *_ in osi_ceiling.ASSESSED.values()}, {}
    with (PROCESSED / "spbe_index.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["preferred"] == "yes" and row["status"] == "published" and row["institution_id"] in bodies:
                known.setdefault(int(row["year"]), set()).add(row["institution_id"])
    steps = [*pairwise(survey.spbe_editions()), *pairwise([year - 1 for year in survey.spbe_editions()])]
    both = [len(known.get(first, set()) & known.get(last, set())) for first, last in steps]
    assert result.facts["most_known"] == max(both)
    assert result.facts["first_known"] == min(known)
    assert result.facts["listed_known"] == len(known[2023] & known[2024]) == result.facts["ministries"]
    assert result.facts["listed_rose"] <= result.facts["listed_known"]


def test_the_years_carry_positions_of_editions_alone(result):
    years = result.years.set_index("year")
    for name in ("osi", "epi"):
        fields = {year: survey.edition(year)[name].astype(float) for year in survey.spbe_editions()}
        positions = {year: 1 + (field > field["IDN"]).sum() for year, field in fields.items()}
        assert years[f"{name}_position"].dropna().to_dict() == positions
    assert "epi" not in years, "values of EPI are not compared over editions"


def test_domain_values_are_those_of_the_lists(result):
    finance = result.domains.set_index("name").loc["Kementerian Keuangan"]
    with (RAW / "panrb_evaluation_2023" / "institutions.csv").open(encoding="utf-8") as file:
        [row] = [row for row in csv.DictReader(file) if row["institution"] == "Kementerian Keuangan"]
    printed = {"policy": "kebijakan", "governance": "tata_kelola", "management": "manajemen", "services": "layanan"}
    for name, column in printed.items():
        assert finance[f"{name}_2023"] == float(row[column])
    assert len(result.domains) == len(result.ministries)
    assert result.domains.notna().all(axis=None)


def test_local_governments_by_their_names(result):
    with (PROCESSED / "spbe_index.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["source_id"] == f"panrb_lap{row['year']}"]
    for year, row in result.membership.set_index("year").iterrows():
        ids = [r["institution_id"] for r in rows if r["year"] == str(year)]
        local = [name for name in ids if name.startswith(("kabupaten-", "kota-", "provinsi-"))]
        assert (row["listed"], row["local"]) == (len(ids), len(local))
        assert row["local_share"] == pytest.approx(len(local) / len(ids))
        assert row["assessed"] == len(osi_ceiling.ASSESSED)


def ways(*rows):
    return pd.DataFrame(rows, columns=["pairing", "known", "rose", "fell", "osi_gained"])


@pytest.mark.parametrize(
    ("frame", "word"),
    [
        (ways(("same_year", 3, 3, 0, 4), ("year_before", 5, 5, 0, 1)), "associated only"),
        (ways(("same_year", 3, 0, 3, -4), ("year_before", 3, 3, 0, 1)), "associated only"),
        (ways(("same_year", 2, 2, 0, 4), ("year_before", 5, 5, 0, 1)), "cannot be decided"),
        (ways(("same_year", 3, 3, 0, 4), ("year_before", 5, 4, 1, 1)), "not supported"),
        (ways(("same_year", 3, 3, 0, 4), ("year_before", 5, 5, 0, 0)), "not supported"),
        (ways(("same_year", 3, 3, 0, 4), ("same_year", 3, 3, 0, 2)), "cannot be decided"),
        (ways(("same_year", 0, 0, 0, 4), ("year_before", 0, 0, 0, 1)), "cannot be decided"),
    ],
)
def test_the_rule_of_direction(frame, word):
    assert osi_ceiling.decide(frame) == word


def test_directions_count_the_ministries_known_at_both_ends(result):
    frame = result.directions.set_index(["pairing", "edition_to"])
    held = result.ministries.set_index("institution_id").filter(regex=r"^y\d{4}$").notna()
    for (pairing, end), row in frame.iterrows():
        early = int(pairing == "year_before")
        both = [held.get(f"y{year - early}", held.iloc[:, 0] & False) for year in (row["edition_from"], end)]
        assert row["known"] == (both[0] & both[1]).sum()
    assert list(frame.index) == [("same_year", year) for year in (2020, 2022, 2024)] + [
        ("year_before", year) for year in (2022, 2024)
    ]
    assert (frame["rose"] + frame["fell"] <= frame["known"]).all()
    assert result.facts["most_known"] == frame["known"].max()
    assert result.facts["decision"] == osi_ceiling.decide(result.directions) == CANNOT_BE_DECIDED
    known = result.directions.groupby("pairing")["known"].max()
    assert known.min() < osi_ceiling.fewest(), "the old word, not supported, was said of a pairing with no data"


def test_the_index_is_the_mean_of_its_components_as_printed(result):
    assert result.facts["largest_gap"] == osi_ceiling.largest_gap()
    assert 0 < result.facts["largest_gap"] <= 1e-4, "figures are printed with four decimals"


def test_values_are_numbers_under_their_step(result):
    assert result.values["channel.2018_2024.ceiling"] == result.facts["ceiling"]
    assert result.values["channel.2022_2024.with_hci.ceiling"] == result.facts["latest_ceiling_hci"]
    assert all(isinstance(x, int | float) and not pd.isna(x) for x in result.values.values())


def test_a_difference_of_the_last_bits_is_no_move():
    frame = osi_ceiling.directions(pd.DataFrame({"y2021": [0.3], "y2023": [0.1 + 0.2]}))
    row = frame[frame["known"] == 1].iloc[0]
    assert (row["rose"], row["fell"]) == (0, 0)


def test_a_ministry_that_stood_still_did_not_rise():
    known = osi_ceiling.ministries()
    still = known.assign(y2024=known["y2023"])
    assert osi_ceiling._known_facts(still, osi_ceiling.directions(still))["listed_rose"] == 0
