"""How the page of one institution is told. A notebook takes it as `show`."""

from analysis.present.institution import history, identity, levels, next_steps, place, sources

__all__ = ["history", "identity", "levels", "next_steps", "place", "sources"]
