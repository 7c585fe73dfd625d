from __future__ import annotations

import pandas as pd

from analysis.present import language
from analysis.present.institution import words
from analysis.present.phrases import listed


def test_domains_of_a_side_are_named_in_a_row(monkeypatch):
    monkeypatch.setenv("SPBE_LANGUAGE", "en")
    frame = pd.DataFrame({"domain": ["policy", "governance", "index"], "side": ["up", "up", "inside"]})
    assert words.in_domains("", frame, "up") == listed([words.domain_name("policy"), words.domain_name("governance")])
    assert words.in_domains("", frame, "inside") == words.domain_name("index")
    assert words.in_domains("institution.domains.above", frame, "up").endswith(
        listed([words.domain_name("policy"), words.domain_name("governance")])
    )
    assert words.domain_names(["policy", "index"]) == ["Policy", "Index"]


def test_words_follow_the_language(monkeypatch):
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    assert language.current() == "id"
    assert words.domain_names(["policy", "index"]) == ["Kebijakan", "Indeks"]
    assert words.facts_of({"type": "kota"})["kind"] == "pemerintah kota"
