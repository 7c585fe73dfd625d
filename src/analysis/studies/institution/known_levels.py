"""Which levels of indicators are known of one institution, and what do they amount to?

Its own file where one is given: a CSV of levels, whose instrument is told from its ids, or an official evaluation
report as PDF. Else the published evaluation of table evaluations: the newest on 47 indicators, else the newest on 35.

Where levels are not stated, `sets` holds what is possible: of a published evaluation every complete set that gives the
printed figures; of an own file the two ends, every missing level the lowest and the highest of the scale.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pandas as pd

from analysis.data import tables
from analysis.data.levels import LevelsFile, read_levels
from analysis.methods.decimal_comma import with_point
from analysis.methods.errors import InputError
from analysis.methods.rounding import exact, round_half_up
from analysis.methods.scores.missing_levels import completions
from analysis.methods.scores.next_predicate import weights_of
from analysis.methods.scores.scoring import Instrument, weighted_mean
from analysis.studies.institution.subject import Subject
from analysis.studies.shared.definitions import new_indicators
from analysis.studies.shared.instruments import NEW, OLD
from analysis.studies.shared.scorecard import instrument

LATEST = "20"
OURS = "official"  # the ministry's own list of new indicators
PUBLISHED, FILE, REPORT = "published", "file", "report"  # where levels come from
Levels = dict[str, Fraction]


@dataclass(frozen=True)
class Evaluation:
    """Levels of one evaluation. `whence`: PUBLISHED, FILE or REPORT. `year` is missing for a file of levels.

    levels: item -> level, in the order of the instrument. printed: ("aspect", "domain" or "overall", id) -> figure;
    other: overall figures that contradict it. source_id, or the file's name, says where it was found. where: item ->
    row of the file.
    """

    instrument: Instrument
    whence: str
    year: int | None
    levels: Levels
    printed: dict[tuple[str, str], Fraction]
    other: tuple[Fraction, ...]
    source: str
    where: Mapping[str, str]


@dataclass(frozen=True)
class Result:
    """levels: a row a scored item, in the order of the instrument: indicator, aspect, weight (in the index), level
    (missing where not stated), new (yes or no, under 47). sets: the complete sets that are possible. facts.

    `evaluation` is missing where no levels are known; then there are no rows and no sets.
    """

    evaluation: Evaluation | None
    levels: pd.DataFrame
    sets: tuple[Levels, ...]
    facts: dict[str, object]


def study(subject: Subject) -> Result:
    """What is known of the institution's levels. Raises InputError for an own file that is not as it must be."""
    found = own(subject) if subject.evaluation else published(subject.id)
    if found is None:
        return Result(None, pd.DataFrame(), (), dict(subject.facts))
    sets = _sets(found)
    return Result(found, _frame(found), sets, {**subject.facts, **_facts(found, sets)})


def published(institution_id: str) -> Evaluation | None:
    """The published evaluation with levels of indicators: the newest on 47, else the newest on 35."""
    rows = _stated().get(institution_id)
    if rows is None:
        return None
    levels = rows[rows["level"] == "indicator"]
    scored = NEW if (levels["instrument"] == NEW).any() else OLD
    year = int(levels.loc[levels["instrument"] == scored, "year"].max())
    return _from_table(instrument(scored), year, rows[(rows["year"] == year) & (rows["instrument"] == scored)])


@lru_cache(maxsize=1)
def _stated() -> dict[str, pd.DataFrame]:
    """The figures of every institution that has an evaluation with levels of indicators, on 47 or on 35."""
    rows = tables.load("evaluations")
    rows = rows[rows["instrument"].isin([NEW, OLD])]
    known = set(rows.loc[rows["level"] == "indicator", "institution_id"])
    return {name: frame for name, frame in rows.groupby("institution_id") if name in known}


def _from_table(chosen: Instrument, year: int, rows: pd.DataFrame) -> Evaluation:
    sure = rows[rows["status"] == "published"]
    figures = {(level, id): exact(x) for level, id, x in zip(sure["level"], sure["id"], sure["value"], strict=True)}
    stated = {id: x for (level, id), x in figures.items() if level == "indicator"}
    printed = {part: x for part, x in figures.items() if part[0] != "indicator"}
    doubtful = rows[(rows["level"] == "overall") & (rows["status"] != "published")]
    other = tuple(sorted({exact(x) for x in doubtful["value"]}))
    source = sure.loc[sure["level"] == "indicator", "source_id"].iloc[0]
    return Evaluation(chosen, PUBLISHED, year, _in_order(chosen, stated), printed, other, source, {})


def new_and_continuing(known: Result) -> dict[str, object]:
    """The mean levels, by weight, of the indicators that are new under 47 and of those that continue older ones.

    continuing_mean is also what the index would be if the new ones stood at it. Empty unless all 47 levels are known.
    """
    found = known.evaluation
    if found is None or found.instrument.id != NEW or len(known.sets) > 1:
        return {}
    weights, new = weights_of(found.instrument, found.levels), set(new_indicators(OURS))
    facts: dict[str, object] = {**known.facts}
    for name, items in (("new", new), ("continuing", set(weights) - new)):
        mean = weighted_mean([(weights[item], found.levels[item]) for item in items])
        weight = sum(weights[item] for item in items)
        facts |= {f"{name}_count": len(items), f"{name}_weight": float(weight), f"{name}_mean": float(mean)}
    return facts


