"""What a referee would ask about the figures that we hold, and what can be answered."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.present import publish
from analysis.studies.shared.decisions import CANNOT_BE_DECIDED
from analysis.studies.shared.instruments import OLD
from analysis.studies.sources.holdings import COUNTED, Result


def asked(coverage: pd.DataFrame, results: list[Result], agreement: Mapping[str, object]) -> None:
    """Three questions: misread lists, institutions that are not known, and the choice between sources."""
    levels = next(result for result in results if result.check == "attainable_levels")
    facts = {"n": levels.cases, "equal": levels.cases - len(levels.listed)}
    facts["early"] = int(coverage.loc[coverage["instrument"] == OLD, "held"].sum())
    publish.sentence("sources.referee.lists", COUNTED, facts)
    publish.sentence("sources.referee.known", CANNOT_BE_DECIDED, facts)
    publish.sentence("sources.referee.preferred", COUNTED, agreement)
