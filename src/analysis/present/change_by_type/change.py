"""How the change by type is told: who fell as printed, at the old weights and on the new basis; what came later."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.methods.ordering import LISTED, ordered
from analysis.present import publish
from analysis.present.change_by_type.names import group_word, groups, labelled
from analysis.present.charts import two_scales
from analysis.present.phrases import capital, in_a_row, listed, phrase
from analysis.studies.change_by_type.change import ABOVE, BELOW, DECISIONS, OPEN, Result
from analysis.studies.change_by_type.type_means import BEFORE, NATION, YEARS

CHANGE = {
    "label": "text",
    "before": ".2f",
    "after": ".2f",
    "rescored": ".2f",
    "at_old_weights": "+.2f",
    "effect": "+.2f",
    "across": "+.2f",
}
DOMAINS = {
    "label": "text",
    ("policy_low", "policy_high"): "+.2f",
    ("governance_low", "governance_high"): "+.2f",
    ("services_low", "services_high"): "+.2f",
}
NEW_BASIS = {
    "label": "text",
    ("low", "high"): ".2f",
    "after": ".2f",
    ("change_low", "change_high"): "+.2f",
    ("needed_low", "needed_high"): ".2f",
    "management": ".2f",
}
NAMED = 2  # types that a sentence names with their change


def printed(result: Result) -> None:
    """Who fell and who rose as the reports print it, for the page of findings; every value of the study."""
    facts = result.facts
    fell, rose = facts["across_fell"], facts["across_rose"]
    if fell:
        said = {"fell": groups(fell), "most": _changes(result, "across", fell[:NAMED])}
        said |= {"rose": groups(rose)} if rose else {}
        publish.finding("types.fell" if rose else "types.fell_all", DECISIONS["printed"], facts | said)
    else:
        publish.finding("types.rose", DECISIONS["printed"], facts, most=_changes(result, "across", rose[:NAMED]))
    publish.values("instrument.types", result.values)


def figure(result: Result) -> None:
    """The figure of all types on both instruments, and the table behind it."""
    facts = result.facts
    data = ordered(labelled(result.change), "before", LISTED, falling=["before"])
    data = data.assign(nation=(data["group"] == NATION).astype(int))
    data = ordered(data, "nation", LISTED)[["group", "label", "before", "rescored", "after"]]
    publish.figure(
        "types.two_scales",
        two_scales.two_scales,
        data,
        {**facts, "listed": in_a_row("types.two_scales.item", data.to_dict("records"))},
        label="label",
        points={name: phrase(f"types.point.{name}", facts) for name in ("before", "rescored", "after")},
        stressed=capital(group_word(NATION)),
    )
    publish.table("types.change", labelled(result.change), CHANGE, facts)


def old_weights(result: Result) -> None:
    """Who is lower with the later domain means weighed as before."""
    facts = result.facts
    fell, rose = facts["at_old_weights_fell"], facts["at_old_weights_rose"]
    most = _changes(result, "at_old_weights", rose[:1])
    if turned := [name for name in facts["across_fell"] if name in rose]:
        most = phrase("types.most_turned", most=most, turned=groups(turned))
    if fell:
        lower = _changes(result, "at_old_weights", fell)
        publish.finding("types.old_weights", DECISIONS["old_weights"], facts, lower=lower, most=most)
    else:
        least = _changes(result, "at_old_weights", rose[-1:])
        publish.finding("types.old_weights_rose", DECISIONS["old_weights"], facts, most=most, least=least)


def domains(result: Result) -> None:
    """In which domains the types moved."""
    publish.sentence("types.domains", DECISIONS["domains"], result.facts)
    publish.table("types.domains", labelled(result.domains), DOMAINS, result.facts)


def new_basis(result: Result) -> None:
    """The last year under 35 on the new weights, as sets, and on which side of them the later year lies."""
    facts = result.facts
    sides = [
        phrase(f"types.side.{side}", facts, names=groups(facts[side])) for side in (BELOW, OPEN, ABOVE) if facts[side]
    ]
    publish.sentence("types.new_basis", DECISIONS["new_basis"], facts, sides=" ".join(map(capital, sides)))
    if facts["top"] in facts[OPEN]:
        publish.sentence("types.needed", DECISIONS["new_basis"], facts, name=group_word(facts["top"]))
    publish.table("types.new_basis", labelled(result.new_basis), NEW_BASIS, facts)


def later(result: Result) -> None:
    """What the types did within the new instrument: a sentence, every printed mean, and shares of Baik or better."""
    facts = result.facts
    ends = {end: group_word(facts[f"step_{end}_group"]) for end in ("low", "high")}
    publish.sentence("types.later", DECISIONS["later"], facts, **ends)
    on = {year: result.facts["old" if year == BEFORE else "new"] for year in YEARS}
    heads = {f"printed_{year}": phrase("types.year_on", year=year, instrument=on[year]) for year in YEARS}
    columns = {"label": "text", **dict.fromkeys(heads, ".2f")}
    publish.table("types.series", labelled(result.series), columns, result.facts, heads=heads)
    years = [name for name in result.shares.columns if name.startswith("share_")]
    columns = {"label": "text", **dict.fromkeys(years, ".0%")}
    heads = {name: name.removeprefix("share_") for name in years}
    publish.table("types.shares", labelled(result.shares), columns, result.facts, heads=heads)


def behind(result: Result) -> None:
    """Whose means these are."""
    publish.sentence("types.behind", DECISIONS["behind"], result.facts)


def _changes(result: Result, column: str, names: Sequence[str]) -> str:
    """Types with their change, as a sentence lists them."""
    of = result.facts[f"{column}_of"]
    return listed([phrase("types.item", name=group_word(name), change=of[name]) for name in names])
