from analysis.present.command import added

NOTHING = {
    "folder": "data/raw/x_2024", "year": 2024, "added": False, "rows": 3, "new_institutions": [], "now_preferred": [],
    "institutions_first_held_for_the_year": 0, "tables": ["sources"], "conflicts": [], "names_written": [],
    "corrections_written": [], "exceptions_written": [], "exceptions_removed": [], "pages": [],
}  # fmt: skip


def conflict(n):
    return {"institution": f"kota-{n}", "year": 2024, "added": 3.0, "held": 2.0, "held_from": "y"}


def test_what_is_empty_is_not_told():
    assert len(added.lines(NOTHING)) == 3


def test_long_lists_are_cut_and_their_rest_counted():
    lines = added.lines({**NOTHING, "conflicts": [conflict(n) for n in range(added.LISTED + 5)]})
    assert sum("kota-" in line for line in lines) == added.LISTED
    assert any("5" in line.split() for line in lines)
    assert len(added.lines({**NOTHING, "added": True})) == len(added.lines(NOTHING)) + 1
