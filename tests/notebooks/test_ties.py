"""Rows that tie come out of a sort the other way round, and nothing else does, while ties are reversed."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.house import ties


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
