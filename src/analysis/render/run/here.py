"""What does one notebook come to in this very process? An engine of papermill's without a kernel and without sockets.

Lives in children of `warm`, one notebook each: it changes the process. Shell, display and messages are those of a
kernel (`ipykernel`), and nbclient makes outputs of the messages as it does of a kernel's, so that both engines give the
same notebook. Only the way between the two is left out. A cell without end is the parent's to stop.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import warnings
from collections.abc import Callable

from analysis.render.run import kernel, notebook  # kernel first: it keeps slow packages out

from ipykernel.zmqshell import ZMQInteractiveShell  # isort: skip
from jupyter_client.jsonutil import json_default  # isort: skip
from jupyter_client.session import Session  # isort: skip
from nbclient.exceptions import CellExecutionError, DeadKernelError  # isort: skip
from papermill.clientwrap import PapermillNotebookClient  # isort: skip
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines  # isort: skip
from traitlets.config import Config  # isort: skip

from analysis.render.run.engine import Executed, Failure, Job

NAME = "fork"  # of the engine, to papermill
INLINE = "matplotlib_inline.backend_inline"  # where a kernel draws


class HereEngine(Engine):
    """Executes the cells in this process."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: object) -> None:
        client = _Client(nb_man, on_cell_start=options["on_cell_start"])
        client.reset_execution_trackers()
        client.start()
        client.papermill_execute_cells()


papermill_engines.register(NAME, HereEngine)


def execute(job: Job, tell: Callable[[int], None]) -> Executed | Failure:
    """Execute one notebook here; `tell` gets the index of each cell as it starts. The process is of no other use then.

    What a crash or an endless cell comes to is for the parent to say.
    """
    _reseed(job)
    return kernel.execute(job, engine=NAME, tell=tell)


def _reseed(job: Job) -> None:
    """Every child has its parent's global generator of numpy, and would draw the same; Python's own sees to itself."""
    if "numpy" in sys.modules:
        import numpy as np

        seed = None if job.seed is None else np.random.SeedSequence(job.seed, spawn_key=tuple(job.run.encode()))
        np.random.seed(None if seed is None else seed.generate_state(8))


class _Session(Session):
    """Takes a kernel's messages to the client, through JSON as if they were sent."""

    receive: Callable[[dict], None] = print

    def msg(self, msg_type: str, content: dict | None = None, *_: object, **__: object) -> dict:
        return {"msg_type": msg_type, "header": {"msg_type": msg_type}, "parent_header": {}, "content": content or {}}

    def send(self, stream: object, msg_or_type: dict | str, content: dict | None = None, *_: object, **__: object):
        msg = self.msg(msg_or_type, content) if isinstance(msg_or_type, str) else msg_or_type
        self.receive(msg | {"content": json.loads(json.dumps(msg["content"], default=json_default))})


class _Stream:
    """stdout or stderr of the cells: what is printed becomes a message when something else is shown, or a cell ends."""

    encoding, errors, closed = "UTF-8", "strict", False

    def __init__(self, name: str, session: _Session, number: int):
        self.name, self.session, self.number = name, session, number
        self._said: list[str] = []
        self._read = 0

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._said.append(text)
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        text, self._said = "".join(self._said), []
        if text:
            self.session.send(None, "stream", {"name": self.name, "text": text})

    def below(self) -> None:
        """What was written past Python, by a library or another program, into the file of this number."""
        size = os.fstat(self.number).st_size
        if size > self._read and (data := os.pread(self.number, size - self._read, self._read)):
            self._read = size
            self.write(data.decode("utf-8", "replace"))
            self.flush()

    def fileno(self) -> int:
        return self.number

    def isatty(self) -> bool:
        return False

    def readable(self) -> bool:
        return False

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False


class _Shell(ZMQInteractiveShell):
    """A kernel's shell without a kernel."""

    def enable_gui(self, gui: object = None) -> None:
        """There is no event loop to choose."""


def shell() -> ZMQInteractiveShell:
    """The shell of this process. A parent may make it, as long as it runs nothing in it."""
    return _Shell.instance(config=Config({"HistoryManager": {"enabled": False}}), user_ns={})


class _Client(PapermillNotebookClient):
    """papermill's client with a shell of this process in the place of a kernel."""

    def start(self) -> None:
        """A shell that has run nothing, streams that end in the notebook, and pictures too."""
        os.environ["MPLBACKEND"] = f"module://{INLINE}"  # as a kernel does
        tempfile.tempdir = None  # the folder of this child, from its environment
        self.session = _Session()
        self.shell = shell()
        self.shell.init_environment()
        warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")  # forgets what was warned of
        self.shell.display_pub.session = self.shell.displayhook.session = self.session
        self.streams = [_Stream("stdout", self.session, 1), _Stream("stderr", self.session, 2)]
        sys.stdout, sys.stderr = self.streams
        if INLINE in sys.modules:  # the parent had it first, and without a shell it does nothing
            sys.modules[INLINE]._enable_matplotlib_integration()

    def execute_cell(self, cell: dict, cell_index: int, **_: object) -> dict:
        """One cell, as nbclient has a kernel execute it."""
        self.on_cell_start(cell=cell, cell_index=cell_index)
        if cell.cell_type != "code" or not cell.source.strip() or self.skip_cells_with_tag in notebook.tags(cell):
            return cell
        self.code_cells_executed += 1
        cell.outputs, self.clear_before_next_output = [], False
        cell.execution_count = self.shell.execution_count
        self.session.receive = lambda msg: self.process_message(msg, cell, cell_index)
        done = self.shell.run_cell(cell.source, store_history=True)
        for stream in self.streams:
            stream.flush()
            stream.below()
        if self.shell.exit_now:
            raise DeadKernelError("Kernel died")
        if not done.success:
            error = done.error_before_exec or done.error_in_exec
            reply = {"ename": type(error).__name__, "evalue": str(error), "traceback": self.shell._last_traceback or []}
            raise CellExecutionError.from_cell_and_msg(cell, reply | {"status": "error"})
        return cell
