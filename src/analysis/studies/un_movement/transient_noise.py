"""How large are the errors of UN scores that do not last, as far as the scores themselves tell?

Takes the table `egdi`: the printed EGDI of every state that was ranked in all editions of a window. Four ways to read
the ups and downs (`methods.inference.transient_noise`) and the windows of the plan give a range, and each estimate its
interval over states. It is one size for all states: what one state's own errors are is not told, and neither are
errors that last, which both scores of a change have.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.data.plan import plan
from analysis.methods.inference import transient_noise
from analysis.methods.inference.transient_noise import OVER, PACES
from analysis.studies.shared import seeds, survey
from analysis.studies.shared.decisions import BOUNDED

DECISION = BOUNDED  # by what is supposed of true changes
DRAWS = 1_000


@dataclass(frozen=True)
class Noise:
    """rows: a row a window and way, with states, sd, low, high. Facts: ends of the estimates and of the intervals."""

    rows: pd.DataFrame
    facts: dict[str, object]
    values: dict[str, object]


def scores(since: int) -> pd.DataFrame:
    """Printed EGDI of the states ranked in every edition from `since` on: a row a state, a column an edition."""
    rows = survey.table()
    rows = rows[(rows["edition"] >= since) & rows["rank"].notna()]
    return rows.pivot(index="iso3", columns="edition", values="egdi").astype(float).dropna()


@lru_cache(maxsize=1)
def study() -> Noise:
    """Every estimate, the same for all countries and moves."""
    rows = []
    for since in sorted(plan()["rules"]["transient_noise_since"]):
        panel = scores(since)
        for pace in PACES:
            for over in OVER:
                found = transient_noise.estimate(
                    panel.to_numpy(), DRAWS, seeds.stream(f"transient noise {since}"), over=over, pace=pace
                )
                about = {"first": since, "last": int(panel.columns[-1]), "states": len(panel)}
                rows.append(about | {"pace": pace, "over": over, **found._asdict()})
    frame = pd.DataFrame(rows)
    facts = {
        "noise_low": frame["sd"].min(),
        "noise_high": frame["sd"].max(),
        "noise_bottom": frame["low"].min(),
        "noise_top": frame["high"].max(),
        "noise_since": int(frame["first"].min()),
        "noise_to": int(frame["last"].max()),
        "noise_draws": DRAWS,
    }
    values = {
        f"noise.since_{row['first']}.{row['pace']}.over_{row['over']}.{name}": row[name]
        for row in rows
        for name in ("sd", "low", "high")
    }
    return Noise(frame, facts, values)
