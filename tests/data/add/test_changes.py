import pandas as pd

from analysis.data import tables
from analysis.data.add.changes import changes


def test_new_bodies_other_values_and_conflicts_are_told_apart():
    before = {name: tables.load(name) for name in tables.TABLES}
    index = before["spbe_index"]
    held = index[index["preferred"] & (index["source_id"] == "panrb_lap2024")].head(2)
    added = held.assign(source_id="x", index=[held["index"].iloc[0], 1.23])
    rows = index.assign(preferred=index["preferred"] & ~index.index.isin(held.index))
    after = before | {"spbe_index": pd.concat([rows, added], ignore_index=True)}
    found = changes(before, after, "x")
    assert found["rows"] == 2
    assert [(row["now"], row["before"]) for row in found["now_preferred"]] == [(1.23, held["index"].iloc[1])]
    assert [row["institution"] for row in found["conflicts"]] == [held["institution_id"].iloc[1]]
    assert found["tables"] == ["spbe_index"]
    assert found["new_institutions"] == []
    assert found["institutions_first_held_for_the_year"] == 0
