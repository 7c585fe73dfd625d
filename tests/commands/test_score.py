from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from analysis.cli import main
from analysis.data import tables
from analysis.methods.rounding import display

KEMENKO = "kementerian-koordinator-bidang-perekonomian"


@pytest.fixture
def levels_of(tmp_path):
    """Writes the published levels of an evaluation as a file of levels."""

    def write(institution: str, year: int, leave_out: tuple[str, ...] = ()) -> Path:
        rows = tables.load("evaluations")
        rows = rows[(rows["institution_id"] == institution) & (rows["year"] == year) & (rows["level"] == "indicator")]
        path = tmp_path / "levels.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["indicator", "level"])
            kept = zip(rows["id"], rows["value"], strict=True)
            writer.writerows((id, f"{value:g}") for id, value in kept if id not in leave_out)
        return path

    return write


def answer(capsys, *arguments: object) -> dict:
    assert main([str(argument) for argument in arguments]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def refusal(capsys, *arguments: object) -> list[str]:
    assert main([str(argument) for argument in arguments]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


def test_score_of_a_published_evaluation(levels_of, capsys):
    found = answer(capsys, "score", levels_of(KEMENKO, 2021), "--instrument", "47", "--json")
    assert found["index"] == 2.9475
    assert (found["index_display"], found["predicate"], found["band"]) == ("2.95", "Baik", "unrounded")
    assert {id: display(value) for id, value in found["domains"].items()} == {
        "1": "3.00", "2": "3.00", "3": "1.00", "4": "3.61",
    }  # fmt: skip
    assert list(found["aspects"]) == list("12345678")
    assert found["warnings"] == []


def test_services_of_instrument_35(levels_of, capsys):
    found = answer(capsys, "score", levels_of("kota-denpasar", 2018), "--instrument", "35", "--json")
    assert (found["index_display"], found["aspects"]["7"], found["warnings"]) == ("2.64", 2.5, [])
    fewer = levels_of("kota-denpasar", 2018, leave_out=("35-2", "35-3"))
    found = answer(capsys, "score", fewer, "--instrument", "35", "--json")
    assert found["aspects"]["7"] == 2.25
    assert "indicator 35: fewer than 3 services" in found["warnings"][0]


def test_band_and_its_warning(tmp_path, capsys):
    path = tmp_path / "levels.csv"
    # 1 everywhere, but 30 levels more in governance (.025 each) and 3 in management (.015 each): 1.795
    high = dict.fromkeys(range(11, 18), 5) | {18: 3, 21: 4}
    path.write_text("indicator,level\n" + "".join(f"{n},{high.get(n, 1)}\n" for n in range(1, 48)), encoding="utf-8")
    found = answer(capsys, "score", path, "--instrument", "47", "--json")
    assert (found["index"], found["index_display"], found["predicate"]) == (1.795, "1.80", "Kurang")
    assert "Kurang (unrounded index), Cukup (rounded index)" in found["warnings"][0]
    assert answer(capsys, "score", path, "--instrument", "47", "--band", "rounded", "--json")["predicate"] == "Cukup"


def test_partial(levels_of, capsys):
    path = levels_of("kabupaten-aceh-tengah", 2025)
    found = answer(capsys, "score", path, "--instrument", "47", "--partial", "--json")
    low, high = found["index_interval"]
    assert low < 2.59 < high
    assert found["missing"] == ["7", "8", "18", "38", "43", "44"]
    assert list(found["aspects"]) == ["2", "4", "5", "6"]
    assert found["domains"] == {"3": 1.0}
    assert found["predicates"] == ["Cukup", "Baik"]
    assert refusal(capsys, "score", path, "--instrument", "47", "--json") == [
        "spbe score: missing indicators of instrument 47: 7, 8, 18, 38, 43, 44; give each a level"
    ]


def test_text_answers(levels_of, capsys):
    assert main(["score", str(levels_of(KEMENKO, 2021)), "--instrument", "47"]) == 0
    assert "index 2.95 (unrounded 2.9475)  Baik" in capsys.readouterr().out
    assert main(["score", str(levels_of("kabupaten-aceh-tengah", 2025)), "--instrument", "47", "--partial"]) == 0
    assert "Cukup or Baik" in capsys.readouterr().out
    assert main(["rescore", "3", "3", "1", "3.61"]) == 0
    assert "effect         -0.3880" in capsys.readouterr().out


def test_refused_levels_name_file_and_row(tmp_path, capsys):
    path = tmp_path / "mine.csv"
    path.write_text("indicator,level\n1,6\n48,2\n2,1.5\n", encoding="utf-8")
    found = refusal(capsys, "score", path, "--instrument", "47", "--partial")
    assert [line.partition(": indicator")[0] for line in found] == [
        "spbe score: mine.csv, row 2",
        "spbe score: mine.csv, row 3",
        "spbe score: mine.csv, row 4",
    ]
    assert "no such file" in refusal(capsys, "score", tmp_path / "other.csv", "--instrument", "47")[0]


def test_what_was_typed_is_shown_and_every_bad_level_in_one_go(tmp_path, capsys):
    path = tmp_path / "mine.csv"
    path.write_text("indicator,level\n1,2.5\n2,1e400\n3,three\n48,3\n", encoding="utf-8")
    scale = "give a whole number from 1 to 5"
    assert refusal(capsys, "score", path, "--instrument", "47", "--partial") == [
        f"spbe score: mine.csv, row 2: indicator 1: 2.5 is not a whole level; {scale}",
        f"spbe score: mine.csv, row 3: indicator 2: 1e400 is off the scale; {scale}",
        "spbe score: mine.csv, row 4: indicator 3: 'three' is not a number; write digits with a decimal point, for "
        "instance 2.75",
        "spbe score: mine.csv, row 5: indicator 48: not in instrument 47, which has 1 to 47",
    ]


def test_rescore(capsys):
    found = answer(capsys, "rescore", "2.21", "1.89", "1.23", "2.81", "--json")
    assert (found["index_47"], found["index_35"], found["effect"]) == (2.2413, 2.4504, -0.2091)
    assert found["warnings"] == []
    assert answer(capsys, "rescore", 3, 3, 3, 3, "--json")["effect"] == 0


def test_rescore_reads_decimal_commas_and_says_so(capsys):
    found = answer(capsys, "rescore", "2,21", "1.89", "1,23", "2,81", "--json")
    assert (found["index_47"], found["index_35"], found["effect"]) == (2.2413, 2.4504, -0.2091)
    assert [warning.partition(" ")[0] for warning in found["warnings"]] == ["2,21", "1,23", "2,81"]


def test_a_file_with_semicolons_and_commas_gives_the_same_score(tmp_path, capsys):
    levels = {**{str(n): "3" for n in range(1, 36)}, "35-2": "2", "35-3": "4"}
    point, comma = tmp_path / "point.csv", tmp_path / "comma.csv"
    point.write_text("indicator,level\n" + "".join(f"{n},{x}.0\n" for n, x in levels.items()), encoding="utf-8")
    comma.write_text("indicator;level\n" + "".join(f"{n};{x},0\n" for n, x in levels.items()), encoding="utf-8")
    found = [answer(capsys, "score", path, "--instrument", "35", "--json") for path in (point, comma)]
    assert [len(one.pop("warnings")) for one in found] == [0, 2]
    assert found[0] == found[1]


def test_rescore_refuses_every_bad_value(capsys):
    hint = "is not a number; write digits with a decimal point, for instance 2.75"
    assert refusal(capsys, "rescore", "6", "x", "0.99", "nan", "--json") == [
        "spbe rescore: domain 1 (Internal policy): 6 is off the scale; give a number from 1 to 5",
        f"spbe rescore: domain 2 (Governance): 'x' {hint}",
        "spbe rescore: domain 3 (Management): 0.99 is off the scale; give a number from 1 to 5",
        f"spbe rescore: domain 4 (Services): 'nan' {hint}",
    ]
    assert "-1 is off the scale" in refusal(capsys, "rescore", "-1", "2", "3", "4")[0]


@pytest.mark.parametrize("arguments", [["score", "x.csv"], ["score", "x.csv", "--instrument", "36"], ["rescore", "1"]])
def test_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
