"""Does the interval around a mean of re-scored effects hold a planted one? A test of the variance, on simulated panels.

What is tested is the clustered variance. The effect is planted at the level of the domains, where re-scoring takes it
from: that it is also what the instrument caused is an assumption, which no simulation of this kind can test. Beside it
stand what a difference of years and a selected panel would say in the same world.

The superpopulation: latent maturity of an institution = mean + its cluster's effect + its own, never centred within
a panel; level of an item = latent + shift of its domain + noise, rounded and cut to the scale; management lies
lower. Domains are the weighted means of their items, as in the tables of instrument 47. Before the change everyone
stands lower by the planted real growth. Truth: the effect at domain level in a very large draw.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pytest
from scipy import stats

from analysis.data import tables
from analysis.methods.inference.clustered import clustered_mean, wild_p_value
from analysis.methods.scores.rescoring import effect_weights
from analysis.methods.scores.scoring import Instrument
from analysis.studies.instrument_checks import effect_controls
from analysis.studies.shared import institutions
from analysis.studies.shared.instruments import weights

PANELS, CHUNK = 2000, 250
GROWTH = 0.25
MEAN, CLUSTER_SD, OWN_SD, NOISE = 2.3, 0.2, 0.5, 0.8
SHIFTS = {"1": 0.3, "2": -0.3, "4": 0.8}
PLANTED = {-0.18: -0.76, -0.15: -0.53}  # effect -> the shift of the management domain that gives it


@dataclass(frozen=True)
class World:
    """Where each item belongs, its share of the domain, and the weights of the domains."""

    shifts: np.ndarray  # (items,)
    shares: np.ndarray  # (items, domains)
    new: np.ndarray  # (domains,)
    effect: np.ndarray

    def domains(self, latent: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        """Domain values (..., domains) of institutions with this latent maturity (...)."""
        levels = rng.standard_normal((*latent.shape, len(self.shifts)), dtype=np.float32) * np.float32(NOISE)
        levels += latent[..., None].astype(np.float32) + self.shifts
        return np.clip(np.rint(levels), 1, 5) @ self.shares


def world(management: float) -> World:
    instrument = Instrument.from_tables(
        "47", tables.load("instruments"), tables.load("instrument_parts"), tables.load("bands")
    )
    domain = {aspect.id: aspect.parent for aspect in instrument.aspects}
    ids = [part.id for part in instrument.domains]
    items = [(ids.index(domain[part.parent]), float(part.weight)) for part in instrument.indicators]
    shares = np.zeros((len(items), len(ids)), dtype=np.float32)
    for at, (where, weight) in enumerate(items):
        shares[at, where] = weight / float(instrument.domains[where].weight)
    shifts = SHIFTS | {"3": management}
    return World(
        np.array([shifts[ids[where]] for where, _ in items], dtype=np.float32),
        shares,
        np.array([float(part.weight) for part in instrument.domains]),
        np.array([float(weight) for weight in effect_weights(*weights()).values()]),
    )


def test_the_items_are_those_of_the_instrument():
    counts = (world(0.0).shares > 0).sum(axis=0)
    assert counts.tolist() == [10, 10, 11, 16]
    assert world(0.0).shares.sum(axis=0) == pytest.approx(np.ones(4))


@dataclass(frozen=True)
class Outcome:
    """Over many panels: the truth, the mean difference of years, and how often each interval held the truth."""

    truth: float
    difference: float
    coverage: dict[str, float]


def simulated(n: int, clusters: int, planted: float, few: bool = False) -> Outcome:
    """Panels of n institutions in clusters of unequal size; 47 weights after the change, 35 weights before."""
    rng = np.random.default_rng([n, clusters])
    here = world(PLANTED[planted])
    sizes = rng.dirichlet(np.full(clusters, 3.0))  # as uneven as the provinces are
    large = MEAN + np.hypot(CLUSTER_SD, OWN_SD) * rng.standard_normal(200_000)
    truth = float((here.domains(large, rng) @ here.effect).mean())
    held: dict[str, list[bool]] = defaultdict(list)
    differences = []
    for _ in range(PANELS // CHUNK):
        named = rng.choice(clusters, size=n, p=sizes)
        latent = MEAN + CLUSTER_SD * rng.standard_normal((CHUNK, clusters))[:, named]
        latent += OWN_SD * rng.standard_normal((CHUNK, n))
        after, before = here.domains(latent, rng), here.domains(latent - GROWTH, rng)
        effects = after @ here.effect
        changes = after @ here.new - before @ (here.new - here.effect)
        for effect, change in zip(effects, changes, strict=True):
            fell = change < np.median(change)
            panels = {"clustered": (effect, named), "selected": (effect[fell], named[fell]), "naive": (change, named)}
            if few:
                panels["independent"] = (effect, np.arange(n))
                held["wild"].append(wild_p_value(effect, named, truth, rng, 499) >= 0.05)
            for name, (values, of) in panels.items():
                found = clustered_mean(values, of)
                held[name].append(found.low <= truth <= found.high)
            differences.append(change.mean())
    coverage = {name: float(np.mean(hits)) for name, hits in held.items()}
    return Outcome(truth, float(np.mean(differences)), coverage)


@pytest.fixture(scope="module", params=[(300, 34, -0.18), (80, 34, -0.15)], ids=["N 300", "N 80"])
def outcome(request) -> Outcome:
    found = simulated(*request.param)
    assert found.truth == pytest.approx(request.param[-1], abs=0.002)
    return found


def test_the_clustered_interval_holds_the_planted_mean(outcome):
    assert 0.93 <= outcome.coverage["clustered"] <= 0.97


def test_a_difference_of_years_has_the_wrong_sign_and_covers_nothing(outcome):
    assert outcome.truth < 0 < outcome.difference
    assert outcome.coverage["naive"] < 0.01


def test_institutions_selected_on_their_change_mislead(outcome):
    assert outcome.coverage["selected"] < 0.9, "an interval from those who fell behind is about nobody else"


def test_with_few_clusters_the_bootstrap_covers():
    found = simulated(80, 10, -0.18, few=True).coverage
    assert 0.93 <= found["wild"] <= 0.97
    assert found["independent"] < found["clustered"], "leaving the clusters out makes the interval too narrow"


def test_the_share_of_covering_intervals_is_known_well_enough():
    low, high = stats.binom.interval(0.999, PANELS, 0.95)
    assert low / PANELS > 0.93
    assert high / PANELS < 0.97


def test_47_to_47_is_exactly_zero_for_every_institution():
    frame = institutions.rescored()
    found = effect_controls.equal_instruments(frame).set_index("control")
    assert found.loc["same_47", "n"] == len(frame) > 1200
    assert (found["exactly_zero"] == found["n"]).all()
    assert (found[["mean_effect", "low", "high"]] == 0).all(axis=None)
