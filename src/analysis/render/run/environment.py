"""What of this machine and of its user reaches a kernel? What is listed here; no key needs to know the rest.

A kernel gets a home folder of its own, thrown away with it, so that no configuration is read and nothing has to be
writable. Variables that only choose how sums are done (OpenBLAS, numpy, the C library) pass: they move results by less
than the rule for published numbers lets through, which `make portability` shows. SPBE_THREADS does so for threads.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from analysis.methods.errors import InputError

THREADS = "SPBE_THREADS"
PASSED = (
    "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH",  # to find programs and libraries
    "OPENBLAS_CORETYPE", "NPY_DISABLE_CPU_FEATURES", "GLIBC_TUNABLES", THREADS,
)  # fmt: skip
FIXED = {
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
    "PYTHONUTF8": "1",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "SOURCE_DATE_EPOCH": "315532800",  # 1980-01-01: a constant, so that no output depends on the commit's date
}
HARMFUL = ("PATH", "HOME", "OPTIMIZE", "WARNINGS", "INSPECT", "USERBASE", "DEVMODE")  # after PYTHON, for our command


def of_kernel(scratch: Path, shared: Path | None = None, given: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The whole environment of a process that executes notebooks and may write into `scratch`.

    `shared` holds what several kernels may have in common: the list of fonts, which takes a while to make. `given` is
    what may pass, this process's own by default. Raises InputError where SPBE_THREADS is no count.
    """
    rc = scratch / "matplotlibrc"
    rc.touch()
    passed = {name: given[name] for name in PASSED if given.get(name)}
    own = {"HOME": scratch, "IPYTHONDIR": scratch, "JUPYTER_RUNTIME_DIR": scratch, "TMPDIR": scratch}
    own |= {"MATPLOTLIBRC": rc, "MPLCONFIGDIR": (shared or scratch) / "matplotlib"}
    count = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), threads(given))
    return passed | FIXED | count | {name: str(place) for name, place in own.items()}


def threads(given: Mapping[str, str] = os.environ) -> str:
    """How many threads a kernel's linear algebra may use: SPBE_THREADS, or one."""
    count = given.get(THREADS) or "1"
    if not count.isdecimal() or not 1 <= int(count) <= 64:
        raise InputError(f"{THREADS}={count}: no number of threads; unset it, or set it to 1 or more")
    return count


def restart_clean(arguments: list[str]) -> None:
    """Begin this command again without what changes the meaning of Python for all programs, if any of it is set.

    -I keeps out variables, the user's packages and the working folder; the package stays the one that was found.
    """
    given = any(os.environ.get(f"PYTHON{name}") for name in HARMFUL) or sys.flags.optimize
    if sys.flags.isolated or not given:
        return
    start = "import sys; sys.path.insert(0, sys.argv.pop(1)); from analysis.cli import main; sys.exit(main())"
    source = str(Path(__file__).resolve().parents[3])
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-I", "-c", start, source, *arguments])
