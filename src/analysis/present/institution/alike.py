"""How it is told what became of institutions that stood alike."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.charts.narrow.two_means import two_means
from analysis.present.institution.words import SOURCE, domain_names, facts_of
from analysis.present.phrases import in_a_row, phrase
from analysis.studies.institution.alike import DECISION, Result


def tell(result: Result) -> None:
    """How many of those alike rose a predicate, and in which domains they changed; nothing among too few."""
    if result.groups.empty:
        return
    facts = facts_of(result.facts)
    nearest = "nearest_" if facts["capped"] else ""
    publish.sentence(f"institution.alike.{nearest}{'one' if facts['rose'] else 'none'}", DECISION, facts)
    if len(result.groups) > 1:
        publish.sentence(f"institution.alike.{'wide' if facts['rose_wide'] else 'wide_none'}", None, facts)
    publish.sentence("institution.alike.counted", None, facts)
    if result.parts.empty:
        publish.sentence("institution.alike.few", None, facts)
        return
    publish.sentence("institution.alike.selected", None, facts)
    frame = result.parts.assign(name=domain_names(result.parts["domain"]))
    labels = {name: phrase(f"institution.alike.mark.{name}", facts) for name in ("rose", "others")}
    spoken = in_a_row("institution.alike.point", frame.to_dict("records"))
    publish.drawing(
        "institution.alike.parts", two_means, frame, {**facts, "spoken": spoken}, texts=SOURCE,
        csv=result.parts, label="name",
        one="rose", other="others", labels=labels,
    )  # fmt: skip
