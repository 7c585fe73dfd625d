"""How is reports/ replaced as a whole? Beside it, by renames, so that at any moment a good whole exists.

    reports.staging/    what is being written
    reports/            the last good whole
    reports.previous/   the whole before, for the moment of the swap

reports/institutions/ is a whole of its own (`spbe institutions`), replaced in the same way where it is, and moved over.
"""

from __future__ import annotations

from pathlib import Path

from analysis.data.files import remove, require_folder

INSTITUTIONS = "institutions"


def staging(reports: Path) -> Path:
    """The folder beside reports/ in which a new whole is written."""
    return reports.with_name(reports.name + ".staging")


def previous(reports: Path) -> Path:
    """The folder beside reports/ that holds the old whole for the moment of the swap."""
    return reports.with_name(reports.name + ".previous")


def recover(reports: Path) -> None:
    """Put right what a build that was killed left behind. Call it before anything looks at reports/.

    Raises InputError where reports/ is no folder. What stands in the place of the other two is ours to remove.
    """
    require_folder(reports, reports.name)
    remove(staging(reports))
    if previous(reports).is_symlink() or not previous(reports).is_dir():
        remove(previous(reports))
    else:
        if reports.exists():
            _finish(reports)
        else:
            previous(reports).rename(reports)
    if reports.name != INSTITUTIONS and reports.is_dir():
        recover(reports / INSTITUTIONS)


def write(reports: Path, files: dict[str, bytes]) -> None:
    """Write a whole (relative path -> bytes) into the staging folder and swap it in."""
    new = staging(reports)
    require_folder(reports, reports.name)
    remove(new)
    for name, content in files.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    swap(reports)


def swap(reports: Path) -> None:
    """Staging becomes reports. Killed between any two of these steps, `recover` finds a whole."""
    if reports.exists():
        reports.rename(previous(reports))
    staging(reports).rename(reports)
    if previous(reports).exists():
        _finish(reports)


def _finish(reports: Path) -> None:
    """The new whole is in place: take the institutions over from the old one, then remove it.

    It is removed under the name of what is unfinished, so that a half removed whole is never taken for a good one.
    """
    kept = previous(reports) / INSTITUTIONS
    if kept.is_dir() and not (reports / INSTITUTIONS).exists():
        kept.rename(reports / INSTITUTIONS)
    remove(previous(reports).rename(staging(reports)))
