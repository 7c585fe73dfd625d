"""Rank sets of Indonesia as worked out independently, any other country, the move under common weights, refusals."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.methods.ranks import rank_sets as method, ranks
from analysis.studies.shared import survey
from analysis.studies.shared.survey import COMPONENTS
from analysis.studies.un_movement import rank_sets
from tests.golden import kept
from tests.methods.drawn_ranks import all_ranks, dominance_bounds
from tests.methods.exact_weights import rank_shares_by_strips


@pytest.fixture(scope="module")
def indonesia() -> rank_sets.Result:
    return rank_sets.study("IDN", 2020, 2022, 0.25)


def draws(minimum: float, n: int) -> np.ndarray:
    return minimum + (1 - 3 * minimum) * np.random.default_rng(12).dirichlet(np.ones(3), n)


def test_sets_of_indonesia_as_published(indonesia):
    found = indonesia.sets.set_index(["edition", "minimum"])[["best", "worst"]]
    for (year, minimum), row in found.iterrows():
        key = f"rank_interval.{year}.{rank_sets.weight_key(minimum)}"
        if f"un.{key}.best" in kept.golden():
            assert row.tolist() == [kept.golden()[f"un.{key}.{end}"] for end in ("best", "worst")]
            assert row.tolist() == [indonesia.values[f"{key}.{end}"] for end in ("best", "worst")]
    assert "un.rank_interval.2020.w025.worst" in kept.golden()


def test_at_the_corners_themselves_where_components_tie_the_range_of_2020_is_another():
    field = survey.components(2020)
    focal = field.index.get_loc("IDN")
    at_corners = method.focal_ranks(field.to_numpy(), focal, np.eye(3))
    assert (at_corners.min(), at_corners.max()) != method.rank_set(field.to_numpy(), focal, 0.0)[:2]
    positions = [1 + (field[c] > field.loc["IDN", c] + 1e-9).sum() for c in COMPONENTS]
    assert at_corners.tolist() == positions


@pytest.mark.parametrize(("edition", "minimum"), [(2018, 0.2), (2020, 0.25), (2024, 0.3)])
def test_sets_of_indonesia_in_fractions(indonesia, edition, minimum):
    field = survey.components(edition)
    low, own = minimum, field.loc["IDN"]
    corner = low * field.to_numpy().sum(axis=1)[:, None] + (1 - 3 * low) * field.to_numpy()
    mine = low * own.sum() + (1 - 3 * low) * own.to_numpy()
    above, below = (corner > mine + 1e-9).all(axis=1), (corner < mine - 1e-9).all(axis=1)
    near = field[~(above | below)]
    exact = rank_shares_by_strips(near.to_numpy(), near.index.get_loc("IDN"), minimum)
    row = indonesia.sets.set_index(["edition", "minimum"]).loc[(edition, minimum)]
    assert (row["best"], row["worst"]) == (min(exact) + above.sum(), max(exact) + above.sum())


@pytest.mark.parametrize("edition", [2012, 2020, 2024])
def test_all_countries_sets_are_nested_and_hold_the_published_rank_up_to_ties(edition):
    field = survey.components(edition)
    ranks = survey.edition(edition)["rank"]
    weights = draws(0.0, 4_000)
    sampled = all_ranks(field.to_numpy(), weights)
    reached = 0
    for focal in np.flatnonzero(ranks.notna()):
        sets = [method.rank_set(field.to_numpy(), focal, minimum) for minimum in survey.MINIMUMS]
        outer = dominance_bounds(field.to_numpy(), focal)
        for wider, narrower in zip([outer, *sets], sets, strict=False):
            assert wider[0] <= narrower[0] <= narrower[1] <= wider[1]
        assert sets[-1][0] - 1 <= ranks.iloc[focal] <= sets[-1][1] + 1  # the UN ranks some ties one after the other
        assert sets[0][0] <= sampled[:, focal].min() <= sampled[:, focal].max() <= sets[0][1]
        reached += sets[0] == (sampled[:, focal].min(), sampled[:, focal].max())
    assert reached > 40


def test_the_move_of_indonesia_under_common_weights(indonesia):
    before, after = survey.components(2020), survey.components(2022)
    focal = before.index.get_loc("IDN")
    for minimum in (0.0, 0.25):
        row = indonesia.moves.set_index("minimum").loc[minimum]
        old, new = (method.focal_ranks(x.to_numpy(), focal, draws(minimum, 200_000)) for x in (before, after))
        places = old - new
        assert row["least"] <= places.min() <= places.max() <= row["most"]
        assert (row["least"], row["most"]) == pytest.approx((places.min(), places.max()), abs=1)
        for name, share in (("gained", places > 0), ("unchanged", places == 0), ("lost", places < 0)):
            assert row[name] == pytest.approx(share.mean(), abs=1e-3)
    assert indonesia.facts["least"] > 0
    assert indonesia.facts["meet"] == "apart"
    assert indonesia.facts["score"] == "rose", "all three components rose"


def test_moves_of_all_countries_that_hold_for_all_weights_hold_for_all_draws(indonesia):
    before, after = survey.components(2020).to_numpy(), survey.components(2022).to_numpy()
    for minimum in (0.0, 0.3):
        weights = draws(minimum, 3_000)
        old, new = (all_ranks(x, weights) for x in (before, after))
        change = (weights @ (after - before).T).T
        row = indonesia.world.set_index("minimum").loc[minimum]
        for name, held in (
            ("gained", (new < old).all(axis=0)),
            ("lost", (new > old).all(axis=0)),
            ("rose", (change > 0).all(axis=1)),
            ("fell", (change < 0).all(axis=1)),
        ):
            assert 0 <= held.sum() - row[f"{name}_for_all"] <= 4
            assert row[f"{name}_for_all"] <= row[name]
    assert row["countries"] == len(before)


@pytest.mark.parametrize(
    ("arguments", "widest", "how"),
    [
        (("KOR", 2010, 2012), "unchanged", "single"),
        (("EGY", 2008, 2014), "lost", "overlap"),
        (("VNM", 2020, 2022), "gained", "kept"),
        (("DNK", 2020, 2022), "unchanged", "single"),
    ],
)
def test_what_most_weights_do_and_how_the_ranges_lie(arguments, widest, how):
    facts = rank_sets.study(*arguments, 0.3).facts
    before, after = (survey.components(year) for year in arguments[1:])
    focal = before.index.get_loc(arguments[0])
    old, new = (method.focal_ranks(x.to_numpy(), focal, draws(0.0, 50_000)) for x in (before, after))
    shares = {"gained": (new < old).mean(), "unchanged": (new == old).mean(), "lost": (new > old).mean()}
    assert facts["widest"] == max(shares, key=shares.get) == widest
    assert facts["widest_share"] == pytest.approx(shares[widest], abs=0.01)
    assert facts["meet"] == how


@pytest.mark.parametrize(
    ("editions", "weights"),
    [((2008, 2014), "nearly_equal"), ((2005, 2010), "nearly_equal"), ((2005, 2012), "equal"), ((2020, 2022), "equal")],
)
def test_the_weights_of_the_un_at_the_two_ends(editions, weights):
    assert rank_sets.study("IDN", *editions, 0.3).facts["un_weights"] == weights


def test_the_frame_of_the_world_is_the_callers_own():
    first = rank_sets.robust_world(2020, 2022)
    gained = first["gained"].tolist()
    first["gained"] = -1
    assert rank_sets.robust_world(2020, 2022)["gained"].tolist() == gained


def test_a_score_rises_for_all_weights_where_no_component_falls():
    change = np.array([[0.1, 0.0, 0.2], [0.1, -0.01, 0.2], [0.0, 0.0, 0.0], [-0.1, 0.0, 0.0]])
    assert rank_sets.rises_for_all(change, 0.0).tolist() == [True, False, False, False]
    assert rank_sets.rises_for_all(change, 0.1).tolist() == [True, True, False, False]
    assert rank_sets.rises_for_all(-change, 0.0).tolist() == [False, False, False, True]


def test_the_map_has_equal_tiles_and_the_ranks_of_its_weights(indonesia):
    tiles = indonesia.map
    assert len(tiles) == rank_sets.STEPS**2 == len(tiles[COMPONENTS].round(9).drop_duplicates())
    assert tiles[COMPONENTS].sum(axis=1).to_numpy() == pytest.approx(1)
    assert tiles[COMPONENTS].mean().to_numpy() == pytest.approx(1 / 3)
    assert tiles[COMPONENTS].min().min() > 0
    row = indonesia.moves.set_index("minimum").loc[0.0]
    assert (tiles["places"] > 0).mean() == pytest.approx(row["gained"], abs=0.005)
    assert tiles["places"].between(row["least"], row["most"]).all()


@pytest.mark.parametrize(
    ("country", "start", "end", "minimum"),
    [("VNM", 2020, 2022, 0.0), ("UKR", 2018, 2024, 0.1), ("SSD", 2012, 2024, 0.25), ("DNK", 2018, 2024, 0.3)],
)
def test_any_country_and_pair_of_editions(country, start, end, minimum):
    result = rank_sets.study(country, start, end, minimum)
    assert sorted(result.sets["edition"].unique()) == sorted({start, end, 2018, 2020, 2022, 2024})
    assert result.moves[["gained", "unchanged", "lost"]].sum(axis=1).to_numpy() == pytest.approx(1)
    assert (np.diff(result.moves["most"]) <= 0).all()
    assert (np.diff(result.moves["least"]) >= 0).all()
    assert result.facts["from_best"] <= result.facts["from_worst"]
    assert len(result.chosen(result.sets)) == result.sets["edition"].nunique()


def test_an_edition_without_a_rank_is_left_out_and_other_weights_are_flagged():
    result = rank_sets.study("IDN", 2005, 2012, 0.2)
    assert sorted(result.sets["edition"].unique()) == [2005, 2012, 2018, 2020, 2022, 2024]
    assert result.move.other_weights == [2008, 2010]
    assert 2010 not in rank_sets.intervals("MCO", [2010, 2012])["edition"].tolist()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("IDN", 2020, 2022, 0.15), r"min_weight 0.15: choose one of 0, 0.1, 0.2, 0.25, 0.3"),
        (("MCO", 2010, 2012, 0.1), r"Monaco \(MCO\) was not ranked in 2010"),
        (("XYZ", 2020, 2022, 0.1), "no such state in the UN tables"),
    ],
)
def test_refusals(arguments, message):
    with pytest.raises(InputError, match=message):
        rank_sets.study(*arguments)


def test_a_minimum_weight_in_a_key():
    assert [rank_sets.weight_key(m) for m in survey.MINIMUMS] == ["w000", "w010", "w020", "w025", "w030"]


def test_the_world_counts_moves_at_equal_weights():
    world = rank_sets.robust_world(2020, 2022)
    old, new = (ranks.competition_ranks(survey.components(e).mean(axis=1).to_numpy()) for e in (2020, 2022))
    assert (world["gained"] == (new < old).sum()).all()
    assert (world["lost"] == (new > old).sum()).all()
    assert (new == old).any()


@pytest.mark.parametrize(("least", "most", "what"), [
    (3, 5, "gained"), (0, 5, "not_lost"), (0, 0, "unchanged"), (-5, 0, "not_gained"), (-5, -1, "lost"), (-1, 1, "open"),
])  # fmt: skip
def test_what_all_weights_do_to_a_rank(least, most, what):
    assert rank_sets.by_weights(least, most) == what


def test_the_ranges_of_the_loosest_and_the_tightest_weights_are_facts():
    result = rank_sets.study("IDN", 2020, 2022, 0.1)
    facts, moves = result.facts, result.moves.set_index("minimum")
    assert (facts["least_any"], facts["most_any"]) == tuple(moves.loc[0.0, ["least", "most"]])
    assert (facts["least_tightest"], facts["most_tightest"]) == tuple(moves.loc[facts["tightest"], ["least", "most"]])
    assert (facts["tightest"], facts["minimums"]) == (max(rank_sets.MINIMUMS), len(rank_sets.MINIMUMS))
    assert facts["least_any"] < facts["least"] < facts["least_tightest"]
    assert facts["most_tightest"] < facts["most"] < facts["most_any"]
