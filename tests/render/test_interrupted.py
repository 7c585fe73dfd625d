"""A build that is killed, or meets a full disk, before any of its changes of the disk: is what is left true?"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.render.depends.cache import Cache
from analysis.render.project import sha256
from analysis.render.write import staging
from tests.render.toy import IMPORTS, VALUE, VND, Toy, cell

ENDED = """import errno, os, resource, shutil, signal, sys
from pathlib import Path
import papermill
from analysis.render.collect import collect
from analysis.render.project import Project
from analysis.render.run import study, surroundings
from analysis.render.write import gate
from tests.render.toy import Toy, execute_here

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.utime"}


def ended(how, at):
    left = at

    def hook(event, args):
        nonlocal left
        if event in CHANGES or event == "open" and args[2] & (os.O_WRONLY | os.O_RDWR):
            left -= 1
            if left < 0 and how == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            if left < 0 and how == "full" and event in ("open", "os.mkdir", "os.rename"):
                raise OSError(errno.ENOSPC, "No space left on device")

    if how == "small":
        resource.setrlimit(resource.RLIMIT_FSIZE, (at, at))
    else:
        sys.addaudithook(hook)
    try:
        done = made(Toy(Project(Path(sys.argv[1]))))
    except OSError:
        os._exit(1)
    os._exit(bool(done.failed))


warm = Path(sys.argv[1]).with_name("warm")
for line in sys.stdin:
    how, at = line.split()
    if not warm.exists():  # a build of a copy: what a process reads once, every child then has from the start
        made(Toy(Project(shutil.copytree(sys.argv[1], warm))))
    child = os.fork()
    if not child:
        ended(how, int(at))
    print("done" if os.waitpid(child, 0)[1] == 0 else "ended", flush=True)
"""  # after the words that say what a build is: `made`
BUILDS = (
    """from analysis.render import build
from tests.render.toy import WRITERS, execute_here

build.execute_all = lambda jobs, workers, done: [done(execute_here(job)) for job in jobs]
made = lambda toy: toy.build()
"""
    + ENDED
)


def assert_nothing_is_false(toy: Toy, numbers: set[int]) -> None:
    """Reports are a whole of one of these numbers, and what is kept under the key of a number is of that number."""
    staging.recover(toy.project.reports)
    if toy.project.reports.exists():
        files = toy.files()
        record = json.loads(files.pop(".build.json"))
        assert {name: sha256(content) for name, content in files.items()} == record["files"]
        assert json.loads(files["values.json"])["toy.n"] in numbers
    for record in (toy.project.cache / "runs").glob("*/key.json"):
        parts = json.loads(record.read_text(encoding="utf-8"))["parts"]
        kept = json.loads(Cache(toy.project.cache / "runs").get(parts).executed)
        shown = [output["data"] for code in kept["cells"] for output in code.get("outputs", [])]
        assert [data[VND.format("value")]["values"]["toy.n"] for data in shown] == [int(parts["parameter n"])]


@pytest.mark.slow
@pytest.mark.thorough
@pytest.mark.parametrize("how", ["killed", "full", "small"])
def test_a_build_that_ends_anywhere_leaves_nothing_false(toy, how):
    """Each makes a run and pages anew; it ends before its first, second, ... change of the disk, or at a file size."""
    toy.notebook("10_toy", cell("n: int = 3  # a number", "parameters"), IMPORTS, VALUE)
    command = [sys.executable, "-c", BUILDS, str(toy.project.root)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    numbers, ends = set(), []
    with subprocess.Popen(command, cwd=Path(__file__).parents[2], **pipes) as builds:
        for number in range(100):
            toy.study({"id": "toy", "notebook": "10_toy", "main": True, "parameters": {"n": number}})
            numbers.add(number)
            builds.stdin.write(f"{how} {number * (100 if how == 'small' else 1)}\n")
            builds.stdin.flush()
            ends.append(builds.stdout.readline().strip())
            assert_nothing_is_false(toy, numbers)
            if ends[-1] == "done":
                break
        builds.stdin.close()
    assert ends[-1] == "done"
    assert len(ends) > 10
    assert json.loads(toy.files()["values.json"]) == {"toy.n": number}
