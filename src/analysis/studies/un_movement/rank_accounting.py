"""How many places of a country's move run through its own scores, and how many through those of all others?

Exact accounting of the places gained, plus is up, to own and others' OSI, TII and HCI (`places`, by the method
`analysis.methods.ranks.rank_accounting`), for the chosen editions and for every step that the national SPBE index
spans. It takes ranks recomputed from the mean of the printed components. It decides what share of a move runs through a
component, not why the component moved; what is the others', after a change of the UN's method above all, is not the
country's work.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.methods.ranks.rank_accounting import SIDES
from analysis.methods.rounding import whole_parts
from analysis.studies.shared import survey
from analysis.studies.shared.decisions import ARITHMETIC_FACT
from analysis.studies.shared.survey import COMPONENTS, Move
from analysis.studies.un_movement import places
from analysis.studies.un_movement.places import Gains

PLAYERS = [(side, component) for side in SIDES for component in COMPONENTS]
COLUMNS = [f"{side}_{component}" for side, component in PLAYERS]
BOTH = "both"  # sides at once
PAIRED = {"first_in": "_first_in", "last_in": "_last_in", "shapley": ""}
DECISION = ARITHMETIC_FACT


@dataclass(frozen=True)
class Result:
    """The accounting of one country between two editions, all in places gained, plus is up.

    players: a row a player (side, component), and a row a component for both sides together, with first_in, last_in
    and shapley. steps: a row a pair of editions, the chosen one among them, with gained (rank_from - rank_to), the six
    parts (own_osi and so on), their sums by side and paired_osi and so on. variants: the six parts with components
    centred on the world median. cloud: every state ranked in both editions, with gained and the six parts.
    redefined: components that the UN measured in another way in between. own_only and others_only are ranks.
    """

    move: Move
    players: pd.DataFrame
    steps: pd.DataFrame
    variants: pd.DataFrame
    cloud: pd.DataFrame
    redefined: list[str]
    facts: dict[str, object]
    values: dict[str, object]


def study(country: str, edition_from: int, edition_to: int) -> Result:
    """Everything that the notebook shows of whose move it was. Raises InputError as `survey.check` does."""
    move = survey.move(country, edition_from, edition_to)
    before, after = move.scores
    found = places.accounting(before, after)
    players, steps = _players(found, move.focal), _steps(move)
    variants, cloud = _variants(before, after, move.focal), _cloud(found, move.names)
    facts = _facts(move, steps, players, variants, cloud)
    facts["came_or_left"] = int((before["osi"].isna() != after["osi"].isna()).sum())
    redefined = survey.redefined(*move.editions)
    return Result(move, players, steps, variants, cloud, redefined, facts, _values(steps))


def _players(found: Gains, focal: int) -> pd.DataFrame:
    """The six players, then the three components moved for both sides together."""
    parts = {name: getattr(found, name)[focal].ravel() for name in ("first_in", "last_in", "shapley")}
    players = pd.DataFrame(PLAYERS, columns=["side", "component"]).assign(**parts)
    pairs = {name: getattr(found, f"paired{end}")[focal] for name, end in PAIRED.items()}
    both = pd.DataFrame({"side": BOTH, "component": COMPONENTS} | pairs)
    return pd.concat([players, both], ignore_index=True)


def _steps(move: Move) -> pd.DataFrame:
    """A row for every step of the national index in which the country is ranked, and for the chosen editions."""
    rows, focal = [], move.focal
    for start, end in sorted({move.editions, *survey.steps()}):
        found = places.accounting(survey.components(start), survey.components(end))
        if np.isnan(found.rank_to[focal]):
            continue
        row = {"edition_from": start, "edition_to": end}
        names = ("rank_from", "rank_to", "gained", "own_only", "others_only")
        row |= {name: int(getattr(found, name)[focal]) for name in names}
        row |= dict(zip(COLUMNS, found.shapley[focal].ravel(), strict=True))
        row |= dict(zip(SIDES, found.shapley[focal].sum(axis=1), strict=True))
        row |= {f"paired_{component}": x for component, x in zip(COMPONENTS, found.paired[focal], strict=True)}
        rows.append(row)
    return pd.DataFrame(rows)


def _variants(before: pd.DataFrame, after: pd.DataFrame, focal: int) -> pd.DataFrame:
    """The six parts as published, and where the change of the world median is taken out of TII, or of all three.

    That leaves the later ranks as they are, but nets out what a component gained for all alike, for instance
    because its items were changed.
    """
    common = after.median() - before.median()
    rows = []
    for name, centred in {"published": [], "tii": ["tii"], "all": COMPONENTS}.items():
        shift = common.where(common.index.isin(centred), 0.0)
        found = places.accounting(before, after - shift)
        rows.append({"variant": name} | dict(zip(COLUMNS, found.shapley[focal].ravel(), strict=True)))
    return pd.DataFrame(rows)


def _cloud(found: Gains, names: pd.Series) -> pd.DataFrame:
    """Every state with a rank in both editions: ranks, places gained and the six parts."""
    frame = pd.DataFrame(found.shapley.reshape(len(names), -1), columns=COLUMNS)
    frame.insert(0, "gained", found.gained)
    frame.insert(0, "rank_to", found.rank_to)
    frame.insert(0, "rank_from", found.rank_from)
    frame.insert(0, "country", names.to_numpy())
    frame.insert(0, "iso3", names.index)
    ranked = frame.dropna().reset_index(drop=True)
    return ranked.astype({"rank_from": int, "rank_to": int, "gained": int})


def _facts(
    move: Move, steps: pd.DataFrame, players: pd.DataFrame, variants: pd.DataFrame, cloud: pd.DataFrame
) -> dict[str, object]:
    """What sentences say: the chosen step, whose ranks are the recomputed ones, and what stands beside it.

    `<part>_whole` are the six parts in whole places that add up to the places gained, and their sums by side.
    """
    chosen = next(row for row in steps.to_dict("records") if (row["edition_from"], row["edition_to"]) == move.editions)
    alone = players.set_index(["side", "component"]).loc[("own", "osi")]
    others = cloud[cloud["iso3"] != move.country]
    # Counted from the end: of equal remainders the place goes to the later part, the others' before its own.
    whole = dict(zip(PLAYERS[::-1], whole_parts(chosen[column] for column in COLUMNS[::-1]), strict=True))
    return {
        **move.facts,
        **chosen,
        **dict(zip(("published_from", "published_to"), move.ranks, strict=True)),
        "recomputed": (chosen["rank_from"], chosen["rank_to"]) != move.ranks,
        **{f"{side}_{component}_whole": part for (side, component), part in whole.items()},
        **{f"{side}_whole": sum(whole[side, component] for component in COMPONENTS) for side in SIDES},
        **dict(zip(("recorded_from", "recorded_to"), survey.recorded(), strict=True)),
        "own_osi_first": int(alone["first_in"]),
        "own_osi_last": int(alone["last_in"]),
        "own_tii_centred": variants.set_index("variant").loc["tii", "own_tii"],
        "states": len(others),
        # A tolerance, so that equal parts summed in another order stay equal.
        "less": int((others["own_osi"] < chosen["own_osi"] - 1e-9).sum()),
    }


def _values(steps: pd.DataFrame) -> dict[str, object]:
    """The values to publish, by the two editions of each step: two ranks, and places gained."""
    values: dict[str, object] = {}
    for row in steps.to_dict("records"):
        step = f"{row['edition_from']}_{row['edition_to']}"
        values |= {f"{name}.{step}": row[name] for name in ("own_only", "others_only")}
        values |= {f"shapley.{step}.{side}.{component}": row[f"{side}_{component}"] for side, component in PLAYERS}
        values |= {f"paired.{step}.{component}": row[f"paired_{component}"] for component in COMPONENTS}
    return values
