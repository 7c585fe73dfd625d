from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from analysis.methods.errors import InputError
from analysis.present import language
from analysis.present.language import LANGUAGES, date, fill, number
from analysis.studies.shared.decisions import DECISIONS


@pytest.mark.parametrize(("x", "form", "en", "id"), [
    (1.27, ".2f", "1.27", "1,27"),
    (2.675, ".2f", "2.68", "2,68"),
    (-0.165, ".2f", "−0.17", "−0,17"),
    (1234567.891, ".1f", "1,234,567.9", "1.234.567,9"),
    (1234, "d", "1,234", "1.234"),
    (1234.0, "d", "1,234", "1.234"),
    (0.125, ".1%", "12.5%", "12,5%"),
    (0.125, ".0%", "13%", "13%"),
    (3, "+d", "+3", "+3"),
    (-0.5, "+.2f", "−0.50", "−0,50"),
    (0.5, "+.2f", "+0.50", "+0,50"),
    (Fraction(1, 3), ".2f", "0.33", "0,33"),
    (Decimal("2.345"), ".2f", "2.35", "2,35"),
    ("0.165", ".1%", "16.5%", "16,5%"),
    (np.float64(2.675), ".2f", "2.68", "2,68"),
    (np.int64(4), "d", "4", "4"),
])  # fmt: skip
def test_numbers_in_the_form_of_the_language(x, form, en, id):
    assert number(x, form, "en") == en
    assert number(x, form, "id") == id


@pytest.mark.parametrize("x", [0, 0.0, -0.0, -0.004, 0.004])
def test_what_rounds_to_nought_has_no_sign(x):
    assert number(x, "+.2f", "en") == "0.00"


def test_the_last_bit_of_a_sum_does_not_decide():
    noisy = 2.645 - 4e-16
    assert noisy < 2.645
    assert number(noisy, ".2f", "en") == "2.65"
    assert number(Fraction(2645, 1000) - Fraction(1, 10**13), ".2f", "en") == "2.64", "exact numbers are kept exactly"


@pytest.mark.parametrize(("x", "form", "said"), [
    (float("nan"), ".2f", "not a finite number"),
    (float("inf"), ".2f", "not a finite number"),
    (None, ".2f", "not a finite number"),
    (True, "d", "not a finite number"),
    (1.5, "d", "1.5 is not a whole number: use a form such as .2f"),
    (1.5, "5.2f", "number form '5.2f' is unknown"),
    (1.5, ".2e", "use d, .2f or .1%"),
])  # fmt: skip
def test_what_is_no_number_or_no_form_is_refused(x, form, said):
    with pytest.raises(InputError, match=re.escape(said)):
        number(x, form, "en")


def test_dates():
    assert date("2024-08-17", "en") == "17 August 2024"
    assert date(datetime.date(2024, 8, 17), "id") == "17 Agustus 2024"
    with pytest.raises(InputError, match="date '17-08-2024' is not of the form 2024-08-17"):
        date("17-08-2024", "en")


@pytest.mark.parametrize(("text", "en", "id"), [
    ("2024", "2024", "2024"),
    ("2024-05", "May 2024", "Mei 2024"),
    ("2024-05-27", "27 May 2024", "27 Mei 2024"),
])  # fmt: skip
def test_years_months_and_days(text, en, id):
    assert (language.when(text, "en"), language.when(text, "id")) == (en, id)


def test_what_is_no_date_is_refused():
    with pytest.raises(InputError, match="date '2024-13' is none"):
        language.when("2024-13", "en")


WORDS = {tongue: language.catalogue(tongue) for tongue in LANGUAGES}
FACTS = {"year": 2021, "name": "Kota A", "x": 1.275, "gain": 0.1, "n": 1234, "share": Fraction(1, 8)}


def test_a_sentence_is_filled_in_the_language(catalogue):
    assert fill("toy.plain", "en", **FACTS) == "In 2021 Kota A had 1.28, +0.10, 1,234 and 12.5%."
    assert fill("toy.plain", "id", **FACTS) == "In 2021 Kota A had 1,28, +0,10, 1.234 and 12,5%."


def test_dates_and_braces_in_a_sentence(catalogue):
    assert fill("toy.marks", "en", name=datetime.date(2024, 8, 17)) == "17 August 2024 fell"
    assert fill("toy.braces", "en", x=3) == "{x} = 3"
    assert fill("toy.marks", "en", name="{x}") == "{x} fell", "a fact is no template"


