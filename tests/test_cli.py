"""Every subcommand answers --help; the data commands pass on the real data and refuse without a traceback."""

import json
import shutil
import subprocess
import sys

import pytest

from analysis import cli
from analysis.paths import RAW

COMMANDS = ["build-data", "check-data", "seal", "score", "rescore", "render", "store"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_subcommand_has_help(command, capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main([command, "--help"])
    assert stopped.value.code == 0
    assert f"spbe {command}" in capsys.readouterr().out


def test_an_unknown_subcommand_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["guess"])
    assert stopped.value.code == 2


def test_check_data_passes_and_answers_in_json(capsys):
    assert cli.main(["check-data", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["passed"] is True
    assert answer["problems"] == []
    assert any(item["where"] == "2008 CMR" for item in answer["listed"])


def test_check_data_fails_with_a_clear_line_and_no_traceback(monkeypatch, capsys, tmp_path):
    raw = shutil.copytree(RAW, tmp_path / "raw")
    path = raw / "undesa_egdi_2022" / "egdi.csv"
    path.write_text(path.read_text().replace("Indonesia,77", "Indonesia,76"))
    for module in ("catalog", "corrections"):
        monkeypatch.setattr(f"analysis.data.{module}.RAW", raw)
    from analysis.data import catalog

    monkeypatch.setattr(catalog, "verify", lambda raw=raw, check=catalog.verify: check(raw))
    assert cli.main(["check-data", "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["passed"] is False
    assert "spbe check-data: undesa_egdi_2022/egdi.csv: column rank now holds" in err
    assert "Traceback" not in err


def test_the_installed_command_starts_fast_enough_to_be_asked():
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "analysis.cli", "--help"], capture_output=True, text=True, check=True
    )
    slow = [name for name in ("pandas", "matplotlib", "papermill", "pandera") if f" {name}\n" in done.stderr]
    assert slow == [], "import these inside the handlers"
