"""Real kernels. What a notebook and its surroundings can do to a build, all in one pool where possible."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.render.run import notebook
from analysis.render.run.engine import Executed, Failure, Job, Result, default_workers, execute_all
from analysis.render.run.output_size import CUT, KEPT, PIECES
from tests.render.toy import PARAMETERS, cell, make_toy, notebook_text

pytestmark = pytest.mark.slow

FACTS = """import json, os, sys
import matplotlib.pyplot as plt
plt.plot([1, 2])
plt.show()
names = ["PYTHONHASHSEED", "OPENBLAS_NUM_THREADS", "SPBE_SEED", "SPBE_LANGUAGE", "MPLBACKEND"]
facts = {name: os.environ.get(name) for name in names} | {"python": sys.executable, "dpi": plt.rcParams["figure.dpi"]}
facts |= {"intruder": "intruder" in globals(), "ours": __import__("analysis").__file__, "n": n}
print("a warning", file=sys.stderr)
print(json.dumps(facts | {"here": os.getcwd()}, sort_keys=True).replace(os.path.dirname(os.getcwd()), "."))"""
CELLS = {
    "facts": [cell(FACTS)],
    "again": [cell(FACTS)],
    "fails": [cell("x = 1"), cell("def f():\n    return x / (n - 4)\n\nf()")],
    "dies": [cell("import os\nos._exit(1)")],
    "endless": [cell("while True: pass")],
    "leaves": [cell("import sys\nsys.exit()"), cell("print('never')")],
    "skips": [cell("x = 1", "skip-execution")],
    "late": [cell("kernel = get_ipython().kernel\nkernel._publish_status = kernel._publish_status_and_flush = print")],
    "half": [cell("print('before')\nprint('half \\ud800 of one')\nx = [n for n in globals() if 'ession' in n]\nx")],
    "unsent": [cell("raise ValueError('half \\ud800 of one')")],
    "coloured": [cell("raise ValueError('\\x1b[31mred\\x07\\n' + 'line\\n' * 200_000)")],
    "prints": [
        cell("for i in range(60_000): print('line', i)\nprint('x' * 1_000_000)"),
        cell("for i in range(1_100): display(i)"),
        cell("from IPython.display import HTML\nHTML('<p>x</p>' * 200_000)"),
        cell("import sys\nfor i in range(9_000): print('\\x1b[33mold', i, file=sys.stderr)"),
    ],
}


def job(name: str, root: Path, *cells: dict, **changes: object) -> Job:
    folder = root / "notebooks"
    folder.mkdir(parents=True, exist_ok=True)
    source = notebook_text(cell("# Is it so?"), PARAMETERS, *cells)
    about = {"parameters": {"n": 4, "name": "b"}, "seed": 7, "language": "id", "cell_timeout": 30} | changes
    return Job(name, f"nb_{name}", source, folder=str(folder), path=str(root / "src"), **about)


def execute(jobs: list[Job], workers: int = 2) -> dict[str, Result]:
    results: dict[str, Result] = {}
    execute_all(jobs, workers, lambda result: results.__setitem__(result.run, result))
    return results


def set_traps(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Everything by which a user's own configuration reaches a kernel."""
    spec = {"argv": ["no-such-python", "{connection_file}"], "display_name": "Mine", "language": "python"}
    kernel = folder / "jupyter" / "kernels" / "python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    startup = folder / "ipython" / "profile_default" / "startup" / "start.py"
    startup.parent.mkdir(parents=True)
    startup.write_text("intruder = 1\n", encoding="utf-8")
    (folder / "matplotlibrc").write_text("figure.dpi: 7\n", encoding="utf-8")
    traps = {
        "JUPYTER_DATA_DIR": "jupyter", "JUPYTER_PATH": "jupyter", "IPYTHONDIR": "ipython",
        "PYTHONSTARTUP": "ipython/profile_default/startup/start.py", "MATPLOTLIBRC": "matplotlibrc",
    }  # fmt: skip
    for name, place in traps.items():
        patch.setenv(name, str(folder / place))
    patch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    patch.setenv("MPLBACKEND", "agg")
    patch.setenv("SPBE_SEED", "1")


