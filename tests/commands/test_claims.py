"""`spbe claims` answers with a list, and refuses what is unknown."""

import json

import pytest

from analysis.cli import main


def answer(capsys, *claims):
    assert main(["claims", *claims, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def test_one_json_list_an_entry_a_claim(capsys):
    found = answer(capsys, "blora-58", "blora-significant")
    assert [entry["claim"] for entry in found] == ["blora-58", "blora-significant"]
    first, second = found
    assert first["verdict"] == "false"
    assert second["verdict"] is None
    assert {"reading": "on_java", "verdict": "misleading"}.items() <= first["readings"][-2].items()
    assert all(entry["readings"] and entry["reason"] and "evidence" in entry for entry in found)
    own = [figure for figure in first["evidence"] if figure["what"] == "place by index"]
    assert own[0]["value"] == 69


def test_plain_text_names_verdicts_and_readings(capsys):
    assert main(["claims", "komdigi-first"]) == 0
    out, _ = capsys.readouterr()
    assert out.startswith("komdigi-first: false\n")
    assert "- of_ministries: true" in out
    assert all(len(line) <= 100 for line in out.splitlines())


@pytest.mark.parametrize(("typed", "said"), [("blora-59", "'blora-59': unknown; choose among merangin-rank")])
def test_an_unknown_claim_is_refused(capsys, typed, said):
    assert main(["claims", typed]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
