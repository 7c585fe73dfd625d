"""What does one notebook come to, executed by papermill in a kernel of this very Python?

Lives in worker processes only: it imports papermill and sets the environment of the process. Another engine of
papermill's may take the kernel's place (`here`); whatever a notebook can do to a build is told here for both. The
kernel gets the fixed environment below, this interpreter whatever kernelspecs the user has, no start-up files and no rc
file of the user's, and talks over socket files instead of TCP ports. No clock and no process id stays in the result.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

# Two packages that would slow the start-up (a grammar that jsonschema builds at import) or re-format the cell that
# papermill adds (black) where they happen to be installed: both are optional to those who import them.
for _name in ("rfc3987_syntax", "black"):
    sys.modules.setdefault(_name, None)

import nbformat  # noqa: E402
import papermill  # noqa: E402
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager  # noqa: E402
from jupyter_client.manager import AsyncKernelManager  # noqa: E402
from nbclient.exceptions import CellTimeoutError, DeadKernelError  # noqa: E402
from papermill.exceptions import PapermillExecutionError  # noqa: E402
from traitlets import default  # noqa: E402

from analysis.render.run import environment, notebook  # noqa: E402
from analysis.render.run.engine import Executed, Failure, Job  # noqa: E402
from analysis.render.run.output_size import shortened  # noqa: E402
from analysis.render.run.terminal_text import encodable, terminal_text  # noqa: E402

LATE_OUTPUT = "waiting for IOPub output"  # in nbclient's words, which uses one error for two kinds of lateness
DIED = "the kernel died (out of memory, or a crash in a compiled library)"
LONGEST_SOCKET = 90  # characters; the system's limit is 104 or 108
# What a whole machine may hold of IPython's configuration is left out too; -P and -s: neither the folder of the
# notebooks nor the user's own packages are imported from.
LAUNCH = (
    "from IPython.core import application as a; a.SYSTEM_CONFIG_DIRS.clear(); a.ENV_CONFIG_DIRS.clear(); "
    "from ipykernel import kernelapp; kernelapp.launch_new_instance()"
)

# A kernel sends JSON as UTF-8, which has no half of a surrogate pair: it would lose all of a print-out without a word.
SENDS_ALL = """
def pack(content, before=session.pack):
    try:
        return before(content)
    except UnicodeEncodeError:
        import json, jupyter_client.jsonutil
        return json.dumps(content, default=jupyter_client.jsonutil.json_default).encode()
session.pack = pack
"""


class _ThisPython(KernelSpecManager):
    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        first = f"exec({SENDS_ALL!r}, {{'session': get_ipython().kernel.session}})"
        argv = [sys.executable, "-P", "-s", "-c", LAUNCH, "-f", "{connection_file}"]
        argv.append(f"--IPKernelApp.exec_lines={[first]!r}")
        return KernelSpec(argv=argv, display_name=notebook.KERNELSPEC["display_name"], language="python")


class _Manager(AsyncKernelManager):
    @default("kernel_spec_manager")
    def _kernel_spec_manager_default(self) -> KernelSpecManager:
        return _ThisPython()

    @default("connection_file")
    def _connection_file_default(self) -> str:
        return os.path.join(os.environ["JUPYTER_RUNTIME_DIR"], "kernel.json")

    @default("transport")
    def _transport_default(self) -> str:
        return "ipc" if len(self.connection_file) < LONGEST_SOCKET else "tcp"


def execute(job: Job, engine: str | None = None, tell: Callable[[int], object] = bool) -> Executed | Failure:
    """Execute one notebook. Never raises for what the notebook does: a failing cell, a death, a cell without end.

    engine: a name that papermill knows, by default that of kernels. tell: gets the index of each cell as it starts.
    """
    started = time.perf_counter()
    at = None  # index of the cell that was started last

    def note(cell: nbformat.NotebookNode, cell_index: int) -> None:
        nonlocal at
        at = cell_index
        tell(at)

    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            _set_environment(job, Path(scratch))
            nb = papermill.execute_notebook(
                nbformat.from_dict(notebook.parse(job.source, job.notebook)),
                None,
                job.parameters,
                engine_name=engine,
                kernel_name=notebook.KERNELSPEC["name"],
                language="python",
                cwd=job.folder,
                progress_bar=False,
                log_output=False,
                execution_timeout=job.cell_timeout,
                iopub_timeout=job.output_timeout,
                kernel_manager_class=_Manager,
                shutdown_kernel="immediate",
                record_timing=False,
                on_cell_start=note,
            )
            return _unfinished(job, nb) or _executed(job, nb, started)
    except PapermillExecutionError as error:
        return failure(job, error.cell_index, f"{error.ename}: {error.evalue}", "\n".join(error.traceback))
    except DeadKernelError:
        return failure(job, at, DIED)
    except CellTimeoutError as error:
        return failure(job, at, _late(job) if LATE_OUTPUT in str(error) else too_long(job))
    except Exception as error:
        return failure(job, at, f"{type(error).__name__}: {error}", traceback.format_exc())


def too_long(job: Job) -> str:
    """What is said of a cell without end."""
    return f"took longer than {job.cell_timeout} s"


def _late(job: Job) -> str:
    """The cell had ended in time, and its output was still on its way."""
    return (
        f"has ended, but its output was not complete {job.output_timeout} s later; print less, or build with "
        "fewer workers"
    )


def _set_environment(job: Job, scratch: Path) -> None:
    """The environment of this process, which its kernel inherits."""
    given = {} if job.seed is None else {"SPBE_SEED": str(job.seed), "SPBE_LANGUAGE": job.language}
    of_kernel = environment.of_kernel(scratch, shared=Path(tempfile.gettempdir()))
    os.environ.clear()
    os.environ.update(of_kernel | {"PYTHONPATH": job.path} | given)


def _executed(job: Job, nb: nbformat.NotebookNode, started: float) -> Executed:
    warnings = notebook.clean(nb)
    text = encodable(nbformat.writes(nbformat.from_dict(nb))) + "\n"
    return Executed(job.run, job.notebook, text, tuple(warnings), time.perf_counter() - started)


def _unfinished(job: Job, nb: nbformat.NotebookNode) -> Failure | None:
    """papermill takes `sys.exit()` for success, and skips cells by tag: to us a notebook ran only if all of it did."""
    for index, cell in enumerate(nb.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        if any(output.output_type == "error" for output in cell.outputs):
            return failure(job, index, "stopped the notebook before its end; remove the exit")
        if cell.execution_count is None:
            return failure(job, index, "was not executed; remove the tag that skips it")
    return None


def failure(job: Job, index: int | None, why: str, trace: str = "") -> Failure:
    """A failure at cell `index` of the notebook as executed, told by the number that a reader knows."""
    number, source = None, ""
    if index is not None:
        cells = notebook.parse(job.source, job.notebook)["cells"]
        added = [i for i, cell in enumerate(cells) if notebook.PARAMETERS in notebook.tags(cell) and job.parameters]
        target = cells[index - bool(added and index > added[0])]  # papermill put a cell after the parameters cell
        numbered = notebook.code_cells({"cells": cells})
        number, source = next(((n, cell["source"]) for n, cell in numbered if cell is target), (None, ""))
    why, source, trace = (shortened(terminal_text(text).strip()) for text in (why, source, trace))
    return Failure(job.run, job.notebook, " ".join(why.split("\n")[:1]), job.parameters, number, source, trace)
