"""Does Indonesia's rise in the UN survey have to do with SPBE? One word from the two studies that bear on it.

The word is by the plan's rule `spbe_answer`; the comparison is that of the declared design, whatever a run draws.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.data.plan import plan
from analysis.studies.shared.decisions import ASSOCIATED_ONLY, INCONCLUSIVE, NOT_SUPPORTED
from analysis.studies.spbe_and_un import osi_ceiling, synthetic_control, timing


@dataclass(frozen=True)
class Answer:
    """word: the decision; facts of the sentences."""

    word: str
    facts: dict[str, object]


def weaker(*words: str) -> str:
    """The plan's rule: associated only where every study says so, inconclusive where one is, else not supported."""
    if set(words) == {ASSOCIATED_ONLY}:
        return ASSOCIATED_ONLY
    return INCONCLUSIVE if INCONCLUSIVE in words else NOT_SUPPORTED


def study(series: timing.Result, control: synthetic_control.Result, ceiling: osi_ceiling.Result) -> Answer:
    """The answer from the three studies; `control` is replaced where a run has other donors or another date."""
    declared = ("nearest", plan()["rules"]["synthetic_control_treatment"])
    same = (control.donors, control.treatment) == declared
    design = control if same else synthetic_control.study(*declared, control.designs)
    facts = {name: ceiling.facts[name] for name in ("rank_from", "rank_to", "edition_from", "edition_to")}
    windows = ("same_year_from", "same_year_to", "lag_from", "lag_to")
    facts |= {name: series.facts[name] for name in ("states", "ahead", *windows)}
    facts |= {f"{name}_place": series.facts[f"same_year_{name}_gain_place"] for name in ("egdi", "osi", "tii")}
    names = ("treatment", "low", "high", "answered", "at_bound", "bound", "middle", "wanted")
    facts |= {name: design.facts[name] for name in names}
    facts |= {name: control.designs.facts[name] for name in ("tii_answered", "tii_at_bound")}
    facts |= {"power": design.facts["power_middle"], "missed": 1 - design.facts["power_middle"]}
    facts["power_mean"] = float(design.power.set_index("effect").loc[facts["middle"], "mean"])
    return Answer(weaker(series.facts["published_decision"], design.facts["decision"]), facts)
