"""What moved a country from one rank to another, as one document of plain numbers and texts for a program to read.

Published ranks beside everything that is computed: ranks with one side moved, the Shapley accounting and the ranks that
other weights allow all take ranks recomputed from the mean of the printed components; where these deviate is listed.
Parts of the move are in places gained, plus is up.
"""

from __future__ import annotations

from analysis.studies.shared.survey import COMPONENTS
from analysis.studies.un_movement import movement, rank_accounting, rank_sets
from analysis.studies.un_movement.movement import Movement
from analysis.studies.un_movement.rank_accounting import BOTH, SIDES, Result


def document(country: str, edition_from: int, edition_to: int) -> dict[str, object]:
    """The answer of `spbe movement`.

    Fields: iso3, country, edition_from, edition_to, rank_from, rank_to (published), own_only, others_only, shapley
    (own and others: osi, tii, hci; as printed) and paired (osi, tii, hci: a component moved for the country and all
    others at once, which no shift common to all can change) in places gained, plus is up, deviations, score_change,
    rank_interval_from and rank_interval_to (least weight of each component -> [best, worst]), warnings (a dictionary
    each: its name under `warning`, and its facts). Raises InputError as `survey.check` does.
    """
    asked = (country, edition_from, edition_to)
    found, parts = movement.study(*asked), rank_accounting.study(*asked)
    average = parts.players.set_index(["side", "component"])["shapley"].astype(float)
    shapley = {side: average[side].reindex(COMPONENTS).to_dict() for side in (*SIDES, BOTH)}
    intervals = _intervals(country, found.move.editions)
    deviations = found.deviations.rename(columns={"rank": "published", "computed": "recomputed"})
    deviations = deviations.astype({"published": int, "recomputed": int}).to_dict("records")
    return {
        "iso3": country,
        "country": found.move.names[country],
        "edition_from": edition_from,
        "edition_to": edition_to,
        **{name: found.facts[name] for name in ("rank_from", "rank_to", "own_only", "others_only")},
        "shapley": {side: shapley[side] for side in SIDES},
        "paired": shapley[BOTH],
        "deviations": deviations,
        "score_change": found.facts["score_change"],
        "rank_interval_from": intervals[edition_from],
        "rank_interval_to": intervals[edition_to],
        "warnings": _warnings(found, parts, deviations),
    }


def _warnings(found: Movement, parts: Result, deviations: list[dict]) -> list[dict[str, object]]:
    """What a reader must know: other weights, own ranks that deviate, a changed field, measures not recorded."""
    warnings = [{"warning": "other_weights", "year": year} for year in found.move.other_weights]
    own = [row for row in deviations if row["iso3"] == found.move.country]
    warnings += [{"warning": "recomputed", **row} for row in own]
    if parts.facts["came_or_left"]:
        warnings.append({"warning": "ranked_once", "states": parts.facts["came_or_left"]})
    if parts.facts["edition_to"] > parts.facts["recorded_to"]:
        warnings.append({"warning": "unrecorded_later", "recorded_to": parts.facts["recorded_to"]})
    return warnings


def _intervals(country: str, editions: tuple[int, int]) -> dict[int, dict[str, list[int]]]:
    """Best and worst rank in each edition, over all weights of at least each minimum."""
    found: dict[int, dict[str, list[int]]] = {edition: {} for edition in editions}
    for row in rank_sets.intervals(country, list(editions)).itertuples():
        found[row.edition][f"{row.minimum:g}"] = [row.best, row.worst]
    return found
