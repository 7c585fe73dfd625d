"""Domains and domain weights of the two instruments are those of the regulations."""

from fractions import Fraction

import pytest

from analysis.studies.shared import instruments


def test_the_domain_weights_are_those_of_the_regulations():
    new, old, links = instruments.weights()
    assert new == dict(zip("1234", map(Fraction, ("0.13", "0.25", "0.165", "0.455")), strict=True))
    assert old == dict(zip("123", map(Fraction, ("0.17", "0.28", "0.55")), strict=True))
    named = {instruments.DOMAINS[part]: instruments.OLD_DOMAINS.get(before) for part, before in links.items()}
    assert {name: named.get(name) for name in new_names()} == {
        "policy": "policy", "governance": "governance", "management": None, "services": "services",
    }  # fmt: skip


def new_names():
    return instruments.DOMAINS.values()


def test_rounding_of_the_means_bounds_the_effect():
    assert float(instruments.effect_half_width()) == pytest.approx(0.00165, abs=1e-12)
