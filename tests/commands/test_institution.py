"""`spbe institution` answers, warns and refuses."""

from __future__ import annotations

import json

import pytest

from analysis.cli import main


def test_one_json_document_and_nothing_else(capsys):
    assert main(["institution", "Kab. Grobogan", "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    found = json.loads(out)
    assert found["institution"] == "Kabupaten Grobogan"
    assert {"type", "province", "years", "place", "pair", "warnings"} <= set(found)


def test_a_name_needs_no_quotes_and_warnings_go_to_stderr(capsys):
    assert main(["institution", "kota", "bogor"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Kota Bogor (")
    assert err.count("warning: ") == len(err.splitlines()) > 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("bandung", "spbe institution: institution 'bandung' may be Kabupaten Bandung, Kota Bandung; "),
        (
            "slemn",
            "spbe institution: institution 'slemn': not among the 630 institutions; did you mean",
        ),
        (" ", "spbe institution: institution ' ': no name; "),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_name_of_several_and_of_none_is_refused(capsys, typed, said, form):
    assert main(["institution", typed, *form]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert "Traceback" not in err


def test_wrong_usage(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["institution"])
    assert caught.value.code == 2
