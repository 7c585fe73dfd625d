"""Indonesia's moves come out as worked out independently; states that were not ranked are refused by name."""

import csv

import pytest

from analysis.methods.errors import InputError
from analysis.paths import RAW
from analysis.studies.shared import survey
from analysis.studies.shared.survey import COMPONENTS
from analysis.studies.un_movement import movement


def test_published_ranks_of_indonesia():
    values = movement.study("IDN", 2020, 2022).values
    ranks = {k: v for k, v in values.items() if k.startswith("rank.20")}
    assert ranks == {f"rank.{year}": int(printed(year)["IDN"]["rank"]) for year in survey.editions()}


def printed(year):
    """The rows of an edition by state, from the raw file alone."""
    with (RAW / f"undesa_egdi_{year}" / "egdi.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("editions", survey.steps())
def test_one_sided_moves_by_a_second_route(editions):
    before, after = (
        {iso3: sum(float(row[c]) for c in COMPONENTS) for iso3, row in printed(year).items()} for year in editions
    )
    facts = movement.study("IDN", *editions).facts
    for name, own, others in (("own_only", after["IDN"], before), ("others_only", before["IDN"], after)):
        assert facts[name] == 1 + sum(x > own + 3e-9 for iso3, x in others.items() if iso3 != "IDN")
    assert (facts["rank_from"], facts["rank_to"]) == tuple(int(printed(year)["IDN"]["rank"]) for year in editions)


@pytest.mark.parametrize("editions", survey.steps())
def test_contributions_to_the_score(editions):
    score = movement.study("IDN", *editions).score
    before, after = (printed(year) for year in editions)
    change = {iso3: [(float(after[iso3][c]) - float(before[iso3][c])) / 3 for c in COMPONENTS] for iso3 in before}
    assert score["own"].tolist() == pytest.approx([*change["IDN"], sum(change["IDN"])], abs=1e-9)
    world = [sum(parts) / len(change) for parts in zip(*change.values(), strict=True)]
    assert score["world"].tolist()[:3] == pytest.approx(world, abs=1e-9)


@pytest.mark.parametrize("edition", [2018, 2020, 2022, 2024])
def test_positions_of_the_components(edition):
    path = movement.study("IDN", 2022, 2024).path.set_index("edition")
    rows = printed(edition)
    for c in COMPONENTS:
        above = sum(float(row[c]) > float(rows["IDN"][c]) for row in rows.values())
        assert path.loc[edition, f"{c}_position"] == 1 + above


def test_only_tied_states_have_a_recomputed_rank_of_their_own():
    for edition in (2012, 2014, 2016, 2018, 2020, 2022, 2024):
        deviating = movement.deviations(edition)
        assert len(deviating) <= 4
        assert "IDN" not in set(deviating["iso3"])
    for edition in (2008, 2010):
        assert len(movement.deviations(edition)) > 4, "the UN weighted otherwise"


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
