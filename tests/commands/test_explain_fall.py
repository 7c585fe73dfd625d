"""`spbe explain-fall` answers, warns and refuses."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from analysis.cli import main
from analysis.methods.rounding import published


def answer(capsys, *arguments: object) -> dict:
    assert main(["explain-fall", *map(str, arguments), "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def refusal(capsys, *arguments: object) -> list[str]:
    assert main(["explain-fall", *map(str, arguments)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


@pytest.mark.parametrize(
    ("arguments", "largest", "share", "verdict", "by_rounding", "verdict_all_new"),
    [
        (("2.50", "2.20"), 0.32, 1.0667, "feasible", False, "feasible"),
        (("2.50", "2.20", "--floor", "1"), 0.3016, 1.0055, "feasible", True, "feasible"),
        (("2.50", "2.10"), 0.32, 0.8, "refuted", False, "feasible"),
        (("2.50", "1.80", "--floor", "1"), 0.3016, 0.4309, "refuted", False, "refuted"),
        (("2.50", "2.60"), 0.32, None, "not needed", False, "not needed"),
    ],
)
def test_answers_are_exit_status_nought_whatever_the_verdict(
    capsys, arguments, largest, share, verdict, by_rounding, verdict_all_new
):
    found = answer(capsys, *arguments)
    assert found["largest_fall"] == pytest.approx(largest, abs=5e-5)
    assert found["largest_share"] == (None if share is None else pytest.approx(share, abs=5e-5))
    assert (found["verdict"], found["verdict_all_new"]) == (verdict, verdict_all_new)
    assert found["rounding_decides"] is by_rounding
    low, high = found["largest_fall_interval"]
    assert low < found["largest_fall"] < high
    assert len(found["warnings"]) == by_rounding


def test_numbers_are_exact_fractions_as_published(capsys):
    found = answer(capsys, "2.50", "2.20")
    assert (found["before"], found["after"], found["fall"], found["largest_fall"]) == (2.5, 2.2, 0.3, 0.32)
    assert found["needed_level_flat"] == float(published(Fraction(15, 22)))
    assert found["needed_level_all_new"] == float(published(Fraction(45, 26)))


def test_plain_lines_and_warnings(capsys):
    assert main(["explain-fall", "5", "4.90"]) == 0
    out, err = capsys.readouterr()
    assert "management domain alone  feasible" in out
    assert err == "warning: BEFORE + 0.005 is off the scale; 5 is used for its rounding\n"
    found = json.loads("".join(_json(capsys, "5", "4.90")))
    assert found["warnings"] == ["BEFORE + 0.005 is off the scale; 5 is used for its rounding"]


def _json(capsys, *arguments):
    main(["explain-fall", *arguments, "--json"])
    return capsys.readouterr().out


def test_refusals_name_every_bad_total(capsys):
    assert refusal(capsys, "5.01", "0.5", "--json") == [
        "spbe explain-fall: BEFORE: 5.01 is off the scale of instrument 35; give a number from 0 to 5",
        "spbe explain-fall: AFTER: 0.5 is off the scale of instrument 47; give a number from 1 to 5",
    ]
    hint = "is not a number; write digits with a decimal point, for instance 2.75"
    assert refusal(capsys, "3,0,0", "nan") == [
        f"spbe explain-fall: BEFORE: '3,0,0' {hint}",
        f"spbe explain-fall: AFTER: 'nan' {hint}",
    ]
    assert "-1 is off the scale" in refusal(capsys, "-1", "2")[0]
    assert refusal(capsys, "0.5", "2", "--floor", "1")[0].endswith("give a number from 1 to 5, or take floor 0")


def test_decimal_commas_are_read_and_said(capsys):
    with_commas, with_points = answer(capsys, "2,50", "2,10"), answer(capsys, "2.50", "2.10")
    assert len(with_commas.pop("warnings")) == 2
    assert with_points.pop("warnings") == []
    assert with_commas == with_points
    assert main(["explain-fall", "2,50", "2.10"]) == 0
    assert capsys.readouterr().err == "warning: 2,50 is read as 2.50\n"


def test_a_comma_that_may_part_thousands_is_refused_for_every_total(capsys):
    refused = refusal(capsys, "2,500", "1.234,5", "--json")
    assert [line.partition(" may ")[0] for line in refused] == [
        "spbe explain-fall: BEFORE: '2,500'",
        "spbe explain-fall: AFTER: '1.234,5'",
    ]


@pytest.mark.parametrize("arguments", [["3"], ["3", "2", "--floor", "2"], ["3", "2", "1"]])
def test_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["explain-fall", *arguments])
    assert caught.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_help(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["explain-fall", "--help"])
    assert stopped.value.code == 0
    assert "--floor" in capsys.readouterr().out
