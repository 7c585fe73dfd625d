from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.methods.scores.rescoring import (
    domain_links,
    effect_weights,
    real_and_instrument,
    rescore,
    rescore_frame,
    rounding_bound,
)

NEW = {"1": Fraction("0.13"), "2": Fraction("0.25"), "3": Fraction("0.165"), "4": Fraction("0.455")}
OLD = {"1": Fraction("0.17"), "2": Fraction("0.28"), "3": Fraction("0.55")}
LINKS = {"1": "1", "2": "2", "4": "3"}
PROFILE = {"1": "2.21", "2": "1.89", "3": "1.23", "4": "2.81"}


def test_rescore_by_hand():
    result = rescore(PROFILE, NEW, OLD, LINKS)
    # .13 x 2.21 + .25 x 1.89 + .165 x 1.23 + .455 x 2.81, and .17 x 2.21 + .28 x 1.89 + .55 x 2.81
    assert result.index_new == Fraction("2.2413")
    assert result.index_old == Fraction("2.4504")
    assert result.effect == result.index_new - result.index_old == Fraction("-0.2091")


def test_the_weights_of_the_effect():
    weights = effect_weights(NEW, OLD, LINKS)
    assert weights == {
        "1": Fraction("-0.04"),
        "2": Fraction("-0.03"),
        "3": Fraction("0.165"),
        "4": Fraction("-0.095"),
    }
    assert sum(weights.values()) == 0
    assert sum(weights[part] * Fraction(value) for part, value in PROFILE.items()) == Fraction("-0.2091")
    assert rounding_bound(weights) == Fraction("0.00165")
    assert rounding_bound(weights, "0.05") == Fraction("0.0165")


def test_a_flat_profile_has_no_effect():
    assert rescore(dict.fromkeys(NEW, "2.37"), NEW, OLD, LINKS).effect == 0


def test_equal_instruments_have_an_effect_of_exactly_zero():
    same = dict(zip(NEW, NEW, strict=True))
    assert rescore(PROFILE, NEW, NEW, same).effect == 0
    values = pd.DataFrame(np.random.default_rng(1).uniform(1, 5, (50, 4)), columns=list(NEW))
    assert (rescore_frame(values, NEW, NEW, same)["effect"] == 0).all()


def test_the_frame_agrees_with_exact_arithmetic():
    rng = np.random.default_rng(2)
    values = pd.DataFrame(np.round(rng.uniform(1, 5, (300, 4)), 2), columns=list(NEW), index=range(100, 400))
    values["name"] = "ignored"
    frame = rescore_frame(values, NEW, OLD, LINKS)
    assert list(frame.index) == list(values.index)
    for label, row in values.iterrows():
        one = rescore({part: row[part] for part in NEW}, NEW, OLD, LINKS)
        assert frame.loc[label].to_list() == pytest.approx([float(x) for x in one], rel=0, abs=1e-12)


def test_a_missing_value_makes_missing_what_it_has_a_weight_in():
    values = pd.DataFrame({"1": [2.0, np.nan], "2": [2.0, 2.0], "3": [np.nan, 1.0], "4": [2.0, 2.0]})
    frame = rescore_frame(values, NEW, OLD, LINKS)
    assert frame["index_old"].iloc[0] == pytest.approx(2)
    assert frame.isna().to_numpy().tolist() == [[True, False, True], [True, True, True]]


def test_real_and_instrument_sum_to_the_change():
    before = Fraction("2.26")
    after = rescore(PROFILE, NEW, OLD, LINKS)
    parts = real_and_instrument(before, after.index_old, after.index_new)
    assert parts.real == Fraction("0.1904")
    assert parts.instrument == after.effect
    assert parts.change == parts.real + parts.instrument == Fraction("-0.0187")


def test_real_and_instrument_of_series():
    parts = real_and_instrument(pd.Series([2.0, 3.0]), pd.Series([2.5, 2.5]), pd.Series([2.25, 2.25]))
    assert parts.change.to_list() == [0.25, -0.75]
    assert parts.real.to_list() == [0.5, -0.5]
    assert parts.instrument.to_list() == [-0.25, -0.25]


def test_links_come_from_the_crosswalk():
    table = pd.DataFrame(
        [("35", "47", "domain", "1", "1"), ("35", "47", "domain", "", "3"), ("35", "47", "indicator", "2", "")],
        columns=["from_instrument", "to_instrument", "level", "from_id", "to_id"],
    )
    assert domain_links(table, "35", "47") == {"1": "1"}
    with pytest.raises(InputError, match="no domain links from instrument 47 to 20; they cannot be re-scored"):
        domain_links(table, "47", "20")


def refusal(values=PROFILE, new=NEW, old=OLD, links=LINKS) -> list[str]:
    with pytest.raises(InputError) as caught:
        rescore(values, new, old, links)
    return caught.value.problems


def test_refusals():
    assert refusal(values={"1": 2, "5": 1}) == [
        "domain 2: no value",
        "domain 3: no value",
        "domain 4: no value",
        "domain 5: not in the new instrument",
    ]
    assert refusal(old=OLD | {"3": Fraction("0.5")}) == ["the old weights sum to 0.95, not to 1"]
    assert refusal(new=NEW | {"4": Fraction("0.5")}) == ["the new weights sum to 1.045, not to 1"]
    assert "not once to each old domain ['1', '2', '3']" in refusal(links={"1": "1", "2": "2"})[0]
    assert "not once to each old domain" in refusal(links={"1": "1", "2": "2", "4": "2"})[0]
    assert "link from unknown new domain 9" in refusal(links=LINKS | {"9": "3"})[0]
    assert "is not a number" in refusal(values=PROFILE | {"2": "high"})[0]
    with pytest.raises(InputError, match="no column of values for domains 3, 4"):
        rescore_frame(pd.DataFrame({"1": [1.0], "2": [1.0]}), NEW, OLD, LINKS)
