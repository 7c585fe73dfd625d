"""Does .ci/run fail when any step on any Python fails, and say which in its closing table?"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.tree import ROOT

# Stands for make: fails where it is told to, and builds a report, which differs where it is told to.
MAKE = """#!/bin/sh
version=$(basename "$PWD")
[ "$SPBE_BROWSER" = required ] || { echo "a browser test may be left out"; exit 4; }
case "$FAILS" in "$version $*") echo "$version $* fails"; exit 3 ;; esac
if [ "$1" = report ]; then mkdir -p reports; echo "${DIFFERS#$version}" >reports/values.json; fi
"""
STEPS = ["data", "report", "test", "thorough", "data", "report", "same report"]
# What .ci/run and its steps call.
CALLED = ["bash", "basename", "cut", "diff", "dirname", "env", "git", "grep", "mkdir", "mktemp", "rm", "sh", "tail"]

pytestmark = pytest.mark.skipif(not (shutil.which("git") and shutil.which("bash")), reason="needs git and bash")


def command(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def checkout(tmp_path):
    """A repository with .ci/run, in which two Pythons are found, or one between them too."""
    folder = tmp_path / "checkout"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "run", folder / ".ci")
    (folder / "requirements").mkdir()
    found = '#!/bin/sh\n[ "$NONE" ] || printf "3.13 /p/python3.13\\n${BETWEEN}3.12 /p/python3\\n"\n'
    (folder / "requirements" / "pythons").write_text(found, encoding="utf-8")
    (tmp_path / "bin").mkdir()
    command(tmp_path / "bin" / "make", MAKE)
    command(tmp_path / "bin" / "chromium", "#!/bin/sh\n")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for told in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "A checkout"]):
        subprocess.run(["git", *who, *told], cwd=folder, check=True)
    return folder


def run(checkout: Path, **told: str) -> tuple[int, list[tuple[str, str, str]], str]:
    """Exit status, rows of the closing table (Python, step, result), last line."""
    path = f"{checkout.parent / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "FAILS": "", "DIFFERS": ""} | told
    done = subprocess.run([checkout / ".ci" / "run"], env=env, capture_output=True, encoding="utf-8")
    lines = done.stdout.partition("closing table\n")[2].splitlines()
    rows = [(line[2:11].strip(), line[11:24].strip(), line[24:33].strip()) for line in lines[1:-1]]
    return done.returncode, rows, lines[-1] if lines else done.stderr


def test_everything_runs_on_the_newest_and_the_rest_on_each_other(checkout):
    status, rows, last = run(checkout)
    assert [step for _, step, _ in rows] == STEPS
    assert [version for version, _, _ in rows] == ["3.13"] * 4 + ["3.12"] * 3
    assert {result for _, _, result in rows} == {"passed"}
    assert (status, last.split(" after ")[0]) == (0, "ci: passed")


@pytest.mark.parametrize(
    ("command", "at"),
    [
        ("3.13 data PYTHON=/p/python3.13", 0),
        ("3.13 test", 2),
        ("3.13 thorough", 3),
        ("3.12 report", 5),
    ],
)
def test_one_failing_step_fails_the_whole_and_the_others_still_run(checkout, command, at):
    status, rows, last = run(checkout, FAILS=command)
    assert [step for _, step, _ in rows] == STEPS
    assert [number for number, (_, _, result) in enumerate(rows) if result == "failed 3"] == [at]
    assert (status, last.split(" after ")[0]) == (1, "ci: FAILED")


def test_a_python_between_is_left_to_the_newest_and_the_oldest(checkout):
    _, rows, last = run(checkout, BETWEEN="3.12.9 /p/between\\n")
    assert {version for version, _, _ in rows} == {"3.13", "3.12"}
    assert [step for _, step, _ in rows] == STEPS
    assert last.startswith("ci: passed")


def test_another_report_on_another_python_fails(checkout):
    status, rows, _ = run(checkout, DIFFERS="3.12")
    assert [step for _, step, result in rows if result.startswith("failed")] == ["same report"]
    assert status == 1


def test_without_any_python_nothing_passes(checkout):
    command(checkout.parent / "bin" / "apt-get", "#!/bin/sh\nexit 0\n")
    status, rows, _ = run(checkout, NONE="1")
    assert (status, rows) == (1, [])


def test_a_browser_is_installed_where_there_is_none_or_asked_for(checkout, tmp_path):
    """The PATH has only what .ci/run calls, so that no browser of this machine is found."""
    bin = checkout.parent / "bin"
    (bin / "chromium").unlink()
    command(bin / "apt-get", f'#!/bin/sh\necho "$@" >>{shlex.quote(str(tmp_path / "installed"))}\n')
    for name in CALLED:
        (bin / name).symlink_to(shutil.which(name))
    status, _, last = run(checkout, PATH=str(bin))
    if os.geteuid():
        assert (status, last) == (1, "ci: please install first: chromium\n")
    else:
        assert status == 0
        assert (tmp_path / "installed").read_text(encoding="utf-8").splitlines()[1].endswith(" chromium")


def test_the_hosted_workflow_does_what_ci_run_does_and_no_more():
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    assert [step["run"] for step in steps if "run" in step] == [".ci/run"]
    assert {step["uses"].partition("@")[0] for step in steps if "uses" in step} == {
        "actions/checkout",
        "actions/setup-python",
    }
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
