from __future__ import annotations

import functools
from types import ModuleType

from analysis.render.run import warming
from analysis.studies.institution import subject
from tests.render.toy import cell, notebook_text


def test_the_modules_that_cells_name_are_told():
    source = notebook_text(
        cell("import math, json as j\nfrom analysis.present import publish"),
        cell("if True:\n    from analysis.studies.institution import subject, history"),
        cell("import no_such_module\nfrom analysis.present.publish import sentence"),
        cell("%matplotlib inline"),
    )
    found = warming.imported(source)
    assert found[:2] == ["math", "json"]
    assert {"analysis.present.publish", "analysis.studies.institution.history"} <= set(found)
    assert not {"no_such_module", "analysis.present.publish.sentence"} & set(found)


def test_what_a_module_keeps_for_the_whole_process_is_found():
    assert subject._indices in warming.kept(subject)
    assert all("cache_info" in dir(function) for function in warming.kept(subject))


def test_nothing_is_kept_that_hangs_on_the_language(monkeypatch):
    """One parent has children of both languages."""
    called = []
    monkeypatch.setattr(warming, "kept", lambda module: called.append(module.__name__) or [])
    monkeypatch.setattr(
        warming, "imported", lambda source: ["analysis.present.publish", "analysis.studies.institution"]
    )
    warming._modules.__wrapped__("source")
    assert "analysis.studies.institution.subject" in called
    assert not [name for name in called if name.startswith(("analysis.present", "analysis.render"))]


def test_what_needs_something_or_is_another_module_s_is_not():
    module = ModuleType("module")

    @functools.cache
    def own():
        return 1

    @functools.lru_cache
    def with_more(n):
        return n

    def plain():
        return 1

    for function in (own, with_more, plain):
        function.__module__ = "module"
    module.__dict__.update(own=own, with_more=with_more, plain=plain, others=subject._indices)
    assert warming.kept(module) == [own]
