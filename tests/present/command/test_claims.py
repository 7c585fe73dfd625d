from analysis.present import language
from analysis.present.command import claims
from analysis.studies.claims import ledger


def test_entries_follow_the_language_and_their_figures_do_not():
    judged = ledger.verdicts("komdigi-gain")
    (entry,) = claims.document(judged)
    language.use("id")
    try:
        (other,) = claims.document(judged)
    finally:
        language.use("en")
    assert "selisih" in other["readings"][0]["means"]
    assert "0,23" in other["reason"]
    assert (other["verdict"], other["evidence"][0]["value"]) == (entry["verdict"], entry["evidence"][0]["value"])
    assert "selisih" not in entry["readings"][0]["means"]
    assert "0.23" in entry["reason"]
    assert [figure["value"] for figure in entry["evidence"]] == [4.52, 4.75]


def test_lines_of_two_statements_are_parted():
    entries = claims.document(ledger.verdicts("komdigi-gain", "blora-apps"))
    lines = claims.lines(entries)
    assert lines.count("") == 1
    assert lines[-1] != ""
