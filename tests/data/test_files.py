from __future__ import annotations

import os

import pytest

from analysis.data.files import locked, remove, require_folder, write_whole
from analysis.methods.errors import InputError


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(path), "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"newer")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("there", [True, False], ids=["link", "dangling link"])
def test_nothing_is_written_through_a_link(tmp_path, there):
    """Neither in the place of the file nor in that of its unfinished half."""
    target, path = tmp_path / "target", tmp_path / "a.txt"
    if there:
        target.write_text("another's", encoding="utf-8")
    path.symlink_to(target)
    (tmp_path / f".a.txt.{os.getpid()}").symlink_to(target)
    write_whole(path, b"ours")
    assert (path.read_bytes(), path.is_symlink()) == (b"ours", False)
    assert (target.read_text(encoding="utf-8") if there else target.exists()) == ("another's" if there else False)
    assert not (tmp_path / f".a.txt.{os.getpid()}").is_symlink()


def test_a_link_is_removed_and_not_what_it_leads_to(tmp_path):
    folder = tmp_path / "folder"
    (folder / "inner").mkdir(parents=True)
    (tmp_path / "link").symlink_to(folder)
    remove(tmp_path / "link")
    remove(tmp_path / "nothing")
    assert (folder / "inner").is_dir()
    remove(folder)
    assert list(tmp_path.iterdir()) == []


def test_only_a_folder_or_nothing_may_stand_where_a_folder_is_made(tmp_path):
    require_folder(tmp_path, "reports")
    require_folder(tmp_path / "nothing", "reports")
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "dangling").symlink_to(tmp_path / "nothing")
    (tmp_path / "file").touch()
    for name, why in {"link": "is a link", "dangling": "is a link", "file": "is a file"}.items():
        with pytest.raises(InputError, match=f"^reports: {why}, and a build .*; (remove the link|move it away)$"):
            require_folder(tmp_path / name, "reports")


def test_a_lock_is_held_once_and_goes(tmp_path):
    lock = tmp_path / "lock"
    with locked(lock, "lock", "busy"):
        with pytest.raises(InputError, match=r"^busy$"), locked(lock, "lock", "busy"):
            pass
        lock.write_text("what somebody wrote in it stays", encoding="utf-8")
    with locked(lock, "lock", "busy"):
        assert lock.read_text(encoding="utf-8") == "what somebody wrote in it stays"


@pytest.mark.parametrize("kind", ["link", "dangling", "folder", "pipe"])
def test_a_lock_that_is_no_plain_file_is_refused(tmp_path, kind):
    lock, target = tmp_path / "lock", tmp_path / "target"
    if kind == "folder":
        lock.mkdir()
    elif kind == "pipe":
        os.mkfifo(lock)
    else:
        lock.symlink_to(target)
    if kind == "link":
        target.write_text("another's", encoding="utf-8")
    with pytest.raises(InputError, match=r"^\.cache/lock: no plain file; remove it$"), locked(lock, ".cache/lock", ""):
        pass
    assert target.exists() == (kind == "link")
    assert kind != "link" or target.read_text(encoding="utf-8") == "another's"
