"""The rise, and the best regencies: just true and just false, and every count by plain pandas from the raw list."""

import pandas as pd
import pytest

from analysis.studies.claims import ledger
from analysis.studies.claims.rules import blora
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from tests.studies.claims.raw import complete_list

OWN, LIST = "kabupaten-blora", "panrb_lap2023"
BEFORE = {"institution_id": OWN, "year": 2022}
MINE = {"institution_id": OWN, "source_id": LIST}
COLUMN = {"policy": "kebijakan", "governance": "tata_kelola", "management": "manajemen", "services": "layanan"}
PART = {"policy": "1", "governance": "2", "management": "3", "services": "4"}
PLACES = list(blora.DEFINITIONS)


def those(name):
    best = blora.DEFINITIONS[name]
    frame = complete_list(2023)
    frame = frame[frame["type"].isin(best.types)]
    frame = frame[frame["province"].isin(best.provinces)] if best.provinces else frame
    return frame, COLUMN.get(best.by, best.by)


def printed_elsewhere(altered, before):
    altered.add("spbe_index", BEFORE, {"source_id": "antara_gowa", "preferred": False, "index": before})


def all_known(altered, larger):
    """Every regency has an index of 2022, as that of 2023; `larger` of them rose by more than Blora."""
    altered.rows("spbe_index", {})
    index, bodies = altered.frames["spbe_index"], ledger.tables.load("institutions")
    regencies = set(bodies[bodies["type"] == "kabupaten"]["institution_id"]) - {OWN}
    listed = index[(index["source_id"] == LIST) & index["institution_id"].isin(regencies)]
    altered.drop("spbe_index", {"year": 2022, "institution_id": regencies})
    given = zip(listed["institution_id"], listed["index"], strict=True)
    rows = ({"institution_id": id, "index": x - (1.22 if n < larger else 0)} for n, (id, x) in enumerate(given))
    altered.add("spbe_index", BEFORE, *rows)


def as_regencies(altered, cities):
    altered.rows("institutions", {})
    bodies, index = altered.frames["institutions"], ledger.tables.load("spbe_index")
    listed = set(index[index["source_id"] == LIST]["institution_id"])
    chosen = bodies[(bodies["type"] == "kota") & bodies["institution_id"].isin(listed)]["institution_id"][:cities]
    altered.set("institutions", {"institution_id": set(chosen)}, type="kabupaten")


def lower_predicate(altered, number):
    """So many of the regencies with Blora's predicate have the next one."""
    frame = ledger.held.listed(2023).query("type == 'kabupaten' and predicate == 'Baik' and institution_id != @OWN")
    chosen = set(frame.nsmallest(number, "index")["institution_id"])
    altered.set("spbe_index", {"institution_id": chosen, "source_id": LIST}, predicate="Cukup")


BOUNDARIES = [
    ("blora-rise", "figures", lambda a: None, "circular"),
    ("blora-rise", "figures", lambda a: printed_elsewhere(a, 2.06), "true"),
    ("blora-rise", "figures", lambda a: printed_elsewhere(a, 2.07), "false"),
    ("blora-rise", "one_instrument", lambda a: None, "true"),
    ("blora-rise", "one_instrument", lambda a: a.set("spbe_index", BEFORE, instrument="35"), "false"),
    ("blora-significant", "among_known", lambda a: a.set("spbe_index", BEFORE, index=1.88), "true"),
    ("blora-significant", "among_known", lambda a: a.set("spbe_index", BEFORE, index=1.89), "cannot be decided"),
    ("blora-significant", "among_known", lambda a: a.set("spbe_index", BEFORE, index=2.17), "cannot be decided"),
    ("blora-significant", "among_known", lambda a: a.set("spbe_index", BEFORE, index=2.18), "false"),
    ("blora-significant", "among_all", lambda a: all_known(a, 18), "true"),
    ("blora-significant", "among_all", lambda a: all_known(a, 19), "cannot be decided"),
    ("blora-significant", "among_all", lambda a: all_known(a, 38), "cannot be decided"),
    ("blora-significant", "among_all", lambda a: all_known(a, 39), "false"),
    ("blora-significant", "count", lambda a: as_regencies(a, 18), "true"),
    ("blora-significant", "count", lambda a: as_regencies(a, 17), "false"),
    ("blora-58", "by_predicate", lambda a: lower_predicate(a, 150), "true"),
    ("blora-58", "by_predicate", lambda a: lower_predicate(a, 149), "false"),
]


@pytest.mark.parametrize(("claim", "reading", "alter", "verdict"), BOUNDARIES)
def test_the_verdict_turns_at_the_boundary(altered, claim, reading, alter, verdict):
    alter(altered)
    assert altered.verdict(claim, reading) == verdict


