"""Every published evaluation must follow from the lowest figures published with it, or be named here with a reason."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.data import tables
from analysis.methods.rounding import display
from analysis.methods.scores.evaluations import reproduce
from analysis.methods.scores.scoring import Instrument

KEMENKO = "kementerian-koordinator-bidang-perekonomian"
ACEH_TENGAH = "kabupaten-aceh-tengah"
UNSTATED = {"7": 2, "8": 3, "18": 2, "38": 2, "43": 3, "44": 3}  # one choice that gives every published figure

# (institution, year, level, id, published) -> verdict, computed, reason. Anything else must be equal.
DEVIATIONS = {
    (KEMENKO, 2018, "overall", "", "2.81"): (
        "deviates", "2.8167", "its own slide; 3.3 % for each of the six items of aspect 7 would give 2.811",
    ),
    ("kota-parepare", 2024, "overall", "", "2.62"): (
        "deviates", "2.6495", "two sources contradict each other and the levels",
    ),
    ("kota-parepare", 2024, "overall", "", "2.68"): (
        "deviates", "2.6495", "two sources contradict each other and the levels",
    ),
    ("nasional", 2021, "domain", "3", "1.23"): (
        "within rounding", "1.2355", "the aspect means are printed with two decimals",
    ),
    (ACEH_TENGAH, 2025, "aspect", "7", "3.80"): ("possible", "", "indicator 38 is not stated"),
    (ACEH_TENGAH, 2025, "aspect", "8", "3.67"): ("possible", "", "indicators 43 and 44 are not stated"),
    (ACEH_TENGAH, 2025, "domain", "1", "2.30"): ("possible", "", "indicators 7 and 8 are not stated"),
    (ACEH_TENGAH, 2025, "domain", "2", "1.70"): ("possible", "", "indicator 18 is not stated"),
}  # fmt: skip


def tables_of_instruments() -> list[pd.DataFrame]:
    return [tables.load("instruments"), tables.load("instrument_parts"), tables.load("bands")]


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    return reproduce(tables.load("evaluations"), *tables_of_instruments())


def test_every_evaluation_is_reproduced_or_named(found):
    compared = found[~found["verdict"].isin(["equal", "nothing beneath"])]
    deviations = {
        (row.institution_id, row.year, row.level, row.id, display(row.published)): (
            row.verdict,
            "" if pd.isna(row.computed) else display(row.computed, 4),
        )
        for row in compared.itertuples()
    }
    assert deviations == {key: (verdict, computed) for key, (verdict, computed, _) in DEVIATIONS.items()}


def test_how_many_figures_are_compared_from_what(found):
    assert found["verdict"].value_counts().to_dict() == {
        "equal": 63,
        "nothing beneath": 45,
        "possible": 4,
        "deviates": 3,
        "within rounding": 1,
    }
    complete = found[(found["institution_id"] == KEMENKO) & (found["year"] == 2021)]
    assert set(complete["lowest_level"]) == {"indicator"}
    assert len(complete) == 13  # 8 aspects, 4 domains, overall
    untested = found[found["verdict"] == "nothing beneath"]
    assert set(untested["level"]) == {"aspect"}


def test_a_changed_level_is_noticed():
    evaluations = tables.load("evaluations")
    hit = (evaluations["institution_id"] == KEMENKO) & (evaluations["year"] == 2021)
    hit &= (evaluations["level"] == "indicator") & (evaluations["id"] == "47")
    evaluations.loc[hit, "value"] += 1
    found = reproduce(evaluations, *tables_of_instruments())
    changed = found[(found["institution_id"] == KEMENKO) & (found["year"] == 2021) & (found["verdict"] == "deviates")]
    assert set(zip(changed["level"], changed["id"], strict=True)) == {("aspect", "8"), ("domain", "4"), ("overall", "")}


def test_the_partial_evaluation_of_aceh_tengah():
    instrument = Instrument.from_tables("47", *tables_of_instruments())
    rows = tables.load("evaluations").query("institution_id == @ACEH_TENGAH and year == 2025")
    levels = rows[rows["level"] == "indicator"].set_index("id")["value"].to_dict()
    partial = instrument.partial(levels)
    assert partial.missing == tuple(UNSTATED)
    assert display(partial.domains["3"]) == "1.00"
    assert partial.low < 2.59 < partial.high
    # The published figures leave only 7 + 8 = 5, 18 = 2, 38 = 2 and 43 + 44 = 6.
    score = instrument.score(levels | UNSTATED)
    published = {(level, id): display(x) for level, id, x in zip(rows["level"], rows["id"], rows["value"], strict=True)}
    for id, value in score.domains.items():
        assert display(value) == published["domain", id]
    for id in ("7", "8"):
        assert display(score.aspects[id]) == published["aspect", id]
    assert display(score.index) == published["overall", ""] == "2.59"


def test_services_are_averaged_as_items_not_as_one():
    """Aspect 7 of Denpasar 2018: 2.50 over six items; averaging the three services first would give 2.58."""
    instrument = Instrument.from_tables("35", *tables_of_instruments())
    rows = tables.load("evaluations").query("institution_id == 'kota-denpasar' and year == 2018")
    levels = rows[rows["level"] == "indicator"].set_index("id")["value"]
    assert display(instrument.score(levels).aspects["7"]) == "2.50"
    services_first = (levels[["32", "33", "34"]].sum() + levels[["35", "35-2", "35-3"]].mean()) / 4
    assert display(services_first) == "2.58"
