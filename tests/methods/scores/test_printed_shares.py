"""Counts behind a printed share: planted ones are found, and what none gives is refused."""

from __future__ import annotations

import pytest

from analysis.methods.errors import InputError
from analysis.methods.scores.printed_shares import counts, fewest


@pytest.mark.parametrize(("reached", "of"), [(25, 34), (29, 90), (2, 11), (0, 1), (1, 1), (82, 616)])
def test_a_planted_share_is_found_among_its_counts(reached, of):
    printed = f"{reached / of:.4f}"
    assert (reached, of) in counts(printed, 700)


def test_every_count_gives_the_share_and_no_smaller_number_does():
    for n, of in counts("0.3222", 200):
        assert abs(n / of - 0.3222) <= 0.00005 + 1e-12
    assert fewest("0.3222", 200) == (29, 90)
    near = [(n, of) for of in range(1, 90) for n in range(of + 1) if abs(n / of - 0.3222) < 0.00005]
    assert near == []


def test_decimals_are_those_that_are_printed():
    assert fewest("0.41", 100, decimals=2) == (7, 17)
    assert fewest("0.41", 100, decimals=4) == (41, 100)


def test_a_share_of_no_whole_number_is_refused():
    with pytest.raises(InputError):
        fewest("0.3222", 89)
    with pytest.raises(InputError):
        counts("1.2", 10)
