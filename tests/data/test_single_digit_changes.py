"""Single wrong digits in raw figures: of a fixed sample the checks find no fewer than they did when it was drawn."""

import pytest

from analysis.data.catalog import read_csv
from analysis.paths import RAW
from tests.data.single_digit_changes import KINDS, cells, found, is_number, sample

SIZE, SEED = 4, 9
# Of SIZE changes a kind (three where a kind has no more cells), how many must be found. What is missed cannot be seen
# from the other figures: the last digit of a mean or of a component within its rounding, a state without an index, a
# link among several of the unofficial concordance, a figure or a date of a single press source.
FLOOR = dict.fromkeys(KINDS, SIZE) | {
    "UN editions": 3,
    "press: means": 3,
    "concordance 47|20": 2,
    "dates of sources": 2,
    "predicates": 3,
    "shares": 1,
    "GovTech index": 2,
    "GovTech answers": 0,  # counts that no other figure tells of: only their seal
}


def test_samples_are_seeded_and_change_one_digit_of_a_number():
    assert sample("UN editions", 30, 1) == sample("UN editions", 30, 1) != sample("UN editions", 30, 2)
    for change in sample("UN editions", 30, 1):
        assert len(change.was) == len(change.now)
        assert sum(a != b for a, b in zip(change.was, change.now, strict=True)) == 1


def test_every_kind_has_cells_and_every_raw_table_with_numbers_is_of_a_kind():
    held = {kind: {file for file, *_ in cells(kind)} for kind in KINDS}
    assert all(held.values())
    for path in RAW.rglob("*.csv"):
        file, table = path.relative_to(RAW).as_posix(), read_csv(path)
        numbers = any(is_number(text) for column in table for text in table[column])
        assert numbers == any(file in files for files in held.values()), file


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_no_fewer_changes_are_found_than_when_the_floor_was_set(kind):
    missed = [str(change) for change in sample(kind, SIZE, SEED) if not found(change)]
    assert len(sample(kind, SIZE, SEED)) - len(missed) >= FLOOR[kind], "\n".join(missed)
