from __future__ import annotations

import dataclasses

import pytest

from analysis.methods.errors import InputError
from analysis.render.collect.model import Markdown
from analysis.render.write.pdf.report import annex_pdf
from analysis.render.write.prose import DEEPEST, Prose, Section, plain, title, to_html
from tests.render.pages import edition, page


def prose(**about) -> Prose:
    return Prose("Is it so?", "run toy", **about)


def html(text: str) -> str:
    return to_html(prose().read(text))


def test_the_title_is_dropped_once_it_stands_above():
    assert html("# Is it so?\n\nText.") == "<p>Text.</p>\n"
    assert html("# Is it *so*?\n\nText.") == "<p>Text.</p>\n"
    assert "Another" in html("# Another")


@pytest.mark.parametrize(("typed", "levels"), [
    ("## a\n### b\n### c\n## d", [2, 3, 3, 2]),
    ("#### a\n#### b\n## c", [2, 2, 2]),
    ("## a\n##### b\n### c", [2, 3, 3]),
    ("# a\n## b", [2, 3]),
])  # fmt: skip
def test_headings_stand_under_the_title_and_skip_no_level(typed, levels):
    tokens = prose().read(typed)
    assert [t["attrs"]["level"] for t in tokens] == levels


def test_headings_go_on_from_cell_to_cell():
    reader = prose()
    reader.read("## One")
    assert reader.read("### Two")[0]["attrs"]["level"] == 3
    assert prose(level=2).read("### Terms")[0]["attrs"]["level"] == 3


def test_anchors_are_unique_and_sections_are_listed():
    reader = prose()
    tokens = reader.read("## Sources & limits\n\n### Deeper\n\n## Sources, limits\n\n## !")
    assert [t["attrs"]["id"] for t in tokens] == ["sources-limits", "deeper", "sources-limits-2", "section"]
    assert reader.sections == [
        Section("sources-limits", "Sources & limits"),
        Section("sources-limits-2", "Sources, limits"),
        Section("section", "!"),
    ]


def test_raw_html_is_text():
    assert html("a <script>b</script> &lt;") == "<p>a &lt;script&gt;b&lt;/script&gt; &amp;lt;</p>\n"
    assert html("<div onclick='x'>\n</div>") == "<p>&lt;div onclick='x'&gt;\n&lt;/div&gt;</p>\n"
    assert "&lt;b&gt;" in html("`<b>`")


def test_a_script_is_no_link():
    assert "javascript" not in html("[a](javascript:alert(1))")


def test_tables_have_scopes_and_a_container_of_their_own():
    made = html("| a | b |\n|---|--:|\n| 1 | 2 |")
    assert made.startswith('<div class="scroll" tabindex="0"><table>')
    assert '<th scope="col">a</th>' in made
    assert '<td class="right">2</td>' in made


def test_an_image_is_refused():
    with pytest.raises(InputError, match="run toy: Markdown has an image: publish it as a figure"):
        prose().read("Text ![a picture](x.png)")


@pytest.mark.parametrize(("text", "why"), [
    ("##\n\ntext", "a heading without words"),
    ("## ![](x.png)", "a heading without words"),
    ("[here]()", "a link without address or words"),
    ("[](other.html)", "a link without address or words"),
    ("> " * 9 + "deep", "lists or quotations 9 deep: write it with 8 at most"),
    ("- " * 9 + "deep", "lists or quotations 9 deep"),
])  # fmt: skip
def test_what_the_typesetter_would_refuse_is_refused_by_name(text, why):
    with pytest.raises(InputError, match=f"run toy: Markdown has {why}"):
        prose().read(text)


@pytest.mark.parametrize("mark", ["> ", "- "])
def test_what_is_as_deep_as_allowed_is_set(mark):
    bare = dataclasses.replace(page(), blocks=[Markdown(mark * DEEPEST + "deep")])
    assert annex_pdf([bare], edition()).startswith(b"%PDF")


def markdown(text: str) -> dict:
    return {"cell_type": "markdown", "source": text}


def test_the_title_is_the_words_of_the_first_heading_of_the_first_level():
    code = {"cell_type": "code", "source": "# no\n"}
    assert title({"cells": [code, markdown("```\n# no\n```\n## no"), markdown("# Is it *so*?\n# b")]}) == "Is it so?"
    assert title({"cells": [markdown("Is it so?\n===")]}) == "Is it so?"
    assert title({"cells": [code, markdown("#\n\n# ")]}) is None


def test_words_without_their_marks():
    [token] = prose().read("A *b* `c`  \nd [e](f.html)")
    assert plain(token) == "A b c d e"
