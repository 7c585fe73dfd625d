"""Of several figures the one of the better source is preferred, by a rule that can be read aloud."""

import pandas as pd
import pytest

from analysis.data.preference import kind_rank, prefer


def figures(*rows):
    columns = ["source_id", "kind", "confidence", "date", "status"]
    return pd.DataFrame([dict(zip(columns, row, strict=True)) for row in rows]).assign(unit="a", year="2022")


def chosen(table):
    marked = prefer(table, ["unit", "year"])
    assert (marked["preferred"] == "yes").sum() == 1
    return marked.loc[marked["preferred"] == "yes", "source_id"].item()


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("press", 4, "high", "2022-12", "published"), ("report", 0, "high", "2024", "published")], "report"),
        ([("restated", 1, "high", "2025", "published"), ("report", 0, "high", "2024", "published")], "report"),
        ([("paper", 3, "low", "2022", "published"), ("press", 4, "high", "2022", "published")], "paper"),
        ([("low", 4, "low", "2021", "published"), ("high", 4, "high", "2023", "published")], "high"),
        ([("later", 4, "high", "2023-02", "published"), ("earlier", 4, "high", "2023-01", "published")], "earlier"),
        ([("computed", 0, "high", "2020", "derived"), ("printed", 4, "low", "2024", "published")], "printed"),
    ],
)
def test_order_of_preference(rows, expected):
    assert chosen(figures(*rows)) == expected
    assert chosen(figures(*reversed(rows))) == expected


def test_a_report_counts_as_official_for_its_own_year_only():
    assert (
        kind_rank("official_report", True) < kind_rank("official_report", False) < kind_rank("local_government", True)
    )
    assert kind_rank("local_government", True) < kind_rank("paper", True) < kind_rank("news", True)