@pytest.fixture(scope="module")
def results(tmp_path_factory) -> dict[str, Result]:
    root = tmp_path_factory.mktemp("engine")
    make_toy(root / "one")
    make_toy(root / "other place")
    jobs = [job(name, root / "one", *cells) for name, cells in CELLS.items() if name != "again"]
    limits = {"endless": {"cell_timeout": 2}, "late": {"output_timeout": 1}, "prints": {"cell_timeout": 300}}
    jobs = [Job(**{**vars(j), **limits.get(j.run, {})}) for j in jobs]
    jobs.append(job("facts", root / "other place", *CELLS["facts"]))
    jobs[-1] = Job(**{**vars(jobs[-1]), "notebook": "again"})
    found: dict[str, Result] = {}
    with pytest.MonkeyPatch.context() as patch:
        set_traps(root, patch)
        execute_all(jobs, 2, lambda result: found.__setitem__(result.notebook, result))
    return found


def facts(result: Executed) -> dict:
    nb = notebook.parse(result.text, "x")
    streams = [o for _, c in notebook.code_cells(nb) for o in c["outputs"] if o["output_type"] == "stream"]
    assert [stream["name"] for stream in streams] == ["stdout"]
    return json.loads(notebook.joined(streams[0]["text"]))


def test_the_kernel_is_this_python_in_a_fixed_environment(results):
    """Traps: another kernelspec named python3, start-up files, a matplotlibrc, MPLBACKEND and a seed of the user's."""
    assert facts(results["nb_facts"]) == {
        "PYTHONHASHSEED": "0",
        "OPENBLAS_NUM_THREADS": "1",
        "SPBE_SEED": "7",
        "SPBE_LANGUAGE": "id",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "python": sys.executable,
        "dpi": 100.0,
        "intruder": False,
        "ours": "./src/analysis/__init__.py",
        "n": 4,
        "here": "./notebooks",
    }


def test_no_figure_is_lost(results):
    nb = notebook.parse(results["nb_facts"].text, "x")
    kinds = [kind for _, c in notebook.code_cells(nb) for o in c["outputs"] for kind in o.get("data", {})]
    assert kinds.count("image/png") == 1


def test_stderr_is_told_and_not_kept(results):
    assert results["nb_facts"].warnings == ("cell 2: a warning",)


def test_two_folders_give_the_same_bytes(results):
    assert results["nb_facts"].text == results["again"].text


def test_no_trace_of_the_execution_is_left(results):
    nb = json.loads(results["nb_facts"].text)
    assert set(nb["metadata"]) == {"kernelspec", "language_info"}
    assert {key for c in nb["cells"] for key in c["metadata"]} == {"tags"}
    assert [c["id"] for c in nb["cells"]][2] == notebook.INJECTED
    assert [c.get("execution_count") for c in nb["cells"]] == [None, 1, 2, 3]


def test_a_failing_cell_is_told_with_all_that_finds_it(results):
    failure = results["nb_fails"]
    assert isinstance(failure, Failure)
    assert (failure.run, failure.cell, failure.why) == ("fails", 3, "ZeroDivisionError: division by zero")
    assert failure.source == "def f():\n    return x / (n - 4)\n\nf()"
    assert failure.parameters == {"n": 4, "name": "b"}
    assert "----> 4 f()" in failure.traceback
    assert "\x1b" not in str(failure)
    assert str(failure).startswith(
        "run fails (notebook nb_fails) failed: cell 3: ZeroDivisionError: division by zero\n"
        "parameters: n=4, name='b'\n"
        "cell 3:\n    def f():\n"
    )


@pytest.mark.parametrize(
    ("name", "why", "source"),
    [
        ("dies", "cell 2: the kernel died (out of memory, or a crash in a compiled library)", "import os\nos._exit(1)"),
        ("endless", "cell 2: took longer than 2 s", "while True: pass"),
        (
            "late",
            "cell 2: has ended, but its output was not complete 1 s later; print less, or build with fewer workers",
            CELLS["late"][0]["source"],
        ),
        ("leaves", "cell 2: stopped the notebook before its end; remove the exit", "import sys\nsys.exit()"),
        ("skips", "cell 2: was not executed; remove the tag that skips it", "x = 1"),
    ],
)
def test_whatever_ends_a_notebook_early_is_a_failure(results, name, why, source):
    failure = results[f"nb_{name}"]
    assert isinstance(failure, Failure)
    assert (failure.summary, failure.source) == (why, source)


