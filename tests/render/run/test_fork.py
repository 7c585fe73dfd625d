"""Children of a warm parent against kernels: the same notebooks, the same refusals, and nothing that goes from one
child to the next."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from analysis import paths
from analysis.commands.render import default_engine
from analysis.methods.errors import InputError
from analysis.render.run import fork, notebook
from analysis.render.run.engine import Executed, Failure, Job, Result
from tests.render.run.test_engine import CELLS, is_alive, job, set_traps, wait_until
from tests.render.toy import cell

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are forked on Linux only")
pytestmark = [pytest.mark.slow, on_linux]

STATE = """import os, random, numpy as np, analysis.present.language as words, matplotlib as mpl
left = [hasattr(words, 'left'), mpl.rcParams['figure.dpi'], 'LEFT' in os.environ]
words.left, mpl.rcParams['figure.dpi'], os.environ['LEFT'] = 1, 7, '1'
print(left, np.random.rand(), random.random(), os.path.isdir(os.environ['HOME']))"""


def placed(*jobs: Job) -> list[Job]:
    """With the project's own code, of which the engine is a part."""
    return [replace(job, path=str(paths.PACKAGE.parent)) for job in jobs]


def execute(jobs: list[Job], workers: int = 2, how=fork) -> dict[str, Result]:
    found: dict[str, Result] = {}
    how.execute_all(placed(*jobs), workers, lambda result: found.__setitem__(result.run, result))
    return found


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> dict[str, Result]:
    root = tmp_path_factory.mktemp("fork")
    limits = {"endless": {"cell_timeout": 1}}
    ours = {name: cells for name, cells in CELLS.items() if name not in ("late", "prints")}
    jobs = [job(name, root, *cells, **limits.get(name, {})) for name, cells in ours.items()]
    crash = cell("import ctypes\ndef deep():\n    ctypes.string_at(0)\ndeep()")
    jobs += [job("crashes", root, crash), job("first", root, cell(STATE)), job("second", root, cell(STATE))]
    with pytest.MonkeyPatch.context() as patch:
        set_traps(root, patch)
        return execute(jobs)


def printed(result: Executed) -> str:
    shown = [o for _, c in notebook.code_cells(notebook.parse(result.text, "x")) for o in c["outputs"]]
    return "".join(notebook.joined(o["text"]) for o in shown if o["output_type"] == "stream")


def test_the_environment_is_that_of_a_kernel(results):
    facts = json.loads(printed(results["facts"]))
    expected = {"PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1", "SPBE_SEED": "7", "SPBE_LANGUAGE": "id", "n": 4}
    assert expected.items() <= facts.items()
    assert (facts["dpi"], facts["intruder"], facts["here"]) == (100.0, False, "./notebooks")
    assert facts["MPLBACKEND"] == "module://matplotlib_inline.backend_inline"
    assert results["facts"].text.count('"image/png"') == 1
    assert results["facts"].warnings == ("cell 2: a warning",)
    assert results["facts"].text == replace(results["again"]).text


def test_nothing_goes_from_one_child_to_the_next(results):
    first, second = (printed(results[name]) for name in ("first", "second"))
    for said in (first, second):
        assert said.startswith("[False, 100.0, False]")
        assert said.endswith("True\n")
    draws = {said.split()[3] for said in (first, second)}
    assert len(draws) == 2, "each has a seed of its own"


def test_what_is_drawn_from_numpy_is_drawn_again(tmp_path):
    draw = cell("import numpy as np\nprint(np.random.rand())")
    once, again = (printed(execute([job("draws", tmp_path, draw)])["draws"]) for _ in range(2))
    assert once == again


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("dies", "cell 2: the kernel died (out of memory, or a crash in a compiled library)"),
        ("crashes", "cell 2: the kernel died (out of memory, or a crash in a compiled library)"),
        ("endless", "cell 2: took longer than 1 s"),
        ("leaves", "cell 2: stopped the notebook before its end; remove the exit"),
        ("skips", "cell 2: was not executed; remove the tag that skips it"),
        ("fails", "cell 3: ZeroDivisionError: division by zero"),
        ("unsent", "cell 2: ValueError: half \ufffd of one"),
        ("coloured", "cell 2: ValueError: red"),
    ],
)
def test_a_failure_is_told_as_from_a_kernel(results, name, why):
    failure = results[name]
    assert isinstance(failure, Failure)
    assert (failure.run, failure.notebook, failure.summary) == (name, f"nb_{name}", why)
    assert failure.source in [c["source"] for c in [*CELLS.get(name, []), {"source": failure.source}]]
    assert failure.parameters == {"n": 4, "name": "b"}