def own(subject: Subject) -> Evaluation:
    """The evaluation in the institution's own file. Raises InputError for a file that cannot be it."""
    path = Path(subject.evaluation)
    if path.suffix.lower() == ".pdf":
        return _from_report(subject, path)
    file = read_levels(path)
    chosen = _instrument_of(path.name, file)
    chosen.partial(file.levels, file.where)  # refuses what is off the scale
    levels = {item: exact(level) for item, level in file.levels.items()}
    return Evaluation(chosen, FILE, None, _in_order(chosen, levels), {}, (), path.name, file.where)


def _from_report(subject: Subject, path: Path) -> Evaluation:
    from analysis.data.read import evaluation_pdf  # heavy, and hardly ever needed

    report = evaluation_pdf.read(path)
    if report.institution_id != subject.id:
        raise InputError(
            f"{path.name}: the report is of {report.institution}, the page of {subject.name}; give the report of "
            f"{subject.name}, or ask for the page of {report.institution}"
        )
    levels = {item: exact(level) for item, level in report.levels.items()}
    figures = {"aspect": report.aspects, "domain": report.domains, "overall": {"": report.index}}
    printed = {(part, id): exact(with_point(x)) for part, values in figures.items() for id, x in values.items()}
    chosen = instrument(str(report.instrument))
    return Evaluation(chosen, REPORT, int(report.year), _in_order(chosen, levels), printed, (), path.name, {})


def _instrument_of(name: str, file: LevelsFile) -> Instrument:
    """The instrument of a file: the one that it is complete for, or else the only one that has all of its ids."""
    every = [instrument(one) for one in (NEW, OLD, LATEST)]
    having = [one for one in every if set(file.levels) <= set(one.items)]
    complete = [one for one in having if set(file.levels) >= {part.id for part in one.indicators}]
    if len(complete or having) == 1:
        return (complete or having)[0]
    if not having:
        near = max(every, key=lambda one: (len(set(file.levels) & set(one.items)), one.id))
        near.partial(file.levels, file.where)  # says which ids it does not know
    fitting = " or ".join(one.id for one in having)
    raise InputError(f"{name}: these indicators may be of instrument {fitting}; give every indicator of one of them")


def _in_order(chosen: Instrument, levels: Mapping[str, Fraction]) -> Levels:
    return {item: levels[item] for item in chosen.items if item in levels}


def _missing(found: Evaluation) -> list[str]:
    return [part.id for part in found.instrument.indicators if part.id not in found.levels]


def _sets(found: Evaluation) -> tuple[Levels, ...]:
    missing, scale = _missing(found), found.instrument.scale
    if not missing:
        return (found.levels,)
    if found.whence == FILE:
        ends = [found.levels | dict.fromkeys(missing, end) for end in (scale.low, scale.high)]
    else:
        ends = completions(found.instrument, found.levels, found.printed)
    return tuple(_in_order(found.instrument, levels) for levels in ends)


def _frame(found: Evaluation) -> pd.DataFrame:
    chosen = found.instrument
    new = new_indicators(OURS) if chosen.id == NEW else []
    items = [item for item, part in chosen.items.items() if item in found.levels or item == part.id]
    weights = weights_of(chosen, dict.fromkeys(items, 0))
    return pd.DataFrame({
        "indicator": items,
        "aspect": [chosen.items[item].parent for item in items],
        "weight": [float(weights[item]) for item in items],
        "level": [float(found.levels.get(item, "nan")) for item in items],
        "new": ["yes" if item in new else "no" for item in items],
    })  # fmt: skip


def _facts(found: Evaluation, sets: tuple[Levels, ...]) -> dict[str, object]:
    scores = [found.instrument.score(levels) for levels in sets]
    low, high = min(score.index for score in scores), max(score.index for score in scores)
    predicates = {band: [found.instrument.predicate(x, band) for x in (low, high)] for band in ("unrounded", "rounded")}
    overall = found.printed.get(("overall", ""))
    return {
        "instrument": found.instrument.id,
        "whence": found.whence,
        "evaluated": found.year,
        "given": len(found.levels),
        "items": len(found.levels) + len(_missing(found)),
        "missing": _missing(found),
        "possible": len(sets),
        "index": float(low) if low == high else None,
        "index_low": float(low),
        "index_high": float(high),
        "predicate": predicates["unrounded"][0],
        "predicate_high": predicates["unrounded"][1],
        "predicate_rounded": predicates["rounded"][0],
        "printed": None if overall is None else float(overall),
        "agrees": overall is not None and all(exact(round_half_up(x)) == overall for x in (low, high)),
        "other": [float(x) for x in found.other],
        **_source(found),
    }


def _source(found: Evaluation) -> dict[str, str]:
    """Who published it, and under which title; of an own file its name."""
    if found.whence != PUBLISHED:
        return {"publisher": found.source, "title": found.source, "kind": found.whence}
    about = tables.load("sources").set_index("source_id").loc[found.source]
    return {"publisher": about["publisher"], "title": about["title"], "kind": about["kind"]}
