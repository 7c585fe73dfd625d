"""How sure is a rank, and does a move hold, when the three components need not weigh the same?

Takes the table `egdi`. Exact rank sets of one country, edition by edition, over all weights that give each component
at least a minimum; and its move between two editions under weights common to both, for all of them and as a share of
them (area). Two rank sets that overlap do not refute a move, because the weights do not differ between its two ends.
The same is asked of every country ranked in both editions. It says how far an answer hangs on the weights, not which
weights are right; scaling, averaging and errors of measurement are other questions.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.methods.errors import InputError
from analysis.methods.ordering import highest
from analysis.methods.ranks import rank_sets, ranks
from analysis.methods.ranks.ranks import SAME_SCORE
from analysis.studies.shared import survey
from analysis.studies.shared.decisions import BOUNDED
from analysis.studies.shared.survey import COMPONENTS, MINIMUMS, OTHER_WEIGHTS, THIRDS, Move
from analysis.studies.un_movement import places

ENDS = ("from_best", "from_worst", "to_best", "to_worst")
DECISION = BOUNDED
STEPS = 40  # of the map: tiles of 2.5 % of the weights


@dataclass(frozen=True)
class Result:
    """Frames of one country between two editions, facts for sentences and values to publish.

    `sets`: edition, ranked, rank (published), minimum, best, worst. `moves`: minimum, from_best, from_worst, to_best,
    to_worst, most, least (places gained, plus is up, at the ends), gained, unchanged, lost (shares of the weights).
    `world`: see `robust_world`. `map`: see `weight_map`.
    """

    move: Move
    min_weight: float
    sets: pd.DataFrame
    moves: pd.DataFrame
    world: pd.DataFrame
    map: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]

    def chosen(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The rows of a frame for the chosen minimum weight."""
        return frame[frame["minimum"] == self.min_weight]


def intervals(country: str, editions: list[int]) -> pd.DataFrame:
    """Rank sets of a country in the editions in which it was ranked: a row an edition and minimum weight."""
    rows = []
    for edition in editions:
        field, rank = survey.components(edition), survey.edition(edition).loc[country, "rank"]
        if pd.isna(rank):
            continue
        about = {"edition": edition, "ranked": int(field["osi"].notna().sum()), "rank": int(rank)}
        for minimum in MINIMUMS:
            best, worst = rank_sets.rank_set(field.to_numpy(), field.index.get_loc(country), minimum)
            rows.append(about | {"minimum": minimum, "best": best, "worst": worst})
    return pd.DataFrame(rows)


def moves(move: Move) -> pd.DataFrame:
    """Places gained, plus is up, under common weights: the ends, and shares of the weights. A row a minimum weight."""
    rows = []
    for minimum in MINIMUMS:
        shares = places.shares(*move.scores, move.focal, minimum)
        row = {"minimum": minimum, "most": max(shares), "least": min(shares)}
        row["gained"] = sum(share for gain, share in shares.items() if gain > 0)
        row["unchanged"] = shares.get(0, 0.0)
        row["lost"] = sum(share for gain, share in shares.items() if gain < 0)
        rows.append(row)
    return pd.DataFrame(rows)


def robust_world(edition_from: int, edition_to: int) -> pd.DataFrame:
    """Of all countries ranked in both editions, how many moved with equal weights, and how many of these for all.

    A row a minimum weight. `gained` and `lost` count ranks, `rose` and `fell` scores; each with `_for_all` beside it.
    The frame is the caller's own.
    """
    return _robust_world(edition_from, edition_to).copy()


@lru_cache(maxsize=4)
def _robust_world(edition_from: int, edition_to: int) -> pd.DataFrame:
    before, after = survey.components(edition_from), survey.components(edition_to)
    both = np.flatnonzero((before + after).notna().all(axis=1))
    scores = (ranks.weighted_scores(x.to_numpy(), THIRDS) for x in (before, after))
    old, new = (ranks.competition_ranks(x)[both] for x in scores)
    change = (after - before).to_numpy()[both]
    rows = []
    for minimum in MINIMUMS:
        found = [places.shares(before, after, focal, minimum) for focal in both]
        up, down = np.array([min(f) > 0 for f in found]), np.array([max(f) < 0 for f in found])
        row = {"minimum": minimum, "countries": len(both)}
        for name, moved, for_all in (
            ("gained", new < old, up),
            ("lost", new > old, down),
            ("rose", change.sum(axis=1) > SAME_SCORE, rises_for_all(change, minimum)),
            ("fell", change.sum(axis=1) < -SAME_SCORE, rises_for_all(-change, minimum)),
        ):
            row |= {name: int(moved.sum()), f"{name}_for_all": int((moved & for_all).sum())}
        rows.append(row)
    return pd.DataFrame(rows)


def rises_for_all(change: np.ndarray, minimum: float) -> np.ndarray:
    """Whether changes of components (n, 3) raise the score for all generic weights of at least `minimum`.

    With a minimum of 0: whether no component fell and at least one rose.
    """
    corners = minimum * change.sum(axis=1, keepdims=True) + (1 - 3 * minimum) * change
    return (corners > -SAME_SCORE).all(axis=1) & (corners > SAME_SCORE).any(axis=1)


def weight_map(move: Move) -> pd.DataFrame:
    """Places gained, plus is up, at the centre of each of STEPS x STEPS equal tiles of the triangle of weights.

    Columns osi, tii, hci (weights that sum to one), rank_from, rank_to, places.
    """
    corner = np.array([(i, j) for i in range(STEPS) for j in range(STEPS - i)])
    first = np.vstack([3 * corner + 1, 3 * corner[corner.sum(axis=1) < STEPS - 1] + 2]) / (3 * STEPS)
    weights = np.column_stack([first, 1 - first.sum(axis=1)])
    old, new = (rank_sets.focal_ranks(scores.to_numpy(), move.focal, weights) for scores in move.scores)
    return pd.DataFrame(weights, columns=COMPONENTS).assign(rank_from=old, rank_to=new, places=old - new)


