"""What does one set of indicator levels, or of domain values, amount to?

Takes levels or values; reads the instrument from the processed tables; returns one dictionary of plain numbers
(floats of exact fractions) and machine names, in the order in which a reader wants them. A warning is a dictionary:
BAND with both predicates, where they differ, or SERVICES with the indicator that has fewer scores than its repeats.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, display
from analysis.methods.scores.rescoring import domain_links, rescore
from analysis.methods.scores.scoring import Instrument, Levels

Document = dict[str, object]
BAND, SERVICES = "band", "services"  # what must be known of an answer: its warnings


@lru_cache(maxsize=4)
def instrument(name: str) -> Instrument:
    """The instrument `name` (35, 47 or 20), made once a process.

    Raises InputError where the tables are not built or do not have it.
    """
    return Instrument.from_tables(
        name, tables.load("instruments"), tables.load("instrument_parts"), tables.load("bands")
    )


def scorecard(
    chosen: Instrument, levels: Levels, where: Mapping[str, str] | None = None, band: str = "unrounded"
) -> Document:
    """Aspects, domains, index and predicate of a complete set of levels.

    `where` says where each item was read, `band` whether the predicate goes by the unrounded or the rounded index.
    Raises InputError like `Instrument.score`.
    """
    score = chosen.score(levels, where)
    warnings = _service_warnings(chosen, levels)
    unrounded, rounded = (chosen.predicate(score.index, kind) for kind in ("unrounded", "rounded"))
    if unrounded != rounded:
        warnings.append({"warning": BAND, "unrounded": unrounded, "rounded": rounded})
    return {
        "instrument": chosen.id,
        "aspects": _floats(score.aspects),
        "domains": _floats(score.domains),
        "index": float(score.index),
        "index_display": display(score.index),
        "predicate": chosen.predicate(score.index, band),
        "band": band,
        "warnings": warnings,
    }


def partial_scorecard(
    chosen: Instrument, levels: Levels, where: Mapping[str, str] | None = None, band: str = "unrounded"
) -> Document:
    """Complete aspects and domains, the interval of the index and the predicates in it; levels may be missing.

    Raises InputError like `Instrument.partial`.
    """
    score = chosen.partial(levels, where)
    ends = (score.low, score.high)
    names = [part.predicate for part in chosen.bands]
    first, last = (names.index(chosen.predicate(end, band)) for end in ends)
    return {
        "instrument": chosen.id,
        "aspects": _floats(score.aspects),
        "domains": _floats(score.domains),
        "index_interval": [float(end) for end in ends],
        "index_interval_display": [display(end) for end in ends],
        "predicates": names[first : last + 1],
        "band": band,
        "missing": list(score.missing),
        "warnings": _service_warnings(chosen, levels),
    }


def rescored(values: Sequence[Number], new: str = "47", old: str = "35") -> Document:
    """The index under both instruments from domain values under the new one, in the order of its domains.

    Raises InputError for another number of values and for values that are no number or off the scale.
    """
    new_instrument, old_instrument = instrument(new), instrument(old)
    ids = list(new_instrument.domain_weights)
    if len(values) != len(ids):
        raise InputError(f"{len(values)} domain values given; instrument {new} has {len(ids)} domains")
    by_domain = dict(zip(ids, values, strict=True))
    new_instrument.domains_to_index(by_domain)  # refuses what is off the scale
    links = domain_links(tables.load("crosswalk"), old, new)
    result = rescore(by_domain, new_instrument.domain_weights, old_instrument.domain_weights, links)
    return {
        f"index_{new}": float(result.index_new),
        f"index_{old}": float(result.index_old),
        "effect": float(result.effect),
        "warnings": [],
    }


def _service_warnings(chosen: Instrument, levels: Levels) -> list[Document]:
    given = {str(item).strip() for item in dict(levels)}
    services = {part: [item for item, of in chosen.items.items() if of is part] for part in chosen.indicators}
    return [
        {"warning": SERVICES, "indicator": part.id, "repeats": part.repeats}
        for part, items in services.items()
        if part.repeats > 1 and not given.issuperset(items)
    ]


def _floats(values: Mapping[str, Fraction]) -> dict[str, float]:
    return {key: float(value) for key, value in values.items()}
