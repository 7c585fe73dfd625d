"""Which lists does a page not compare? Said by name on the pages that compare the complete lists."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.phrases import listed, phrase
from analysis.studies.shared.lists import COMPLETE, not_compared


def left_out() -> None:
    """Each list that is held beside those that are compared, with its length; nothing where there is none."""
    held = not_compared()
    if held:
        first, second = COMPLETE
        years = [phrase("lists.one", year=year, n=n) for year, n in held.items()]
        publish.sentence("lists.left_out", None, first=first, second=second, lists=listed(years))
