"""Which other machines can this one stand for? Variables that make libraries choose their kernels as elsewhere.

numpy, OpenBLAS and the C library look at the processor when they are loaded, so a setting holds for a process of its
own. Whether they followed it is asked of the libraries, not assumed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field

PROBE = """import json
import numpy
import scipy.linalg
import threadpoolctl
from numpy._core._multiarray_umath import __cpu_features__ as features
blas = [library for library in threadpoolctl.threadpool_info() if library["user_api"] == "blas"]
print(json.dumps({
    "kernels": sorted({library.get("architecture", library["internal_api"]) for library in blas}),
    "threads": sorted({library["num_threads"] for library in blas}),
    "features": [name for name, on in features.items() if on],
}))"""


@dataclass(frozen=True)
class Setting:
    """Variables that make libraries choose as on another machine, and how to tell that they did."""

    name: str
    variables: dict[str, str] = field(default_factory=dict)
    kernel: str = ""  # of OpenBLAS
    without: tuple[str, ...] = ()  # features that numpy must not use
    threads: int | None = None  # None: as many as there are by default

    def missing(self, found: dict) -> str:
        """Why the machine cannot stand for this one, given what PROBE printed under the setting; empty if it can."""
        if self.kernel and found["kernels"] != [self.kernel]:
            return f"OpenBLAS has no {self.kernel} here, it takes {', '.join(found['kernels']) or 'nothing'}"
        if on := set(self.without) & set(found["features"]):
            return f"numpy uses {', '.join(sorted(on))} all the same"
        if self.threads and found["threads"] != [self.threads]:
            return f"the libraries take {found['threads']} threads, not {self.threads}"
        return ""


SETTINGS = (
    Setting("default"),
    Setting("Haswell", {"OPENBLAS_CORETYPE": "Haswell"}, "Haswell"),
    Setting("SkylakeX", {"OPENBLAS_CORETYPE": "SkylakeX"}, "SkylakeX"),
    Setting(
        "old PC",
        {
            "OPENBLAS_CORETYPE": "Nehalem",
            "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
            "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA",
        },
        "Nehalem",
        ("X86_V3", "X86_V4", "AVX512_ICL", "AVX512_SPR"),
    ),
    Setting("two threads", {"SPBE_THREADS": "2"}, threads=2),
)


def unset() -> dict[str, str]:
    """The variables of all settings without a value: what the user has set of them is no default."""
    return dict.fromkeys((name for setting in SETTINGS for name in setting.variables), "")


def environment(setting: Setting) -> dict[str, str]:
    """What a process inherits that takes itself for another machine."""
    given = unset()
    return {name: value for name, value in os.environ.items() if name not in given} | setting.variables


def probed(setting: Setting) -> dict:
    """What the libraries choose under a setting: kernels, threads, features."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), str(setting.threads or 1))
    done = subprocess.run(
        [sys.executable, "-c", PROBE], env=environment(setting) | threads, capture_output=True, encoding="utf-8"
    )
    return json.loads(done.stdout) if done.returncode == 0 else {"kernels": [], "threads": [], "features": []}
