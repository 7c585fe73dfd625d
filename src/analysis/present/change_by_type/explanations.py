"""How the explanations of the change by type are told: sentences, each with what figures by type allow, and tables."""

from __future__ import annotations

from analysis.present import publish
from analysis.present.change_by_type.names import labelled
from analysis.studies.change_by_type.explanations import DECISIONS, NEW_FLOOR, Result
from analysis.studies.change_by_type.type_means import YEARS

COMPARED = {
    "label": "text",
    "before": ".2f",
    "at_old_weights": "+.2f",
    "effect": "+.2f",
    "apart_old": "+.2f",
    "apart_effect": "+.2f",
    "lift": ".2f",
}


def instrument(result: Result) -> None:
    """What management and the new weights make of the difference to the regencies; every value."""
    publish.sentence("types.instrument", DECISIONS["instrument"], result.facts)
    publish.sentence("types.instrument_cities", DECISIONS["instrument"], result.facts)
    publish.table("types.compared", labelled(result.compared), COMPARED, result.facts)
    publish.values("types.explanations", result.values)


def catching_up(result: Result) -> None:
    """Whether the higher fell more, leads over the regencies, and whether the top of the scale was near."""
    publish.sentence("types.higher", DECISIONS["higher"], result.facts)
    publish.sentence("types.lead", DECISIONS["lead"], result.facts)
    publish.sentence("types.ceiling", DECISIONS["ceiling"], result.facts)
    heads = {f"lead_{year}": str(year) for year in YEARS}
    columns = {"label": "text", **dict.fromkeys(heads, "+.2f")}
    publish.table("types.leads", labelled(result.leads), columns, result.facts, heads=heads)


def open_ones(result: Result) -> None:
    """The floor of the scale and who was counted: what either could do, and that nothing printed decides it."""
    if result.old_floor < NEW_FLOOR:
        publish.sentence("types.floor", DECISIONS["floor"], result.facts)
    else:
        publish.sentence("types.floor_same", DECISIONS["floor_same"], result.facts)
    publish.sentence("types.counted", DECISIONS["counted"], result.facts)


def referee(result: Result) -> None:
    """What a referee would ask first: is it the instrument, do means of types say anything of bodies, what decides."""
    publish.sentence("types.referee_instrument", DECISIONS["instrument"], result.facts)
    publish.sentence("types.referee_means", None, result.facts)
    publish.sentence("types.cause", DECISIONS["cause"], result.facts)
