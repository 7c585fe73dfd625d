"""Nothing that is published hangs on the order in which rows that tie come out of a sort."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests import ties
from tests.notebooks import published

KNOWN = "table+json instrument.falls.known"


def test_ties_are_turned_and_nothing_else_is():
    frame = pd.DataFrame({"x": [2, 1, 2, 1, 3], "id": list("abcde")})
    with ties.reverse():
        assert "".join(frame.sort_values("x")["id"]) == "dbcae"
        assert "".join(frame.sort_values("x", ascending=False, kind="stable")["id"]) == "ecadb"
        assert "".join(frame.sort_values(["x", "id"])["id"]) == "bdace"
        assert "".join(frame.set_index("x").sort_index()["id"]) == "dbcae"
        assert frame["x"].sort_values().index.tolist() == [3, 1, 2, 0, 4]
        assert frame["x"].argsort().tolist() == [3, 1, 2, 0, 4]
        assert (frame["x"].idxmin(), frame["x"].argmin(), frame["x"].iloc[:4].idxmax()) == (3, 3, 2)
        assert np.argsort(frame["x"].to_numpy(), kind="stable").tolist() == [1, 3, 0, 2, 4], "not called by the study"
        names = {"__name__": "analysis.made_up", "np": np, "x": np.array([[2, 1, 2, 1]])}
        assert eval("np.argsort(x, axis=1)", names).tolist() == [[3, 1, 2, 0]]
        assert eval("np.lexsort((x,), axis=1)", names).tolist() == [[3, 1, 2, 0]]
        assert eval("(np.argmin(x), np.argmax(x, axis=1))", names) == (3, [2])
    assert "".join(frame.sort_values("x", kind="stable")["id"]) == "bdace"
    assert eval("np.argsort(x, axis=1, kind='stable')", names).tolist() == [[1, 3, 0, 2]]


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return published.in_new_process(tmp_path_factory.mktemp("plain") / "plain.json", "plain")


@pytest.mark.slow
def test_all_that_is_published_is_the_same_with_ties_reversed(plain, tmp_path):
    turned = published.in_new_process(tmp_path / "turned.json", "reversed")
    assert list(turned) == list(published.RUNS)
    for run, shown in plain.items():
        assert len(shown) > (30 if published.RUNS[run][0] == "10_un_movement" else 10)
        assert list(turned[run]) == list(shown)
        assert [key for key in shown if turned[run][key] != shown[key]] == [], run


@pytest.mark.slow
def test_a_sort_by_one_column_alone_would_be_seen(plain, tmp_path):
    notebook = "20_instrument_change"
    planted = published.in_new_process(tmp_path / "planted.json", "planted", [notebook])[notebook]
    differing = [key for key in planted if planted[key] != plain[notebook][key]]
    assert KNOWN in differing, "institutions that fell equally far change places"
    assert all(".falls." in key for key in differing), "that page alone was planted"
