from __future__ import annotations

import dataclasses

from analysis.render.collect import outline
from analysis.render.collect.model import Figure
from analysis.render.write.pdf import setting
from tests.render.pages import edition, page, pages


def test_a_document_says_which_part_it_is_and_when_it_was_made():
    report, annex = (setting.common(part, edition()) for part in ("report", "annex"))
    assert report["name"] == report["title"]
    assert annex["name"] != annex["title"]
    assert (report["whole"], annex["whole"]) == (False, True)
    assert report["date"] == {"year": 2024, "month": 8, "day": 17}
    assert setting.common("report", edition(date=""))["date"] is None


def test_each_language_has_its_words():
    english, other = (
        setting.common("brief", dataclasses.replace(edition(), language=x))["words"] for x in ("en", "id")
    )
    assert english.keys() == other.keys()
    assert all(english[name] != other[name] for name in ("minute", "know", "questions", "annex"))


def test_pictures_have_names_of_their_own_and_the_numbers_of_the_pages():
    pictures: dict[str, bytes] = {}
    block = next(block for block in page().blocks if isinstance(block, Figure))
    numbers = outline.numbers(pages())
    first, second = (setting.pictured(page(), block, pictures, numbers) for _ in range(2))
    assert len(pictures) == 2
    assert pictures[first["path"]] == pictures[second["path"]] == block.svg.encode()
    assert first["number"] == 1
