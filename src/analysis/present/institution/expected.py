"""Within which limits one institution's next index was to be expected, and how it is told where it came to lie."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts.narrow.reach import reach
from analysis.present.institution.words import SOURCE, facts_of
from analysis.studies.institution.expected import DECISION, Result


def tell(result: Result) -> None:
    """The limits, a count of those that lie as far out, and a figure; nothing where no limits are given."""
    if result.limits.empty:
        return
    facts = facts_of(result.facts)
    where = "inside" if facts["inside"] else "outside"
    publish.sentence(f"institution.expected.{where}", DECISION, facts)
    if "far" in facts:
        # Where all came out as far, this one is the nearest to what was expected: that is said plainly.
        key = "far_all" if facts["far"] == facts["n"] else "far"
        publish.sentence(f"institution.expected.{key}", None, facts)
    publish.drawing(
        "institution.expected.limits", reach, result.limits, facts, texts=SOURCE,
        low="low", high="high", before="before",
        after="after", labels={"before": str(facts["first"]), "after": str(facts["second"])},
    )  # fmt: skip
