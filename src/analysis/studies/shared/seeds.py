"""Where does randomness come from? One seed for the study, one named stream a purpose.

The engine hands the study's seed to every kernel; a reader's own kernel has the default, which is the same number,
so that a notebook run by hand gives the digits of the report. Streams are common to all runs: two runs that differ
in one parameter differ by that parameter alone.
"""

from __future__ import annotations

import os

import numpy as np

VARIABLE, DEFAULT = "SPBE_SEED", 2021


def stream(purpose: str) -> np.random.Generator:
    """A generator of its own for one purpose, for instance "random concordances": the same each time it is asked for.

    Method: numpy.random.SeedSequence with the purpose as spawn key, so that streams do not overlap.
    """
    seed = int(os.environ.get(VARIABLE, DEFAULT))
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=tuple(purpose.encode())))
