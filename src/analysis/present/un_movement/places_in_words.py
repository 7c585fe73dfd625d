"""How are places gained said? Plus is up; what is up, down or nowhere follows what will be written."""

from __future__ import annotations

from analysis.present.phrases import phrase


def written(places: float) -> str:
    """Places gained in words, to one decimal: up 8.0 places."""
    return phrase(f"un.accounting.tenths.{_way(places)}", places=abs(places))


def written_short(places: float) -> str:
    """The same without the unit: up 8.0."""
    return phrase(f"un.accounting.tenths_short.{_way(places)}", places=abs(places))


def whole(places: int) -> str:
    """Whole places gained, in words: up 8 places, down 1 place."""
    return phrase(f"un.accounting.whole.{_way(places)}", places=abs(places))


def component(name: str) -> str:
    """A component within a sentence: online services."""
    return phrase(f"un.accounting.component.{name}")


def _way(places: float) -> str:
    return "nowhere" if abs(places) < 0.05 else "up" if places > 0 else "down"
