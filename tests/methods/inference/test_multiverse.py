"""Specifications and the influence of choices, on universes whose answer is known."""

import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.methods.inference import multiverse

UNIVERSE = {"a": [1, 2], "b": ["x", "y", "z"], "c": [0]}


def test_every_combination_once():
    frame = multiverse.specifications(UNIVERSE)
    assert list(frame) == ["a", "b", "c"]
    assert len(frame) == 6 == len(frame.drop_duplicates())


def test_an_additive_answer_is_attributed_to_its_choices():
    frame = multiverse.specifications(UNIVERSE)
    frame["y"] = frame["a"].astype(float) * 3 + frame["b"].map({"x": 0, "y": 1, "z": 2})
    found = multiverse.influence(frame, list(UNIVERSE), "y").set_index("choice")
    assert found["moves"].to_dict() == {"a": 3.0, "b": 2.0, "c": 0.0}
    assert found["share"].sum() == pytest.approx(1)
    # by hand: variance of 3a is 9/4, of b 2/3
    assert found.loc["a", "share"] == pytest.approx((9 / 4) / (9 / 4 + 2 / 3))
    assert found.loc["b", ["low_option", "high_option"]].tolist() == ["x", "z"]
    assert found.index[0] == "a"


def test_interaction_is_nobody_s():
    frame = multiverse.specifications({"a": [-1, 1], "b": [-1, 1]})
    frame["y"] = (frame["a"] * frame["b"]).astype(float)
    assert multiverse.influence(frame, ["a", "b"], "y")["share"].tolist() == [0, 0]


def test_answers_that_are_missing_are_left_out_and_equal_ones_share_nothing():
    frame = multiverse.specifications({"a": [1, 2]}).assign(y=[0.5, None])
    found = multiverse.influence(frame, ["a"], "y")
    assert found["moves"].tolist() == [0]
    assert pd.isna(found["share"]).all()


@pytest.mark.parametrize(
    ("universe", "message"),
    [({}, "without a choice"), ({"a": []}, "a: no option"), ({"a": [1, 1]}, "a: an option twice")],
)
def test_refusals(universe, message):
    with pytest.raises(InputError, match=message):
        multiverse.specifications(universe)


def test_no_answer_at_all_is_refused():
    with pytest.raises(InputError, match="y: no specification has an answer"):
        multiverse.influence(pd.DataFrame({"a": [1], "y": [None]}), ["a"], "y")