def test_the_last_traceback_is_told(results):
    assert "----> 4 f()" in results["fails"].traceback
    assert "in deep" in results["crashes"].traceback
    assert "Segmentation fault" in results["crashes"].traceback
    assert "Aborted" in results["endless"].traceback
    assert len(str(results["coloured"])) < 5_000


def test_half_a_character_takes_nothing_else_with_it(results):
    assert printed(results["half"]) == "before\nhalf \ufffd of one\n"


def test_a_child_that_is_killed_fails_by_name_and_the_others_go_on(tmp_path):
    kill = cell("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    others = [job(f"other_{i}", tmp_path, cell("1 + 1")) for i in range(5)]
    found = execute([others[0], job("killed", tmp_path, kill), *others[1:]])
    assert [name for name, result in found.items() if isinstance(result, Failure)] == ["killed"]
    assert len(found) == 6


def test_a_parent_that_is_killed_is_told_and_leaves_no_child(tmp_path):
    kill = cell("import os, signal\nprint(os.getpid(), file=open('pid', 'w'))\nos.kill(os.getppid(), signal.SIGKILL)")
    with pytest.raises(InputError, match="parent process ended after 0 of 1"):
        execute([job("killer", tmp_path, kill, cell("while True: pass"))])
    child = int((tmp_path / "notebooks" / "pid").read_text(encoding="utf-8"))
    wait_until(lambda: not is_alive(child))


def test_a_killed_build_leaves_nothing_running(tmp_path):
    write = cell("import os, time\nprint(os.getpid(), os.getppid(), file=open('pids', 'w'))\ntime.sleep(60)")
    [slow] = placed(job("slow", tmp_path, write))
    (tmp_path / "job.json").write_text(json.dumps(vars(slow)), encoding="utf-8")
    code = (
        "import json, sys\nfrom analysis.render.run import fork\nfrom analysis.render.run.engine import Job\n"
        "fork.execute_all([Job(**json.load(open(sys.argv[1])))], 1, print)"
    )
    build = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "job.json")])
    pids = tmp_path / "notebooks" / "pids"
    wait_until(lambda: pids.is_file() and len(pids.read_text(encoding="utf-8").split()) == 2)
    build.kill()
    build.wait()
    wait_until(lambda: not any(is_alive(int(pid)) for pid in pids.read_text(encoding="utf-8").split()))


def test_an_interrupt_ends_the_children_at_once(tmp_path):
    def interrupted(result):
        raise KeyboardInterrupt

    write = cell("import os, time\nprint(os.getpid(), file=open('pid', 'w'))\ntime.sleep(60)")
    quick = cell("import os, time\nwhile not os.path.isfile('pid'): time.sleep(.05)")
    with pytest.raises(KeyboardInterrupt):
        fork.execute_all(placed(job("quick", tmp_path, quick), job("slow", tmp_path, write)), 2, interrupted)
    wait_until(lambda: not is_alive(int((tmp_path / "notebooks" / "pid").read_text(encoding="utf-8") or os.getpid())))


def test_the_parent_has_one_thread(tmp_path):
    """A fork among threads can stop for ever, and Python 3.12 warns of it."""
    count = cell("import os\nprint(len(os.listdir(f'/proc/{os.getppid()}/task')))")
    drawn = cell("import pandas, scipy.stats, matplotlib.pyplot\nfrom analysis.present import publish")
    assert printed(execute([job("threads", tmp_path, drawn, count)])["threads"]) == "1\n"


def test_elsewhere_than_on_linux_it_is_refused_with_the_remedy(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(InputError, match="--engine papermill"):
        fork.execute_all([job("any", Path("nowhere"))], 1, print)


def test_processes_with_threads_are_not_forked(monkeypatch):
    monkeypatch.setenv("SPBE_THREADS", "2")
    with pytest.raises(InputError, match="SPBE_THREADS"):
        fork.require()
    assert default_engine() == "papermill"
    monkeypatch.delenv("SPBE_THREADS")
    assert default_engine() == ("fork" if sys.platform.startswith("linux") else "papermill")
