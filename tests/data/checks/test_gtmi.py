"""What the checks of the GovTech Maturity Index let pass, and what not; planted defects are in test_register."""

import pandas as pd
import pytest

from analysis.data.checks import gtmi
from analysis.data.checks.result import Finding


def found(index, group, **parts):
    row = {"year": 2022, "iso3": "IDN", "gtmi": index, "group": group} | dict.fromkeys(gtmi.PARTS, 0.5) | parts
    return [x.text for x in gtmi.gtmi_parts({"gtmi": pd.DataFrame([row])}) if isinstance(x, Finding)]


@pytest.mark.parametrize(("index", "cgsi"), [(0.5, 0.5), (0.5001, 0.5003), (0.5, 0.5002)])
def test_rounding_is_allowed(index, cgsi):
    assert found(index, "B", cgsi=cgsi) == []


def test_more_than_rounding_is_not():
    assert len(found(0.5003, "B")) == 1


@pytest.mark.parametrize(("index", "group"), [(0.75, "A"), (0.5, "B"), (0.25, "C"), (0.0, "D"), (1.0, "A")])
def test_a_group_begins_with_its_lowest_index(index, group):
    assert found(index, group, **dict.fromkeys(gtmi.PARTS, index)) == []


def test_another_group_is_found():
    assert len(found(0.5, "C")) == 1
