from __future__ import annotations

import dataclasses

import pytest
import typst
from hypothesis import HealthCheck, example, given, settings, strategies as st

from analysis.methods.errors import InputError
from analysis.render.collect.model import Markdown, Output, Sentence
from analysis.render.write import characters
from analysis.render.write.characters import Place, fonts, refusals
from analysis.render.write.pdf.report import annex_pdf
from tests.render.pages import edition, page

EMOJI = "\U0001f600"


def refused(text: str, kind: str = "shown") -> list[str]:
    return refusals([Place("here", text, kind)])


def test_every_place_is_named_with_its_characters():
    places = [Place("one", f"a {EMOJI} b 中"), Place("two", "fine: é “x” − ≥ →"), Place("three", "\x1b[1m and \0")]
    assert refusals(places) == [
        "one: the report cannot show U+4E2D 'CJK UNIFIED IDEOGRAPH-4E2D', U+1F600 'GRINNING FACE'; "
        "write it in words, or leave it out",
        "three: the report cannot show U+0000 (control character), U+001B (control character); "
        "write it in words, or leave it out",
    ]


def test_what_has_no_name_is_told_by_its_number():
    assert (
        "U+0378 (unassigned), U+F8FFF (private use), U+D800 (half a character);" in refused("\ud800\u0378\U000f8fff")[0]
    )


def test_a_thousand_characters_are_one_line():
    [line] = refused("".join(map(chr, range(0x4E00, 0x4E00 + 1000))))
    assert "U+4E04 'CJK UNIFIED IDEOGRAPH-4E04' and 995 more; write" in line


def test_a_mark_that_no_font_can_set_on_a_character_is_told_with_it(monkeypatch):
    """Each of the two has a glyph, but in fonts that cannot be mixed: the question is asked of the two together."""
    monkeypatch.setattr(characters, "_known", {"x\u0301": False, "\u0301": True})
    assert "cannot show U+0078 'LATIN SMALL LETTER X' with U+0301 'COMBINING ACUTE ACCENT';" in refused("x\u0301")[0]


def test_what_is_printed_may_say_that_it_was_damaged_and_data_need_no_font():
    assert refused("\ufffd", "printed") == []
    assert "U+FFFD 'REPLACEMENT CHARACTER'" in refused("\ufffd")[0]
    assert refused(f"{EMOJI} 中", "data") == []
    assert "U+0007 (control character)" in refused("\x07", "data")[0]


def test_lines_and_tabs_are_text():
    assert refused("a\tb\nc") == []


def test_plain_letters_ask_nothing(monkeypatch):
    monkeypatch.setattr(typst, "compile", None)
    assert refused("Plain ASCII, all of it.") == []


def test_each_character_is_asked_about_once(monkeypatch):
    refused("ﬁ é 中")
    monkeypatch.setattr(typst, "compile", None)
    assert len(refused("中 é ﬁ")) == 1


@pytest.mark.parametrize(
    "text", ["é ô ü ş ğ", "Κατά", "Жизнь", "שלום", "₂ ² ½ ‰", "→ ≤ ≥ ≠ ∑ √ ∞", "✓ ● ■ ▲", "│├─┐ █▓░"]
)
def test_what_a_bundled_font_has_is_shown(text):
    """Also where the text's own font lacks it: those of code and of formulas stand in."""
    assert refused(text) == []


def test_the_fonts_are_those_that_come_with_the_typesetter():
    assert all(font.path is None for font in fonts().fonts())
    assert {*characters.TEXT_FONTS, *characters.CODE_FONTS} <= set(fonts().families())


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=4).filter(str.strip))
@example("א\u0301")
@example("x\u0301\u0489")
@example("क्ष")
@example("م")
@example("\u200d")
@example("a\ufe0f")
@example(EMOJI + "\u200d" + EMOJI)
def test_what_is_accepted_can_be_set_and_what_is_refused_cannot(text):
    """The judge against the whole report, with the text in a paragraph, a result, a title and a printed line."""
    shown = f"so {text}!"
    blocks = [Markdown("# Is it so?"), Sentence("a.b", shown), Output(shown), Sentence("a.c", shown, "bounded")]
    made_of = dataclasses.replace(page(), blocks=blocks)
    told = refusals([Place("here", shown, "printed")])
    if told:
        with pytest.raises(InputError, match="could not be displayed"):
            annex_pdf([made_of], edition(title=shown))
    else:
        assert annex_pdf([made_of], edition(title=shown)).startswith(b"%PDF")
