from __future__ import annotations

import pytest

from analysis.methods.errors import InputError
from analysis.present import cards, publish
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED, IDENTIFIED

CARD = publish.MIME.format("card")
TEXTS = {
    part: f"toy.shown.{name}"
    for part, name in zip(cards.PARTS, ("title", "note", "caption", "alt", "other"), strict=True)
}


@pytest.fixture
def published(monkeypatch, catalogue) -> list[dict]:
    bundles: list[dict] = []
    monkeypatch.setattr(publish, "display", lambda bundle, raw, metadata: bundles.append(bundle))
    return bundles


def test_a_card_has_its_five_texts_filled(published):
    cards.publish("toy.card", IDENTIFIED, {"year": 2021, "top": 2}, **TEXTS)
    (bundle,) = published
    assert list(bundle[CARD]) == ["key", "decision", *cards.PARTS]
    assert bundle[CARD] | {"claim": "A title of 2021", "change": "Another of 2021"} == bundle[CARD]
    assert all(bundle[CARD][part] in bundle["text/markdown"] for part in cards.PARTS)


@pytest.mark.parametrize(("key", "decision", "texts"), [
    ("card", IDENTIFIED, TEXTS),
    ("toy.card", "proven", TEXTS),
    ("toy.card", CANNOT_BE_DECIDED, {}),
])  # fmt: skip
def test_a_card_that_says_nothing_known_is_refused(published, key, decision, texts):
    with pytest.raises(InputError):
        cards.publish(key, decision, {"year": 2021, "top": 2}, **texts)
    assert published == []
