"""What does one set of indicator levels, or of domain values, amount to?

Takes levels or values; reads the instrument from the processed tables; returns one dictionary of plain numbers
(floats of exact fractions) and texts, in the order in which a reader wants them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from analysis.data import tables
from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, display
from analysis.methods.scores.rescoring import domain_links, rescore
from analysis.methods.scores.scoring import Instrument, Levels

Document = dict[str, object]
COVERS = (
    "the management domain and the domain weights; not the indicators that were replaced or reworded inside policy, "
    "governance and services"
)


def instrument(name: str) -> Instrument:
    """The instrument `name` (35, 47 or 20). Raises InputError where the tables are not built or do not have it."""
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
        warnings.append(f"the predicate depends on the band: {unrounded} (unrounded index), {rounded} (rounded index)")
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
        "covers": COVERS,
        "warnings": [],
    }


def lines(chosen: Instrument, document: Document) -> list[str]:
    """A scorecard for a terminal: a line each for the index, the domains and the aspects, values half up."""
    if "index" in document:
        result = [f"index {document['index_display']} (unrounded {document['index']:.6g})  {document['predicate']}"]
    else:
        result = ["index {} to {}  ".format(*document["index_interval_display"]) + " or ".join(document["predicates"])]
        missing = ", ".join(document["missing"]) or "none"
        result.append(f"missing indicators: {missing}")
    for level, parts in (("domains", chosen.domains), ("aspects", chosen.aspects)):
        values = document[level]
        result += [
            f"{level[:-1]:<7}{part.id:>3}  {display(values[part.id]):>5}  {part.name_en}"
            for part in parts
            if part.id in values
        ]
    return result


def rescored_lines(document: Document, new: str = "47", old: str = "35") -> list[str]:
    """The answer of `rescored` for a terminal, values half up to four decimals."""
    names = {f"index_{new}": f"index under {new}", f"index_{old}": f"index under {old}", "effect": "effect"}
    numbers = [f"{name:<14}{display(document[key], 4):>8}" for key, name in names.items()]
    return [*numbers, f"The effect covers {document['covers']}."]


def _service_warnings(chosen: Instrument, levels: Levels) -> list[str]:
    given = {str(item).strip() for item in dict(levels)}
    services = {part: [item for item, of in chosen.items.items() if of is part] for part in chosen.indicators}
    return [
        f"indicator {part.id}: fewer than {part.repeats} services; that all scored items then weigh the same has been "
        f"seen for {part.repeats} services only"
        for part, items in services.items()
        if part.repeats > 1 and not given.issuperset(items)
    ]


def _floats(values: Mapping[str, Fraction]) -> dict[str, float]:
    return {key: float(value) for key, value in values.items()}
