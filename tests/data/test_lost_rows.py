"""A row that is lost from a raw table ends in a refusal, never in a traceback; where nothing can miss it, is listed."""

import random

import pytest

from analysis.data.csv_files import read_csv
from analysis.paths import RAW
from tests.data.single_digit_changes import altered, refused

FILES = [path for path in sorted(RAW.rglob("*.csv")) if not path.match("undesa_egdi_*/egdi.csv") or "2024" in str(path)]
# Single statements, of which no source says how many there are: only their seal tells that one is lost.
MAY_BE_LOST = {
    "press_claims_2020_2025/claims.csv": "nothing else refers to a claim",
    "press_spbe_2018_2025/index.csv": "unless the description of its source names the figure",
    "press_spbe_2018_2025/parts.csv": "the press gives single domains and aspects",
    "press_spbe_2018_2025/predicates.csv": "the press gives single predicates",
    "press_spbe_2018_2025/shares.csv": "the press gives single shares",
    "panrb_instruments_2018_2026/crosswalk_47_20.csv": "one of several links of an indicator",
    "worldbank_fragile_2023/fragile.csv": "most states are not on the list",
}


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_lost_row_is_refused(path):
    file = path.relative_to(RAW).as_posix()
    row = random.Random(file).randrange(len(read_csv(path)))
    with altered(file, lambda table: table.drop(index=row)):
        assert refused() or file in MAY_BE_LOST, f"row {row + 2}"
