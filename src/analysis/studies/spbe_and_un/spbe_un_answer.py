"""Does Indonesia's rise in the UN survey have to do with SPBE? One word from the two studies that bear on it.

The word is by the plan's rule `spbe_answer`; the comparison is that of the declared design, whatever a run draws.
"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.data.plan import plan
from analysis.studies.shared.decisions import ASSOCIATED_ONLY, NOT_SUPPORTED
from analysis.studies.spbe_and_un import osi_ceiling, synthetic_control, timing


@dataclass(frozen=True)
class Answer:
    """word: the decision; facts of the sentence."""

    word: str
    facts: dict[str, object]


def weaker(*words: str) -> str:
    """The plan's rule: associated only where every study says so, else not supported."""
    return ASSOCIATED_ONLY if set(words) == {ASSOCIATED_ONLY} else NOT_SUPPORTED


def study(series: timing.Result, control: synthetic_control.Result, ceiling: osi_ceiling.Result) -> Answer:
    """The answer from the three studies; `control` is replaced where a run has other donors or another date."""
    declared = control.donors == "nearest" and control.treatment == plan()["rules"]["synthetic_control_treatment"]
    design = control if declared else synthetic_control.study()
    of_timing = ("r", "placebo_share", "changes_agree", "changes")
    facts = {name: series.facts[f"same_year_egdi_{name}"] for name in of_timing}
    facts |= {name: ceiling.facts[name] for name in ("rank_from", "rank_to", "edition_from", "edition_to")}
    names = ("treatment", "mean", "as_large", "placebos", "p", "bound", "as_far", "p_mean", "middle")
    facts |= {name: design.facts[name] for name in names} | {"missed": 1 - design.facts["power_middle"]}
    return Answer(weaker(series.facts["published_decision"], design.facts["decision"]), facts)
