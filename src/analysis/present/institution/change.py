"""How the change of one institution between the two complete lists is told, beside what noise alone can give."""

from __future__ import annotations

import pandas as pd

from analysis.present import publish
from analysis.present.charts.narrow.noise_band import noise_band
from analysis.present.institution.words import INDEX, SOURCE, domain_names, facts_of, in_domains
from analysis.present.phrases import bodies, capital, in_a_row, phrase
from analysis.studies.institution.change import BELOW_FLOOR, DECISION, INSIDE, OTHER_UNIT, SIDES, Result

WHY = {OTHER_UNIT: "institution.change.other_unit", BELOW_FLOOR: "institution.change.below_floor"}
COLUMNS = {
    "name": "text",
    "before": ".2f",
    "after": ".2f",
    "change": "+.2f",
    "band": ".2f",
    "contribution": "+.2f",
    "whose": "text",
}


def tell(result: Result) -> None:
    """What went up or down by more than noise, a figure and its table; why nothing is given; or nothing at all."""
    facts = facts_of(result.facts)
    if result.why:
        publish.sentence(WHY[result.why], None, facts)
    if result.marks.empty:
        return
    frame = result.marks.assign(
        name=domain_names(result.marks["domain"]), whose=[capital(bodies(name)) for name in result.marks["noise_of"]]
    )
    for side in SIDES:
        if (frame["side"] == side).any():
            key = f"institution.change.{side}"
            publish.sentence(key, DECISION, facts, listed=in_domains("", frame, side))
    outside = list(frame.loc[frame["side"] != INSIDE, "domain"])
    if outside == [INDEX] and not facts["missing"]:
        publish.sentence("institution.change.together", None, facts)
    if outside:
        publish.sentence("institution.change.least", None, facts)
    if facts["missing"]:
        publish.sentence("institution.change.missing", None, facts, missing=in_domains("", facts["missing"]))
    _figure(frame, facts)
    heads = {"before": str(facts["first"]), "after": str(facts["second"])}
    publish.table("institution.change.domains", frame, COLUMNS, facts, heads=heads)


def _figure(frame: pd.DataFrame, facts: dict[str, object]) -> None:
    where = [phrase(f"institution.change.where.{'inside' if side == INSIDE else 'outside'}") for side in frame["side"]]
    spoken = in_a_row("institution.change.point", frame.assign(where=where).to_dict("records"))
    publish.drawing(
        "institution.change.band", noise_band, frame.assign(within=frame["side"] == INSIDE),
        {**facts, "spoken": spoken}, texts=SOURCE,
        csv=frame[["domain", "change", "band", "side"]], label="name", value="change",
        band="band", inside="within",
    )  # fmt: skip
