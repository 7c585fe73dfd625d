from __future__ import annotations

import os

import pytest

from analysis.methods.errors import InputError
from analysis.render.institutions import folder as module
from analysis.render.institutions.folder import Folder
from analysis.render.project import Project


@pytest.fixture
def project(tmp_path) -> Project:
    (tmp_path / "reports").mkdir()
    return Project(tmp_path)


def write(project: Project, kept=(), **pages: str) -> bool:
    with Folder(project) as folder:
        for name, text in pages.items():
            folder.add(f"{name}.html", text, f"of-{text}")
        return folder.replace(set(kept))


def there(project: Project) -> dict[str, str]:
    return Folder(project).there


def test_pages_are_added_and_kept_and_dropped(project):
    assert write(project, a="1", b="2")
    assert there(project) == {"a.html": "of-1", "b.html": "of-2"}
    assert write(project, ["b.html"], c="3")
    assert there(project) == {"b.html": "of-2", "c.html": "of-3"}
    assert {path.name for path in (project.reports / "institutions").iterdir()} == {"b.html", "c.html", ".build.json"}
    assert write(project, ["c.html"])
    assert there(project) == {"c.html": "of-3"}


def test_nothing_is_replaced_by_the_same(project):
    write(project, a="1")
    assert not write(project, ["a.html"])


def test_a_page_that_is_kept_is_still_there_where_the_disk_knows_no_links(project, monkeypatch):
    write(project, a="1")
    monkeypatch.setattr(os, "link", lambda old, new: (_ for _ in ()).throw(PermissionError()))
    write(project, ["a.html"], b="2")
    assert there(project) == {"a.html": "of-1", "b.html": "of-2"}


def test_a_new_page_does_not_write_into_the_old_whole(project):
    write(project, a="old", b="1")
    with Folder(project) as folder:
        folder.add("a.html", "new", "of-new")
        assert (project.reports / "institutions" / "a.html").read_text(encoding="utf-8") == "old"
    assert there(project) == {"a.html": "of-old", "b.html": "of-1"}
    assert [path.name for path in project.reports.iterdir()] == ["institutions"], "what was unfinished is gone"


@pytest.mark.parametrize("record", ["", "[]", '{"a.html": 1}', '{"a.html": ["of-1"]}', '{"a.html": ["of-1", "0"]}'])
def test_without_a_whole_record_no_page_counts(project, record):
    write(project, a="1")
    (project.reports / "institutions" / module.RECORD).write_text(record, encoding="utf-8")
    assert there(project) == {}


def test_an_altered_page_does_not_count(project):
    write(project, a="1", b="2")
    (project.reports / "institutions" / "a.html").write_text("other", encoding="utf-8")
    assert there(project) == {"b.html": "of-2"}


def test_a_link_in_its_place_is_refused(project, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (project.reports / "institutions").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="is a link"):
        Folder(project)
