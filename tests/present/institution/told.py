"""What one section of an institution's page tells, by kind."""

from __future__ import annotations

from types import ModuleType

from analysis.present.publish import MIME
from analysis.studies.institution.subject import subject


def of(shown: list[dict], kind: str) -> list[dict]:
    """The bundles of a kind: sentence, table, figure, value."""
    return [bundle[MIME.format(kind)] for bundle in shown if MIME.format(kind) in bundle]


def keys(shown: list[dict], kind: str = "sentence") -> list[str]:
    """The keys of a kind, in order, without what they all begin with."""
    return [one["key"].removeprefix("institution.") for one in of(shown, kind)]


def tell(shown: list[dict], study: ModuleType, show: ModuleType, institution: str, year: int = 2024) -> list[str]:
    """Tell a section of an institution; gives the keys of its sentences."""
    shown.clear()
    show.tell(study.study(subject(institution, year)))
    return keys(shown)
