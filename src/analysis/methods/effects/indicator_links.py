"""Which indicator of a new instrument continues which of the old one, and what does each scored item weigh?

Reads the table `crosswalk` and two instruments into a `Concordance`, or refuses. An old indicator that was scored once
a service is continued service by service: instrument 35 scored its indicator 35 for up to three services, and these
became indicators 45, 46 and 47. References: PermenPANRB 5/2018 and 59/2020; the ministry's list of old and new
indicators.
"""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from analysis.methods.effects.concordance import Concordance
from analysis.methods.errors import InputError
from analysis.methods.scores.scoring import Instrument


def item_weights(instrument: Instrument) -> dict[str, Fraction]:
    """Scored item -> its weight in the index when every service of a repeated indicator is scored; they sum to 1."""
    items = instrument.items
    within = {a.id: sum(p.weight for p in items.values() if p.parent == a.id) for a in instrument.aspects}
    own = {aspect.id: aspect.weight for aspect in instrument.aspects}
    return {item: part.weight * own[part.parent] / within[part.parent] for item, part in items.items()}


def item_domains(instrument: Instrument) -> dict[str, str]:
    """Scored item -> the domain that it lies in."""
    parent = {aspect.id: aspect.parent for aspect in instrument.aspects}
    return {item: parent[part.parent] for item, part in instrument.items.items()}


def from_crosswalk(crosswalk: pd.DataFrame, old: Instrument, new: Instrument) -> Concordance:
    """The concordance in table `crosswalk` (level indicator; a row without from_id is new, without to_id dropped).

    Raises InputError when there are no such rows, an indicator is unknown, not listed or listed both ways, one new
    indicator has two predecessors, a new indicator is repeated, or the successors of a repeated old indicator are not
    as many as its services.
    """
    chosen = (crosswalk["from_instrument"] == old.id) & (crosswalk["to_instrument"] == new.id)
    rows = crosswalk[chosen & (crosswalk["level"] == "indicator")]
    if rows.empty:
        raise InputError(f"table crosswalk: no indicator links from instrument {old.id} to {new.id}")
    pairs = sorted(zip(rows["to_id"], rows["from_id"], strict=True), key=lambda pair: (len(pair[0]), pair))
    problems = _defects(pairs, old, new)
    if problems:
        raise InputError([f"table crosswalk: {problem}" for problem in sorted(problems)])
    after: dict[str, list[str]] = {}
    for target, source in pairs:
        if target and source:
            after.setdefault(source, []).append(target)
    services = {part.id: [item for item, of in old.items.items() if of is part] for part in old.indicators}
    links = {}
    for source, targets in after.items():
        # Each service is continued by one indicator; otherwise all successors continue the one old item.
        items = services[source] if len(services[source]) > 1 else services[source] * len(targets)
        links |= dict(zip(targets, items, strict=True))
    return Concordance(item_weights(new), item_weights(old), links)


def _defects(pairs: list[tuple[str, str]], old: Instrument, new: Instrument) -> list[str]:
    targets, sources = [t for t, _ in pairs if t], [f for _, f in pairs if f]
    problems = []
    for instrument, listed in ((new, targets), (old, sources)):
        known = [part.id for part in instrument.indicators]
        problems += [f"indicator {id}: not in instrument {instrument.id}" for id in set(listed) - set(known)]
        problems += [f"indicator {id} of instrument {instrument.id}: not listed" for id in set(known) - set(listed)]
    twice = {t for t in targets if targets.count(t) > 1}
    problems += [f"indicator {t} of instrument {new.id}: listed twice; merges are not supported" for t in twice]
    gone = {f for t, f in pairs if not t}
    kept = [f for t, f in pairs if t and f]
    problems += [f"indicator {f} of instrument {old.id}: both dropped and continued" for f in gone & set(kept)]
    problems += [
        f"indicator {part.id} of instrument {new.id}: scored more than once; only an old one may be"
        for part in new.indicators
        if part.repeats > 1
    ]
    problems += [
        f"indicator {part.id} of instrument {old.id}: {part.repeats} services but {kept.count(part.id)} successors; "
        "give each service one"
        for part in old.indicators
        if part.repeats > 1 and kept.count(part.id) not in (0, part.repeats)
    ]
    return problems