def test_every_wrong_fact_is_named(catalogue):
    facts = FACTS | {"x": float("nan"), "n": None, "share": "", "extra": 1}
    del facts["year"]
    with pytest.raises(InputError) as error:
        fill("toy.plain", "en", **facts)
    assert error.value.problems == [
        "sentence toy.plain: fact 'year' is missing: pass year=...",
        "sentence toy.plain: fact 'x': it is nan: choose a sentence that says it is missing",
        "sentence toy.plain: fact 'n': it is None: choose a sentence that says it is missing",
        "sentence toy.plain: fact 'share': it is '': choose a sentence that says it is missing",
        "sentence toy.plain: fact 'extra' is not in the template: leave it out",
    ]


@pytest.mark.parametrize(("key", "facts", "said"), [
    ("toy.none", {}, "locale/en: no sentence has the key 'toy.none'"),
    ("toy.marks", {"name": 1.5}, "1.5 needs a number form in the template"),
    ("toy.marks", {"name": pd.NaT}, "choose a sentence that says it is missing"),
    ("toy.braces", {"x": "many"}, "'many' is not a number"),
    ("toy.broken", {"x": 1}, "in its template: write {{ and }} for plain braces"),
    ("toy.attribute", {"x": 1}, "placeholder {x.real} must be a plain name"),
])  # fmt: skip
def test_a_sentence_is_refused(catalogue, key, facts, said):
    with pytest.raises(InputError, match=re.escape(said)):
        fill(key, "en", **facts)


@pytest.mark.parametrize(("count", "whole", "en", "id"), [
    (3, 7, "In 3 of 7 steps", "Dalam 3 dari 7 langkah"),
    (7, 7, "In all 7 steps", "Dalam semua 7 langkah"),
    (2, 2, "In both steps", "Dalam kedua langkah"),
    (0, 1232, "In none of the 1,232 steps", "Dalam tidak satu pun dari 1.232 langkah"),
    (0, 1, "In 0 of 1 steps", "Dalam 0 dari 1 langkah"),
    (1, 1, "In 1 of 1 steps", "Dalam 1 dari 1 langkah"),
])  # fmt: skip
def test_a_count_of_all_or_none_is_said_in_words(counting, count, whole, en, id):
    assert fill("toy.share", "en", n=count, whole=whole) == en
    assert fill("toy.share", "id", n=count, whole=whole) == id


def test_words_that_begin_a_sentence_have_a_capital(counting):
    none = WORDS["en"]["words.of_none"].format(whole=3)
    said = fill("toy.begins", "en", n=0, whole=3)
    assert said.startswith(f"{none.capitalize()} fell")
    assert said.endswith(f"Others: {WORDS['en']['words.none']}. Both counted: 0 of 0")
    with pytest.raises(InputError, match="fact 'whole' is missing"):
        fill("toy.begins", "en", n=0)
    with pytest.raises(InputError, match="fact 'n': 'x' is not a number"):
        fill("toy.begins", "en", n="x", whole=3)


@pytest.fixture
def counting(catalogue):
    """The toy catalogue with two texts that count, and the real words for it."""
    for tongue in ("en", "id"):
        added = {"toy.share": "In {n:of whole} steps" if tongue == "en" else "Dalam {n:of whole} langkah"}
        added |= {"toy.begins": "{n:of whole} fell. Others: {n:d_or_none}. Both counted: {n:of n}"}
        added |= {key: text for key, text in WORDS[tongue].items() if key.startswith(("words.of_", "words.none"))}
        entries = [f'\nmsgctxt "{key}"\nmsgid "{text}"\nmsgstr "{text}"\n' for key, text in added.items()]
        with (catalogue / tongue / "toy.po").open("a", encoding="utf-8") as file:
            file.write("".join(entries))
    return catalogue


PLURAL = """
# plural: n
msgctxt "toy.fell"
msgid "One state of {name} fell"
msgid_plural "{n:d} states of {name} fell"
msgstr[0] "{n:d} negara dari {name} turun"
"""


@pytest.fixture
def with_plural(catalogue):
    for tongue in ("en", "id"):
        with (catalogue / tongue / "toy.po").open("a", encoding="utf-8") as file:
            file.write(PLURAL)
    path = catalogue / "id" / "toy.po"
    head = '"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
    path.write_text(path.read_text(encoding="utf-8").replace("\n\n", f"\n{head}", 1), encoding="utf-8")
    return catalogue


def test_one_and_many(with_plural):
    said = [fill("toy.fell", "en", n=n, name="A") for n in (0, 1, 2, 1001)]
    assert said == ["0 states of A fell", "One state of A fell", "2 states of A fell", "1,001 states of A fell"]
    assert fill("toy.fell", "id", {"n": np.int64(1), "name": "A"}) == "1 negara dari A turun", "one form for all"
    with pytest.raises(InputError, match=r"sentence toy\.fell: fact 'n' is missing"):
        fill("toy.fell", "en", name="A")
    with pytest.raises(InputError, match=r"fact 'n': 1\.5 is not a whole number"):
        fill("toy.fell", "en", n=1.5, name="A")


