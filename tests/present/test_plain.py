from analysis.present import plain
from tests.present.shown import Shown


def test_a_section_has_a_heading_and_its_texts_are_shown_to_the_letter(monkeypatch):
    shown = Shown(monkeypatch)
    plain.section("toy.one", "One *two*", "3 < 4")
    plain.paragraphs("toy.two", "a", "b")
    plain.points("toy.three", "c", ["d", "#e"])
    first, second, third = shown.bundles
    assert third["text/markdown"] == "c\n\n- d\n- \\#e"
    assert first["text/markdown"] == "### One \\*two\\*\n\n3 \\< 4"
    assert second["text/plain"] == "a\n\nb"
    keys = [bundle["application/vnd.spbe.plain+json"]["key"] for bundle in shown.bundles]
    assert keys == ["toy.one", "toy.two", "toy.three"]
    assert shown.sentences == {}
