"""What moved a country from one rank to another, as one document of plain numbers and texts for a program to read.

Published ranks beside everything that is computed: ranks with one side moved, the Shapley accounting and the ranks that
other weights allow all take ranks recomputed from the mean of the printed components; where these deviate is listed.
Parts of the move are in places gained, plus is up.
"""

from __future__ import annotations

from analysis.methods.rounding import display
from analysis.studies.shared.survey import COMPONENTS, SHORT
from analysis.studies.un_movement import movement, rank_accounting, rank_sets
from analysis.studies.un_movement.rank_accounting import BOTH


def document(country: str, edition_from: int, edition_to: int) -> dict[str, object]:
    """The answer of `spbe movement`.

    Fields: iso3, country, edition_from, edition_to, rank_from, rank_to (published), own_only, others_only, shapley
    (own and others: osi, tii, hci) and paired (osi, tii, hci: a component moved for the country and all others at once,
    which no shift common to all can change) in places gained, plus is up, deviations, score_change, rank_interval_from
    and rank_interval_to (least weight of each component -> [best, worst]), warnings. Raises InputError for an unknown
    country or edition, and for a state that was not ranked in one of the two.
    """
    move = movement.study(country, edition_from, edition_to)
    parts = rank_accounting.study(country, edition_from, edition_to)
    average = parts.players.set_index(["side", "component"])["shapley"]
    shapley = {
        side: {component: float(average[side, component]) for component in COMPONENTS}
        for side in (*rank_accounting.SIDES, BOTH)
    }
    intervals = _intervals(country, [edition_from, edition_to])
    deviations = move.deviations.rename(columns={"rank": "published", "computed": "recomputed"})
    deviations = deviations.astype({"published": int, "recomputed": int}).to_dict("records")
    return {
        "iso3": country,
        "country": move.name,
        "edition_from": edition_from,
        "edition_to": edition_to,
        **{name: move.facts[name] for name in ("rank_from", "rank_to", "own_only", "others_only")},
        "shapley": {side: shapley[side] for side in rank_accounting.SIDES},
        "paired": shapley[BOTH],
        "deviations": deviations,
        "score_change": float(move.facts["score_change"]),
        "rank_interval_from": intervals[edition_from],
        "rank_interval_to": intervals[edition_to],
        "warnings": move.warnings + _warnings(country, deviations, len(parts.came_or_left)),
    }


def lines(found: dict[str, object]) -> list[str]:
    """The answer of `document` for a terminal."""
    before, after = found["edition_from"], found["edition_to"]
    rows = {
        "published rank": f"{found['rank_from']} in {before}, {found['rank_to']} in {after}",
        "score": _signed(found["score_change"], 4),
        "only it moves": f"rank {found['own_only']}",
        "only others move": f"rank {found['others_only']}",
    }
    for side, parts in {**found["shapley"], BOTH: found["paired"]}.items():
        listed = ", ".join(f"{SHORT[component]} {_signed(places, 2)}" for component, places in parts.items())
        rows[f"places, {side}"] = listed
    rows["each weight at least"] = "".join(f"{least:<11}" for least in found["rank_interval_to"]).rstrip()
    for edition, key in ((before, "rank_interval_from"), (after, "rank_interval_to")):
        sets = (f"{best} to {worst}" for best, worst in found[key].values())
        rows[f"  ranks of {edition}"] = "".join(f"{text:<11}" for text in sets).rstrip()
    aligned = [f"{name:<22}{text}" for name, text in rows.items()]
    return [f"{found['country']} ({found['iso3']})", *aligned, "Places gained: on average over all orders; plus is up."]


def _intervals(country: str, editions: list[int]) -> dict[int, dict[str, list[int]]]:
    """Best and worst rank in each edition, over all weights of at least each minimum."""
    found: dict[int, dict[str, list[int]]] = {edition: {} for edition in editions}
    for row in rank_sets.intervals(country, editions).itertuples():
        found[row.edition][f"{row.minimum:g}"] = [row.best, row.worst]
    return found


def _warnings(country: str, deviations: list[dict], came_or_left: int) -> list[str]:
    """What a reader must know beside the weights of the editions."""
    warnings = [
        f"rank {row['published']} was published for {row['edition']}, the recomputed one is {row['recomputed']}: what "
        "is computed takes that"
        for row in deviations
        if row["iso3"] == country
    ]
    if came_or_left:
        warnings.append(
            f"states ranked in only one of the two editions: {came_or_left}; their coming or going is counted in equal "
            "parts to the others' three components"
        )
    return warnings


def _signed(x: float, digits: int) -> str:
    written = display(x, digits)
    return f"+{written}" if x > 0 and written.strip("0.") else written
