"""How the notebook about statements is told."""

from analysis.present.claims import cards, overview, referee, sets

__all__ = ["cards", "overview", "referee", "sets"]
