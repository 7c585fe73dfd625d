"""Every statement with its readings, each with a verdict, and one on the whole where the plan fixes the speaker's.

Rules are asked one by one, so that a single statement costs what its own rule costs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analysis.data import plan, tables
from analysis.methods.errors import InputError
from analysis.methods.rounding import exact
from analysis.studies.claims import held
from analysis.studies.claims.rules import blora, grobogan, komdigi, merangin, panrb, sarolangun
from analysis.studies.claims.verdicts import VERDICTS, Claim, Figure, Reading, decision
from analysis.studies.shared import institutions
from analysis.studies.shared.decisions import ARITHMETIC_FACT
from analysis.studies.shared.lists import COMPLETE

ALL = "all"
MODULES = (merangin, komdigi, grobogan, sarolangun, blora, panrb)
RULES: dict[str, Callable[[Claim], list[Reading]]] = {
    name: rule for each in MODULES for name, rule in each.RULES.items()
}
COUNTED = ARITHMETIC_FACT  # how many statements have which verdict


@dataclass(frozen=True)
class Judged:
    """A statement with its readings; `verdict` is that of the speaker's reading, None where the plan fixes none."""

    claim: Claim
    readings: tuple[Reading, ...]
    speaker: str | None

    @property
    def verdict(self) -> str | None:
        return next((reading.verdict for reading in self.readings if reading.id == self.speaker), None)

    @property
    def leading(self) -> Reading:
        """The speaker's reading, or else the first that the plan lists."""
        return next((reading for reading in self.readings if reading.id == self.speaker), self.readings[0])

    @property
    def key(self) -> str:
        """The statement in keys of values and texts: merangin_rank."""
        return self.claim.id.replace("-", "_")


@dataclass(frozen=True)
class Result:
    """What the page shows: the chosen statements, a row a reading, facts of them, of all statements, and values."""

    judged: tuple[Judged, ...]
    readings: pd.DataFrame
    facts: dict[str, object]
    every: dict[str, object]
    values: dict[str, object]


def claims() -> dict[str, Claim]:
    """The statements by id, in the order of the plan. Raises InputError where table, plan and rules differ."""
    rows = tables.load("claims").set_index("claim")
    planned = plan.claims()["statements"]
    problems = [
        f"claim {id}: no rule; add one to a module of studies/claims/rules" for id in rows.index if id not in RULES
    ]
    problems += [f"claim {id}: no readings; list them in analysis_plan.yml" for id in rows.index if id not in planned]
    problems += [f"claim {id}: not in the table of claims; add its row or remove it from rules and plan"
                 for id in dict.fromkeys((*RULES, *planned)) if id not in rows.index]  # fmt: skip
    if problems:
        raise InputError(problems)
    return {id: _claim(id, rows.loc[id]) for id in planned}


def judge(claim: Claim) -> Judged:
    """One statement by its rule. Raises InputError where the readings are not those of the plan, in its order."""
    planned = plan.claims()["statements"][claim.id]
    readings = tuple(RULES[claim.id](claim))
    if [reading.id for reading in readings] != list(planned["readings"]):
        raise InputError(
            f"claim {claim.id}: the rule reads it as {', '.join(r.id for r in readings)}, the plan as "
            f"{', '.join(planned['readings'])}; list the same in the same order"
        )
    return Judged(claim, readings, planned.get("speaker"))


def verdicts(*ids: str) -> dict[str, Judged]:
    """Statement -> what is found of it; of all statements where none is named. Raises InputError for an unknown one."""
    known = claims()
    unknown = [id for id in ids if id not in known]
    if unknown:
        raise InputError([f"claim {id!r}: unknown; choose among {', '.join(known)}" for id in unknown])
    return {id: judge(known[id]) for id in ids or known}


def study(article: str = ALL, claim: str = ALL) -> Result:
    """The statements of one article, one statement, or all; parameters as `parameters.check` lets them pass."""
    chosen = [one.id for one in claims().values() if article in (ALL, one.group) and claim in (ALL, one.id)]
    judged = tuple(verdicts(*chosen).values())
    return Result(judged, _readings(judged), _facts(judged), every(), _values(judged))


def _claim(id: str, row: pd.Series) -> Claim:
    printed = tuple(text for text in row["quantities"].split(";") if text)
    names = ("article", "publisher", "date", "speaker", "statement")
    return Claim(id, *(row[name] for name in names), tuple(map(exact, printed)), printed)


def figures(one: Judged) -> pd.DataFrame:
    """The figures that decide a statement, each once: subject, measure, year, value, source_id, name, source."""
    rows = dict.fromkeys(figure for reading in one.readings for figure in reading.figures)
    frame = pd.DataFrame(list(rows), columns=list(Figure._fields))
    sources = tables.load("sources").set_index("source_id")
    named = frame["subject"].map(held.names()).fillna(frame["subject"])
    return frame.assign(name=named, source=frame["source_id"].map(sources["title"]).fillna(""))


def every() -> dict[str, object]:
    """What is said of all statements: their number, those without a speaker's reading, and how well the lists agree."""
    planned = plan.claims()["statements"]
    lists = institutions.rescored()
    lists = lists[lists["year"].isin(COMPLETE)]
    return {
        "claims": len(planned),
        "readings": sum(len(about["readings"]) for about in planned.values()),
        "several": sum(not about.get("speaker") for about in planned.values()),
        "recomputed": float((lists["index"] - lists["index_47"]).abs().max()),
        "lists": len(lists),
    }


def _readings(judged: tuple[Judged, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "statement_id": one.claim.id,
            "article": one.claim.article,
            "reading": reading.id,
            "is_speakers": reading.id == one.speaker,
            "found": reading.verdict,
            "decision": decision(reading.verdict),
            "lacking": " ".join(reading.lacking),
        }
        for one in judged
        for reading in one.readings
    )


def _facts(judged: tuple[Judged, ...]) -> dict[str, object]:
    """How many statements there are, how many have a verdict, and how many have which one."""
    counts = Counter(one.verdict for one in judged)
    return {
        "claims": len(judged),
        "articles": len({one.claim.group for one in judged}),
        "readings": sum(len(one.readings) for one in judged),
        "open": counts[None],
        **{verdict.replace(" ", "_"): counts[verdict] for verdict in VERDICTS},
    }


def _values(judged: tuple[Judged, ...]) -> dict[str, object]:
    values: dict[str, object] = {}
    for one in judged:
        if one.verdict:
            values[f"{one.key}.verdict"] = one.verdict
        values |= {f"{one.key}.reading.{reading.id}": reading.verdict for reading in one.readings}
    return values
