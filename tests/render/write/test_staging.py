from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from analysis.methods.errors import InputError
from analysis.render.write import staging


@pytest.fixture
def reports(tmp_path) -> Path:
    folder = tmp_path / "reports"
    staging.write(folder, {"index.html": b"old", "tables/a.csv": b"a"})
    (folder / "institutions").mkdir()
    (folder / "institutions" / "x.html").write_text("kept", encoding="utf-8")
    return folder


def whole(reports: Path) -> dict[str, str]:
    return {p.relative_to(reports).as_posix(): p.read_text(encoding="utf-8") for p in reports.rglob("*") if p.is_file()}


OLD = {"index.html": "old", "tables/a.csv": "a", "institutions/x.html": "kept"}
NEW = {"index.html": "new", "institutions/x.html": "kept"}


def test_the_whole_is_replaced_and_institutions_stay(reports):
    staging.write(reports, {"index.html": b"new"})
    assert whole(reports) == NEW
    assert [path.name for path in reports.parent.iterdir()] == ["reports"]


def test_new_institutions_are_not_overwritten_by_old_ones(reports):
    staging.write(reports, {"institutions/y.html": b"new"})
    assert whole(reports) == {"institutions/y.html": "new"}


@pytest.mark.parametrize("step", range(5))
def test_killed_before_any_step_of_the_swap_a_whole_is_found(reports, monkeypatch, step):
    steps = iter(range(5))

    def stop_or(do):
        def perform(*args, **kwargs):
            if next(steps) == step:
                raise KeyboardInterrupt
            return do(*args, **kwargs)

        return perform

    staging.staging(reports).mkdir()
    (staging.staging(reports) / "index.html").write_text("new", encoding="utf-8")
    monkeypatch.setattr(Path, "rename", stop_or(Path.rename))
    monkeypatch.setattr(shutil, "rmtree", stop_or(shutil.rmtree))
    with pytest.raises(KeyboardInterrupt):
        staging.swap(reports)
    monkeypatch.undo()
    staging.recover(reports)
    assert whole(reports) == (OLD if step < 2 else NEW)
    assert [path.name for path in reports.parent.iterdir()] == ["reports"]


def test_an_error_while_writing_leaves_the_old_whole(reports):
    with pytest.raises(FileExistsError):
        staging.write(reports, {"a": b"", "a/b": b""})
    staging.recover(reports)
    assert whole(reports) == OLD


@pytest.mark.parametrize("beside", [staging.staging, staging.previous])
@pytest.mark.parametrize("act", [staging.recover, lambda reports: staging.write(reports, {"index.html": b"new"})])
def test_a_link_beside_it_is_removed_and_not_followed(reports, tmp_path, beside, act):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "index.html").write_text("theirs", encoding="utf-8")
    beside(reports).symlink_to(theirs)
    staging.recover(reports)
    act(reports)
    assert whole(theirs) == {"index.html": "theirs"}
    assert whole(reports) in (OLD, NEW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["reports", "theirs"]


@pytest.mark.parametrize("act", [staging.recover, lambda reports: staging.write(reports, {"index.html": b"new"})])
def test_reports_that_are_a_link_or_a_file_are_refused(reports, tmp_path, act):
    link = tmp_path / "link"
    link.symlink_to(reports)
    with pytest.raises(InputError, match=r"^link: is a link"):
        act(link)
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=r"^file: is a file"):
        act(tmp_path / "file")
    assert whole(reports) == OLD


def test_nothing_to_recover(tmp_path):
    staging.recover(tmp_path / "reports")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["staging", "previous", "both"])
def test_institutions_that_were_being_replaced_are_put_right(reports, step):
    place = reports / "institutions"
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    assert before
    if step == "previous":
        place.rename(staging.previous(place))
    elif step == "both":
        staging.staging(place).mkdir()
        place.rename(staging.previous(place))
    else:
        staging.staging(place).mkdir()
    staging.recover(reports)
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before
    assert not staging.staging(place).exists()
    assert not staging.previous(place).exists()
