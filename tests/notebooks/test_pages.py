"""Pages of other runs than the published ones are whole, and no page hangs on the order of rows that tie."""

from __future__ import annotations

import json

import pytest

from analysis.render.collect.collect import collect
from analysis.render.run.engine import Executed, Job, execute_all
from analysis.render.run.study import Run
from tests.notebooks import published
from tests.notebooks.published import MOVEMENT, NOTEBOOKS, OTHERS, PARAMETERS, move
from tests.notebooks.tolerance import tolerated_output
from tests.tree import ROOT

pytestmark = pytest.mark.slow

KNOWN = "table+json instrument.falls.known"


@pytest.mark.parametrize("name", PARAMETERS)
def test_the_page_is_whole(name):
    notebook, parameters = PARAMETERS[name]
    source = (ROOT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8")
    page = collect(published.page(name), Run(name, notebook, False, parameters, source))
    assert page.title.endswith("?")
    assert page.values


def test_a_state_that_was_not_ranked_is_refused_with_the_reason():
    folder, failed = ROOT / "notebooks", {}
    source = (folder / f"{MOVEMENT}.ipynb").read_text(encoding="utf-8")
    chosen = move("MCO", 2010, 2012)
    job = Job("monaco", MOVEMENT, source, chosen, 2021, "en", folder=str(folder), path=str(ROOT / "src"))
    execute_all([job], 1, lambda r: failed.update({r.run: r}))
    assert not isinstance(failed["monaco"], Executed)
    assert "Monaco (MCO) was not ranked in 2010" in str(failed["monaco"])


def test_all_that_is_published_is_the_same_with_ties_reversed(tmp_path):
    turned = published.in_new_process(tmp_path / "turned.json", "reversed")
    assert list(turned) == list(published.RUNS)
    for run in OTHERS:
        plain = published.published(published.page(run))
        assert list(turned[run]) == list(plain)
        assert [key for key in plain if turned[run][key] != plain[key]] == [], run
    for run in NOTEBOOKS:
        assert differing(run, turned[run]) == [], run


def differing(notebook: str, turned: dict[str, str]) -> list[str]:
    """What a default run publishes otherwise than it is stored, pictures apart: another machine may have stored it."""
    plain = {key: json.loads(text) for key, text in published.published(published.stored(notebook)).items()}
    assert list(turned) == list(plain)
    return [key for key in plain if not same(plain[key], json.loads(turned[key]))]


def same(stored: dict, shown: dict) -> bool:
    """Whether two bundles are equal, pictures apart, or their numbers within the tolerance of a review."""
    first, second = ({mime: x for mime, x in data.items() if not mime.startswith("image/")} for data in (stored, shown))
    return first == second or tolerated_output(first, second) is not None


def test_a_sort_by_one_column_alone_would_be_seen(tmp_path):
    notebook = "20_instrument_change"
    planted = published.in_new_process(tmp_path / "planted.json", "planted", [notebook])[notebook]
    found = differing(notebook, planted)
    assert KNOWN in found, "institutions that fell equally far change places"
    assert all(".falls." in key for key in found), "that page alone was planted"
