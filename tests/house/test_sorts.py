"""No module puts things in an order that another processor could turn; and the rule sees what would."""

from __future__ import annotations

import pytest

from tests.house import sorts
from tests.tree import ROOT

PACKAGE = ROOT / "src" / "analysis"
MODULES = {path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("*.py"))}

REFUSED = {
    'known.sort_values("change", ignore_index=True)': 'sort_values: say kind="stable"',
    'known.sort_values("change", kind="stable")': "sort_values: a tie decides; use ordered",
    'known.sort_values(["change", "name"])': 'sort_values: say kind="stable"',
    'known.sort_values("change", kind="quicksort")': 'sort_values: say kind="stable"',
    "known.sort_index()": 'sort_index: say kind="stable"',
    "np.argsort(x)": 'argsort: say kind="stable"',
    "x.argsort()[::-1]": 'argsort: say kind="stable"',
    "np.argsort(x, stable=True)": "argsort: a tie decides",
    "np.lexsort((x, y))": "lexsort: a tie decides",
    'known.nlargest(3, "change")': "nlargest: a tie decides",
    'known["change"].idxmax()': "idxmax: a tie decides",
    "np.argmin(x)": "argmin: a tie decides",
    "known['change'].rank()": "rank: a tie decides",
    "rankdata(x)": "rankdata: a tie decides",
    "sorted(names, key=size.get)": "sorted: a tie decides",
    "sorted(names, key=lambda name: size[name])": "sorted: a tie decides",
    "sorted(names, key=lambda name: (size[name],))": "sorted: a tie decides",
    "max(names, key=size.get)": "max: a tie decides",
    "names.sort(key=size.get)": "sort: a tie decides",
    "heapq.nsmallest(2, names, key=size.get)": "nsmallest: a tie decides",
    "list(map(np.argsort, x))": "argsort: call it where it stands",
    'getattr(known, "sort_values")("change")': "sort_values: do not reach it by its name",
    "from numpy import argsort as order": "argsort: import it under its own name",
    "def f(x):\n    return [np.argmax(row) for row in x]": "line 2, f: argmax",
}
FREE = (
    'ordered(known, "change", "institution_id")',
    "np.sort(x)[::-1]",
    "sorted(set(names))",
    "names.sort()",
    "sorted(names, key=lambda name: (size[name], name))",
    "max(x, 0.0)",
    'row.rank + known["rank"].max()',
    "text.partition(':')",
)


@pytest.mark.parametrize("snippet", REFUSED)
def test_a_sort_that_a_tie_could_turn_is_refused(snippet):
    found = sorts.problems("studies/made_up.py", snippet)
    assert len(found) == 1
    assert REFUSED[snippet] in found[0]


@pytest.mark.parametrize("snippet", FREE)
def test_what_no_tie_can_turn_is_free(snippet):
    assert sorts.problems("studies/made_up.py", snippet) == []


def test_a_listed_sort_is_allowed_in_its_place_alone_and_only_if_it_is_stable():
    there = "def prefer(table):\n    return table.sort_values('x', kind='stable')"
    assert sorts.problems("data/preference.py", there) == []
    assert sorts.problems("data/build/processed.py", there)
    assert sorts.problems("data/preference.py", there.replace("prefer", "other"))
    assert sorts.problems("data/preference.py", there.replace(", kind='stable'", ""))


def test_every_sort_of_the_study_is_settled_or_listed():
    found = [
        line for module, path in MODULES.items() for line in sorts.problems(module, path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def test_the_list_is_current():
    used = {
        (module, function, name)
        for module, path in MODULES.items()
        for _, function, name, _ in sorts.found(path.read_text(encoding="utf-8"))
    }
    assert not set(sorts.EXACT) - used