def test_beyond_the_ordinary_turns_with_the_index_before(altered):
    """From the index held to where nobody would call it unusual: true, open, false, in this order and once each."""
    found = []
    for hundredths in range(206, 330, 4):
        altered.set("spbe_index", BEFORE, index=hundredths / 100)
        found.append(altered.verdict("blora-significant", "beyond_ordinary"))
    assert list(dict.fromkeys(found)) == ["true", CANNOT_BE_DECIDED, "false"]
    assert found == sorted(found, key=["true", CANNOT_BE_DECIDED, "false"].index)


@pytest.mark.parametrize("name", PLACES)
def test_the_place_turns_at_the_58th_value_and_is_that_of_the_raw_list(altered, name):
    frame, column = those(name)
    values = frame[column].drop("Kabupaten Blora")
    last = values.nlargest(57).iloc[-1]  # with 57 others ahead or level Blora is 58th at the worst
    own = round(last + (0.01 if (values >= last).sum() > 57 else 0.0), 2)
    set_own(altered, blora.DEFINITIONS[name].by, own)
    inside = altered.verdict("blora-58", name)
    assert (values >= own).sum() <= 57
    assert inside in ("true", "misleading")
    below = next(x / 100 for x in range(round(100 * own), 0, -1) if (values > x / 100).sum() >= 58)
    set_own(altered, blora.DEFINITIONS[name].by, below)
    assert altered.verdict("blora-58", name) == "false"


def set_own(altered, by, value):
    if by == "index":
        altered.set("spbe_index", MINE, index=value)
    else:
        where = {"unit": OWN, "source_id": LIST, "level": "domain", "part_id": PART[by], "year": 2023}
        altered.set("spbe_parts", where, value=value)


@pytest.mark.parametrize("name", PLACES)
def test_places_and_counts_are_those_of_plain_pandas_from_the_raw_list(name):
    frame, column = those(name)
    values, own = frame[column], frame.loc["Kabupaten Blora", column]
    of = {reading.id: reading for reading in blora.of_58(ledger.claims()["blora-58"])}[name]
    assert (of.facts["best"], of.facts["worst"]) == (1 + (values > own).sum(), (values >= own).sum())
    cut = values.sort_values(ascending=False).iloc[57]
    java = frame["province"] == "Jawa Tengah"
    above, tied = values > cut, values == cut
    room = 58 - above.sum()
    most = (above & java).sum() + min(room, (tied & java).sum())
    least = (above & java).sum() + max(0, room - (tied & ~java).sum())
    of = {reading.id: reading for reading in blora.of_22(ledger.claims()["blora-22"])}[name]
    assert (of.facts["count_low"], of.facts["count_high"]) == (least, most)


@pytest.mark.parametrize("name", PLACES)
def test_the_number_of_the_province_turns_with_one_regency(altered, name):
    """All that tie at the cut and as many above it as are wanted are put into the province, then one more."""
    frame, column = those(name)
    values = frame[column]
    cut = values.nlargest(58).iloc[-1]
    ids = frame["institution_id"]
    above, tied = ids[values > cut], ids[values == cut]
    elsewhere = "Jawa Timur" if name == "on_java" else "Bali"
    altered.set("institutions", {"institution_id": set(above)}, province=elsewhere)
    altered.set("institutions", {"institution_id": set(tied)}, province="Jawa Tengah")
    wanted = 22 - (58 - len(above))
    altered.set("institutions", {"institution_id": set(above[:wanted])}, province="Jawa Tengah")
    assert altered.verdict("blora-22", name) in ("true", "misleading")
    altered.set("institutions", {"institution_id": set(above[: wanted + 1])}, province="Jawa Tengah")
    assert altered.verdict("blora-22", name) == "false"


def test_what_fits_by_another_definition_misleads_until_it_fits_by_the_suggested_one(altered):
    assert altered.verdict("blora-58", "on_java") == "misleading"
    set_own(altered, "index", 4.00)
    assert altered.verdict("blora-58", "by_index") == "true"
    assert altered.verdict("blora-58", "on_java") == "true"


def test_a_tie_across_the_cut_leaves_the_place_open(altered):
    values = those("by_index")[0]["index"].drop("Kabupaten Blora")
    tie = next(x for x in values.nlargest(70).unique() if (values > x).sum() < 58 <= (values >= x).sum())
    set_own(altered, "index", tie)
    assert altered.verdict("blora-58", "by_index") == CANNOT_BE_DECIDED


def test_without_the_earlier_index_only_the_count_is_decided(altered):
    altered.drop("spbe_index", BEFORE)
    found = {r.id: r.verdict for r in ledger.judge(ledger.claims()["blora-significant"]).readings}
    assert found.pop("count") == "false"
    assert set(found.values()) == {CANNOT_BE_DECIDED}
    assert altered.verdict("blora-rise", "one_instrument") == CANNOT_BE_DECIDED


def test_applications_are_counted_nowhere():
    (found,) = blora.applications(ledger.claims()["blora-apps"])
    assert (found.verdict, found.lacking) == (CANNOT_BE_DECIDED, ("applications",))
    assert all("applications" not in pd.Index(about.columns) for about in ledger.tables.TABLES.values())
