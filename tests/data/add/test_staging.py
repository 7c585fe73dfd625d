import pytest

from analysis.data.add import staging
from analysis.data.raw_folder import raw_folder
from analysis.methods.errors import InputError


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A small data/raw with all that is moved, and the names of `staging` for it."""
    raw = tmp_path / "raw"
    (raw / "old").mkdir(parents=True)
    for name in staging.LOOSE:
        (raw / name).write_text("before", encoding="utf-8")
    stage = tmp_path / "raw.staging"
    names = {
        "RAW": raw, "PROCESSED": tmp_path / "processed", "STAGING": stage, "NEW_RAW": stage / "new" / "raw",
        "NEW_TABLES": stage / "new" / "processed", "READY": stage / "ready", "LOCK": tmp_path / ".raw.lock",
    }  # fmt: skip
    for name, path in names.items():
        monkeypatch.setattr(staging, name, path)
    monkeypatch.setattr(staging.catalog, "verify", lambda raw: [])
    return raw


def fail_after(raw, move):
    """Stage the new folder, then do what is to fail."""
    with staging.alone(), staging.staged():
        stage(raw)
        move()


def refuse():
    raise InputError("no")


def stage(raw):
    (raw / "new_2024").mkdir()
    for name in staging.LOOSE:
        (raw / name).write_text("after", encoding="utf-8")
    staging.NEW_TABLES.mkdir()


def test_what_is_staged_is_moved_in_as_a_whole(place):
    with staging.alone(), staging.staged() as raw:
        assert raw_folder() == raw != place
        stage(raw)
        staging.move_in("new_2024")
    assert {path.name for path in place.iterdir()} == {"old", "new_2024", *staging.LOOSE}
    assert {(place / name).read_text(encoding="utf-8") for name in staging.LOOSE} == {"after"}
    assert staging.PROCESSED.is_dir()
    assert not staging.STAGING.exists()


def test_what_fails_leaves_nothing(place):
    with pytest.raises(InputError):
        fail_after(staging.NEW_RAW, refuse)
    assert {(place / name).read_text(encoding="utf-8") for name in staging.LOOSE} == {"before"}
    assert not staging.STAGING.exists()


@pytest.mark.parametrize("moved", range(4))
def test_moves_that_were_cut_off_are_finished_wherever_that_was(place, monkeypatch, moved):
    replace, count = staging.os.replace, iter(range(9))

    def cut_off(*paths):
        if next(count) == moved:
            raise SystemError
        replace(*paths)

    def move():
        patch.setattr(staging.os, "replace", cut_off)
        staging.move_in("new_2024")

    with monkeypatch.context() as patch, pytest.raises(SystemError):
        fail_after(staging.NEW_RAW, move)
    assert staging.READY.is_dir()
    with staging.alone():
        pass
    assert (place / "new_2024").is_dir()
    assert {(place / name).read_text(encoding="utf-8") for name in staging.LOOSE} == {"after"}
    assert not staging.STAGING.exists()


def test_two_additions_at_a_time_are_refused(place):
    with staging.alone(), pytest.raises(InputError, match="at work"), staging.alone():
        pass
