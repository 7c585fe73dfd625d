"""What does re-scoring find where there is nothing, or almost nothing, to find?

Negative controls of the effect of the instrument, registered in the plan. Between equal instruments re-scoring must
give exactly 0 for every institution. Without the management domain, which is what the two instruments differ in,
little should be left: once only the weight of policy moves, once the three common domains take their new shares. A
comparison of years has no such guard, so it is asked about years between which the instrument did not change.

Method: Lipsitch, Tchetgen Tchetgen and Cohen 2010, negative controls.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pandas as pd

from analysis.methods.rounding import exact
from analysis.methods.scores.rescoring import rescore, rescore_frame
from analysis.studies.shared.instruments import DOMAINS, NEW, OLD, weights
from analysis.studies.shared.lists import COMPLETE
from analysis.studies.shared.published_means import domain_means, published_index

POLICY = "1"


def policy_only() -> dict[str, Fraction]:
    """Weights of the common domains when policy alone takes its new weight and the others share what it lost."""
    new, old, links = weights()
    rest = {part: old[links[part]] for part in links if part != POLICY}
    left, total = 1 - new[POLICY], sum(rest.values())
    return {POLICY: new[POLICY], **{part: weight / total * left for part, weight in rest.items()}}


def common_domains() -> dict[str, Fraction]:
    """The new weights of the common domains, made to sum to 1 without the management domain."""
    new, _, links = weights()
    total = sum(new[part] for part in links)
    return {part: new[part] / total for part in links}


def equal_effects(rows: list[dict[str, Fraction]], own: dict[str, Fraction]) -> list[Fraction]:
    """The exact effect between an instrument and itself for each row (domain id -> value)."""
    same = {part: part for part in own}
    return [rescore(row, own, own, same).effect for row in rows]


def equal_instruments(lists: pd.DataFrame) -> pd.DataFrame:
    """Re-scoring from 47 to 47 over institution-years, and from 35 to 35 over the national means before 2021.

    One row a control: control, n, exactly_zero (how many), and mean_effect, low and high of the effects.
    """
    new, old, _ = weights()
    rows = [
        {part: exact(value) for part, value in zip(DOMAINS, row, strict=True)}
        for row in lists[list(DOMAINS.values())].itertuples(index=False)
    ]
    nation = [means for means in domain_means().values() if set(means) == set(old)]
    found = {"same_47": equal_effects(rows, new), "same_35": equal_effects(nation, old)}
    return pd.DataFrame(
        [
            {
                "control": control,
                "n": len(effects),
                "exactly_zero": sum(effect == 0 for effect in effects),
                "mean_effect": float(sum(effects) / len(effects)),
                "low": float(min(effects)),
                "high": float(max(effects)),
            }
            for control, effects in found.items()
        ]
    )


def without_management(lists: pd.DataFrame) -> pd.DataFrame:
    """The two controls without the management domain in the complete years, beside the real effect.

    One row a control and year: control, year, n, mean_effect, low and high over institutions, share (of the size of
    the real mean effect, absolute). Takes institution-years with the columns of `institutions.rescored`.
    """
    _, old, links = weights()
    named = {name: part for part, name in DOMAINS.items() if part in links}
    rows = []
    for control, own in (("policy_only", policy_only()), ("common_domains", common_domains())):
        for year in COMPLETE:
            frame = lists[lists["year"] == year]
            found = rescore_frame(frame.rename(columns=named), own, old, links)["effect"]
            rows.append({"control": control, "year": year, "n": len(frame), "mean_effect": found.mean()})
            rows[-1] |= {"low": found.min(), "high": found.max()}
            rows[-1]["share"] = abs(found.mean() / frame["effect"].mean())
    return pd.DataFrame(rows)


def backdated() -> pd.DataFrame:
    """The national index between neighbouring years with the same instrument: what a difference of years "finds".

    One row a pair: before_year, year, instrument, difference (published indices) and rescored: the effect at the
    domain means of the later year between the instrument and itself, exact.
    """
    published, means = published_index(), domain_means()
    own = dict(zip((NEW, OLD), weights()[:2], strict=True))
    rows = []
    for before, after in pairwise(published.index):
        instrument = published["instrument"][after]
        if published["instrument"][before] == instrument and after in means:
            same = {part: part for part in own[instrument]}
            rescored = rescore(means[after], own[instrument], own[instrument], same).effect
            rows.append({"before_year": before, "year": after, "instrument": instrument})
            rows[-1]["difference"] = published["value"][after] - published["value"][before]
            rows[-1]["rescored"] = rescored
    return pd.DataFrame(rows)
