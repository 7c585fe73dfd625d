"""How much of one institution's index is the instrument: management and the weights; and what no figure decides?

The effect, the index under 47 minus the same domain values under 35, is an identity: the management weight times how
far management lies from the other domains, each counted by the weight that it gave up. It goes to nought at the floor
of the scale, so it is shown against the index, and beside the most that the index allows. Indicators that were replaced
or reworded inside the other domains are not in it: if rewording was neutral the whole change has bounds, else none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.methods.effects.domain_means import effect_bounds
from analysis.methods.effects.indicator_links import item_domains
from analysis.methods.ordering import settled
from analysis.methods.rounding import published, round_half_up
from analysis.methods.scores.rescoring import effect_weights
from analysis.studies.institution import two_lists
from analysis.studies.institution.place import FEWEST
from analysis.studies.institution.subject import Subject
from analysis.studies.institution.two_lists import DOMAINS
from analysis.studies.instrument_change import claims
from analysis.studies.instrument_change.domain_splits import SCALE
from analysis.studies.instrument_change.indicators import concordance
from analysis.studies.shared import institutions, whose_figures
from analysis.studies.shared.decisions import ARITHMETIC_FACT, BOUNDED, CANNOT_BE_DECIDED, IDENTIFIED
from analysis.studies.shared.explanation import HALF, Change, change, effect_at_new
from analysis.studies.shared.instruments import DOMAINS as PARTS, NEW, weights
from analysis.studies.shared.scorecard import instrument

OLD_FLOOR = 0  # of the old scale: kinder to the claim that the instrument did it
MANAGEMENT = "management"
SAME = 0.005  # management no further than this from the other domains counts as level with them
SEEN = float(HALF)  # an effect that shows in hundredths
BELOW, LIKE, ABOVE = "below", "like", "above"
DECISIONS = {
    "identity": IDENTIFIED,
    "counts": ARITHMETIC_FACT,
    "rewording": CANNOT_BE_DECIDED,
    "whole": BOUNDED,
    **{f"pair.{verdict}": word for verdict, word in claims.BY_VERDICT.items()},
}


@dataclass(frozen=True)
class Result:
    """cloud: index and effect of every institution of the type in the list, by institution_id (no rows where the
    institution's own effect is not known); verdict: of its totals before and after the change, empty without; facts.
    """

    cloud: pd.DataFrame
    verdict: str
    facts: dict[str, object]


def study(subject: Subject) -> Result:
    """The effect in the list of the subject's year, and the verdict on the pair of totals, where there is one."""
    pair = _pairs().get(subject.id, {})
    facts = {**subject.facts, "id": subject.id, "on_both": _on_both(), "management_weight": float(_change().management)}
    facts |= pair
    verdict = str(pair.get("verdict", ""))
    cloud = of_type(subject.type, subject.year)
    if subject.id not in cloud.index:
        return Result(pd.DataFrame(), verdict, facts)
    own = cloud.loc[subject.id]
    gap = float(settled(own[MANAGEMENT] - own["rest"]))
    facts |= {name: float(own[name]) for name in ("index", "index_35", "effect", MANAGEMENT, "rest", "low", "high")}
    facts |= {
        "side": LIKE if abs(gap) <= SAME else BELOW if gap < 0 else ABOVE,
        "gap": abs(gap),
        "adds_up": _adds_up(own),
        "most": _most(float(own["index"])),
        "near_floor": bool(own["index"] < two_lists.bands()["from_inclusive"].iloc[1]),
    }
    if len(cloud) >= FEWEST:
        effects = settled(cloud["effect"])
        facts |= {"n": len(cloud), "seen": SEEN, "lost": int((effects <= -SEEN).sum())}
        facts |= {"lowest": float(effects.min()), "highest": float(effects.max())}
    return Result(cloud, verdict, facts)


def _adds_up(own: pd.Series) -> bool:
    """Whether the index at the old weights and the effect, both as shown, make the printed index."""
    old, effect, index = (round_half_up(published(float(own[name]))) for name in ("index_35", "effect", "index"))
    return old + effect == index


def _most(index: float) -> float:
    """The most that management and weights can take from an index, over all profiles and all that rounds to it."""
    low, top = float(_change().lowest), float(_change().top)
    ends = (min(max(index + half, low), top) for half in (-float(HALF), float(HALF)))
    return max(-float(effect_at_new(_change(), f"{end:.3f}", largest=False).value) for end in ends)


@lru_cache(maxsize=16)
def of_type(institution_type: str, year: int) -> pd.DataFrame:
    """Institutions of a type with four domain values in a list, by institution_id.

    Columns: name, index, management, rest (the other domains), index_35, effect, and the bounds of the whole change if
    rewording was neutral (low, high).
    """
    frame = _scored()
    frame = frame[(frame["type"] == institution_type) & (frame["year"] == year)].set_index("institution_id")
    return frame[["name", "index", MANAGEMENT, "rest", "index_35", "effect", "low", "high"]]


@lru_cache(maxsize=1)
def _change() -> Change:
    return change()


@lru_cache(maxsize=1)
def _on_both() -> int:
    return whose_figures.scored_on_both()


@lru_cache(maxsize=1)
def _scored() -> pd.DataFrame:
    frame = institutions.rescored()
    frame = frame[~frame["below_floor"] & frame["index"].notna()].reset_index(drop=True)
    given_up = {PARTS[part]: -float(weight) for part, weight in effect_weights(*weights()).items()}
    del given_up[MANAGEMENT]
    total = sum(given_up.values())
    frame["rest"] = sum(frame[name] * weight / total for name, weight in given_up.items())
    values = frame[DOMAINS].set_axis(list(PARTS), axis=1)
    frame[["low", "high"]] = effect_bounds(
        concordance(), item_domains(instrument(NEW)), values, SCALE, (OLD_FLOOR, SCALE[1])
    )
    return frame


@lru_cache(maxsize=1)
def _pairs() -> dict[str, dict[str, object]]:
    """Of institutions with totals on both instruments: the pair, and the verdict on management alone."""
    pairs = institutions.pairs()
    found = claims.of_claim(claims.claims(pairs, _change(), claims.MANAGEMENT, (OLD_FLOOR,)), MANAGEMENT, OLD_FLOOR)
    names = ("verdict", "largest_fall", "largest_share", "rest", "rounding_decides")
    return {
        pair["institution_id"]: {
            "before": pair["before"], "before_year": int(pair["before_year"]), "after": pair["after"],
            "after_year": int(pair["after_year"]), "fall": pair["fall"], "change": abs(pair["fall"]),
            "whose": whose_figures.whose(pair), "low_confidence": bool(pair["low_confidence"]),
            **{f"pair_{name}" if name == "rest" else name: found.loc[pair["institution_id"], name] for name in names},
        }
        for _, pair in pairs.iterrows()
    }  # fmt: skip
