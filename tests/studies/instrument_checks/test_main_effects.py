"""Main effects of the domains over the complete lists."""

import numpy as np
import pytest

from analysis.methods.errors import InputError
from analysis.studies.instrument_checks import main_effects
from analysis.studies.shared import institutions


@pytest.mark.parametrize("year", [2023, 2024])
def test_shares_sum_to_one_and_weights_are_the_nominal_ones(year):
    result = main_effects.study(year)
    table = result.table.set_index("domain")
    assert table["weight_47"].to_dict() == {"policy": 0.13, "governance": 0.25, "management": 0.165, "services": 0.455}
    assert table["weight_35"].sum() == pytest.approx(1)
    assert table.loc["management", "weight_35"] == 0
    assert table[["share_47", "share_35"]].sum().tolist() == pytest.approx([1, 1])
    assert table[["main_47", "main_35"]].stack().dropna().between(0, 1).all()
    assert np.isnan(table.loc["management", "main_35"])


def test_a_main_effect_is_at_least_that_of_a_straight_line():
    frame = institutions.rescored()
    listed = frame[(frame["year"] == 2024) & ~frame["below_floor"]]
    table = main_effects.study(2024).table.set_index("domain")
    for domain in table.index:
        line = np.corrcoef(listed[domain], listed["index_47"])[0, 1] ** 2
        assert table.loc[domain, "main_47"] == pytest.approx(line, abs=0.03)
    assert main_effects.study(2024).facts["n"] == len(listed)


def test_folds_are_seeded():
    assert main_effects.study(2023).table.equals(main_effects.study(2023).table)


def test_a_year_without_a_complete_list_is_refused():
    with pytest.raises(InputError, match="year 2022: no complete list; choose 2023 or 2024"):
        main_effects.study(2022)
