"""Ways to make the cache hold, or the report show, something false: each is tried, with real kernels on a toy."""

from __future__ import annotations

import json
import py_compile
from pathlib import Path

import pytest

from analysis.methods.errors import InputError
from analysis.render.run.engine import Executed, execute_all
from tests.render.attacks import rewrite
from tests.render.run.test_engine import job
from tests.render.toy import PARAMETERS, Toy, cell, shows

pytestmark = pytest.mark.slow

ANSWER = '"""Answers."""\n\n\ndef answer():\n    """Yes, by 1."""\n    return 1\n'


@pytest.fixture
def answering(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """A toy whose page says what a module of ours answers, and its docstring."""
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    toy.write("src/analysis/studies/answer.py", ANSWER)
    said = "{'toy.n': answer.answer(), 'toy.doc': str(answer.answer.__doc__)}"
    toy.notebook("10_toy", PARAMETERS, cell("from analysis.studies import answer"), cell(shows("value", values=said)))
    return toy


def values(toy: Toy) -> dict:
    outcome = toy.build(workers=1)
    assert outcome.failed == []
    return json.loads(toy.files()["values.json"])


@pytest.mark.parametrize("module", ["studies/answer.py", "data/tables.py"])
def test_bytecode_of_an_older_source_of_equal_size_and_time_is_not_run(answering, module):
    path = answering.project.package / module
    if module != "studies/answer.py":  # reached through another one
        answering.write("src/analysis/studies/answer.py", "from analysis.data.tables import answer\n")
        path.write_text(ANSWER, encoding="utf-8")
        answering.data()
    py_compile.compile(str(path), invalidation_mode=py_compile.PycInvalidationMode.TIMESTAMP)
    assert values(answering)["toy.n"] == 1
    rewrite(path, "return 1", "return 2")
    answering.data()
    assert values(answering)["toy.n"] == 2


def test_optimized_python_drops_no_docstring_from_a_page(answering, monkeypatch):
    monkeypatch.setenv("PYTHONOPTIMIZE", "2")
    assert values(answering)["toy.doc"] == "Yes, by 1."


def test_modules_of_the_user_s_own_path_do_not_reach_a_page(toy, monkeypatch, tmp_path):
    for name in ("path", "user/lib/python/site-packages"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "mistune.py").write_text("intruder = True\n", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "path"))
    monkeypatch.setenv("PYTHONUSERBASE", str(tmp_path / "user"))
    found = "{'toy.n': str(hasattr(mistune, 'intruder'))}"
    toy.notebook("10_toy", PARAMETERS, cell("import mistune"), cell(shows("value", values=found)))
    assert values(toy) == {"toy.n": "False"}


def test_a_module_beside_the_notebooks_is_refused_and_not_even_found(toy):
    path = toy.write("notebooks/mistune.py", "intruder = True\n")
    with pytest.raises(InputError, match=r"^notebooks/mistune\.py: would be used in place of"):
        toy.build()
    seen = []
    found = cell("import mistune, os\nprint(os.path.basename(mistune.__file__))")
    execute_all([job("shadow", path.parents[1], found)], 1, seen.append)
    [result] = seen
    assert isinstance(result, Executed)
    assert "__init__.py" in result.text


def test_settings_beside_the_notebooks_are_refused(toy):
    toy.write("notebooks/matplotlibrc", "figure.dpi: 7\n")
    with pytest.raises(InputError, match=r"^notebooks/matplotlibrc: "):
        toy.build()


def test_a_kernel_has_no_other_environment_than_is_listed(tmp_path: Path, monkeypatch):
    """A hostile one, and a home folder that cannot be written to."""
    hostile = {
        "HOME": "/dev/null/home", "PYTHONINSPECT": "1", "PYTHONWARNINGS": "error", "PYTHONUTF8": "0", "LC_ALL": "C",
        "TZ": "Asia/Jakarta", "JUPYTER_CONFIG_DIR": "x", "IPYTHONDIR": "/dev/null/ipython", "XDG_CONFIG_HOME": "x",
        "MPLCONFIGDIR": "/dev/null/mpl", "OPENBLAS_CORETYPE": "Haswell", "SPBE_THREADS": "2", "WHATEVER": "1",
    }  # fmt: skip
    for name, value in hostile.items():
        monkeypatch.setenv(name, value)
    for name in {"NPY_DISABLE_CPU_FEATURES", "GLIBC_TUNABLES"}:  # set where this machine stands for another
        monkeypatch.delenv(name, raising=False)
    shown = cell(
        "import json, locale, os, sys\nimport matplotlib.pyplot as plt\nplt.plot([1])\n"
        "told = dict(os.environ) | {'encoding': locale.getpreferredencoding(), 'path': sys.path[:1]}\n"
        "print(json.dumps(told))"
    )
    seen = []
    execute_all([job("one", tmp_path, shown), job("again", tmp_path, shown)], 1, seen.append)
    for result in seen:
        assert isinstance(result, Executed), result
        assert result.warnings == ()
        [text] = [
            "".join(output["text"])
            for code in json.loads(result.text)["cells"]
            for output in code.get("outputs", [])
            if output["output_type"] == "stream"
        ]
        told = json.loads(text)
        own = {"HOME", "IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "TMPDIR", "MATPLOTLIBRC", "MPLCONFIGDIR"}
        assert not [name for name in own if "/dev/null" in told.pop(name)]
        by_kernel = {
            "JPY_PARENT_PID", "PYDEVD_USE_FRAME_EVAL", "TERM", "CLICOLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "PAGER",
            "GIT_PAGER", "MPLBACKEND",
        }  # fmt: skip
        passed = by_kernel | {"PATH", "LD_LIBRARY_PATH"}
        assert {name: value for name, value in told.items() if name not in passed} == {
            "PYTHONPATH": str(tmp_path / "src"), "PYTHONHASHSEED": "0", "PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8", "TZ": "UTC", "SOURCE_DATE_EPOCH": "315532800", "OPENBLAS_CORETYPE": "Haswell",
            "OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2", "SPBE_THREADS": "2", "SPBE_SEED": "7",
            "SPBE_LANGUAGE": "id", "encoding": "utf-8", "path": [str(tmp_path / "src")],
        }  # fmt: skip
