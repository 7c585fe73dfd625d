"""Every specification of the plan, the main ones against routes of their own, and refusals of another plan."""

import pytest

from analysis.data import plan, tables
from analysis.methods.errors import InputError
from analysis.studies.instrument_checks import multiverse
from analysis.studies.instrument_checks.multiverse import EFFECT, MAIN_EFFECT, MAIN_FALL, UNEXPLAINED
from analysis.studies.shared import explanation, institutions


@pytest.fixture(scope="module")
def result():
    return multiverse.study()


def chosen(frame, **options):
    for choice, option in options.items():
        frame = frame[frame[choice] == option]
    assert len(frame) == 1
    return frame.iloc[0]


def test_every_specification_of_the_plan_is_there_once(result):
    universe = plan.plan()["universe"]
    for frame, choices in ((result.effects, universe["effects"]), (result.falls, universe["falls"])):
        number = 1
        for options in choices.values():
            number *= len(options)
        assert len(frame) == number == len(frame.drop_duplicates(list(choices)))


def test_the_main_effect_is_the_plain_mean(result):
    frame = institutions.rescored()
    rows = frame[(frame["year"] == 2023) & ~frame["below_floor"]]
    main = chosen(result.effects, **MAIN_EFFECT)
    assert main[EFFECT] == pytest.approx(sum(rows["effect"]) / len(rows), abs=1e-12)
    assert main["n"] == len(rows)


def test_near_identity_and_linking_by_hand(result):
    frame = institutions.rescored()
    frame = frame[~frame["below_floor"]]
    one, other = (frame[frame["year"] == year] for year in (2024, 2023))
    near = (one["index"] - (one["index"] - 0.165 * one["management"]) / 0.835).mean()
    spec = MAIN_EFFECT | {"year": 2024}
    assert chosen(result.effects, **spec | {"outcome": "near-identity"})[EFFECT] == pytest.approx(near, abs=1e-12)
    slope = other["index_35"].std() / other["index_47"].std()
    old = other["index_35"].mean() + slope * (one["index_47"].mean() - other["index_47"].mean())
    linked = one["index_47"].mean() - old
    assert chosen(result.effects, **spec | {"outcome": "linked"})[EFFECT] == pytest.approx(linked, abs=1e-12)


def test_agreement_of_the_specifications_does_not_test_the_criteria(result, monkeypatch):
    """Planted: old criteria that gave every institution .3 more. The range moves whole and is as narrow as before."""
    plain = institutions.rescored()
    harder = plain.assign(index_35=plain["index_35"] + 0.3, effect=plain["effect"] - 0.3)
    monkeypatch.setattr(institutions, "rescored", lambda: harder)
    planted = multiverse.effects(plan.plan()["universe"]["effects"])
    spans = []
    for frame in (result.effects, planted):
        rows = frame[(frame["outcome"] != "near-identity") & (frame["criteria_shift"] == 0)]
        spans.append((rows[EFFECT].min(), rows[EFFECT].max()))
    (low, high), (moved_low, moved_high) = spans
    assert (moved_low, moved_high) == pytest.approx((low - 0.3, high - 0.3), abs=1e-9)


def test_a_shift_of_the_criteria_moves_the_mean_by_itself(result):
    for shift in (-0.25, 0.25):
        moved = chosen(result.effects, **MAIN_EFFECT | {"criteria_shift": shift})[EFFECT]
        assert moved == pytest.approx(chosen(result.effects, **MAIN_EFFECT)[EFFECT] - shift, abs=1e-12)


@pytest.mark.parametrize("floor", [0, 1])
def test_the_shares_agree_with_one_explanation_a_pair(result, floor):
    pairs = institutions.pairs()
    fell = pairs[pairs["fall"] > 0]
    found = [explanation.document(b, a, floor) for b, a in zip(fell["before"], fell["after"], strict=True)]
    for definition, field in (("management", "verdict"), ("official", "verdict_all_new")):
        row = chosen(result.falls, **MAIN_FALL | {"new_definition": definition, "old_floor": floor})
        refuted = [each[field] for each in found].count("refuted")
        assert row[UNEXPLAINED] == pytest.approx(refuted / len(fell))
        assert row["n"] == len(fell)


def test_few_falls_have_no_share(result):
    few = result.falls["n"] < result.facts["falls"]["fewest"]
    assert few.any()
    assert result.falls[UNEXPLAINED].isna().equals(few)


@pytest.mark.parametrize(
    ("universe", "choice", "options", "message"),
    [
        ("effects", "outcome", ["re-scored", "guessed"], "effects: outcome: unknown option guessed"),
        ("falls", "old_floor", [0, 2], "falls: old_floor: unknown option 2"),
        ("effects", "year", [2024], "effects: year: the main specification, 2023, is not in it"),
    ],
)
def test_another_plan_is_refused(monkeypatch, universe, choice, options, message):
    document = plan.plan()
    document["universe"][universe][choice] = options
    monkeypatch.setattr(plan, "plan", lambda: document)
    with pytest.raises(InputError, match=message):
        multiverse.study()


def test_the_weight_of_a_definition_is_its_own(result):
    pairs = institutions.pairs()
    fell = pairs[pairs["fall"] > 0]
    for definition, weight in (("official_minus_40", 0.3625), ("with_splits", 0.488)):
        below = (fell["after"] - (1 - weight) * fell["before"]) / weight < 1 - 1e-9
        row = chosen(result.falls, **MAIN_FALL | {"new_definition": definition})
        assert row[UNEXPLAINED] == pytest.approx(below.mean())


def test_raking_gives_types_and_provinces_their_numbers():
    frame = institutions.rescored()
    rows = frame[(frame["year"] == 2023) & ~frame["below_floor"]]
    weights = multiverse._raked(rows)
    known = tables.load("institutions")
    found = dict(weights_by(rows["type"], weights))
    assert found == pytest.approx(known["type"].value_counts().to_dict())
    assert weights.max() > 1.01


def weights_by(kinds, weights):
    for kind in set(kinds):
        yield kind, weights[(kinds == kind).to_numpy()].sum()


@pytest.mark.parametrize(
    ("universe", "message"),
    [
        ({"effects": {"year": [2023]}}, "universe: effects: its choices must be"),
        ({"effects": MAIN_EFFECT, "falls": {**MAIN_FALL, "weird": 0}}, "universe: falls: its choices must be"),
    ],
)
def test_a_plan_with_other_choices_is_refused(monkeypatch, universe, message):
    document = plan.plan() | {"universe": universe}
    monkeypatch.setattr(plan, "plan", lambda: document)
    with pytest.raises(InputError, match=message):
        multiverse.study()
