"""A change across instruments in both orders: which part is real, and which is the instrument's?

With x0 and x1 the values of the old domains before and after, and m the domains that only the new instrument has:

    change = [I_A(x1) - I_A(x0)] + [I_B(x1, m1) - I_A(x1)]          real at old weights + instrument, LATER profile
    change = [I_B(x1, m1) - I_B(x0, m0)] + [I_B(x0, m0) - I_A(x0)]  real at new weights + instrument, EARLIER profile

The first order is identified. In the second m0 was never measured: it lies on the scale, so that both of its parts are
intervals, whose sum is the same change. A named restriction narrows it: new tasks are not ahead of old ones,
m0 <= min(x0). "Real" includes what reworded or replaced indicators inside the old domains did.

References: the two orders of Laspeyres and Paasche; bounds: Horowitz and Manski (1995).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from analysis.methods.effects.concordance import Ends, Interval
from analysis.methods.errors import InputError
from analysis.methods.rounding import Number, exact
from analysis.methods.scores.rescoring import Links, Weights, effect_weights, real_and_instrument, rescore


class TwoOrders(NamedTuple):
    """change = real_old + instrument_new = real_new + instrument_old, for every m0."""

    change: Fraction
    real_old: Fraction  # at old weights
    instrument_new: Fraction  # at the later profile
    real_new: Interval  # at new weights
    instrument_old: Interval  # at the earlier profile


def two_orders(
    before: Mapping[str, Number],
    after: Mapping[str, Number],
    weights_new: Weights,
    weights_old: Weights,
    links: Links,
    new_scale: Ends,
    not_ahead: bool = False,
) -> TwoOrders:
    """Both orders exactly. `before`: value of every old domain; `after`: of every new domain; both by id.

    A new domain without predecessor had anything on `new_scale` before, or with `not_ahead` nothing above the lowest
    of the others. Raises InputError for missing or unknown domains, for weights and links like `rescore`, and where
    `not_ahead` leaves nothing on the scale.
    """
    problems = [f"before: domain {part}: no value" for part in weights_old if part not in before]
    problems += [f"before: domain {part}: not in the old instrument" for part in before if part not in weights_old]
    if problems:
        raise InputError(problems)
    later = rescore(after, weights_new, weights_old, links)
    index_old_before = sum((weights_old[part] * exact(value) for part, value in before.items()), Fraction(0))
    first = real_and_instrument(index_old_before, later.index_old, later.index_new)
    low, high = (exact(end) for end in new_scale)
    if not_ahead:
        high = min(high, *(exact(value) for value in before.values()))
        if high < low:
            raise InputError(
                f"before: a domain stands at {float(high):g}, below the new scale; nothing is not ahead of it"
            )
    effect = effect_weights(weights_new, weights_old, links)
    carried = sum((effect[new] * exact(before[old]) for new, old in links.items()), Fraction(0))
    free = sum((weight for part, weight in effect.items() if part not in links), Fraction(0))
    instrument = Interval(carried + free * low, carried + free * high)
    return TwoOrders(
        change=first.change,
        real_old=first.real,
        instrument_new=first.instrument,
        real_new=Interval(first.change - instrument.high, first.change - instrument.low),
        instrument_old=instrument,
    )
