"""Which levels can the indicators have that an evaluation does not state, given the figures that it prints?

Every whole level is tried, domain by domain, and kept where the aspects, domains and index come out as printed
(rounded half up to two decimals). Reference: formulas of PermenPANRB 59/2020, Lampiran pp. 21-24.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from math import prod

from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, exact, round_half_up
from analysis.methods.scores.scoring import Instrument

MOST = 20_000  # sets of levels that are tried


def completions(
    instrument: Instrument,
    levels: Mapping[str, Number],
    published: Mapping[tuple[str, str], Number],
) -> list[dict[str, Fraction]]:
    """Every complete set of levels (item -> level) that agrees with `levels` and with what is printed.

    `published`: ("aspect" or "domain", id) or ("overall", "") -> figure; what is not given is not compared.
    A further service of a repeated indicator counts as not assessed. Raises InputError for levels that `score`
    refuses, for a scale with decimals, when there are too many sets to try, and when none agrees.
    """
    if instrument.scale.decimals or not instrument.domains:
        raise InputError(f"instrument {instrument.id}: unstated levels need whole levels and domains")
    known = {item: exact(level) for item, level in levels.items()}
    missing = instrument.partial(known).missing
    domain_of = {aspect.id: aspect.parent for aspect in instrument.aspects}
    within: dict[str, list[str]] = {domain.id: [] for domain in instrument.domains}
    for part in instrument.indicators:
        if part.id in missing:
            within[domain_of[part.parent]].append(part.id)
    scale = [Fraction(x) for x in range(int(instrument.scale.low), int(instrument.scale.high) + 1)]
    _refuse_many(sum(len(scale) ** len(items) for items in within.values()))
    fitting = [
        [choice for choice in _choices(items, scale) if _agrees(instrument, known | choice, domain, published)]
        for domain, items in within.items()
    ]
    _refuse_many(prod(map(len, fitting)))
    whole = [known | {k: v for choice in choices for k, v in choice.items()} for choices in product(*fitting)]
    index = published.get(("overall", ""))
    found = [x for x in whole if index is None or round_half_up(instrument.score(x).index) == exact(index)]
    if not found:
        raise InputError(f"no whole levels of indicators {', '.join(missing)} give the printed figures")
    return found


def _choices(items: list[str], scale: list[Fraction]) -> list[dict[str, Fraction]]:
    return [dict(zip(items, choice, strict=True)) for choice in product(scale, repeat=len(items))]


def _agrees(
    instrument: Instrument, levels: dict[str, Fraction], domain: str, published: Mapping[tuple[str, str], Number]
) -> bool:
    """Whether one domain, complete in `levels`, comes out as printed, and so do its aspects."""
    score = instrument.partial(levels)
    values = {("domain", domain): score.domains[domain]}
    values |= {("aspect", part.id): score.aspects[part.id] for part in instrument.aspects if part.parent == domain}
    return all(round_half_up(x) == exact(published[key]) for key, x in values.items() if key in published)


def _refuse_many(count: int) -> None:
    if count > MOST:
        raise InputError(f"{count} sets of levels to try, more than {MOST}: too many levels are unstated")
