"""Toy projects for the tests of the render engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.render import build
from tests.render import site
from tests.render.toy import Toy, execute_here, make_toy


@pytest.fixture
def toy(tmp_path: Path) -> Toy:
    return make_toy(tmp_path / "toy")


@pytest.fixture
def quick(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """The toy, its notebooks executed here instead of in kernels."""

    def execute_all(jobs, workers, done):
        for job in jobs:
            toy.executed.append(job.run)
            done(execute_here(job))

    monkeypatch.setattr(build, "execute_all", execute_all)
    return toy


@pytest.fixture(scope="session")
def whole_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the whole report, in both languages, with pages of one institution."""
    return site.built_in(tmp_path_factory.mktemp("whole"))
