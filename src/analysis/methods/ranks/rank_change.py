"""Did the place of one unit change between two occasions, if the scores of both carry errors of known size?

Places gained, plus is up, are the rank on the first occasion minus that on the second. Scores are true values plus
independent normal errors of known standard errors. Two sets that both hold with a given probability are two answers
about the ranks, not one about their difference: they overlap long before the difference is in doubt. So the change is
asked itself, in two ways that give different promises.

`simulated` draws the errors anew around the observed scores and takes the middle of the places gained. It is the
answer if no true scores are more likely than others beforehand. Its promise is about right where the true scores are
spread out, as measured by the tests; it is not kept where several units are tied with the one that is asked about.

`Comparisons` promises for any true scores. Each comparison with another unit, on either occasion and in either
direction, is a hypothesis; one critical value for all, a quantile of the largest studentised difference of errors, with
step-down, leaves a wrong one among those that are certain with a probability of at most 1 - level. From them follow
the units that were certainly passed, those that certainly passed it, and the fewest and most places gained: here all
that is uncertain may go against the unit, or for it, at once. That is why these ends lie far apart.

References: Mogstad, Romano, Shaikh and Wilhelm, Review of Economic Studies 91(1), 2024 (critical values, step-down,
ties); Goldstein and Spiegelhalter, Journal of the Royal Statistical Society A 159(3), 1996 (simulated ranks); Hall and
Miller, Annals of Statistics 37(6B), 2009 (where simulated ranks fail).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.methods.errors import InputError

LEVEL = 0.95
OUT_OF_REACH = 9.0  # standard errors of a difference beyond which no error turns it: chances below 1e-18


@dataclass(frozen=True)
class Certain:
    """What is certain at once about a unit on two occasions.

    `least` and `most`: places gained, plus is up. `passed`: units that stood above it and then below; `passed_by`:
    units that stood below it and then above.
    """

    least: int
    most: int
    passed: int
    passed_by: int


def places_gained(scores: np.ndarray, errors: np.ndarray, drawn: np.ndarray, unit: int) -> np.ndarray:
    """Places that a unit gains, plus is up, when drawn errors are added to the scores: (draws,).

    `scores` and `errors`: (2, p), occasion by occasion, in one unit of measurement; a missing score (NaN) is a unit
    that has no rank then. `drawn`: (2, p, draws), standard normal. Raises InputError as `Comparisons` does.
    """
    x, se = _refuse(scores, errors, drawn, unit)
    before, after = (_ranks(*of, unit) for of in zip(x, se, drawn, strict=True))
    return before - after


def simulated(
    scores: np.ndarray, errors: np.ndarray, drawn: np.ndarray, unit: int, level: float = LEVEL
) -> tuple[int, int]:
    """The middle `level` of `places_gained`: fewest and most places, each end the draw at or beyond the quantile."""
    found = places_gained(scores, errors, drawn, unit)
    tail = (1 - level) / 2
    return int(np.quantile(found, tail, method="lower")), int(np.quantile(found, 1 - tail, method="higher"))


class Comparisons:
    """All comparisons of one unit with the others on two occasions, ready for errors of any common scale.

    Arguments as of `places_gained`; `drawn` needs fewer draws, as it is kept: 32 bytes for each unit and draw. Raises
    InputError for arrays of unlike shapes, an error that is not positive, and a unit that has no score on both.
    """

    def __init__(self, scores: np.ndarray, errors: np.ndarray, drawn: np.ndarray, unit: int, level: float = LEVEL):
        x, se = _refuse(scores, errors, drawn, unit)
        self.level = level
        self.others = ~np.isnan(x)
        self.others[:, unit] = False
        self.ranked = self.others.sum(axis=1)
        differences, noise = [], []
        for values, error, drawing, others in zip(x, se, drawn, self.others, strict=True):
            spread = np.hypot(error[others], error[unit])
            differences.append((values[others] - values[unit]) / spread)
            noise.append((error[others, None] * drawing[others] - error[unit] * drawing[unit]) / spread[:, None])
        one_way, errors_one_way = np.concatenate(differences), np.concatenate(noise)
        self.statistic = np.concatenate([one_way, -one_way])  # other above, then other below
        self.noise = np.concatenate([errors_one_way, -errors_one_way])
        self.first = self._critical(slice(None))

    def certain(self, scale: float = 1.0) -> Certain:
        """What is certain if every standard error is `scale` times as large as given."""
        statistic, critical = self.statistic / scale, self.first
        found = np.zeros(len(statistic), dtype=bool)
        while True:
            more = ~found & (statistic > critical)
            if not more.any():
                return self._told(found)
            found |= more
            critical = self._critical(~found)

    def _critical(self, left: slice | np.ndarray) -> float:
        return float(np.quantile(self.noise[left].max(axis=0), self.level, method="higher"))

    def _told(self, found: np.ndarray) -> Certain:
        above, below = np.zeros_like(self.others), np.zeros_like(self.others)
        above[self.others], below[self.others] = np.split(found, 2)
        (above_before, above_after), (below_before, below_after) = above, below
        before, after = self.ranked
        return Certain(
            least=int(above_before.sum() - (after - below_after.sum())),
            most=int(before - below_before.sum() - above_after.sum()),
            passed=int((above_before & below_after).sum()),
            passed_by=int((below_before & above_after).sum()),
        )


def _ranks(x: np.ndarray, se: np.ndarray, drawn: np.ndarray, unit: int) -> np.ndarray:
    """Ranks of the unit (draws,); 1 is the highest. Units out of reach of any error keep their side."""
    away = x - x[unit]
    near = np.abs(away) < OUT_OF_REACH * np.hypot(se, se[unit])
    near[unit] = False
    drawn_near = away[near, None] + se[near, None] * drawn[near]
    above = (drawn_near > se[unit] * drawn[unit]).sum(axis=0)
    return 1 + int((away[~near] > 0).sum()) + above


def _refuse(scores: np.ndarray, errors: np.ndarray, drawn: np.ndarray, unit: int) -> tuple[np.ndarray, np.ndarray]:
    x, se = np.asarray(scores, dtype=float), np.asarray(errors, dtype=float)
    problems = []
    if x.ndim != 2 or len(x) != 2 or x.shape != se.shape:
        problems.append(f"scores {x.shape} and errors {se.shape}: give one of each for every unit on two occasions")
    elif not 0 <= unit < x.shape[1]:
        problems.append(f"unit {unit}: there are units 0 to {x.shape[1] - 1}")
    elif np.isnan(x[:, unit]).any():
        problems.append(f"unit {unit} has no score on one of the occasions: ask about one that has both")
    if not (np.isfinite(se) & (se > 0)).all():
        problems.append("every standard error must be a positive number")
    if drawn.ndim != 3 or drawn.shape[:2] != x.shape:
        problems.append(f"noise {drawn.shape}: draw it for two occasions and the same units, {x.shape}")
    if problems:
        raise InputError(problems)
    return x, se
