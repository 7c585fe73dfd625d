"""`spbe movement` answers, warns and refuses."""

from __future__ import annotations

import json

import pytest

from analysis.cli import main
from tests.golden import kept


def answer(capsys, *arguments: object) -> dict:
    assert main(["movement", *map(str, arguments), "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return json.loads(out)


def test_one_json_document_and_nothing_else(capsys):
    found = answer(capsys, "IDN", 2020, 2022)
    keys = ("un.rank.2020", "un.rank.2022", "un.own_only.2020_2022", "un.others_only.2020_2022")
    expected = [kept.golden()[key] for key in keys]
    assert [found[name] for name in ("rank_from", "rank_to", "own_only", "others_only")] == expected
    parts = [places for side in found["shapley"].values() for places in side.values()]
    assert len(parts) == 6
    assert sum(parts) == pytest.approx(found["rank_from"] - found["rank_to"])
    assert found["rank_interval_to"]["0"][0] <= found["rank_to"] <= found["rank_interval_to"]["0"][1]


@pytest.mark.parametrize("typed", ["vnm", " VNM ", "Viet Nam", "vietnam", "Viet-nam"])
def test_a_country_is_found_by_code_and_by_name(capsys, typed):
    found = answer(capsys, typed, 2020, 2022)
    assert (found["iso3"], found["country"]) == ("VNM", "Viet Nam")


def test_a_country_is_found_by_its_indonesian_name_and_near_names_are_offered(capsys):
    assert answer(capsys, "Jerman", 2020, 2022)["iso3"] == "DEU"
    assert main(["movement", "Venzuela", "2020", "2022"]) == 1
    assert "Venezuela?" in capsys.readouterr().err


def test_warnings_are_a_field_in_json_and_messages_in_text(capsys):
    found = answer(capsys, "IDN", 2005, 2012)
    assert len(found["warnings"]) == 3
    assert main(["movement", "IDN", "2005", "2012"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("Indonesia (IDN)\n")
    assert err.splitlines() == [f"warning: {warning}" for warning in found["warnings"]]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("MCO", 2010, 2012), "spbe movement: Monaco (MCO) was not ranked in 2010"),
        (("XYZ", 2020, 2022), "spbe movement: country 'XYZ': not among the 193 states"),
        (("IDN", 2020, 2023), "spbe movement: edition 2023: not an edition of the survey; choose among 2003"),
        (("IDN", 2022, 2020), "spbe movement: editions 2022 and 2020: the first must be the earlier one"),
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_refusals(capsys, arguments, said, form):
    assert main(["movement", *map(str, arguments), *form]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [["IDN"], ["IDN", "2020"], ["IDN", "early", "2022"]])
def test_wrong_usage(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["movement", *arguments])
    assert caught.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_help(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["movement", "--help"])
    assert stopped.value.code == 0
    assert "COUNTRY" in capsys.readouterr().out
