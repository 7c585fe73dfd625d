"""Every fit of a synthetic control that the study makes, in a process of its own: `python -m tests.studies.fits FILE`.

A process of its own, because a linear algebra library chooses its kernels by the processor when it is loaded.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np

from analysis.data.plan import plan
from analysis.methods.inference import synthetic_control as sc
from analysis.studies.spbe_and_un import synthetic_control
from tests.machines.processors import Setting
from tests.tree import ROOT


class Fit(NamedTuple):
    """What went into one call of `weights` and what came out."""

    target: np.ndarray
    donors: np.ndarray
    ridge: float
    weights: np.ndarray

    def distance(self) -> float:
        """Root mean square difference of the target from the mean of its donors."""
        return float(sc.root_mean_square(self.weights @ self.donors - self.target))


def made() -> list[Fit]:
    """The fits of the published run, which looks at every rule of donors, and of an earlier date, in order."""
    plain, found = sc.weights, []

    def recorded(target: np.ndarray, donors: np.ndarray, ridge: float = 0.0) -> np.ndarray:
        w = plain(target, donors, ridge)
        found.append(Fit(np.array(target, float), np.array(donors, float), ridge, w))
        return w

    sc.weights = recorded
    try:
        published = synthetic_control.study()
        synthetic_control.study("region", plan()["rules"]["synthetic_control_backdated"], published.designs)
    finally:
        sc.weights = plain
    return found


def made_on(machine: Setting, folder: Path) -> list[Fit]:
    """The same by a new process that takes itself for another machine."""
    target = folder / "fits.pickle"
    command = [sys.executable, "-m", "tests.studies.fits", str(target)]
    subprocess.run(command, cwd=ROOT, env=os.environ | machine.variables, check=True, timeout=600)
    return [Fit(*fit) for fit in pickle.loads(target.read_bytes())]


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(pickle.dumps([tuple(fit) for fit in made()]))
