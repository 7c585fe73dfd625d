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
from analysis.studies.shared.survey import COMPONENTS, MINIMUMS, OTHER_WEIGHTS, SPBE_EDITIONS, THIRDS
from analysis.studies.un_movement import places

ENDS = ("from_best", "from_worst", "to_best", "to_worst")
STEPS = 40  # of the map: tiles of 2.5 % of the weights


@dataclass(frozen=True)
class Result:
    """Frames of one country between two editions, facts for sentences and values to publish.

    `sets`: edition, ranked, rank (published), minimum, best, worst. `moves`: minimum, from_best, from_worst, to_best,
    to_worst, most, least (places gained, plus is up, at the ends), gained, unchanged, lost (shares of the weights).
    `world`: see `robust_world`. `map`: see `weight_map`.
    """

    country: str
    name: str
    edition_from: int
    edition_to: int
    min_weight: float
    sets: pd.DataFrame
    moves: pd.DataFrame
    world: pd.DataFrame
    map: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]
    warnings: list[str]

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


def moves(country: str, edition_from: int, edition_to: int) -> pd.DataFrame:
    """Places gained, plus is up, under common weights: the ends, and shares of the weights. A row a minimum weight."""
    before, after = survey.components(edition_from), survey.components(edition_to)
    rows = []
    for minimum in MINIMUMS:
        shares = places.shares(before, after, before.index.get_loc(country), minimum)
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


def weight_map(country: str, edition_from: int, edition_to: int) -> pd.DataFrame:
    """Places gained, plus is up, at the centre of each of STEPS x STEPS equal tiles of the triangle of weights.

    Columns osi, tii, hci (weights that sum to one), rank_from, rank_to, places.
    """
    corner = np.array([(i, j) for i in range(STEPS) for j in range(STEPS - i)])
    first = np.vstack([3 * corner + 1, 3 * corner[corner.sum(axis=1) < STEPS - 1] + 2]) / (3 * STEPS)
    weights = np.column_stack([first, 1 - first.sum(axis=1)])
    before, after = survey.components(edition_from), survey.components(edition_to)
    focal = before.index.get_loc(country)
    old, new = (rank_sets.focal_ranks(x.to_numpy(), focal, weights) for x in (before, after))
    return pd.DataFrame(weights, columns=COMPONENTS).assign(rank_from=old, rank_to=new, places=old - new)


def study(country: str, edition_from: int, edition_to: int, min_weight: float) -> Result:
    """Everything that the notebook shows of one country.

    `min_weight` is the least weight of a component that the sentences speak of: 0, 0.1, 0.2, 0.25 or 0.3. Raises
    InputError for another one, for an unknown country or edition, and for a state not ranked in one of the two.
    """
    if min_weight not in MINIMUMS:
        raise InputError(f"min_weight {min_weight}: choose one of {', '.join(f'{m:g}' for m in MINIMUMS)}")
    survey.check(country, edition_from, edition_to)
    before, after = survey.components(edition_from), survey.components(edition_to)
    sets = intervals(country, sorted({*SPBE_EDITIONS, edition_from, edition_to}))
    moved = moves(country, edition_from, edition_to)
    for at, name in enumerate(ENDS, start=1):
        side, end = name.split("_")
        edition = edition_from if side == "from" else edition_to
        moved.insert(at, name, sets.loc[sets["edition"] == edition, end].to_numpy())
    world = robust_world(edition_from, edition_to)
    change = (after - before).loc[country].to_numpy()
    facts = {
        "country": survey.edition(edition_to).loc[country, "country"],
        "edition_from": edition_from,
        "edition_to": edition_to,
        "minimum": min_weight,
        "rank_from": int(sets.loc[sets["edition"] == edition_from, "rank"].iloc[0]),
        "rank_to": int(sets.loc[sets["edition"] == edition_to, "rank"].iloc[0]),
        "rising": int((change > SAME_SCORE).sum()),
        "falling": int((change < -SAME_SCORE).sum()),
        "score_rises": bool(rises_for_all(change[None], min_weight)[0]),
        "score_falls": bool(rises_for_all(-change[None], min_weight)[0]),
        "un_weights": "nearly_equal" if {edition_from, edition_to} & set(OTHER_WEIGHTS) else "equal",
        **_widest(moved.iloc[0]),
        **moved[moved["minimum"] == min_weight].drop(columns="minimum").iloc[0].to_dict(),
    }
    facts |= {name: int(facts[name]) for name in (*ENDS, "most", "least")}
    facts["meet"] = meet(facts)
    return Result(
        country,
        facts["country"],
        edition_from,
        edition_to,
        min_weight,
        sets,
        moved,
        world,
        weight_map(country, edition_from, edition_to),
        facts,
        _values(sets, moved, world, f"{edition_from}_{edition_to}"),
        survey.warnings(edition_from, edition_to),
    )


def meet(facts: dict[str, object]) -> str:
    """How the rank sets of the two editions lie: apart, single (one rank, the same), kept or overlap.

    kept: they overlap, and the published rank is the same in both, so that there is no move to be refuted.
    """
    if facts["from_worst"] < facts["to_best"] or facts["to_worst"] < facts["from_best"]:
        return "apart"
    if len({facts[end] for end in ENDS}) == 1:
        return "single"
    return "kept" if facts["rank_from"] == facts["rank_to"] else "overlap"


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
