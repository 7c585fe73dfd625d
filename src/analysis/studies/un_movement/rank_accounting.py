"""Through which component did a country gain its places?

Exact accounting of the places gained, plus is up, for the chosen editions, for every step that the national SPBE index
spans and for its whole span (`places`, by the method `analysis.methods.ranks.rank_accounting`). It leads with the parts
by pairs, where a component takes its later values for the country and all other states at once: a constant that the UN
adds to a component of one edition cannot change these. The six parts of own and others' components are those of the
printed figures alone; what other shifts and scales make of them is `own_and_others`. Ranks are recomputed from the mean
of the printed components. It decides what share of a move runs through a component, not why the component moved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.methods.ranks.rank_accounting import SIDES
from analysis.studies.shared import survey
from analysis.studies.shared.decisions import ARITHMETIC_FACT
from analysis.studies.shared.survey import COMPONENTS, Move
from analysis.studies.un_movement import own_and_others, places
from analysis.studies.un_movement.places import Gains

PLAYERS = [(side, component) for side in SIDES for component in COMPONENTS]
COLUMNS = [f"{side}_{component}" for side, component in PLAYERS]
PAIRS = [f"paired_{component}" for component in COMPONENTS]
BOTH = "both"  # sides at once
PAIRED = {"first_in": "_first_in", "last_in": "_last_in", "shapley": ""}
DECISION = ARITHMETIC_FACT


@dataclass(frozen=True)
class Result:
    """The accounting of one country between two editions, all in places gained, plus is up.

    players: a row a player (side, component), and a row a component for both sides together, with first_in, last_in
    and shapley. steps: a row a pair of editions, the chosen one among them, with gained (rank_from - rank_to), the six
    parts (own_osi and so on), their sums by side and paired_osi and so on. cloud: every state ranked in both editions,
    with gained and paired_osi and so on. split: own and others' parts as a set. redefined: components that the UN
    measured in another way in between. own_only and others_only are ranks.
    """

    move: Move
    players: pd.DataFrame
    steps: pd.DataFrame
    cloud: pd.DataFrame
    split: own_and_others.Result
    redefined: list[str]
    facts: dict[str, object]
    values: dict[str, object]


def study(country: str, edition_from: int, edition_to: int) -> Result:
    """Everything that the notebook shows of whose move it was. Raises InputError as `survey.check` does."""
    move = survey.move(country, edition_from, edition_to)
    before, after = move.scores
    found = places.accounting(before, after)
    players, steps, cloud = _players(found, move.focal), _steps(move), _cloud(found, move.names)
    facts = _facts(move, steps, players, cloud)
    facts["came_or_left"] = int((before["osi"].isna() != after["osi"].isna()).sum())
    split = own_and_others.study(country, edition_from, edition_to)
    return Result(move, players, steps, cloud, split, survey.redefined(*move.editions), facts, _values(steps))


def _players(found: Gains, focal: int) -> pd.DataFrame:
    """The six players, then the three components moved for both sides together."""
    parts = {name: getattr(found, name)[focal].ravel() for name in ("first_in", "last_in", "shapley")}
    players = pd.DataFrame(PLAYERS, columns=["side", "component"]).assign(**parts)
    pairs = {name: getattr(found, f"paired{end}")[focal] for name, end in PAIRED.items()}
    both = pd.DataFrame({"side": BOTH, "component": COMPONENTS} | pairs)
    return pd.concat([players, both], ignore_index=True)


def _steps(move: Move) -> pd.DataFrame:
    """A row for every step of the national index, for the chosen editions, and last for the whole span of the index;
    editions in which the country is not ranked are left out."""
    rows, focal, span = [], move.focal, survey.spbe_span()
    for start, end in [*sorted({move.editions, *survey.steps()} - {span}), span]:
        found = places.accounting(survey.components(start), survey.components(end))
        if np.isnan(found.gained[focal]):
            continue
        row = {"edition_from": start, "edition_to": end}
        names = ("rank_from", "rank_to", "gained", "own_only", "others_only")
        row |= {name: int(getattr(found, name)[focal]) for name in names}
        row |= dict(zip(COLUMNS, found.shapley[focal].ravel(), strict=True))
        row |= dict(zip(SIDES, found.shapley[focal].sum(axis=1), strict=True))
        row |= dict(zip(PAIRS, found.paired[focal], strict=True))
        rows.append(row)
    return pd.DataFrame(rows)


def _cloud(found: Gains, names: pd.Series) -> pd.DataFrame:
    """Every state with a rank in both editions: ranks, places gained and the parts by pairs."""
    frame = pd.DataFrame(found.paired, columns=PAIRS)
    frame.insert(0, "gained", found.gained)
    frame.insert(0, "rank_to", found.rank_to)
    frame.insert(0, "rank_from", found.rank_from)
    frame.insert(0, "country", names.to_numpy())
    frame.insert(0, "iso3", names.index)
    ranked = frame.dropna().reset_index(drop=True)
    return ranked.astype({"rank_from": int, "rank_to": int, "gained": int})


def _facts(move: Move, steps: pd.DataFrame, players: pd.DataFrame, cloud: pd.DataFrame) -> dict[str, object]:
    """What sentences say: the chosen step, whose ranks are the recomputed ones, and what stands beside it."""
    chosen = next(row for row in steps.to_dict("records") if (row["edition_from"], row["edition_to"]) == move.editions)
    osi = players.set_index(["side", "component"]).loc[(BOTH, "osi")]
    others = cloud[cloud["iso3"] != move.country]
    return {
        **move.facts,
        **chosen,
        **dict(zip(("published_from", "published_to"), move.ranks, strict=True)),
        "recomputed": (chosen["rank_from"], chosen["rank_to"]) != move.ranks,
        **dict(zip(("recorded_from", "recorded_to"), survey.recorded(), strict=True)),
        "paired_osi_first": int(osi["first_in"]),
        "paired_osi_last": int(osi["last_in"]),
        "states": len(others),
        # A tolerance, so that equal parts summed in another order stay equal.
        "less": int((others["paired_osi"] < chosen["paired_osi"] - 1e-9).sum()),
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