def study(country: str, edition_from: int, edition_to: int, min_weight: float) -> Result:
    """Everything that the notebook shows of one country.

    `min_weight` is the least weight of a component that the sentences speak of: 0, 0.1, 0.2, 0.25 or 0.3. Raises
    InputError for another one, and as `survey.check` does.
    """
    if min_weight not in MINIMUMS:
        raise InputError(f"min_weight {min_weight}: choose one of {', '.join(f'{m:g}' for m in MINIMUMS)}")
    move = survey.move(country, edition_from, edition_to)
    sets = intervals(country, sorted({*survey.spbe_editions(), *move.editions}))
    moved = moves(move)
    for at, name in enumerate(ENDS, start=1):
        side, end = name.split("_")
        moved.insert(at, name, sets.loc[sets["edition"] == move.facts[f"edition_{side}"], end].to_numpy())
    world = robust_world(*move.editions)
    facts = _facts(move, min_weight, moved, world)
    return Result(move, min_weight, sets, moved, world, weight_map(move), facts, _values(sets, moved, world, move.step))


def _facts(move: Move, minimum: float, moved: pd.DataFrame, world: pd.DataFrame) -> dict[str, object]:
    """What sentences say, for the chosen minimum weight; `widest`, the map's title, for all weights."""
    before, after = move.scores
    change = (after - before).loc[move.country].to_numpy()
    own, field = (frame[frame["minimum"] == minimum].iloc[0].to_dict() for frame in (moved, world))
    ranks_and_places = {name: int(own[name]) for name in (*ENDS, "most", "least")}
    return {
        **move.facts,
        "minimum": minimum,
        "rank_from": move.ranks[0],
        "rank_to": move.ranks[1],
        "rising": int((change > SAME_SCORE).sum()),
        "falling": int((change < -SAME_SCORE).sum()),
        "score": _score(change, minimum),
        "un_weights": "nearly_equal" if set(move.editions) & set(OTHER_WEIGHTS) else "equal",
        **_widest(moved.iloc[0]),
        **_every_minimum(moved),
        **{f"{name}_share": own[name] for name in ("gained", "unchanged", "lost")},
        **ranks_and_places,
        "move": by_weights(ranks_and_places["least"], ranks_and_places["most"]),
        "meet": _meet(ranks_and_places, move.ranks),
        **{name: int(field[name]) for name in ("countries", "gained", "gained_for_all")},
    }


def _score(change: np.ndarray, minimum: float) -> str:
    """Whether changes of the components raise the score for all weights (rose), lower it (fell), or neither (open)."""
    rises, falls = (bool(rises_for_all(x[None], minimum)[0]) for x in (change, -change))
    return "rose" if rises else "fell" if falls else "open"


def by_weights(least: int, most: int) -> str:
    """What all weights do to the rank, by the least and the most places gained under any of them.

    gained or lost: under every one; unchanged: under none; not_gained or not_lost: one way only, where it is not kept;
    open: the weights decide.
    """
    if least == most == 0:
        return "unchanged"
    if least >= 0:
        return "gained" if least else "not_lost"
    if most <= 0:
        return "lost" if most else "not_gained"
    return "open"


def _meet(ends: dict[str, int], published: tuple[int, int]) -> str:
    """How the rank sets of the two editions lie: apart, single (one rank, the same), kept or overlap.

    kept: they overlap, and the published rank is the same in both, so that there is no move to be refuted.
    """
    if ends["from_worst"] < ends["to_best"] or ends["to_worst"] < ends["from_best"]:
        return "apart"
    if len({ends[name] for name in ENDS}) == 1:
        return "single"
    return "kept" if published[0] == published[1] else "overlap"


def _every_minimum(moved: pd.DataFrame) -> dict[str, object]:
    """The places gained under all weights, and under those of the largest minimum: the widest and narrowest range."""
    first, last = moved.iloc[0], moved.iloc[-1]
    return {
        "least_any": int(first["least"]), "most_any": int(first["most"]), "tightest": float(last["minimum"]),
        "least_tightest": int(last["least"]), "most_tightest": int(last["most"]), "minimums": len(moved),
    }  # fmt: skip


def _widest(shares: pd.Series) -> dict[str, object]:
    """What most of the weights do to the rank, gained, unchanged or lost, and their share."""
    shares = shares[["gained", "unchanged", "lost"]].astype(float)
    return {"widest": shares.index[highest(shares)], "widest_share": shares.max()}


def _values(sets: pd.DataFrame, moved: pd.DataFrame, world: pd.DataFrame, step: str) -> dict[str, object]:
    """What is published under "un", by edition or step and by minimum weight in per cent (w000, w010, ...)."""
    values: dict[str, object] = {}
    for row in sets.to_dict("records"):
        key = f"rank_interval.{row['edition']}.{weight_key(row['minimum'])}"
        values |= {f"{key}.best": row["best"], f"{key}.worst": row["worst"]}
    for name, frame in (("robust_move", moved), ("robust_world", world)):
        for row in frame.to_dict("records"):
            key = f"{name}.{step}.{weight_key(row['minimum'])}"
            values |= {f"{key}.{k}": x for k, x in row.items() if k not in ("minimum", *ENDS)}
    return values


def weight_key(minimum: float) -> str:
    """A minimum weight in a key: w000, w010, w025."""
    return f"w{round(minimum * 100):03d}"
