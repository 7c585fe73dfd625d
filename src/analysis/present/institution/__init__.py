"""How the page of one institution is told. A notebook takes it as `show`."""

from analysis.present.institution import history, identity, place, sources

__all__ = ["history", "identity", "place", "sources"]