def test_half_a_character_takes_nothing_else_with_it(results):
    """The kernel could not send it, and lost all that its cell had printed without a word."""
    cells = [c["outputs"] for _, c in notebook.code_cells(notebook.parse(results["nb_half"].text, "x"))]
    assert notebook.joined(cells[-1][0]["text"]) == "before\nhalf \ufffd of one\n"
    assert cells[-1][1]["data"]["text/plain"] == ["[]"], "and leaves no name behind"
    assert results["nb_unsent"].why == "ValueError: half \ufffd of one"


def test_a_giant_traceback_is_told_in_part_and_without_colours(results):
    failure = results["nb_coloured"]
    assert (failure.cell, failure.why) == (2, "ValueError: red")
    assert len(str(failure)) < 5_000
    assert re.search(r"\n\[199,\d\d\d lines more\]\n", failure.traceback)
    assert not re.search("[\x1b\x07]", str(failure))


def test_what_a_cell_puts_out_is_kept_up_to_a_megabyte_with_a_note(results):
    result = results["nb_prints"]
    printed, pieces, html, _ = [c["outputs"] for _, c in notebook.code_cells(notebook.parse(result.text, "x"))][2:]
    lines = notebook.joined(printed[0]["text"]).splitlines()
    assert lines == [f"line {i}" for i in range(60_000)]
    assert printed[1]["data"][CUT] == {"bytes": 1_000_001}
    assert len(pieces) == PIECES + 1
    assert pieces[-1]["data"][CUT] == {"bytes": 100 * 4}
    assert html[0]["data"] == {"text/plain": ["<IPython.core.display.HTML object>"]}
    assert html[1]["data"][CUT] == {"bytes": 200_000 * len("<p>x</p>")}
    assert len(result.text) < 3 * KEPT
    [warning] = result.warnings
    assert warning.startswith("cell 5: old 0\nold 1\n")
    assert "\n[8,800 lines more]\n" in warning
    assert warning.endswith("old 8999")


def test_a_worker_that_is_killed_takes_no_other_run_with_it(tmp_path):
    kill = cell("import os, signal\nos.kill(os.getppid(), signal.SIGKILL)")
    results = execute([job("killer", tmp_path, kill), job("other", tmp_path, cell("1 + 1"))], workers=1)
    assert isinstance(results["other"], Executed)
    assert results["killer"].summary == "its process was killed twice; is there enough memory?"


def test_an_interrupt_ends_workers_at_once(tmp_path):
    def interrupted(result):
        raise KeyboardInterrupt

    slow = cell("import time\ntime.sleep(60)")
    with pytest.raises(KeyboardInterrupt):
        execute_all([job("quick", tmp_path, cell("1")), job("slow", tmp_path, slow)], 2, interrupted)
    wait_until(lambda: not multiprocessing.active_children())


def test_a_killed_build_leaves_nothing_behind(tmp_path):
    write = cell(
        "import os, time\nprint(os.getpid(), os.getppid(), file=open('pids', 'w'), flush=True)\ntime.sleep(60)"
    )
    (tmp_path / "job.json").write_text(json.dumps(vars(job("slow", tmp_path, write))), encoding="utf-8")
    script = tmp_path / "build.py"
    script.write_text(
        "import json, sys\nfrom analysis.render.run.engine import Job, execute_all\n"
        "if __name__ == '__main__':\n    execute_all([Job(**json.load(open(sys.argv[1])))], 1, print)\n",
        encoding="utf-8",
    )
    (tmp_path / "scratch").mkdir()
    env = os.environ | {"TMPDIR": str(tmp_path / "scratch")}
    build = subprocess.Popen([sys.executable, str(script), str(tmp_path / "job.json")], env=env)
    pids = tmp_path / "notebooks" / "pids"
    wait_until(lambda: pids.is_file() and len(pids.read_text(encoding="utf-8").split()) == 2)
    build.send_signal(signal.SIGKILL)
    build.wait()
    wait_until(lambda: not any(is_alive(int(pid)) for pid in pids.read_text(encoding="utf-8").split()))
    assert list((tmp_path / "scratch").iterdir()) == []


def wait_until(holds, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended but was not waited for does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


def test_no_more_workers_than_there_are_cores():
    assert 1 <= default_workers() <= 2
