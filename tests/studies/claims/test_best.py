from analysis.studies.claims import best, ledger
from tests.studies.claims.raw import complete_list


def test_one_set_gives_both_numbers_and_it_is_that_of_the_raw_list():
    found = best.study(ledger.study(claim="blora-22"))
    (fits,) = found.sets.loc[found.sets["fits"], "definition"]
    assert fits == "on_java"
    assert found.facts["fits"] == 1
    frame = complete_list(2023)
    java = ["Banten", "DI Yogyakarta", "DKI Jakarta", "Jawa Barat", "Jawa Tengah", "Jawa Timur"]
    frame = frame[(frame["type"] == "kabupaten") & frame["province"].isin(java)].sort_values("index", ascending=False)
    first = frame.head(58)
    assert frame["index"].iloc[57] > frame["index"].iloc[58]
    assert "Kabupaten Blora" in first.index
    assert (first["province"] == "Jawa Tengah").sum() == 22


def test_the_list_begins_with_the_highest_and_nothing_is_shown_of_other_statements():
    found = best.study(ledger.study(claim="blora-58"))
    assert found.regencies["index"].is_monotonic_decreasing
    assert len(found.regencies) == found.facts["n"]
    assert best.study(ledger.study(claim="komdigi-gain")) is None
