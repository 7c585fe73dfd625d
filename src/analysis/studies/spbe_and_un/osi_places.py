"""How many places does a country's own change in online services make at most, if nought is a convention?

Assumption, stated on the page: SPBE can touch only online services (OSI). Telecommunication holds nothing that SPBE
scores. Human capital (HCI) is counted beside OSI in steps that end in 2024 or later: from then on it contains
e-government literacy, assessed on portals (second-hand accounts; what it weighs is not published).

The question is about the later rank: how many places, plus is up, would be lost had the components of the channel kept
their earlier standing, all else being as it became (counted last). That is a bound for anything that acts through them
alone, if without it they would not have fallen behind that standing. What standing still means is a convention, so the
places are told as printed and as a range over the family of `studies.shared.common_shifts`. Counted last they rise with
the shift of the channel and depend on no other, so that the ends of the family give the ends of the range exactly; the
same holds for counted first, which asks for the later values among the states of the earlier edition.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.methods.ranks import ranks, shift_sets
from analysis.studies.shared import common_shifts, survey
from analysis.studies.shared.survey import COMPONENTS, LITERACY, THIRDS
from analysis.studies.un_movement.places import paired

ALONE, WITH_HCI = "osi", "osi_hci"
CHANNELS = {ALONE: ["osi"], WITH_HCI: ["osi", "hci"]}
STILL = 1e-4  # components are printed with four decimals: so much may be rounding, and has no shares


def places(country: str, edition_from: int, edition_to: int, channel: str = ALONE) -> dict[str, object]:
    """What a country's own change in the components of a channel adds to its move between two editions.

    Score: `contribution` and `change` (thirds of the components); `score_share`, missing where the score stood still,
    may exceed 1 or be negative where components moved against each other (`opposed`). Places gained, plus is up:
    `moved` (published); `paired`, the components exchanged for all states at once; `last_in` and `first_in` as printed,
    each with its ends `last_low`, `last_high` and so on over the family. Ranks: `rank_alone` and `rank_without`, had
    the channel alone moved or stayed, as printed, and `rank_without_low` and `rank_without_high` over the family;
    `recomputed_from` and `recomputed_to` of the printed components, `rank_from` and `rank_to` published. Raises
    InputError as survey.check does.
    """
    survey.check(country, edition_from, edition_to)
    old, new = survey.components(edition_from), survey.components(edition_to)
    focal = old.index.get_loc(country)
    added = ranks.contributions(old.loc[country].to_numpy(), new.loc[country].to_numpy(), THIRDS)
    of = np.isin(COMPONENTS, CHANNELS[channel])
    own, change = float(added[of].sum()), float(added.sum())
    published = [int(survey.edition(year).loc[country, "rank"]) for year in (edition_from, edition_to)]
    found = _ranks(old, new, focal, of)
    start, alone, without, end = (found[name] for name in ("start", "alone", "without", "end"))
    first, last = start - alone, without - end
    return {
        "channel": channel,
        "edition_from": edition_from,
        "edition_to": edition_to,
        "rank_from": published[0],
        "rank_to": published[1],
        "moved": published[0] - published[1],
        "contribution": own,
        "change": change,
        "score_share": own / change if abs(change) > STILL else np.nan,
        "opposed": bool(added.min() < 0 < added.max()),
        "paired": float(paired(old, new, focal, THIRDS[None])[0][of].sum()),
        "last_in": int(last[0]),
        "last_low": int(last.min()),
        "last_high": int(last.max()),
        "first_in": int(first[0]),
        "first_low": int(first.min()),
        "first_high": int(first.max()),
        "rank_alone": int(alone[0]),
        "rank_without": int(without[0]),
        "rank_without_low": int(without.min()),
        "rank_without_high": int(without.max()),
        "recomputed_from": int(start[0]),
        "recomputed_to": int(end[0]),
    }


def shares_of_gain(country: str, edition_from: int, edition_to: int) -> np.ndarray:
    """OSI's share of a country's gain in score, once for each way to say what stood still; empty where one gives none.

    At every scale of `common_shifts.family`: counted from the mean and from the median of the other states, and as
    printed at the printed one. Raises InputError as survey.check does.
    """
    survey.check(country, edition_from, edition_to)
    old, new = survey.components(edition_from), survey.components(edition_to)
    focal = old.index.get_loc(country)
    gains = [new.iloc[focal] - old.iloc[focal]] + [
        each.scale * new.iloc[focal] + shift - old.iloc[focal]
        for each in common_shifts.family(old, new, focal)
        for shift in each.named.values()
    ]
    added = np.array(gains) * THIRDS
    change = added.sum(axis=1)
    return added[:, COMPONENTS.index(ALONE)] / change if (change > STILL).all() else np.empty(0)


def _ranks(old: pd.DataFrame, new: pd.DataFrame, focal: int, of: np.ndarray) -> dict[str, np.ndarray]:
    """Ranks before and after, and with the channel alone moved or stayed: as printed, then at the family's ends."""
    mask = int(sum(1 << c for c in np.flatnonzero(of)))
    every = (1 << len(of)) - 1
    tried = [(1.0, np.zeros((1, len(of))))]
    tried += [(each.scale, np.vstack([each.low, each.high])) for each in common_shifts.family(old, new, focal)]
    found = [shift_sets.coalitions(old.to_numpy(), new.to_numpy(), focal, THIRDS, shifts, scale)
             for scale, shifts in tried]  # fmt: skip
    at = {"start": (0, 0), "alone": (0, mask), "without": (every, every ^ mask), "end": (every, every)}
    return {name: np.concatenate([each[which] for each in found]) for name, which in at.items()}


def ceilings(country: str) -> pd.DataFrame:
    """`places` of every step and the whole span of the national index; with HCI where a step ends in 2024 on."""
    editions = survey.spbe_editions()
    steps = list(pairwise(editions))
    steps += [(editions[0], editions[-1])] if len(editions) > 2 else []
    rows = [places(country, *step) for step in steps]
    rows += [places(country, *step, WITH_HCI) for step in steps if step[1] >= LITERACY]
    return pd.DataFrame(rows)
