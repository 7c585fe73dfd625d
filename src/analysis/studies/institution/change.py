"""What changed from the first complete list to the second, by domain, and is that more than noise alone can give?

Noise is the least that falls which can hardly be real leave (`methods.effects.declines`): of the institution's type
where enough of its values fell, else of all. Of the index there are two such readings, by its own falls and by those of
its domains together (`growth.noise`); each is a lower bound, so the larger counts. Two assessments of one and the same
state then differ by no more than the band in 95 of 100 cases. A least noise makes a least band: a mark outside it may
be noise too.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from scipy import stats

from analysis.methods.ordering import settled
from analysis.studies.growth import noise
from analysis.studies.growth.panel import panel
from analysis.studies.institution import two_lists
from analysis.studies.institution.subject import Subject
from analysis.studies.institution.two_lists import DOMAINS, FIRST, INDEX, SECOND
from analysis.studies.shared import institutions
from analysis.studies.shared.decisions import BOUNDED

CERTAIN = 0.95
MULTIPLE = float(stats.norm.ppf((1 + CERTAIN) / 2))  # standard deviations of a difference of two assessments
UP, INSIDE, DOWN = SIDES = ("up", "inside", "down")
OTHER_UNIT, BELOW_FLOOR = "other_unit", "below_floor"  # why no change is given
DECISION = BOUNDED


@dataclass(frozen=True)
class Result:
    """marks: a row a domain that both lists have, and the index: before, after, change, noise, band (half width),
    noise_of (the type, or all), side (one of SIDES), contribution (weight times change, in points of the index).

    why: empty, or why nothing is given although both lists have the institution. facts.
    """

    marks: pd.DataFrame
    why: str
    facts: dict[str, object]


def study(subject: Subject) -> Result:
    """The change between the two lists; no rows where they do not both have the institution, or `why` says more."""
    before, after = (two_lists.row(subject.id, year) for year in (FIRST, SECOND))
    facts = {**subject.facts, "first": FIRST, "second": SECOND, "certain": CERTAIN, "multiple": MULTIPLE}
    if before is None or after is None:
        return Result(pd.DataFrame(), "", facts)
    facts |= {"spelling_first": before["spelling"], "spelling_second": after["spelling"]}
    if subject.id in two_lists.other_unit():
        return Result(pd.DataFrame(), OTHER_UNIT, facts)
    if before["below_floor"] or after["below_floor"]:
        return Result(pd.DataFrame(), BELOW_FLOOR, facts)
    marks = noises(subject.type).join(pd.DataFrame({"before": before, "after": after}), how="left").dropna()
    marks["change"] = settled((marks["after"] - marks["before"]).astype(float))
    marks["band"] = MULTIPLE * np.sqrt(2) * marks["noise"]
    inside = settled(marks["change"].abs()) <= settled(marks["band"])
    marks["side"] = np.where(inside, INSIDE, np.where(marks["change"] > 0, UP, DOWN))
    marks["contribution"] = marks["change"] * two_lists.weight().reindex(marks.index)
    facts |= {"missing": [name for name in DOMAINS if name not in marks.index]}
    return Result(marks.rename_axis("domain").reset_index(), "", facts)


@lru_cache(maxsize=16)
def noises(institution_type: str) -> pd.DataFrame:
    """Least noise of each domain and of the index (rows): noise, and noise_of, whose falls it is read from."""
    own, every = _falls(institution_type), _falls(institutions.ALL)
    enough = own["fell"] >= noise.fewest()
    found = pd.DataFrame(
        {
            "noise": own["noise"].where(enough, every["noise"]),
            "noise_of": np.where(enough, institution_type, institutions.ALL),
        },
        index=[*DOMAINS, INDEX],
    )
    same = own if enough[INDEX] else every
    together = float(np.sqrt((same.loc[DOMAINS, "noise_index"] ** 2).sum()))
    found.loc[INDEX, "noise"] = max(found.loc[INDEX, "noise"], together)
    return found


@lru_cache(maxsize=16)
def _falls(institution_type: str) -> pd.DataFrame:
    return noise.falls(panel(institution_type), two_lists.weight()).set_index("domain")
