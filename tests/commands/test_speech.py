"""The command answers in English and in Indonesian, with the same numbers; its JSON is the same whatever is asked."""

from __future__ import annotations

import json
import re
import shlex

import pytest

from analysis import cli
from analysis.commands import speech
from analysis.present import language
from tests.sweep.test_languages import numbers
from tests.tree import ROOT

ANSWERS = (
    "score docs/example_levels.csv --instrument 47",
    "rescore 3.00 3.00 1.00 3.61",
    "explain-fall 2.50 2.20",
    "explain-fall 0 1",
    "explain-fall 5 4.995",
    "institution sleman",
    "institution Kementerian Koordinator Bidang Perekonomian",
    "movement IDN 2008 2010",
    "movement CIV 2018 2024",
    "claims komdigi-gain blora-rise grobogan-unready",
)


def told(call: str, capsys, monkeypatch, *more: str) -> str:
    monkeypatch.chdir(ROOT)
    assert cli.main([*shlex.split(call), *more]) == 0
    written = capsys.readouterr()
    return written.out + written.err


@pytest.mark.parametrize("call", ANSWERS)
def test_an_answer_has_the_same_numbers_in_both_languages(call, capsys, monkeypatch):
    english, other = (told(call, capsys, monkeypatch, "--language", tongue) for tongue in speech.LANGUAGES)
    assert english != other
    assert numbers(english, "en") == numbers(other, "id")
    assert not re.search(r"\d\.\d", other), "a decimal point"
    assert len(english.splitlines()) == len(other.splitlines()) or call.startswith("claims")  # which wraps its lines


@pytest.mark.parametrize("call", ANSWERS)
def test_json_is_the_same_whatever_the_language(call, capsys, monkeypatch):
    plain = told(call, capsys, monkeypatch, "--json")
    assert plain == told(call, capsys, monkeypatch, "--json", "--language", "id")
    json.loads(plain)


def test_columns_stay_parted_where_words_are_longer(capsys, monkeypatch):
    text = told("movement CIV 2018 2024", capsys, monkeypatch, "--language", "id")
    row = next(line for line in text.splitlines() if line.count(" s.d. ") == 5)
    assert len(re.findall(r"\d+ s\.d\. \d+(?: |$)", row)) == 5


@pytest.mark.parametrize(("given", "tongue"), [
    ({}, "en"),
    ({"LANG": "id_ID.UTF-8"}, "id"),
    ({"LANG": "id"}, "id"),
    ({"LANG": "in_ID"}, "id"),
    ({"LANG": "id_ID.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
    ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "id_ID.UTF-8"}, "id"),
    ({"LANG": "is_IS.UTF-8", "LC_ALL": ""}, "en"),
])  # fmt: skip
def test_the_locale_chooses_where_nothing_else_does(given, tongue):
    assert speech.of_locale(given) == tongue


def test_the_option_comes_before_the_locale_and_nothing_is_left_behind(capsys, monkeypatch):
    english = told(ANSWERS[2], capsys, monkeypatch)
    monkeypatch.setenv("LC_ALL", "id_ID.UTF-8")
    assert told(ANSWERS[2], capsys, monkeypatch) != english
    assert told(ANSWERS[2], capsys, monkeypatch, "--language", "en") == english
    assert language.current() == "en"
