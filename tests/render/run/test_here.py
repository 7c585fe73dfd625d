"""Cells executed in a child against those in a kernel: the same notebooks, byte for byte."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from analysis import paths
from analysis.render.run import engine
from analysis.render.run.engine import Executed
from tests.render.run.test_engine import job
from tests.render.run.test_fork import execute, on_linux, printed
from tests.render.toy import cell

pytestmark = [pytest.mark.slow, on_linux]

SHOWN = [
    cell("import matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd\ndrawn = plt.plot([n, 1, 2])"),
    cell("from IPython.display import HTML, Image, clear_output, display, update_display\nHTML('<b>x</b>')"),
    cell(
        "display({'application/x.y+json': {1: (2, np.pi)}, 'text/plain': 'p'}, raw=True, metadata={'x': 1})\nprint(1)"
    ),
    cell("handle = display('old', display_id='it')\nprint('between')\nupdate_display('new', display_id='it')"),
    cell("print('gone')\nclear_output()\nprint('stays')\nclear_output(wait=True)\nprint('last')"),
    cell("plt.figure()\ndrawn = plt.plot([1, 3])\nplt.show()\nfig, ax = plt.subplots(figsize=(2, 1))\nprint(2)\nfig"),
    cell("pd.DataFrame({'a': [1, 2]}).style.set_uuid('u')\npd.DataFrame({'a': [1.5, n]})"),
    cell("await __import__('asyncio').sleep(0)\nIn[1][:6], Out.keys(), __name__"),
    cell("import warnings\nwarnings.warn('odd', stacklevel=1)\nprint('err', file=__import__('sys').stderr)\n;"),
    cell("import os\nstatus = os.system('echo below Python')"),
    cell("print('half \\ud800 of one')\n%matplotlib inline\n%config InlineBackend.close_figures\nplt.get_backend()"),
    cell("class Odd:\n    def _repr_html_(self): raise ValueError('no')\nprint(repr(Odd())[:5])"),
    cell("os.environ['MPLBACKEND'], os.environ['PAGER'], os.environ['SPBE_SEED'], plt.rcParams['figure.dpi']"),
]


def test_a_notebook_is_the_same_from_both_engines(tmp_path):
    """Whatever is shown, in whatever way; the arbiter is a kernel."""
    jobs = [job("shown", tmp_path, *SHOWN)]
    ours, theirs = execute(jobs)["shown"], execute(jobs, how=engine)["shown"]
    assert isinstance(theirs, Executed), str(theirs)
    assert isinstance(ours, Executed), str(ours)
    for number, (here, there) in enumerate(zip(*(json.loads(r.text)["cells"] for r in (ours, theirs)), strict=True)):
        assert here == there, f"cell {number}"
    assert ours.text == theirs.text
    assert [warning.split(":")[0] for warning in ours.warnings] == [w.split(":")[0] for w in theirs.warnings]
    assert printed(ours).count("below Python") == 1
    assert ours.text.count('"image/png"') == 4


def test_the_page_of_an_institution_is_the_same_from_both_engines(tmp_path):
    """In both languages, by turns in one warm parent."""
    name = "50_institution"
    source = (paths.NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8")
    asked = [(institution, language) for institution in ("kabupaten-sleman", "badan-siber-dan-sandi-negara")
             for language in ("id", "en")]  # fmt: skip
    jobs = []
    for institution, language in asked:
        given = {"institution": institution, "year": 2024, "language": language, "evaluation": ""}
        about = {"source": source, "parameters": given, "folder": str(paths.NOTEBOOKS), "language": language}
        jobs.append(replace(job(f"{institution}/{language}", tmp_path), **about))
    ours, theirs = execute(jobs), execute(jobs, how=engine)
    for run, their in theirs.items():
        assert isinstance(their, Executed), str(their)
        assert isinstance(ours[run], Executed), str(ours[run])
        assert (ours[run].text, ours[run].warnings) == (their.text, their.warnings)
    assert len({result.text for result in ours.values()}) == 4