@pytest.mark.parametrize("change", [("# plural: n\n", ""), ("plural: n", "plural: name")])
def test_a_plural_says_which_fact_counts(with_plural, change):
    path = with_plural / "en" / "toy.po"
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(InputError, match=r"locale/en/toy\.po: toy\.fell: say in a comment which fact counts"):
        fill("toy.fell", "en", n=1, name="A")


def test_the_language_comes_from_the_environment(monkeypatch):
    monkeypatch.delenv("SPBE_LANGUAGE", raising=False)
    assert language.current() == "en"
    monkeypatch.setenv("SPBE_LANGUAGE", "id")
    assert language.current() == "id"
    monkeypatch.setenv("SPBE_LANGUAGE", "fr")
    with pytest.raises(InputError, match="language 'fr' is unknown: set SPBE_LANGUAGE to one of en, id"):
        language.current()


def test_a_catalogue_that_is_missing_or_broken_is_named(catalogue):
    path = catalogue / "id" / "toy.po"
    path.unlink()
    with pytest.raises(InputError, match=r"locale/id does not exist: .* \(catalogues there are: en, id\)"):
        fill("toy.marks", "id", name="A")
    for text, said in {
        'msgctxt "toy.marks"\nmsgid "A"\n': "missing msgstr",
        'msgid "A text without a key"\nmsgstr "b"\n': "no msgctxt for 'A text without a key'",
    }.items():
        path.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=rf"locale/id/toy\.po: .*{said}"):
            fill("toy.marks", "id", name="A")
        language._read.cache_clear()


def test_a_key_in_two_files_is_named(catalogue):
    text = (catalogue / "en" / "toy.po").read_text(encoding="utf-8")
    (catalogue / "en" / "again.po").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"locale/en/toy.po: number.range stands twice; keep one"):
        fill("toy.marks", "en", name="A")


@pytest.mark.parametrize(
    "change", [('msgstr "{name} fell"', 'msgstr ""'), ('msgctxt "toy.marks"', '#, fuzzy\nmsgctxt "toy.marks"')]
)
def test_what_is_not_translated_or_fuzzy_is_refused_by_its_key(catalogue, change):
    path = catalogue / "id" / "toy.po"
    path.write_text(path.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(InputError, match=r"locale/id: toy\.marks is not translated: run `make messages`"):
        fill("toy.marks", "id", name="A")
    assert fill("toy.marks", "en", name="A") == "A fell"


def test_our_catalogue_has_every_word_of_a_decision_in_every_language():
    assert len(language.catalogue("en")) > 800
    for decision in DECISIONS:
        words = {language.decision_word(decision, name) for name in LANGUAGES}
        assert len(words) == len(LANGUAGES), "another language, another word"


PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@pytest.mark.parametrize(
    "path", sorted(language.LOCALE.glob("*/*.po")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_translation_has_the_keys_and_the_placeholders_of_the_english_page(path):
    english = {m.context: m.id for m in language.messages(language.LOCALE / "en" / path.name) if m.id}
    own = {m.context: m for m in language.messages(path) if m.id}
    assert {key: m.id for key, m in own.items()} == english, "run `make messages`"
    for key, message in own.items():
        if path.parent.name == "en":
            assert not any(message.string), f"{key}: English is the msgid itself"
        elif language.is_translated(message):
            (*_, text), (*_, source) = (x if message.pluralizable else (x,) for x in (message.string, message.id))
            assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(source)), key


LONGEST = 185  # characters of a subtitle: two lines on a wide page
FACT = 6  # characters that a fact takes in it, on average


def too_long(texts: Mapping[str, str]) -> list[str]:
    """The subtitles of a catalogue that take a third line."""
    forms = {key: getattr(text, "forms", (text,)) for key, text in texts.items() if ".subtitle" in key}
    long = {key: max(len(re.sub(r"\{[^}]*\}", "x" * FACT, form)) for form in of) for key, of in forms.items()}
    return [f"{key}: {length} characters" for key, length in long.items() if length > LONGEST]


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_a_subtitle_has_two_lines_at_most(tongue):
    assert too_long(language.catalogue(tongue)) == []


def test_a_subtitle_that_is_too_long_is_found():
    assert too_long({"toy.subtitle": "x" * (LONGEST - FACT) + "{fact:.2f}", "toy.title": "x" * 200}) == []
    assert too_long({"toy.subtitle_one": "x" * (LONGEST - FACT + 1) + "{fact:.2f}"})


def test_a_page_may_choose_its_language(monkeypatch, catalogue):
    monkeypatch.setenv("SPBE_LANGUAGE", "en")
    language.use("id")
    assert language.current() == "id"
    with pytest.raises(InputError, match="unknown"):
        language.use("xx")
    assert language.current() == "id"
