"""What `make lab` opens: a page that is there, rendered, with kernels under the name that notebooks store."""

from __future__ import annotations

import json
import re

from analysis.paths import NOTEBOOKS
from analysis.render.run.notebook import KERNELSPEC
from tests.tree import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_kernel_has_the_name_that_every_notebook_stores():
    # Otherwise JupyterLab would write the other name into each notebook that is opened.
    assert re.search(r"^KERNEL = (.*)$", MAKEFILE, re.M)[1] == KERNELSPEC["display_name"]
    assert f"--name {KERNELSPEC['name']} " in MAKEFILE
    stored = {path: json.loads(path.read_text(encoding="utf-8"))["metadata"] for path in NOTEBOOKS.glob("*.ipynb")}
    assert {path.name for path, metadata in stored.items() if metadata["kernelspec"] != KERNELSPEC} == set()


def test_the_page_that_opens_is_there_and_is_opened_rendered():
    assert (ROOT / re.search(r"default_url=/lab/tree/(\S+)", MAKEFILE)[1]).is_file()
    settings = json.loads((ROOT / "requirements" / "jupyterlab.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/docmanager-extension:plugin"]["defaultViewers"] == {"markdown": "Markdown Preview"}
