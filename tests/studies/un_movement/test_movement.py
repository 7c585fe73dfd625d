"""Indonesia's moves come out as worked out independently; states that were not ranked are refused by name."""

import pytest

from analysis.methods.errors import InputError
from analysis.studies.shared import survey
from analysis.studies.un_movement import movement


def test_published_ranks_of_indonesia():
    values = movement.study("IDN", 2020, 2022).values
    assert {k: v for k, v in values.items() if k.startswith("rank.20") and int(k[-4:]) >= 2018} == {
        "rank.2018": 107,
        "rank.2020": 88,
        "rank.2022": 77,
        "rank.2024": 64,
    }


def test_one_sided_moves_of_2018_to_2020_as_worked_out_before():
    facts = movement.study("IDN", 2018, 2020).facts
    assert (facts["rank_from"], facts["rank_to"], facts["own_only"], facts["others_only"]) == (107, 88, 69, 118)


@pytest.mark.parametrize(
    ("editions", "own", "world"),
    [
        ((2018, 2020), (0.0377, 0.0816, 0.0162, 0.1354), (-0.0024, 0.0436, 0.0084)),
        ((2020, 2022), (0.0273, 0.0243, 0.0032, 0.0548), (-0.0022, 0.0096, 0.0040)),
        ((2022, 2024), (0.0130, 0.0749, -0.0048, 0.0831), (0.0067, 0.0382, -0.0168)),
    ],
)
def test_contributions_to_the_score(editions, own, world):
    score = movement.study("IDN", *editions).score
    assert score["own"].tolist() == pytest.approx(own, abs=6e-5)
    assert score["world"].tolist()[:3] == pytest.approx(world, abs=6e-5)
    assert score["own"].iloc[:3].sum() == pytest.approx(score["own"].iloc[3], abs=1e-12)


def test_positions_of_the_components():
    path = movement.study("IDN", 2022, 2024).path.set_index("edition")
    positions = path[["osi_position", "tii_position", "hci_position"]]
    assert positions.loc[2018].tolist() == [100, 116, 106]
    assert positions.loc[2020].tolist() == [72, 97, 101]
    assert positions.loc[2022].tolist() == [51, 90, 100]
    assert positions.loc[2024].tolist() == [51, 76, 78]


def test_only_tied_states_have_a_recomputed_rank_of_their_own():
    for edition in (2012, 2014, 2016, 2018, 2020, 2022, 2024):
        deviating = movement.deviations(edition)
        assert len(deviating) <= 4
        assert "IDN" not in set(deviating["iso3"])
    assert (len(movement.deviations(2008)), len(movement.deviations(2010))) == (63, 43)


@pytest.mark.parametrize(("country", "start", "end"), [("VNM", 2020, 2022), ("UKR", 2018, 2024), ("MNE", 2008, 2010)])
def test_any_ranked_country_and_pair_of_editions(country, start, end):
    result = movement.study(country, start, end)
    case = result.counterfactual["rank"]
    published = result.facts["rank_from"], result.facts["rank_to"]
    if result.move.other_weights:  # recomputed with thirds, which are not the weights of these editions
        assert case.between(1, 193).all()
    else:
        assert country not in set(result.deviations["iso3"])
        assert (case.iloc[0], case.iloc[-1]) == published


def test_states_that_deviate_are_counted_once():
    result = movement.study("IRQ", 2018, 2024)
    assert result.deviations["iso3"].tolist() == ["IRQ", "SRB", "IRQ"]
    assert (result.facts["deviating"], result.facts["deviates"]) == (2, True)
    assert not movement.study("SRB", 2020, 2022).facts["deviates"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("MCO", 2010, 2012), r"Monaco \(MCO\) was not ranked in 2010: the UN did not compute its index"),
        (("XYZ", 2020, 2022), "no such state in the UN tables; give its ISO3 code"),
        (("IDN", 2020, 2023), "edition 2023: not an edition of the survey; choose among 2003"),
        (("IDN", 2022, 2020), "the first must be the earlier one"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InputError, match=message):
        movement.study(*arguments)


def test_a_path_has_gaps_where_the_index_was_not_computed():
    path = movement.path(survey.table(), "MCO").set_index("edition")
    assert path.loc[2010].drop("ranked").isna()[["rank", "egdi", "osi_position"]].all()
    assert 1 <= path.loc[2012, "rank"] <= 193
