from analysis.present import language
from analysis.present.command import claims
from analysis.studies.claims import ledger


def test_entries_are_in_english_whatever_the_language():
    judged = ledger.verdicts("komdigi-gain")
    language.use("id")
    try:
        (entry,) = claims.document(judged)
        assert language.current() == "id"
    finally:
        language.use("en")
    assert "selisih" not in entry["readings"][0]["means"]
    assert "0.23" in entry["reason"]
    assert [figure["value"] for figure in entry["evidence"]] == [4.52, 4.75]


def test_lines_of_two_statements_are_parted():
    entries = claims.document(ledger.verdicts("komdigi-gain", "blora-apps"))
    lines = claims.lines(entries)
    assert lines.count("") == 1
    assert lines[-1] != ""
