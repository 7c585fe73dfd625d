import numpy as np
import pandas as pd
import pytest

from analysis.studies.claims import places
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED

VALUES = pd.Series({"a": 5.0, "b": 4.0, "c": 4.0, "d": 4.0, "e": 1.0, "f": np.nan})


def test_ties_make_a_place_a_range():
    assert places.place(VALUES, "a") == (1, 1, 5)
    assert places.place(VALUES, "c") == (2, 4, 5)


@pytest.mark.parametrize(("top", "verdict"), [(1, "false"), (2, "cannot be decided"), (3, "cannot be decided"),
                                              (4, "true")])  # fmt: skip
def test_a_tie_across_the_cut_is_open(top, verdict):
    assert places.among(places.place(VALUES, "b"), top) == verdict


def test_the_number_of_a_kind_is_over_every_way_to_order_ties():
    kind = pd.Series({"a": True, "b": True, "c": False, "d": False, "e": True, "f": True})
    assert places.of_kind(VALUES, kind, 2) == (1, 2, 4.0, 4)
    assert places.of_kind(VALUES, kind, 3) == (1, 2, 4.0, 4)
    assert places.of_kind(VALUES, kind, 4) == (2, 2, 4.0, 4)
    assert places.counted(places.Kind(1, 2, 4.0, 4), 2) == CANNOT_BE_DECIDED
    assert places.counted(places.Kind(2, 2, 4.0, 4), 2) == "true"
    assert places.counted(places.Kind(1, 2, 4.0, 4), 3) == "false"


def test_sums_that_differ_in_their_last_bit_tie():
    assert places.place(pd.Series({"a": 0.1 + 0.2, "b": 0.3}), "b") == (1, 2, 2)
