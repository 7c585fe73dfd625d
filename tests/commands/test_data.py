"""`spbe check-data` and `build-data` pass on the real data and refuse without a traceback."""

from __future__ import annotations

import json
import shutil

from analysis import cli
from analysis.data.raw_folder import instead
from analysis.paths import RAW


def test_check_data_passes_and_answers_in_json(capsys):
    assert cli.main(["check-data", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["passed"] is True
    assert answer["problems"] == []
    assert any(item["where"] == "2008 CMR" for item in answer["listed"])


def test_check_data_fails_with_a_clear_line_and_no_traceback(capsys, tmp_path):
    raw = shutil.copytree(RAW, tmp_path / "raw")
    path = raw / "undesa_egdi_2022" / "egdi.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Indonesia,77", "Indonesia,76"), encoding="utf-8")
    with instead(raw):
        assert cli.main(["check-data", "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["passed"] is False
    assert "spbe check-data: undesa_egdi_2022/egdi.csv: column rank now holds" in err
    assert "Traceback" not in err


def test_seals_are_verified_even_where_the_manifest_says_unchanged(monkeypatch, capsys):
    from analysis.data import catalog
    from analysis.data.build import processed

    monkeypatch.setattr(processed, "is_current", lambda: True)
    assert cli.main(["build-data"]) == 0
    assert capsys.readouterr().err == "data: unchanged\n"
    monkeypatch.setattr(catalog, "verify", lambda: ["names.csv: altered"])
    assert cli.main(["build-data"]) == 1
    assert capsys.readouterr().err == "spbe build-data: names.csv: altered\n"
