"""What is expected across the change if a share of the distance persisted, by hand."""

import pytest

from analysis.data import tables
from analysis.studies.instrument_change import other_explanations
from analysis.studies.shared import institutions
from tests.studies import once
from tests.studies.by_hand import rows


@pytest.fixture(scope="module")
def result():
    return once.other_explained()


def pair(institution: str) -> list[float]:
    """The last index under 35 and the first under 47 indicators of an institution."""
    return institutions.pairs().set_index("institution_id").loc[institution, ["before", "after"]].tolist()


def test_the_scenario_of_grobogan_is_the_example_of_the_plan(result):
    frame = result.scenario[result.scenario["institution_id"] == "kabupaten-grobogan"].set_index("slope")
    assert frame.loc[[0.4, 0.6, 0.8], "expected"].round(2).tolist() == [2.57, 2.73, 2.90]
    before, after = pair("kabupaten-grobogan")
    mean_before, mean_after = frame.loc[0.4, ["mean_before", "mean_after"]]
    assert frame.loc[0.4, ["before", "after"]].tolist() == [before, after]
    assert frame.loc[0.4, "expected"] == pytest.approx(mean_after + 0.4 * (before - mean_before))
    assert frame.loc[0.6, "regressed"] == pytest.approx(-0.4 * (before - mean_before))
    assert frame.loc[0.4, "high"] - frame.loc[0.4, "expected"] == pytest.approx(1.4 * result.facts["known_to"])
    assert frame["place"].is_monotonic_decreasing, "the more of a lead is left, the further the fall is out"


def test_the_rise_of_blora_is_a_scenario(result):
    rise = result.facts["rise"]
    institution, *years = other_explanations.RISE
    held = tables.load("spbe_index").query("preferred").set_index(["institution_id", "year"])["index"]
    assert [rise["before"], rise["after"]] == [held[institution, year] for year in years]
    lead = rise["before"] - rise["mean_before"]
    assert lead < 0 < rise["after"] - rise["mean_after"], "from below the mean to above it"
    assert rise["expected_high"] == pytest.approx(rise["mean_after"] + 0.4 * lead)
    assert rise["expected_low"] == pytest.approx(rise["mean_after"] + result.facts["measured"] * lead)
    values: dict[str, dict[str, int]] = {}
    for row in rows("spbe_index"):
        good = (row["preferred"], row["status"]) == ("yes", "published") and row["confidence"] != "low"
        if good and row["below_floor"] != "yes" and int(row["year"]) in years:
            values.setdefault(row["institution_id"], {})[row["year"]] = round(100 * float(row["index"]))
    rises = {name: of[str(years[1])] - of[str(years[0])] for name, of in values.items() if len(of) == 2}
    assert rise["known"] == len(rises)
    assert rise["as_large"] == sum(x >= rises[institution] for x in rises.values()), "itself is among them"


def test_a_share_that_is_left_twice_is_its_square(result):
    assert result.facts["twice"] == pytest.approx(result.facts["measured"] ** 2)
