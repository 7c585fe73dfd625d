"""How it is told where the domain values of one institution lie among its peers."""

from __future__ import annotations

import pandas as pd

from analysis.present import publish
from analysis.present.charts.narrow.spine import spine
from analysis.present.institution.words import SOURCE, domain_names, facts_of, in_domains
from analysis.present.phrases import in_a_row, phrase
from analysis.studies.institution.domains import DECISION, SIDES, Result

COLUMNS = {
    "name": "text",
    "value": ".2f",
    ("best", "worst"): "int",
    "n": "int",
    "median": ".2f",
    ("low", "high"): ".2f",
}


def tell(result: Result) -> None:
    """What lies above, like and below the median, a spine chart and its table; nothing where no value is known."""
    if result.spine.empty:
        return
    facts = facts_of(result.facts)
    frame = result.spine.assign(name=domain_names(result.spine["domain"]))
    told = [in_domains(f"institution.domains.{side}", frame, side) for side in SIDES if (frame["side"] == side).any()]
    if told:
        publish.sentence("institution.domains.sides", DECISION, facts, told="; ".join(told))
    if facts["missing"]:
        publish.sentence("institution.domains.missing", None, facts, missing=in_domains("", facts["missing"]))
    if facts["below_floor"]:
        publish.sentence("institution.domains.below_floor", None, facts)
    else:
        _figure(result, facts, frame)
    columns = COLUMNS | ({"province_mean": ".2f"} if frame["province_mean"].notna().any() else {})
    publish.table("institution.domains.places", frame, columns, facts)


def _figure(result: Result, facts: dict[str, object], frame: pd.DataFrame) -> None:
    labels = {name: phrase(f"institution.domains.mark.{name}", facts) for name in ("own", "median", "other")}
    spoken = in_a_row("institution.domains.point", frame.to_dict("records"))
    texts = SOURCE | ({"subtitle": "institution.domains.spine.subtitle_province"} if facts["in_province"] else {})
    publish.drawing(
        "institution.domains.spine", spine, frame, {**facts, "spoken": spoken}, texts=texts, csv=result.spine,
        label="name", value="value", other="province_mean", labels=labels,
    )  # fmt: skip
