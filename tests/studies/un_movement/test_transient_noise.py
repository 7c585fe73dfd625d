"""The size of errors that do not last, from the raw files by a second route; what is supposed decides."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.data.plan import plan
from analysis.paths import RAW
from analysis.studies.un_movement import transient_noise


@pytest.fixture(scope="module")
def found() -> transient_noise.Noise:
    return transient_noise.study()


@pytest.mark.parametrize("since", [2012, 2016])
def test_every_estimate_from_the_raw_files(found, since):
    """Covariances of successive changes, and of those two steps apart, by loops over steps."""
    years = range(since, 2025, 2)
    raw = {year: pd.read_csv(RAW / f"undesa_egdi_{year}" / "egdi.csv", index_col="iso3") for year in years}
    panel = pd.DataFrame({year: frame["egdi"].where(frame["rank"].notna()) for year, frame in raw.items()}).dropna()
    changes = panel.diff(axis=1).iloc[:, 1:]
    changes = changes - changes.mean()
    one = np.mean([(changes[a] * changes[a + 2]).mean() for a in changes.columns[:-1]])
    two = np.mean([(changes[a] * changes[a + 4]).mean() for a in changes.columns[:-2]])
    rows = found.rows[(found.rows["first"] == since) & (found.rows["over"] == "mean")].set_index("pace")
    assert (rows["states"] == len(panel)).all()
    assert rows.loc["unrelated", "sd"] == pytest.approx(np.sqrt(-one))
    assert rows.loc["steady", "sd"] == pytest.approx(np.sqrt(two - one))


def test_the_plan_says_from_when_and_every_way_is_told(found):
    rows = found.rows
    assert sorted(set(rows["first"])) == sorted(plan()["rules"]["transient_noise_since"])
    assert len(rows) == len(rows.drop_duplicates(["first", "pace", "over"])) == 8
    assert set(rows["last"]) == {2024}


def test_the_facts_are_the_ends_of_all_rows(found):
    rows, facts = found.rows, found.facts
    assert (rows["low"] <= rows["sd"]).all()
    assert (rows["sd"] <= rows["high"]).all()
    assert (facts["noise_low"], facts["noise_high"]) == (rows["sd"].min(), rows["sd"].max())
    assert (facts["noise_bottom"], facts["noise_top"]) == (rows["low"].min(), rows["high"].max())
    assert len(found.values) == 3 * len(rows)
    one = rows[(rows["first"] == 2016) & (rows["pace"] == "steady") & (rows["over"] == "level")].iloc[0]
    assert found.values["noise.since_2016.steady.over_level.sd"] == one["sd"]


def test_what_is_supposed_decides_more_than_a_third_of_the_size(found):
    """Why a range is told and no single number."""
    assert found.facts["noise_high"] > 1.3 * found.facts["noise_low"] > 0
