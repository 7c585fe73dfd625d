"""Who is in both lists, counted again from the CSVs."""

import pytest

from analysis.methods.errors import InputError
from analysis.studies.growth.panel import DOMAINS, panel
from analysis.studies.shared.lists import TYPES
from tests.studies.growth import by_csv


@pytest.fixture(scope="module")
def everyone():
    return panel("all")


def test_the_denominators_are_those_of_a_second_route(everyone):
    assert everyone.indices["institution_id"].tolist() == sorted(by_csv.indices())
    assert everyone.domains["institution_id"].tolist() == sorted(by_csv.domains())
    facts = everyone.facts
    assert (facts["both"], facts["n"], facts["with_domains"]) == (607, 606, 603)
    assert facts["below_scale_n"] == 1
    assert facts["without_n"] == 3


def test_changes_are_later_minus_earlier_without_float_dust(everyone):
    row = everyone.domains.set_index("institution_id")
    for name, values in by_csv.domains().items():
        for domain, (before, after) in values.items():
            assert row.at[name, f"{domain}_change"] == round(after - before, 2)
    assert not (
        (everyone.domains[[f"{d}_change" for d in DOMAINS]].abs() < 1e-6) & (everyone.domains[DOMAINS] == 0)
    ).any(axis=None)


def test_types_make_up_the_whole(everyone):
    parts = [panel(name) for name in TYPES]
    assert sum(len(part.indices) for part in parts) == len(everyone.indices)
    assert sum(len(part.domains) for part in parts) == len(everyone.domains)


def test_a_central_body_is_its_own_cluster(everyone):
    frame = everyone.indices
    central = frame[frame["province"] == ""]
    assert (central["cluster"] == central["institution_id"]).all()
    assert frame.loc[frame["province"] != "", "cluster"].nunique() == 38


def test_an_unknown_type_is_refused():
    with pytest.raises(InputError, match="institution_type desa"):
        panel("desa")
