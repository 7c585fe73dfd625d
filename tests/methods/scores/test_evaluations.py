from __future__ import annotations

import pandas as pd
import pytest

from analysis.methods.scores.evaluations import reproduce
from tests.methods.small_instruments import BANDS, INSTRUMENTS, PARTS

LEVELS = {"1": 2, "2": 3, "3": 1, "4": 3, "5": 4, "6": 1, "6-2": 2}  # aspects 2.5, 2.5, 7/3; domains 2.5, 43/18; 73/30


def table(**levels: dict[str, float] | list[tuple[str, float, str]]) -> pd.DataFrame:
    """Evaluations of one institution: level = {id: value}, or (id, value, status) where not published."""
    rows = []
    for level, figures in levels.items():
        listed = [(*item, "published") for item in figures.items()] if isinstance(figures, dict) else figures
        rows += [("x", 2020, "A", level, id, f"s{n}", value, status) for n, (id, value, status) in enumerate(listed)]
    columns = ["institution_id", "year", "instrument", "level", "id", "source_id", "value", "status"]
    return pd.DataFrame(rows, columns=columns)


def verdicts(evaluations: pd.DataFrame) -> dict[tuple[str, str], str]:
    found = reproduce(evaluations, INSTRUMENTS, PARTS, BANDS)
    return dict(zip(zip(found["level"], found["id"], strict=True), found["verdict"], strict=True))


def test_from_levels_everything_is_exact():
    figures = {"aspect": {"3": 2.33}, "domain": {"2": 2.39}, "overall": {"": 2.43}}
    assert set(verdicts(table(indicator=LEVELS, **figures)).values()) == {"equal"}
    found = reproduce(table(indicator=LEVELS, overall={"": 2.44}), INSTRUMENTS, PARTS, BANDS).iloc[0]
    assert (found["verdict"], found["lowest_level"], found["unstated"]) == ("deviates", "indicator", 0)
    assert found["low"] == found["high"] == found["computed"] == pytest.approx(73 / 30)
    assert found["deviation"] == pytest.approx(73 / 30 - 2.44)


def test_rounded_aspects_of_an_institution_are_recovered_exactly():
    aspects = {"1": 2.5, "2": 2.5, "3": 2.33}  # from 2.33 itself the index would be 2.432; 7/3 gives 2.4333
    found = reproduce(table(aspect=aspects, overall={"": 2.43}), INSTRUMENTS, PARTS, BANDS)
    overall = found[found["level"] == "overall"].iloc[0]
    assert (overall["verdict"], overall["lowest_level"]) == ("equal", "aspect")
    assert overall["computed"] == pytest.approx(73 / 30)
    assert set(found.loc[found["level"] == "aspect", "verdict"]) == {"nothing beneath"}


@pytest.mark.parametrize(
    ("overall", "verdict"), [(2.41, "equal"), (2.42, "within rounding"), (2.40, "deviates"), (2.43, "deviates")]
)
def test_means_over_institutions_carry_their_rounding(overall, verdict):
    aspects = {"1": 2.41, "2": 2.41, "3": 2.42}  # no whole levels give 2.41: a mean; weighted 2.414 +-.005
    assert verdicts(table(aspect=aspects, overall={"": overall}))["overall", ""] == verdict


@pytest.mark.parametrize(
    ("overall", "verdict"), [(1.85, "possible"), (2.6, "possible"), (1.84, "deviates"), (2.61, "deviates")]
)
def test_unstated_levels_leave_an_interval(overall, verdict):
    levels = {key: level for key, level in LEVELS.items() if key != "4"} | {"5": 3}
    # .4 x 2.5 + (.05 x 1 + .15 x level 4) + .4 x 2, which is 1.85 to 2.60
    found = reproduce(table(indicator=levels, overall={"": overall}), INSTRUMENTS, PARTS, BANDS).iloc[0]
    assert (found["verdict"], found["unstated"]) == (verdict, 1)
    assert pd.isna(found["computed"])
    assert found["high"] - found["low"] == pytest.approx(0.75)


def test_a_published_domain_stands_in_for_unstated_levels():
    levels = {key: level for key, level in LEVELS.items() if key != "1"}
    found = reproduce(table(indicator=levels, domain={"1": 2.5}, overall={"": 2.43}), INSTRUMENTS, PARTS, BANDS)
    assert dict(zip(found["level"], found["verdict"], strict=True)) == {"domain": "possible", "overall": "equal"}


def test_only_published_rows_are_inputs_but_all_are_compared():
    provisional = [("3", 9.9, "provisional")]
    aspects = [("1", 2.5, "published"), ("2", 2.5, "published"), ("3", 2.33, "published"), *provisional]
    found = verdicts(table(aspect=aspects, overall=[("", 2.43, "published"), ("", 2.6, "conflict")]))
    assert found["overall", ""] == "deviates"  # the conflicting row comes last
    assert len(reproduce(table(overall={"": 2.4}), INSTRUMENTS, PARTS, BANDS)) == 1
    assert verdicts(table(overall={"": 2.4})) == {("overall", ""): "nothing beneath"}
