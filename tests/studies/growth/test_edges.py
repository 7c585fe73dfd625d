"""The top of the scale and the cut-offs, counted again from the CSVs; a planted jump is found."""

from dataclasses import replace
from statistics import fmean

import numpy as np
import pandas as pd
import pytest
from statsmodels.formula.api import ols

from analysis.studies.growth import edges
from analysis.studies.growth.panel import DOMAINS, panel
from tests.studies.by_hand import rows
from tests.studies.growth import by_csv


@pytest.fixture(scope="module")
def everyone():
    return panel("all")


@pytest.fixture(scope="module")
def found(everyone):
    return edges.study(everyone)


@pytest.mark.parametrize("domain", DOMAINS)
def test_shares_near_the_top_by_a_second_route(found, domain):
    values = [v[domain] for v in by_csv.domains().values()]
    row = found.ceiling.set_index("domain").loc[domain]
    assert row["share_after"] == sum(after >= 4.5 for _, after in values) / len(values)
    assert row["share_before"] == sum(before >= 4.5 for before, _ in values) / len(values)
    near = [after - before for before, after in values if before >= 4.5]
    assert row["change_others"] == pytest.approx(fmean(after - before for before, after in values if before < 4.5))
    if len(near) >= 10:
        assert row["change_top"] == pytest.approx(fmean(near))
    else:
        assert np.isnan(row["change_top"])


def test_the_shares_that_a_referee_computed(found):
    assert [round(found.facts[f"{name}_after"], 2) for name in ("services", "policy")] == [0.16, 0.21]


def test_counts_at_the_cut_offs_by_whole_hundredths(found):
    for year in ("2023", "2024"):
        listed = [
            round(100 * float(row["index"]))
            for row in rows("spbe_index")
            if row["preferred"] == "yes" and row["year"] == year and row["institution_id"] != by_csv.LEFT_OUT
        ]
        for row in found.cut_offs.itertuples():
            cut = round(100 * row.cut)
            assert getattr(row, f"below_{year}") == sum(cut - 5 <= x < cut for x in listed)
            assert getattr(row, f"above_{year}") == sum(cut <= x < cut + 5 for x in listed)
    busiest = found.cut_offs[found.cut_offs["cut"] == 2.6].iloc[0]
    assert busiest[["above_2023", "below_2023", "above_2024", "below_2024"]].tolist() == [25, 16, 22, 12]


def sides(everyone):
    """The pooled rows around all cut-offs, by another reading of the same widths."""
    frame = everyone.indices
    hundredths = (frame["before"] * 100).round().astype(int)
    pieces = [
        frame[(hundredths >= cut - 10) & (hundredths < cut + 10)].assign(cut=cut, above=hundredths >= cut)
        for cut in (180, 260, 350, 420)
    ]
    return pd.concat(pieces)


def test_the_jump_is_that_of_a_formula(everyone, found):
    fitted = ols("change ~ above + C(cut)", sides(everyone)).fit(cov_type="HC1", use_t=True)
    name = "above[T.True]"
    assert found.facts["jump"] == pytest.approx(fitted.params[name])
    low, high = fitted.conf_int().loc[name]
    assert (found.facts["jump_low"], found.facts["jump_high"]) == pytest.approx((low, high))


def test_a_planted_jump_is_found_and_the_one_here_is_too_small_to_be(everyone, found):
    frame = everyone.indices.copy()
    for cut in (1.8, 2.6, 3.5, 4.2):
        _, above = edges.sides(frame["before"], cut, edges.GROWTH_WIDTH)
        frame.loc[above, "change"] += 0.4
    jumped = edges.jump(replace(everyone, indices=frame))
    assert jumped["jump"] == pytest.approx(found.facts["jump"] + 0.4)
    assert jumped["jump_low"] > 0
    assert found.facts["jump_low"] < 0 < found.facts["jump_high"]
    assert found.facts["found"] > 0.1, "a jump of a tenth would mostly be missed: inconclusive, not absent"


def test_an_index_at_the_cut_off_is_above_it():
    below, above = edges.sides(np.array([2.49, 2.5, 2.59, 2.6, 2.69, 2.7]), 2.6, 0.1)
    assert below.tolist() == [False, True, True, False, False, False]
    assert above.tolist() == [False, False, False, True, True, False]


@pytest.mark.parametrize("institution_type", ["lembaga", "provinsi", "kota"])
def test_types_with_few_around_the_cut_offs_are_not_compared(institution_type):
    result = edges.study(panel(institution_type))
    assert not result.facts["enough"]
    assert "jump" not in result.facts
